// The events as rows: sorted by any column, and copied for a spreadsheet.
import { html, useState } from './html.js';
import { number, t, when } from './words.js';
import { go, to } from './state.js';
import { Answer, Empty } from './states.js';
import { Act, Actor, Status, act } from './marks.js';
import { LeftOut, useEvents } from './selection.js';

const COLUMNS = {
  date: { of: event => event.date ?? '', cell: event => html`<a class="row-link" href=${to({ event: event.id })}>${when(event)}</a>`, text: event => event.date ?? '' },
  action: { of: act, cell: event => html`<${Act} event=${event} /> <${Status} modality=${event.modality} />`, text: event => [event.action, event.mode].filter(Boolean).join('/') },
  source: { of: event => event.source?.name ?? '', cell: event => html`<${Actor} actor=${event.source} />` },
  target: { of: event => event.target?.name ?? '', cell: event => html`<${Actor} actor=${event.target} />` },
  place: { of: event => event.place?.name ?? '', cell: event => event.place?.name ?? '' },
  modality: { of: event => event.modality, cell: event => t(`modality.${event.modality}`), text: event => event.modality },
  intensity: { of: event => event.intensity, cell: event => number(event.intensity), number: true },
  confidence: { of: event => event.confidence ?? -1, cell: event => (event.confidence === null ? '' : number(Math.round(event.confidence * 100) / 100)), text: event => event.confidence ?? '', number: true },
  reports: { of: event => event.reports.length + (event.reports_omitted ?? 0), cell: event => number(event.reports.length + (event.reports_omitted ?? 0)), number: true },
  sentence: { of: event => event.reports[0]?.sentence ?? '', cell: event => html`<span class="clip">${event.reports[0]?.sentence ?? ''}</span>` },
};
const NAMES = Object.keys(COLUMNS);

export function sorted(events, sort) {
  const [name, way] = sort.startsWith('-') ? [sort.slice(1), -1] : [sort, 1], of = COLUMNS[name]?.of;
  if (!of) return events;
  const compare = (a, b) => (typeof a === 'number' ? a - b : a.localeCompare(b));
  return [...events].sort((a, b) => way * compare(of(a), of(b)));
}

/** Rows as a spreadsheet takes them from the clipboard. A cell that it would take for a formula is made text. */
export const tabbed = events => [NAMES.map(name => t(`column.${name}`)), ...events.map(event => NAMES.map(name => {
  const value = String((COLUMNS[name].text ?? COLUMNS[name].of)(event)).replace(/[\t\r\n]+/g, ' ');
  return /^[=+@]/.test(value) || /^-\D/.test(value) ? `'${value}` : value;
}))].map(row => row.join('\t')).join('\n');

export default function Table({ s }) {
  const events = useEvents(s), [copied, setCopied] = useState(false), sort = s.sort || '-date';
  const copy = async rows => { await navigator.clipboard.writeText(tabbed(rows)); setCopied(true); setTimeout(() => setCopied(false), 2000); };
  return html`<${Answer} of=${events}>${data => {
    const rows = sorted(data.items, sort);
    if (!rows.length) return html`<${Empty} title=${t('none')} hint=${t('none.hint')} />`;
    return html`<div class="tools"><span class="fine" role="status">${t('rows', { n: number(rows.length) })}</span><${LeftOut} data=${data} /><span class="gap"></span><button class="button" onClick=${() => copy(rows)}>${t(copied ? 'copied' : 'copy.rows')}</button></div>
    <div class="scroll" tabindex="0" role="region" aria-label=${t('view.table')}><table class="events-table"><thead><tr>${NAMES.map(name => {
      const on = sort === name ? 'ascending' : sort === `-${name}` ? 'descending' : null;
      return html`<th scope="col" key=${name} aria-sort=${on} class=${COLUMNS[name].number ? 'number' : ''}><button onClick=${() => go({ sort: sort === name ? `-${name}` : name }, { replace: true })}>${t(`column.${name}`)}<span aria-hidden="true">${on ? { ascending: ' ▲', descending: ' ▼' }[on] : ''}</span></button></th>`;
    })}</tr></thead><tbody>${rows.map(event => html`<tr key=${event.id} class=${event.id === s.event ? 'here' : ''} onClick=${click => click.target.closest('a') || go({ event: event.id })}>${NAMES.map(name => html`<td key=${name} class=${`c-${name} ${COLUMNS[name].number ? 'number' : ''}`}>${COLUMNS[name].cell(event)}</td>`)}</tr>`)}</tbody></table></div>`;
  }}</${Answer}>`;
}
