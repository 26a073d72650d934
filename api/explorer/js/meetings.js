// Who met whom: actors against actors, a square for each pair that has met, darker and numbered by how often.
import { html, useMemo } from './html.js';
import { many, number, t } from './words.js';
import { useAnswer, where } from './api.js';
import { to } from './state.js';
import { Answer, Empty } from './states.js';
import { Glyph } from './marks.js';

const MOST_ROWS = 24, STEPS = 4;

/** Rows and cells of a matrix of pairs: whoever met most first. */
export function matrix(pairs) {
  const actors = new Map(), cells = new Map();
  for (const pair of pairs) {
    for (const side of [pair.a, pair.b]) actors.set(side.id, { actor: side, met: (actors.get(side.id)?.met ?? 0) + pair.events });
    cells.set(`${pair.a.id} ${pair.b.id}`, pair.events);
    cells.set(`${pair.b.id} ${pair.a.id}`, pair.events);
  }
  const rows = [...actors.values()].sort((a, b) => b.met - a.met || a.actor.name.localeCompare(b.actor.name));
  return { rows: rows.slice(0, MOST_ROWS), cells, omitted: Math.max(0, rows.length - MOST_ROWS) };
}

export default function Meetings({ s }) {
  const answer = useAnswer(where.meetings(s));
  const found = useMemo(() => answer.data && matrix(answer.data.items.filter(pair => !s.kind.length || [pair.a, pair.b].some(side => s.kind.includes(side.kind)))), [answer.data, s.kind.join()]);
  return html`<${Answer} of=${{ ...answer, data: found }}>${({ rows, cells, omitted }) => {
    if (!rows.length) return html`<${Empty} title=${t('meetings.none')} hint=${t('none.hint')} />`;
    const most = Math.max(...cells.values());
    return html`<div class="tools"><span class="fine" role="status">${many('n.pairs', answer.data.items.length)}${answer.data.truncated ? '+' : ''}</span>${omitted ? html`<span class="left-out">${t('rows.left.out', { n: number(omitted) })}</span>` : ''}</div>
      <div class="scroll" tabindex="0" role="region" aria-label=${t('view.meetings')}><table class="matrix"><thead><tr><td></td>${rows.map(row => html`<th scope="col" key=${row.actor.id}><span>${row.actor.name}</span></th>`)}</tr></thead>
      <tbody>${rows.map(row => html`<tr key=${row.actor.id}><th scope="row"><a href=${to({ node: row.actor.id })}><${Glyph} kind=${row.actor.kind} />${row.actor.name}</a></th>${rows.map(column => {
        const met = cells.get(`${row.actor.id} ${column.actor.id}`), self = row === column;
        return html`<td key=${column.actor.id} class=${self ? 'self' : ''}>${met ? html`<a class=${`met step-${Math.ceil((STEPS * met) / most)}`} href=${to({ pair: `${row.actor.id}~${column.actor.id}~CONSULT` })} aria-label=${`${row.actor.name}, ${column.actor.name}: ${many('n.meetings', met)}`}>${number(met)}</a>` : ''}</td>`;
      })}</tr>`)}</tbody></table></div>`;
  }}</${Answer}>`;
}
