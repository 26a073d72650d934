// What led to what, from left to right: a list of chains at the side, the chosen one drawn.
import { html, useMemo } from './html.js';
import { many, t, when } from './words.js';
import { useAnswer, where } from './api.js';
import { to } from './state.js';
import { Answer, Empty } from './states.js';
import { Act, sides } from './marks.js';
import { Tree } from './tree.js';

const DEPTH = 6, LINKS = 200;

/** Events of the answered pairs from which a chain begins here: causes that are nobody's effect. */
export function beginnings(items) {
  const effects = new Set(items.map(pair => pair.effect.id)), found = new Map();
  for (const { cause } of items) {
    if (effects.has(cause.id)) continue;
    if (!found.has(cause.id)) found.set(cause.id, { event: cause, links: 0 });
  }
  const below = new Map();
  for (const { cause, effect } of items) below.set(cause.id, [...(below.get(cause.id) ?? []), effect.id]);
  const reach = (id, seen) => (below.get(id) ?? []).reduce((sum, next) => (seen.has(next) ? sum : sum + 1 + reach(next, seen.add(next))), 0);
  for (const one of found.values()) one.links = reach(one.event.id, new Set([one.event.id]));
  return [...found.values()].sort((a, b) => b.links - a.links || (a.event.date < b.event.date ? 1 : -1));
}

const involves = (s, event) => !s.actor || [event.source, event.target].some(side => side && (side.id === s.actor || side.country === s.actor));

export default function Chains({ s }) {
  const pairs = useAnswer(where.responses(s, { since: s.since, until: s.until, place: s.place, modality: s.modality, min_confidence: s.min_confidence, limit: LINKS }));
  const list = useMemo(() => {
    if (!pairs.data) return null;
    const items = pairs.data.items.filter(pair => (involves(s, pair.cause) || involves(s, pair.effect)) && (!s.action.length || [pair.cause, pair.effect].some(event => s.action.includes(event.action))));
    return beginnings(items);
  }, [pairs.data, s.actor, s.action.join()]);
  const start = s.start || list?.[0]?.event.id;
  const before = useAnswer(start ? where.chains(s, { event: start, direction: 'causes', depth: DEPTH, limit: 20 }) : null);
  const root = useMemo(() => before.data && earliest(before.data.items[0]), [before.data]);
  const chain = useAnswer(root ? where.chains(s, { event: root, depth: DEPTH, limit: 60 }) : null);
  return html`<${Answer} of=${pairs}>${() => (!list.length && !s.start ? html`<${Empty} title=${t('chains.none')} hint=${t('chains.none.hint')} />` : html`<div class="chains">
    <nav class="chain-list" aria-label=${t('chains.list')}><p class="fine">${many('n.chains', list.length)}${pairs.data.truncated ? '+' : ''}</p><ul>${list.map(({ event, links }) => html`<li key=${event.id}><a href=${to({ start: event.id, event: '' })} aria-current=${event.id === (root ?? start) ? 'true' : null}><span class="head"><${Act} event=${event} /><time>${when(event)}</time></span><span class="parties">${sides(event)}</span><small>${many('n.followed', links)}</small></a></li>`)}</ul></nav>
    <div class="chain-view"><${Answer} of=${chain.error ? chain : before.error ? before : chain}>${data => html`<${Tree} root=${data.items[0]} here=${s.event || s.start} />${data.truncated ? html`<p class="left-out">${t('chain.left.out')}</p>` : ''}`}</${Answer}></div></div>`)}</${Answer}>`;
}

/** Where a chain began, as far back as was asked. */
function earliest(branch) {
  let at = branch;
  while (at.branches.length) [at] = at.branches;
  return at.event.id;
}
