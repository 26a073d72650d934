// What the signs and keys mean.
import { html, useEffect, useRef } from './html.js';
import { t } from './words.js';
import { Glyph, KINDS, Mark, MODALITIES, QUADS } from './marks.js';

/** A dialog that has the keyboard until it is closed. */
export function Dialog({ title, onClose, wide, children }) {
  const box = useRef(null);
  useEffect(() => { box.current.showModal(); }, []);
  return html`<dialog ref=${box} class=${wide ? 'wide' : ''} aria-labelledby="dialog-title" onClose=${onClose} onClick=${event => event.target === box.current && box.current.close()}>
    <div class="title"><h2 id="dialog-title">${title}</h2><button class="icon" onClick=${() => box.current.close()} aria-label=${t('close')}>×</button></div><div class="inner">${children}</div></dialog>`;
}

const KEYS = ['/', '?', '1–6', 'f', 'Esc', '← →'];

export const Help = ({ onClose }) => html`<${Dialog} title=${t('help.title')} onClose=${onClose}>
  <p>${t('help.about')}</p>
  <h3>${t('help.quads')}</h3><ul class="signs">${QUADS.map(quad => html`<li><${Mark} quad=${quad} /> ${t(`quad.${quad}`)}</li>`)}</ul>
  <h3>${t('help.modality')}</h3><ul class="signs">${MODALITIES.map(one => html`<li><${Mark} quad=${4} modality=${one} /> ${t(`modality.${one}`)}</li>`)}</ul>
  <h3>${t('help.kinds')}</h3><ul class="signs">${KINDS.map(kind => html`<li><${Glyph} kind=${kind} /> ${t(`kind.${kind}`)}</li>`)}</ul>
  <h3>${t('help.keys')}</h3><dl class="keys">${KEYS.map(key => html`<dt><kbd>${key}</kbd></dt><dd>${t(`key.${key}`)}</dd>`)}</dl></${Dialog}>`;
