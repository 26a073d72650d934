// One event: what it is and is not, every report with the sentence that says so, what led to it and what it led to.
import { html } from './html.js';
import { day, many, number, t, when } from './words.js';
import { useAnswer, where } from './api.js';
import { to } from './state.js';
import { Answer } from './states.js';
import { Act, Actor, Mark, Status, act, sides } from './marks.js';
import { findAny, namesOf, pieces } from './spans.js';

export function EventDetail({ s }) {
  const event = useAnswer(where.event(s, s.event));
  return html`<${Answer} of=${event}>${one => html`<${Detail} event=${one} s=${s} />`}</${Answer}>`;
}

function Detail({ event, s }) {
  const source = useAnswer(event.source ? where.actor(s, event.source.id) : null), target = useAnswer(event.target ? where.actor(s, event.target.id) : null);
  const names = { source: namesOf(source.data ?? event.source ?? { name: '' }), target: namesOf(target.data ?? event.target ?? { name: '' }) };
  return html`<article class="event">
    <header class="what"><${Mark} quad=${event.quad} modality=${event.modality} /><div><h2>${act(event)}</h2><p>${t(`quad.${event.quad}`)}</p></div><${Status} modality=${event.modality} /></header>
    ${event.modality !== 'occurred' && html`<p class=${`caution s-${event.modality}`}>${t(`caution.${event.modality}`)}</p>`}
    <dl class="facts">
      <dt>${t('by')}</dt><dd><${Actor} actor=${event.source} /></dd>
      <dt>${t(event.action === 'CONSULT' ? 'with' : 'against')}</dt><dd><${Actor} actor=${event.target} /></dd>
      <dt>${t('date')}</dt><dd>${when(event)} <small>${event.date && event.date_precision !== 'day' ? t(`precision.${event.date_precision}`) : ''}</small></dd>
      ${event.place && html`<dt>${t('place')}</dt><dd><a href=${to({ view: 'map', place: event.place.name, event: event.id })}>${event.place.name}</a>${event.place.country ? html` <small>${event.place.country}</small>` : ''}</dd>`}
      <dt>${t('intensity')}</dt><dd><span class="scale" aria-hidden="true"><i class=${`fill q${event.quad}`} style=${{ left: `${50 + Math.min(0, event.intensity) * 5}%`, width: `${Math.abs(event.intensity) * 5}%` }}></i></span> ${number(event.intensity)}</dd>
      ${event.confidence !== null && html`<dt>${t('confidence')}</dt><dd><meter min="0" max="1" value=${event.confidence} aria-label=${t('confidence')}></meter> ${number(Math.round(event.confidence * 100) / 100)}</dd>`}
    </dl>
    ${event.record && html`<${Record} record=${event.record} />`}
    <h3 class="section">${many('n.reports', event.reports.length + (event.reports_omitted ?? 0))}</h3>
    <ol class="reports">${event.reports.map((report, i) => html`<li key=${i}><${Report} report=${report} event=${event} names=${names} /></li>`)}</ol>
    ${event.reports_omitted ? html`<p class="fine">${t('reports.more', { n: number(event.reports_omitted) })}</p>` : ''}
    <${Linked} s=${s} event=${event} way="causes" /><${Linked} s=${s} event=${event} way="effects" />
    <p class="fine">${t('recorded', { day: day(event.recorded_at.slice(0, 10)) })} · <code>${event.id}</code></p></article>`;
}

/** A sentence with what it rests on marked: who acts, what is done, to whom. */
function Report({ report, event, names }) {
  const { article } = report;
  return html`<p class="source"><b>${article.publisher ?? t('publisher.none')}</b>${article.published ? ` · ${day(article.published)}` : ''}${report.attributed_to ? html` · <span class="claim">${t('claim', { who: report.attributed_to.name })}</span>` : ''}</p>
    ${report.sentence ? html`<blockquote><${Sentence} report=${report} names=${names} /></blockquote><p class="more"><a href=${to({ article: article.id, event: event.id })}>${article.title ?? t('whole.article')}</a></p>`
      : html`<p class="fine">${t('sentence.none')}</p>${article.url ? html`<p class="more">${article.url}</p>` : ''}`}`;
}

function Sentence({ report, names }) {
  const text = report.sentence, spans = [];
  for (const [role, found] of [['trigger', report.trigger ? findAny(text, [report.trigger]) : null], ['source', findAny(text, names.source)], ['target', findAny(text, names.target)]]) {
    if (found && !spans.some(span => span.start < found.end && span.end > found.start)) spans.push({ ...found, role });
  }
  return pieces(text, spans).map(piece => (piece.marks.length ? html`<mark class=${piece.marks[0].role}>${piece.text}<span class="role">${t(`role.${piece.marks[0].role}`)}</span></mark>` : piece.text));
}

const Record = ({ record }) => html`<dl class="facts record"><dt>${t('dataset')}</dt><dd>${record.dataset} <small>${record.id}</small></dd>
  ${record.deaths !== null ? html`<dt>${t('deaths')}</dt><dd>${number(record.deaths)}${record.deaths_low !== null ? ` (${number(record.deaths_low)}–${number(record.deaths_high)})` : ''}</dd>` : ''}
  ${record.note ? html`<dt>${t('note')}</dt><dd>${record.note}</dd>` : ''}</dl>`;

function Linked({ s, event, way }) {
  const { data } = useAnswer(where[way](s, event.id));
  if (!data?.items.length) return '';
  return html`<h3 class="section">${t(way)}</h3><ul class="linked">${data.items.map(({ cause, effect, link }) => {
    const other = way === 'causes' ? cause : effect;
    return html`<li key=${other.id}><a href=${to({ event: other.id })}><span class="head"><${Act} event=${other} /><${Status} modality=${other.modality} /><time>${when(other)}</time></span><span class="parties">${sides(other)}</span><span class="evidence">“${link.evidence}”</span></a></li>`;
  })}</ul><p class="more"><a href=${to({ view: 'chains', start: event.id, event: event.id })}>${t('see.chain')}</a></p>`;
}
