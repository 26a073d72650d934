// Where it happened: places with how often and what, and whose acts reached them. Outlines come with the page.
import '../vendor/topojson-client.js';
import { geoGraticule10, geoNaturalEarth1, geoPath } from '../vendor/d3-geo.js';
import { html, useEffect, useMemo, useState } from './html.js';
import { many, number, t } from './words.js';
import { go } from './state.js';
import { Answer, Busy, Empty } from './states.js';
import { QUADS, SHAPE } from './marks.js';
import { LeftOut, useEvents } from './selection.js';
import { useSize } from './timeline.js';
import { COUNTRIES } from './countries.js';

const outlines = fetch(new URL('../vendor/countries-110m.json', import.meta.url)).then(answer => answer.json());
const LISTED = 40, ARROWS = 60;

/** Places with their events, the most frequent first. */
export function gathered(events) {
  const places = new Map();
  for (const event of events) {
    if (!event.place || event.place.lat === null) continue;
    const one = places.get(event.place.id) ?? { place: event.place, events: 0, quads: { 1: 0, 2: 0, 3: 0, 4: 0 }, from: new Map() };
    one.events += 1;
    one.quads[event.quad] += 1;
    const country = event.source?.country;
    if (country && country !== event.place.country) one.from.set(`${country} ${event.quad}`, (one.from.get(`${country} ${event.quad}`) ?? 0) + 1);
    places.set(event.place.id, one);
  }
  return [...places.values()].sort((a, b) => b.events - a.events || a.place.name.localeCompare(b.place.name));
}

export default function WorldMap({ s }) {
  const events = useEvents({ ...s, place: '' }), [world, setWorld] = useState(null), [error, setError] = useState(null);
  useEffect(() => { outlines.then(topology => setWorld({ land: topojson.feature(topology, topology.objects.countries), borders: topojson.mesh(topology, topology.objects.countries, (a, b) => a !== b) }), setError); }, []);
  const places = useMemo(() => events.data && gathered(events.data.items), [events.data]);
  return html`<${Answer} of=${{ data: places, error: error ?? events.error }}>${() => (!places.length ? html`<${Empty} title=${t('map.none')} hint=${t('map.none.hint')} />` : html`
    <div class="tools"><span class="fine" role="status">${t('map.said', { n: number(places.length), all: number(events.data.items.length), placed: number(places.reduce((sum, one) => sum + one.events, 0)) })}</span><${LeftOut} data=${events.data} /></div>
    <div class="map">${world ? html`<${Drawing} world=${world} places=${places} s=${s} />` : html`<${Busy} />`}
    <ol class="place-list" tabindex="0" aria-label=${t('map.list')}>${places.slice(0, LISTED).map(one => html`<li key=${one.place.id}><button aria-pressed=${String(s.place === one.place.name)} onClick=${() => go({ place: s.place === one.place.name ? '' : one.place.name })}><span>${one.place.name}${one.place.country ? html` <small>${one.place.country}</small>` : ''}</span><b>${number(one.events)}</b><span class="bars" aria-hidden="true">${QUADS.map(quad => (one.quads[quad] ? html`<i key=${quad} class=${`fill q${quad}`} style=${{ flexGrow: one.quads[quad] }}></i>` : ''))}</span></button></li>`)}</ol></div>`)}</${Answer}>`;
}

/** The part of the world where the places are, with some room around, in the shape of the box. */
function framed(projection, places, width, height) {
  const points = places.map(one => [one.place.lon, one.place.lat]);
  projection.fitExtent([[46, 34], [width - 46, height - 34]], { type: 'MultiPoint', coordinates: points });
  const widest = Math.max(120, Math.min(width / 5.2, height / 2.6)) * 6;
  if (projection.scale() > widest || !Number.isFinite(projection.scale())) {
    const middle = points.reduce(([a, b], [c, d]) => [a + c / points.length, b + d / points.length], [0, 0]);
    projection.scale(widest).translate([0, 0]);
    const [x, y] = projection(middle);
    projection.translate([width / 2 - x, height / 2 - y]);
  }
  return projection;
}

function Drawing({ world, places, s }) {
  const [box, width, height] = useSize(), [zoom, setZoom] = useState({ k: 1, x: 0, y: 0 }), [drag, setDrag] = useState(null);
  const drawn = useMemo(() => {
    if (!width || !height) return null;
    const projection = framed(geoNaturalEarth1(), places, width, height), path = geoPath(projection);
    return { projection, land: path(world.land), borders: path(world.borders), sphere: path({ type: 'Sphere' }), lines: path(geoGraticule10()) };
  }, [world, width, height, places]);
  const scaled = by => setZoom(({ k, x, y }) => { const next = Math.max(0.3, Math.min(12, k * by)), real = next / k; return { k: next, x: width / 2 - (width / 2 - x) * real, y: height / 2 - (height / 2 - y) * real }; });
  const keys = event => { const step = { ArrowLeft: [50, 0], ArrowRight: [-50, 0], ArrowUp: [0, 50], ArrowDown: [0, -50] }[event.key]; if (event.target !== event.currentTarget) return; if (step) setZoom({ ...zoom, x: zoom.x + step[0], y: zoom.y + step[1] }); else if (event.key === '+') scaled(1.4); else if (event.key === '-') scaled(1 / 1.4); else if (event.key === '0') setZoom({ k: 1, x: 0, y: 0 }); else return; event.preventDefault(); };
  const at = (lon, lat) => { const [x, y] = drawn.projection([lon, lat]); return [x * zoom.k + zoom.x, y * zoom.k + zoom.y]; };
  const radius = one => 5 + 3 * Math.sqrt(one.events);
  return html`<div class="map-canvas" ref=${box} tabindex="0" role="region" aria-label=${t('view.map')} onKeyDown=${keys}
      onPointerDown=${event => { if (!event.target.closest('.place, button')) setDrag({ x: event.clientX - zoom.x, y: event.clientY - zoom.y }); }} onPointerMove=${event => drag && setZoom({ ...zoom, x: event.clientX - drag.x, y: event.clientY - drag.y })} onPointerUp=${() => setDrag(null)} onPointerLeave=${() => setDrag(null)}>
    <div class="zoom"><button onClick=${() => scaled(1.4)} aria-label=${t('zoom.in')}>+</button><button onClick=${() => scaled(1 / 1.4)} aria-label=${t('zoom.out')}>−</button><button onClick=${() => setZoom({ k: 1, x: 0, y: 0 })} aria-label=${t('zoom.fit')}>⤢</button></div>
    ${drawn && html`<svg data-picture width=${width} height=${height} role="group" aria-label=${t('map.picture', { n: number(places.length) })}>
      <g transform=${`translate(${zoom.x} ${zoom.y}) scale(${zoom.k})`}><path class="sea" d=${drawn.sphere} /><path class="graticule" d=${drawn.lines} /><path class="land" d=${drawn.land} /><path class="borders" d=${drawn.borders} /></g>
      <${Arrows} places=${places} at=${at} chosen=${s.place} />${places.slice().reverse().map(one => html`<${Spot} key=${one.place.id} one=${one} at=${at(one.place.lon, one.place.lat)} r=${radius(one)} on=${s.place === one.place.name} />`)}
      <${Names} places=${places} at=${at} radius=${radius} width=${width} /></svg>`}</div>`;
}

/** From the country of who acted to where it was done. */
function Arrows({ places, at, chosen }) {
  const arrows = places.filter(one => !chosen || one.place.name === chosen).flatMap(one => [...one.from].map(([key, events]) => { const [country, quad] = key.split(' '); return { country, quad, events, place: one.place, middle: COUNTRIES[country] }; })).filter(arrow => arrow.middle).sort((a, b) => b.events - a.events).slice(0, ARROWS);
  return arrows.map(arrow => {
    const [x1, y1] = at(...arrow.middle), [x2, y2] = at(arrow.place.lon, arrow.place.lat), bend = 0.16;
    return html`<path key=${arrow.country + arrow.quad + arrow.place.id} class=${`flow q${arrow.quad}`} stroke-width=${1 + Math.sqrt(arrow.events) * 0.6} d=${`M${x1} ${y1}Q${(x1 + x2) / 2 + (y2 - y1) * bend} ${(y1 + y2) / 2 - (x2 - x1) * bend} ${x2} ${y2}`}><title>${arrow.country} → ${arrow.place.name}: ${many('n.events', arrow.events)}</title></path>`;
  });
}

function Spot({ one, at, r, on }) {
  const main = QUADS.reduce((best, quad) => (one.quads[quad] > one.quads[best] ? quad : best), 1), label = `${one.place.name}: ${many('n.events', one.events)}, ${t(`quad.${main}`)}`;
  return html`<g class=${`place mark q${main} ${on ? 'here' : ''}`} role="button" tabindex="0" aria-pressed=${String(on)} aria-label=${label} transform=${`translate(${at[0] - r} ${at[1] - r}) scale(${r / 8})`} onClick=${() => go({ place: on ? '' : one.place.name })} onKeyDown=${event => { if (event.key === 'Enter') go({ place: on ? '' : one.place.name }); }}><path class="shape" d=${SHAPE[main]} /><title>${label}</title></g>`;
}

/** Names that fit: of two that would overlap, the more frequent place has its name. */
function Names({ places, at, radius, width }) {
  const taken = [], shown = [];
  for (const one of places) {
    const [x, y] = at(one.place.lon, one.place.lat), half = one.place.name.length * 3.5, top = y + radius(one) + 2, box = [x - half, top, x + half, top + 15];
    if (box[0] < 0 || box[2] > width || taken.some(other => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])) continue;
    taken.push(box);
    shown.push(html`<text key=${one.place.id} class="place-name" x=${x} y=${top + 11} text-anchor="middle">${one.place.name}</text>`);
  }
  return shown;
}
