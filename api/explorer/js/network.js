// Who has to do with whom: actors, an edge for each kind of act. Click, expand, hide, pin, focus.
import cytoscape from '../vendor/cytoscape.js';
import { html, useEffect, useLayoutEffect, useMemo, useRef, useState } from './html.js';
import { many, number, t } from './words.js';
import { MOST, ask, where } from './api.js';
import { go } from './state.js';
import { Answer, Empty } from './states.js';
import { KINDS, Glyph, Mark, QUADS } from './marks.js';
import { belonging, network } from './pairs.js';
import { arrange } from './layout.js';
import { styles } from './netstyle.js';
import { setPicture } from './picture.js';
import { svgOf } from './netsvg.js';

const DRAWN = 150, WIDE_NAME = 44;

/** Names of those with most events stay readable however far away all of it is; the others come with zooming. */
function named(cy) {
  const zoom = cy.zoom(), room = Math.max(8, cy.width() / WIDE_NAME);
  cy.nodes().sort((a, b) => b.data('centre') - a.data('centre') || b.data('events') - a.data('events')).forEach((node, i) => node.data('size', i < room ? Math.max(13, Math.min(30, 12 / zoom)) : 13));
}
function fit(cy) { cy.fit(undefined, 44); named(cy); }

/** Events of the actor, and of those that were expanded, or the latest of all, each once. */
function useGraph(s) {
  const [value, set] = useState({ data: null, error: null }), asked = [s.actor, ...s.expand];
  const addresses = asked.map((actor, i) => where.events({ ...s, actor, with: i ? '' : s.with })), key = addresses.join(' ');
  useEffect(() => {
    let wanted = true;
    Promise.all(addresses.map(ask)).then(answers => {
      const events = new Map(answers.flatMap(answer => answer.items).map(event => [event.id, event]));
      if (wanted) set({ data: { events: [...events.values()], truncated: answers.some(answer => answer.truncated) }, error: null });
    }, error => wanted && set({ data: null, error }));
    return () => { wanted = false; };
  }, [key]);
  return value;
}

function drawn(data, s) {
  const graph = network(data.events), centre = new Set([s.actor, s.with, ...s.expand].filter(Boolean)), gone = new Set(s.hide);
  const joined = new Set(graph.edges.flatMap(edge => [edge.source, edge.target]));
  const kept = graph.nodes.filter(node => !gone.has(node.id) && (centre.has(node.id) || (joined.has(node.id) && (!s.kind.length || s.kind.includes(node.kind)))));
  const nodes = kept.sort((a, b) => centre.has(b.id) - centre.has(a.id) || b.events - a.events || (a.id < b.id ? -1 : 1)).slice(0, DRAWN), ids = new Set(nodes.map(node => node.id));
  const edges = graph.edges.filter(edge => ids.has(edge.source) && ids.has(edge.target));
  const lone = new Set(edges.flatMap(edge => [edge.source, edge.target]));
  const shown = nodes.filter(node => lone.has(node.id) || centre.has(node.id));
  edges.push(...shown.filter(node => centre.has(node.id) && node.kind === 'country').flatMap(node => belonging(shown, node.id)));
  return { nodes: shown.map(node => ({ ...node, centre: centre.has(node.id), r: Math.min(52, 20 + 4 * Math.sqrt(node.events)) })), edges, omitted: kept.length - nodes.length };
}

export default function Network({ s, own }) {
  const answer = useGraph(s);
  const graph = useMemo(() => answer.data && drawn(answer.data, s), [answer.data, s.actor, s.with, s.expand.join(), s.hide.join(), s.kind.join()]);
  return html`<${Answer} of=${{ ...answer, data: graph }}>${() => (graph.nodes.length ? html`<${Canvas} graph=${graph} s=${s} own=${own} truncated=${answer.data.truncated} />` : html`<${Empty} title=${t('none')} hint=${t('none.hint')} />`)}</${Answer}>`;
}

function Canvas({ graph, s, own, truncated }) {
  const box = useRef(null), cy = useRef(null), places = useRef(new Map()), [tip, setTip] = useState(null), [pinned, setPinned] = useState(new Set());
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  useLayoutEffect(() => {
    const one = cytoscape({ container: box.current, style: styles(), minZoom: 0.1, maxZoom: 3, boxSelectionEnabled: false, layout: { name: 'preset' } });
    cy.current = one;
    one.on('tap', 'node', event => go({ node: event.target.id() }));
    one.on('dbltap', 'node', event => { const id = event.target.id(), now = new URLSearchParams(location.search).getAll('expand'); if (!now.includes(id)) go({ expand: [...now, id], node: id }); });
    one.on('tap', 'edge[action]', event => { const edge = event.target.data(); go({ pair: `${edge.source}~${edge.target}~${edge.action}` }); });
    one.on('dragfree', 'node', event => { places.current.set(event.target.id(), { ...event.target.position() }); setPinned(old => new Set([...old, event.target.id()])); });
    one.on('mouseover', 'node, edge[action]', event => {
      const near = event.target.isNode() ? event.target.closedNeighborhood() : event.target.union(event.target.connectedNodes());
      one.batch(() => { one.elements().not(near).addClass('dim'); near.addClass('hot'); });
      setTip({ ...event.target.data(), x: event.renderedPosition.x, y: event.renderedPosition.y });
      box.current.style.cursor = 'pointer';
    });
    one.on('mouseout', 'node, edge[action]', () => { one.batch(() => one.elements().removeClass('dim hot')); setTip(null); box.current.style.cursor = ''; });
    const resized = new ResizeObserver(() => { one.resize(); fit(one); });
    resized.observe(box.current);
    setPicture({ svg: () => svgOf(one), name: 'network' });
    if (navigator.webdriver) window.casusNetwork = one; // what automated tests look at, for a canvas has no elements
    return () => { resized.disconnect(); setPicture(null); one.destroy(); };
  }, []);
  useEffect(() => {
    const scheme = matchMedia('(prefers-color-scheme: dark)'), again = () => cy.current.style(styles());
    again();
    scheme.addEventListener('change', again);
    return () => scheme.removeEventListener('change', again);
  }, [own.theme]);
  useLayoutEffect(() => {
    const one = cy.current, wanted = new Set([...graph.nodes, ...graph.edges].map(element => element.id)), before = new Map();
    one.nodes().forEach(node => { if (wanted.has(node.id())) before.set(node.id(), { ...node.position() }); });
    const spread = box.current.clientWidth / Math.max(1, box.current.clientHeight);
    const to = arrange(graph.nodes, graph.edges, before, Math.max(0.7, Math.min(2, spread))), first = !before.size;
    one.batch(() => {
      one.elements().filter(element => !wanted.has(element.id())).remove();
      const few = graph.edges.length <= 60;
      const add = [...graph.nodes.map(node => ({ group: 'nodes', data: { ...node, size: 13 }, position: { ...to.get(node.id) } })),
        ...graph.edges.map(edge => ({ group: 'edges', data: { ...edge, w: 1.2 + 1.6 * Math.sqrt(edge.events), label: few && edge.action ? `${t(`action.${edge.action}`)}${edge.events > 1 ? ` ${edge.events}` : ''}` : '' } }))];
      for (const element of add) { const known = one.getElementById(element.data.id); if (known.nonempty()) known.data(element.data); else one.add(element); }
    });
    if (first || calm) fit(one); else one.animate({ fit: { padding: 44 } }, { duration: 220, complete: () => named(one) });
    performance.mark('casus-network');
  }, [graph, own.lang]);
  useEffect(() => {
    const one = cy.current;
    one.elements().unselect();
    if (s.node) one.getElementById(s.node).select();
    if (s.pair) one.edges().filter(edge => `${edge.data('source')}~${edge.data('target')}~${edge.data('action')}` === s.pair).select();
  }, [s.node, s.pair, graph]);
  useEffect(() => { cy.current.nodes().forEach(node => { node.toggleClass('pinned', pinned.has(node.id())); if (pinned.has(node.id())) node.lock(); else node.unlock(); }); }, [pinned, graph]);
  const zoom = by => cy.current.animate({ zoom: { level: cy.current.zoom() * by, renderedPosition: { x: box.current.clientWidth / 2, y: box.current.clientHeight / 2 } } }, { duration: calm ? 0 : 120 });
  const keys = event => {
    const step = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] }[event.key];
    if (step) cy.current.panBy({ x: step[0], y: step[1] }); else if (event.key === '+') zoom(1.3); else if (event.key === '-') zoom(1 / 1.3); else if (event.key === '0') fit(cy.current); else return;
    event.preventDefault();
  };
  return html`<div class="network"><div class="canvas" ref=${box} tabindex="0" role="application" aria-label=${t('network.said', { nodes: number(graph.nodes.length), edges: number(graph.edges.filter(edge => edge.action).length) })} onKeyDown=${keys}></div>
    <details class="as-list"><summary>${t('network.list')}</summary><ul>${graph.nodes.map(node => html`<li key=${node.id}><button class="link" onClick=${() => go({ node: node.id })}><${Glyph} kind=${node.kind} />${node.name}</button> <small>${many('n.events', node.events)}</small>${pinned.has(node.id) ? html` <button class="link" onClick=${() => setPinned(new Set([...pinned].filter(id => id !== node.id)))}>${t('unpin')}</button>` : ''}</li>`)}</ul></details>
    <div class="zoom"><button onClick=${() => zoom(1.35)} aria-label=${t('zoom.in')}>+</button><button onClick=${() => zoom(1 / 1.35)} aria-label=${t('zoom.out')}>−</button><button onClick=${() => fit(cy.current)} aria-label=${t('zoom.fit')}>⤢</button></div>
    ${truncated || graph.omitted > 0 ? html`<p class="left-out on-canvas" role="status">${truncated ? t('left.out', { n: number(MOST) }) : ''} ${graph.omitted > 0 ? t('nodes.left.out', { n: number(graph.omitted) }) : ''}</p>` : ''}
    <${Legend} />${tip && html`<${Tip} tip=${tip} box=${box} />`}</div>`;
}

const Legend = () => html`<ul class="legend">${KINDS.slice(0, 4).map(kind => html`<li key=${kind}><${Glyph} kind=${kind} />${t(`kind.${kind}`)}</li>`)}${QUADS.map(quad => html`<li key=${quad}><span class=${`stroke q${quad}`} aria-hidden="true"></span><${Mark} quad=${quad} />${t(`quad.${quad}`)}</li>`)}<li><span class="stroke thin" aria-hidden="true"></span>${t('legend.of')}</li><li><span class="stroke dotted" aria-hidden="true"></span>${t('legend.not')}</li></ul>`;

const Tip = ({ tip, box }) => html`<div class="tip" role="presentation" style=${{ left: `${Math.min(tip.x + 14, box.current.clientWidth - 230)}px`, top: `${Math.max(8, tip.y - 56)}px` }}>${tip.action ? html`<b>${t(`action.${tip.action}`)}</b> · ${many('n.events', tip.events)}${tip.modality === 'occurred' ? '' : html`<br />${t(`modality.${tip.modality}`)}`}` : html`<b>${tip.name}</b><br />${t(`kind.${tip.kind}`)} · ${many('n.events', tip.events)}`}</div>`;
