// What narrows every view, and a picture of when its events were, to be narrowed by drawing over it.
import { html } from './html.js';
import { t } from './words.js';
import { FILTERS, go } from './state.js';
import { ACTIONS, KINDS, Mark, MODALITIES, QUADS } from './marks.js';
import { Brush } from './brush.js';

const CLEARED = Object.fromEntries(FILTERS.map(name => [name, ['action', 'modality', 'kind'].includes(name) ? [] : '']));

/** How many kinds of filter are set. */
export const filtered = s => FILTERS.filter(name => s[name].length).length;
export const cleared = CLEARED;

const flipped = (list, value) => (list.includes(value) ? list.filter(one => one !== value) : [...list, value]);
const Box = ({ s, name, value, children }) => html`<label class="choice"><input type="checkbox" checked=${s[name].includes(value)} onChange=${() => go({ [name]: flipped(s[name], value) })} />${children}</label>`;
const Field = ({ s, name, type = 'text', ...more }) => html`<label class="field"><span>${t(`filter.${name}`)}</span><input type=${type} value=${s[name]} onChange=${event => go({ [name]: event.target.value.trim() })} ...${more} /></label>`;

export function Filters({ s, onClose }) {
  return html`<aside class="filters" id="filters" aria-label=${t('filters')}>
    <div class="panel-bar"><h2>${t('filters')}</h2><button class="link" disabled=${!filtered(s)} onClick=${() => go(CLEARED)}>${t('clear')}</button><button class="icon" onClick=${onClose} aria-label=${t('close')}>×</button></div>
    <fieldset><legend>${t('filter.time')}</legend><${Brush} s=${s} /><div class="two"><${Field} s=${s} name="since" type="date" /><${Field} s=${s} name="until" type="date" /></div></fieldset>
    <fieldset><legend>${t('filter.modality')}</legend>${MODALITIES.map(one => html`<${Box} s=${s} name="modality" value=${one}><${Mark} quad=${4} modality=${one} />${t(`modality.${one}`)}</${Box}>`)}<p class="fine">${t('filter.modality.hint')}</p></fieldset>
    <fieldset><legend>${t('filter.action')}</legend>${QUADS.map(quad => html`<div class="quad"><p><${Mark} quad=${quad} />${t(`quad.${quad}`)}</p>${ACTIONS[quad].map(action => html`<${Box} s=${s} name="action" value=${action}>${t(`action.${action}`)}</${Box}>`)}</div>`)}</fieldset>
    <fieldset><legend>${t('filter.kind')}</legend>${KINDS.map(kind => html`<${Box} s=${s} name="kind" value=${kind}>${t(`kind.${kind}`)}</${Box}>`)}<p class="fine">${t('filter.kind.hint')}</p></fieldset>
    <fieldset><legend>${t('filter.more')}</legend><${Field} s=${s} name="country" maxlength="3" placeholder="IDN" pattern="[A-Za-z]{3}" /><${Field} s=${s} name="place" /><${Field} s=${s} name="source" /><${Field} s=${s} name="min_confidence" type="number" min="0" max="1" step="0.05" /><${Field} s=${s} name="as_of" placeholder="2026-01-31T00:00:00Z" /><p class="fine">${t('filter.as_of.hint')}</p></fieldset></aside>`;
}
