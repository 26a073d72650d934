// When the events of the selection were, as bars; dragging over them, or the arrow keys, narrows the time.
import { html, useMemo, useRef, useState } from './html.js';
import { scaleLinear, scaleUtc } from '../vendor/d3-scale.js';
import { utcDay, utcMonth, utcWeek, utcYear } from '../vendor/d3-time.js';
import { asDate, day, many, t } from './words.js';
import { go } from './state.js';
import { QUADS } from './marks.js';
import { useEvents } from './selection.js';

const WIDTH = 600, HEIGHT = 72, BARS = 60;
export const iso = date => date.toISOString().slice(0, 10);

/** The events counted by the finest span of which there are not too many: [{start, end, quads}]. */
export function binned(events) {
  const dates = events.filter(event => event.date).map(event => asDate(event.date)).sort((a, b) => a - b);
  if (!dates.length) return [];
  const [first, last] = [dates[0], dates.at(-1)], unit = [utcDay, utcWeek, utcMonth, utcYear].find(one => one.count(one.floor(first), last) < BARS) ?? utcYear.every(10);
  const bins = new Map(unit.range(unit.floor(first), unit.offset(last, 1)).map(start => [+start, { start, end: unit.offset(start, 1), quads: { 1: 0, 2: 0, 3: 0, 4: 0 }, events: 0 }]));
  for (const event of events) {
    const bin = event.date && bins.get(+unit.floor(asDate(event.date)));
    if (bin) { bin.quads[event.quad] += 1; bin.events += 1; }
  }
  return [...bins.values()];
}

export function Brush({ s }) {
  const { data } = useEvents({ ...s, since: '', until: '' }), bins = useMemo(() => binned(data?.items ?? []), [data]);
  const svg = useRef(null), [drag, setDrag] = useState(null);
  if (!bins.length) return html`<p class="fine">${t('brush.none')}</p>`;
  const x = scaleUtc([bins[0].start, bins.at(-1).end], [0, WIDTH]), y = scaleLinear([0, Math.max(...bins.map(bin => bin.events))], [HEIGHT, 4]);
  const at = event => { const box = svg.current.getBoundingClientRect(); return Math.max(0, Math.min(WIDTH, ((event.clientX - box.left) / box.width) * WIDTH)); };
  const done = () => {
    if (!drag) return;
    const [a, b] = [Math.min(...drag), Math.max(...drag)];
    setDrag(null);
    if (b - a < 4) go({ since: '', until: '' }); else go({ since: iso(x.invert(a)), until: iso(x.invert(b)) });
  };
  const shown = drag ?? (s.since || s.until ? [s.since ? x(asDate(s.since)) : 0, s.until ? x(utcDay.offset(asDate(s.until), 1)) : WIDTH] : null);
  return html`<figure class="brush"><svg ref=${svg} viewBox=${`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label=${t('brush', { from: day(iso(bins[0].start)), to: day(iso(bins.at(-1).start)) })}
      onPointerDown=${event => { svg.current.setPointerCapture(event.pointerId); const p = at(event); setDrag([p, p]); }} onPointerMove=${event => drag && setDrag([drag[0], at(event)])} onPointerUp=${done} onPointerCancel=${() => setDrag(null)}>
      ${bins.map(bin => { let sum = 0; return QUADS.map(quad => { if (!bin.quads[quad]) return ''; const from = y(sum), up = y(sum += bin.quads[quad]); return html`<rect key=${quad} class=${`fill q${quad}`} x=${x(bin.start) + 0.5} width=${Math.max(1.5, x(bin.end) - x(bin.start) - 1)} y=${up} height=${from - up}><title>${day(iso(bin.start))}: ${many('n.events', bin.events)}</title></rect>`; }); })}
      ${shown && html`<rect class="window" x=${Math.min(...shown)} width=${Math.abs(shown[1] - shown[0])} y="0" height=${HEIGHT} />`}</svg>
    <figcaption><span>${day(iso(bins[0].start))}</span><span>${day(iso(bins.at(-1).start))}</span></figcaption></figure>`;
}
