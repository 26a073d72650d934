// Events by day: a lane for each actor, or two actors face to face, with what their acts come to between them.
import { html, useLayoutEffect, useMemo, useRef, useState } from './html.js';
import { scaleLinear, scaleUtc } from '../vendor/d3-scale.js';
import { utcDay, utcYear } from '../vendor/d3-time.js';
import { asDate, day, dayMonth, many, monthYear, number, t, when } from './words.js';
import { useAnswer, where } from './api.js';
import { go } from './state.js';
import { Answer, Empty } from './states.js';
import { SHAPE, act, sides } from './marks.js';
import { LeftOut, useEvents } from './selection.js';

const LANES = 18, TOP = 34;

/** [what to measure, its width, its height] in pixels. */
export function useSize() {
  const box = useRef(null), [size, set] = useState([0, 0]);
  useLayoutEffect(() => {
    const watch = new ResizeObserver(([entry]) => set([Math.floor(entry.contentRect.width), Math.floor(entry.contentRect.height)]));
    watch.observe(box.current);
    return () => watch.disconnect();
  }, []);
  return [box, ...size];
}

export default function Timeline({ s }) {
  const events = useEvents(s), dyad = useAnswer(s.actor && s.with ? where.dyad(s, { limit: 1 }) : null);
  return html`<${Answer} of=${events}>${data => {
    const dated = data.items.filter(event => event.date);
    if (!dated.length) return html`<${Empty} title=${t('none')} hint=${t('none.hint')} />`;
    return html`<div class="tools"><span class="fine" role="status">${many('n.dated', dated.length)}${data.items.length > dated.length ? ` · ${many('n.undated', data.items.length - dated.length)}` : ''}</span><${LeftOut} data=${data} /><span class="gap"></span><span class="fine">${t('timeline.hint')}</span></div>
      ${s.with && dyad.data ? html`<${Told} dyad=${dyad.data.dyad} />` : ''}<${Lanes} events=${dated} s=${s} faced=${Boolean(s.with)} />`;
  }}</${Answer}>`;
}

/** What two sides' acts come to. */
const Told = ({ dyad }) => html`<dl class="told">
  <div><dt>${t('told.forward', { a: dyad.a[0]?.name ?? '', b: dyad.b[0]?.name ?? '' })}</dt><dd>${many('n.events', dyad.forward.events)}${dyad.forward.intensity !== null ? html` <small>${t('told.mean', { n: number(Math.round(dyad.forward.intensity * 10) / 10) })}</small>` : ''}</dd></div>
  <div><dt>${t('told.forward', { a: dyad.b[0]?.name ?? '', b: dyad.a[0]?.name ?? '' })}</dt><dd>${many('n.events', dyad.backward.events)}${dyad.backward.intensity !== null ? html` <small>${t('told.mean', { n: number(Math.round(dyad.backward.intensity * 10) / 10) })}</small>` : ''}</dd></div>
  ${dyad.quiet ? html`<div><dt>${t('told.quiet')}</dt><dd>${many('n.days', dyad.quiet.days)} <small>${day(dyad.quiet.after)} – ${day(dyad.quiet.before)}</small></dd></div>` : ''}
  ${dyad.escalation ? html`<div><dt>${t('told.escalation')}</dt><dd><button class="link" onClick=${() => go({ event: dyad.escalation.id })}>${act(dyad.escalation)}, ${when(dyad.escalation)}</button></dd></div>` : ''}</dl>`;

/** Rows of actors. Face to face there are two, of whoever stands for either side. */
export function lanes(events, s, faced) {
  const rows = new Map();
  for (const event of events) {
    for (const side of [event.source, event.target]) {
      if (!side) continue;
      const row = rows.get(side.id) ?? { actor: side, events: 0 };
      row.events += 1;
      rows.set(side.id, row);
    }
  }
  const chosen = id => id === s.actor || id === s.with;
  const all = [...rows.values()].sort((a, b) => chosen(b.actor.id) - chosen(a.actor.id) || b.events - a.events || (a.actor.id < b.actor.id ? -1 : 1));
  return faced ? all.slice(0, 10) : all.slice(0, LANES);
}

function Lanes({ events, s, faced }) {
  const [box, width] = useSize(), left = Math.min(190, Math.max(96, width * 0.22)), right = width - 18;
  const span = useMemo(() => { const dates = events.map(event => +asDate(event.date)); return [utcDay.offset(new Date(Math.min(...dates)), -2), utcDay.offset(new Date(Math.max(...dates)), 3)]; }, [events]);
  const [zoom, setZoom] = useState(null), from = zoom?.of === events ? zoom : null;
  const x = scaleUtc(from ? from.domain : span, [left + 12, right]), rows = lanes(events, s, faced), ROW = Math.max(44, Math.min(faced ? 96 : 60, 420 / rows.length)), at = new Map(rows.map((row, i) => [row.actor.id, TOP + ROW * (i + 0.5)]));
  const curve = 84, height = TOP + ROW * rows.length + 16 + curve;
  const wheel = event => {
    if (!event.ctrlKey && !event.metaKey && !event.altKey) return;
    event.preventDefault();
    const by = event.deltaY > 0 ? 1.25 : 0.8, middle = x.invert(event.clientX - box.current.getBoundingClientRect().left), domain = x.domain().map(end => new Date(+middle + (end - middle) * by));
    if (domain[1] - domain[0] > 3 * 864e5) setZoom({ of: events, domain });
  };
  const scaled = by => { const [a, b] = x.domain(), middle = (+a + +b) / 2; setZoom({ of: events, domain: [a, b].map(end => new Date(middle + (end - middle) * by)) }); };
  const shift = by => { const [a, b] = x.domain(), step = (b - a) * by; setZoom({ of: events, domain: [a, b].map(end => new Date(+end + step)) }); };
  const keys = event => { const done = { '+': () => scaled(0.7), '-': () => scaled(1.4), 0: () => setZoom(null), ArrowLeft: () => shift(-0.2), ArrowRight: () => shift(0.2) }[event.key]; if (done && event.target === event.currentTarget) { event.preventDefault(); done(); } };
  const used = new Map(), dots = events.filter(event => at.has(event.source?.id) || at.has(event.target?.id)).map(event => {
    const y = at.get(event.source?.id) ?? at.get(event.target.id), px = x(asDate(event.date)), key = `${y} ${Math.round(px / 9)}`, level = used.get(key) ?? 0;
    used.set(key, level + 1);
    const other = event.source && at.has(event.source.id) ? at.get(event.target?.id) : undefined;
    return { event, x: px, y: y - Math.min(level, 3) * 8 + 6, other: other !== undefined && other !== y ? other : null };
  }).filter(dot => dot.x >= left && dot.x <= right + 2);
  const ticks = x.ticks(Math.max(2, Math.floor((right - left) / 110))), long = ticks.length > 1 && ticks[1] - ticks[0] > 25 * 864e5;
  return html`<div class="timeline"><div class="zoom"><button onClick=${() => scaled(0.7)} aria-label=${t('zoom.in')}>+</button><button onClick=${() => scaled(1.4)} aria-label=${t('zoom.out')}>−</button><button onClick=${() => setZoom(null)} aria-label=${t('zoom.fit')}>⤢</button></div>
    <div class="lanes scroll" tabindex="0" role="region" aria-label=${t('view.timeline')} onWheel=${wheel} onKeyDown=${keys}><div ref=${box}>${width > 0 && html`<svg data-picture width=${width} height=${height} role="group" aria-label=${t('timeline.said', { n: number(events.length) })}>
    ${rows.map((row, i) => html`<g key=${row.actor.id}><rect class=${i % 2 ? 'lane' : 'lane odd'} x="0" width=${width} y=${TOP + ROW * i} height=${ROW} /><text class="lane-name" x=${left - 8} y=${TOP + ROW * (i + 0.5) + 4} text-anchor="end">${short(row.actor.name, left / 8.2)}</text></g>`)}
    ${ticks.map(tick => html`<g key=${+tick}><line class="rule" x1=${x(tick)} x2=${x(tick)} y1=${TOP - 6} y2=${height} /><text class="tick" x=${x(tick)} y="18" text-anchor="middle">${+tick === +utcYear(tick) ? tick.getUTCFullYear() : long ? monthYear(tick) : dayMonth(tick)}</text></g>`)}
    ${dots.filter(dot => dot.other !== null).map(dot => html`<path key=${`l${dot.event.id}`} class=${`reach q${dot.event.quad} m-${dot.event.modality} ${dot.event.id === s.event ? 'here' : ''}`} d=${`M${dot.x} ${dot.y}V${dot.other}`} />`)}
    <${Curve} events=${events} x=${x} top=${TOP + ROW * rows.length + 18} height=${curve - 14} left=${left} right=${right} />
    ${dots.map(dot => html`<g key=${dot.event.id} class=${`spot mark q${dot.event.quad} m-${dot.event.modality} ${dot.event.id === s.event ? 'here' : ''}`} role="button" tabindex="0" transform=${`translate(${dot.x - 7} ${dot.y - 7}) scale(0.875)`} aria-label=${`${when(dot.event)}: ${act(dot.event)}, ${sides(dot.event)}${dot.event.modality === 'occurred' ? '' : `, ${t(`modality.${dot.event.modality}`)}`}`}
      onClick=${() => go({ event: dot.event.id })} onKeyDown=${event => { if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); go({ event: dot.event.id }); } }}><circle class="target" cx="8" cy="8" r="13" /><path class="shape" d=${SHAPE[dot.event.quad]} /><title>${when(dot.event)} · ${act(dot.event)} · ${sides(dot.event)}</title></g>`)}</svg>`}</div></div></div>`;
}

const short = (text, most) => (text.length > most ? `${text.slice(0, Math.max(3, most - 1))}…` : text);

/** The mean intensity of the acts of each day, above the line where they cooperate and below it where they do not. */
function Curve({ events, x, top, height, left, right }) {
  const days = new Map();
  for (const event of events) if (event.modality === 'occurred') days.set(event.date, [...(days.get(event.date) ?? []), event.intensity]);
  const y = scaleLinear([10, -10], [top, top + height]), means = [...days].map(([date, all]) => ({ date, x: x(asDate(date)), mean: all.reduce((sum, one) => sum + one, 0) / all.length })).filter(one => one.x >= left && one.x <= right);
  return html`<g class="curve"><text class="tick" x=${left - 8} y=${y(0) + 4} text-anchor="end">${t('intensity')}</text><line class="zero" x1=${left} x2=${right} y1=${y(0)} y2=${y(0)} />${means.map(one => html`<rect key=${one.date} class=${`fill ${one.mean < 0 ? 'q4' : 'q2'}`} x=${one.x - 2} width="4" y=${Math.min(y(0), y(one.mean))} height=${Math.max(1, Math.abs(y(one.mean) - y(0)))}><title>${day(one.date)}: ${number(Math.round(one.mean * 10) / 10)}</title></rect>`)}</g>`;
}
