// A whole article with every event marked where it is told.
import { html, useEffect, useRef } from './html.js';
import { day, many, t } from './words.js';
import { useAnswer, where } from './api.js';
import { to } from './state.js';
import { Answer } from './states.js';
import { Mark, act, sides } from './marks.js';
import { findAny, pieces } from './spans.js';

export function ArticleReader({ s }) {
  const article = useAnswer(where.article(s, s.article));
  return html`<${Answer} of=${article}>${one => html`<article class="reader"><header><p class="source"><b>${one.publisher ?? t('publisher.none')}</b>${one.published ? ` · ${day(one.published)}` : ''}${one.lang ? ` · ${one.lang}` : ''}</p>
      <h2>${one.title ?? t('title.none')}</h2>${one.url ? html`<p class="address">${one.url}</p>` : ''}<p class="fine">${many('n.marked', one.events.length)}${one.truncated ? '+' : ''}</p></header>
    ${one.text ? html`<${MarkedText} article=${one} here=${s.event} address=${event => to({ article: one.id, event: event.id })} />` : html`<p class="fine">${t('text.none')}</p>`}</article>`}</${Answer}>`;
}

/** Each sentence that tells of events is marked; signs after it say which, and lead to them. */
export function MarkedText({ article, here, address, pick }) {
  const at = useRef(null);
  useEffect(() => { at.current?.scrollIntoView({ block: 'center' }); }, [article, here]);
  const sentences = new Map();
  for (const event of article.events) {
    for (const report of event.reports) {
      if (report.article.id !== article.id || report.start === null) continue;
      const key = `${report.start} ${report.end}`;
      if (!sentences.has(key)) sentences.set(key, { start: report.start, end: report.end, told: [] });
      sentences.get(key).told.push({ event, report });
    }
  }
  const spans = [...sentences.values()];
  return html`<div class="text" lang=${article.lang}>${pieces(article.text, spans).map(piece => {
    if (!piece.marks.length) return piece.text;
    const told = piece.marks.flatMap(mark => mark.told), on = told.some(one => one.event.id === here);
    const ending = piece.marks.filter(mark => mark.end === piece.start + Array.from(piece.text).length);
    return html`<mark class=${on ? 'sentence here' : 'sentence'} ref=${on ? at : null} key=${piece.start}><${Triggers} text=${piece.text} told=${told} here=${here} />${ending.flatMap(mark => mark.told).map(({ event }) => html`<${Sign} key=${event.id} event=${event} on=${event.id === here} address=${address} pick=${pick} />`)}</mark>`;
  })}</div>`;
}

/** The sign of an event, which leads to it: by its address, or where it has none yet, by `pick`. */
function Sign({ event, on, address, pick }) {
  const said = `${act(event)}: ${sides(event)}${event.modality === 'occurred' ? '' : ` (${t(`modality.${event.modality}`)})`}`, mark = html`<${Mark} quad=${event.quad} modality=${event.modality} />`, style = `sign ${on ? 'here' : ''}`;
  return pick ? html`<button class=${style} title=${said} aria-label=${said} aria-pressed=${String(on)} onClick=${() => pick(event)}>${mark}</button>`
    : html`<a class=${style} href=${address(event)} title=${said} aria-label=${said}>${mark}</a>`;
}

/** The words that tell of each act. */
function Triggers({ text, told, here }) {
  const spans = [];
  for (const { event, report } of told) {
    const found = report.trigger ? findAny(text, [report.trigger]) : null;
    if (found) spans.push({ ...found, quad: event.quad, here: event.id === here });
  }
  return pieces(text, spans).map(piece => (piece.marks.length ? html`<span class=${`trigger q${piece.marks[0].quad} ${piece.marks.some(mark => mark.here) ? 'here' : ''}`}>${piece.text}</span>` : piece.text));
}
