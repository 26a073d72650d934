// The first page: a box to ask in, what the store holds, and a picture that already says something.
import { html, useEffect, useMemo, useState } from './html.js';
import { many, number, t, when } from './words.js';
import { ask, useAnswer, where } from './api.js';
import { to } from './state.js';
import { Search } from './search.js';
import { Answer, Empty } from './states.js';
import { Act, Glyph, Parties, QUADS, Status } from './marks.js';
import { Tree } from './tree.js';
import { busiest } from './pairs.js';

const LATEST = 8, PAIRS = 8, STEPS = 6;

/** The chain that the latest link belongs to: back to where it began, then forward. */
function useLatestChain(s) {
  const [value, set] = useState({ data: null, error: null });
  useEffect(() => {
    let wanted = true;
    const found = async () => {
      const pairs = await ask(where.responses(s, { limit: 30 }));
      if (!pairs.items.length) return null;
      const chains = await Promise.all(longest(pairs.items).map(event => ask(where.chains(s, { event, depth: STEPS, breadth: 2, limit: 8 }))));
      return chains.map(chain => chain.items[0]).sort((a, b) => size(b) - size(a))[0];
    };
    found().then(data => wanted && set({ data: { root: data }, error: null }), error => wanted && set({ data: null, error }));
    return () => { wanted = false; };
  }, [s.as_of]);
  return value;
}
const size = branch => 1 + branch.branches.reduce((sum, one) => sum + size(one), 0);

/** Of the latest links, the events that begin the chains with most of them: three to look at. */
function longest(items) {
  const causes = new Map();
  for (const { cause, effect } of items) if (!causes.has(effect.id)) causes.set(effect.id, cause.id);
  const counts = new Map();
  for (const { cause } of items) {
    let root = cause.id;
    for (let step = 0; step < STEPS && causes.has(root); step += 1) root = causes.get(root);
    counts.set(root, (counts.get(root) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]).slice(0, 3).map(([id]) => id);
}

export function Start({ s }) {
  const chain = useLatestChain(s), events = useAnswer(where.events({ ...s, actor: '', with: '' }, { limit: 150 })), counts = useAnswer(where.counts(s));
  const empty = events.data && !events.data.items.length;
  return html`<section class="hero"><h1>${t('start.title')}</h1><p>${t('start.hint')}</p><${Search} large id="start" />
      <${Counts} counts=${counts.data} /></section>
    ${empty ? html`<${Empty} title=${t('start.empty')} hint=${t('start.empty.hint')}><code>casus load samples</code></${Empty}>` : html`
    <section class="card wide" aria-labelledby="h-chain"><header><h2 id="h-chain">${t('start.chain')}</h2>${chain.data?.root && html`<a href=${to({ view: 'chains', start: chain.data.root.event.id })}>${t('start.chain.more')}</a>`}</header>
      <${Answer} of=${chain}>${({ root }) => (root ? html`<${Tree} root=${root} />` : html`<${Empty} title=${t('start.chain.none')} />`)}</${Answer}></section>
    <section class="card" aria-labelledby="h-pairs"><header><h2 id="h-pairs">${t('start.pairs')}</h2><a href=${to({ view: 'network' })}>${t('start.pairs.more')}</a></header>
      <${Answer} of=${events}>${data => html`<${Pairs} items=${data.items} truncated=${data.truncated} />`}</${Answer}></section>
    <section class="card" aria-labelledby="h-latest"><header><h2 id="h-latest">${t('start.latest')}</h2><a href=${to({ view: 'table' })}>${t('start.latest.more')}</a></header>
      <${Answer} of=${events}>${data => html`<ul class="events">${data.items.slice(0, LATEST).map(event => html`<li key=${event.id}><${EventLine} event=${event} /></li>`)}</ul>`}</${Answer}></section>`}
    <footer class="foot"><a href="/docs">${t('start.api')}</a></footer>`;
}

const KINDS = ['events', 'actors', 'articles', 'links', 'places'];
const Counts = ({ counts }) => html`<ul class="counts" aria-label=${t('start.loaded')}>${KINDS.map(kind => html`<li key=${kind}><b>${counts ? number(counts[kind]) : '·'}</b> ${t(`count.${kind}`)}</li>`)}</ul>`;

function Pairs({ items, truncated }) {
  const pairs = useMemo(() => busiest(items, PAIRS), [items]), most = pairs[0]?.events ?? 1;
  return html`<ol class="pairs">${pairs.map(pair => html`<li key=${pair.a.id + pair.b.id}><a href=${to({ view: 'timeline', actor: pair.a.id, with: pair.b.id })}>
      <span class="names"><${Glyph} kind=${pair.a.kind} />${pair.a.name}<span class="arrow" aria-hidden="true">–</span><${Glyph} kind=${pair.b.kind} />${pair.b.name}</span>
      <span class="bars" aria-hidden="true">${QUADS.map(quad => (pair.quads[quad] ? html`<i class="fill q${quad}" key=${quad} style=${{ width: `${(100 * pair.quads[quad]) / most}%` }}></i>` : ''))}</span>
      <small>${many('n.events', pair.events)}</small></a></li>`)}</ol>
    ${truncated && html`<p class="fine">${t('start.pairs.of', { n: number(items.length) })}</p>`}`;
}

/** One event as a line of a list: what, who, when, and the sentence that says so. */
export const EventLine = ({ event, here }) => html`<a class=${`line ${here ? 'here' : ''}`} href=${to({ event: event.id })} aria-current=${here ? 'true' : null}>
  <span class="head"><${Act} event=${event} /><${Status} modality=${event.modality} /><time>${when(event)}</time></span>
  <${Parties} event=${event} plain />${event.reports[0]?.sentence ? html`<q>${event.reports[0].sentence}</q>` : event.record ? html`<q class="record">${event.record.note ?? event.record.dataset}</q>` : ''}</a>`;
