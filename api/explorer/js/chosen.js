// Whose events are shown, and what narrows them, each to be taken away by a click.
import { html } from './html.js';
import { day, t } from './words.js';
import { useAnswer, where } from './api.js';
import { FILTERS, to } from './state.js';
import { Glyph } from './marks.js';

const SAID = { action: value => t(`action.${value}`), modality: value => t(`modality.${value}`), kind: value => t(`kind.${value}`),
  since: value => t('chip.since', { day: day(value) }), until: value => t('chip.until', { day: day(value) }), min_confidence: value => `≥ ${value}`, as_of: value => t('chip.as_of', { day: value.slice(0, 10) }) };

function Who({ s, name }) {
  const { data } = useAnswer(where.actor(s, s[name])), rest = name === 'actor' ? { actor: s.with, with: '', expand: [], hide: [] } : { with: '' };
  return html`<span class="chip who">${data ? html`<${Glyph} kind=${data.kind} />${data.name}` : s[name]}<a href=${to({ ...rest, node: '', pair: '' })} aria-label=${t('remove', { what: data?.name ?? s[name] })}>×</a></span>`;
}

export function Chosen({ s }) {
  const chips = FILTERS.flatMap(name => (Array.isArray(s[name]) ? s[name] : s[name] ? [s[name]] : []).map(value => ({ name, value, said: SAID[name]?.(value) ?? value })));
  return html`<div class="chosen" role="group" aria-label=${t('chosen')}>${s.actor ? html`<${Who} key=${s.actor} s=${s} name="actor" />` : html`<span class="everyone">${t('everyone')}</span>`}${s.with && html`<span class="arrow" aria-hidden="true">–</span><${Who} key=${s.with} s=${s} name="with" />`}
    ${chips.map(({ name, value, said }) => html`<span class="chip" key=${name + value}>${said}<a href=${to({ [name]: Array.isArray(s[name]) ? s[name].filter(one => one !== value) : '' })} aria-label=${t('remove', { what: said })}>×</a></span>`)}
    ${s.hide.length ? html`<span class="chip">${t('hidden', { n: s.hide.length })}<a href=${to({ hide: [] })} aria-label=${t('unhide')}>×</a></span>` : ''}</div>`;
}
