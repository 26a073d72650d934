// What is on the screen, to take along: the question as REST and Cypher, the answer as a file, the picture, the link.
import { html, useState } from './html.js';
import { t } from './words.js';
import { refresh, where } from './api.js';
import { mine } from './state.js';
import { Dialog } from './help.js';
import { cypher } from './cypher.js';
import { hasPicture, save, savePng, saveSvg } from './picture.js';
import { tabbed } from './table.js';

/** The address of the API that gives the view's events. */
export function question(s) {
  if (s.view === 'meetings') return where.meetings(s, { group: '' });
  if (s.view === 'chains' && s.start) return where.chains(s, { event: s.start, depth: 6 });
  if (s.view === 'timeline' && s.actor && s.with) return where.dyad(s);
  return where.events(s);
}

function Copied({ text, label }) {
  const [done, setDone] = useState(false);
  const copy = async () => { await navigator.clipboard.writeText(text); setDone(true); setTimeout(() => setDone(false), 2000); };
  return html`<div class="copied"><h3>${label}</h3><pre tabindex="0"><code>${text}</code></pre><button class="button" onClick=${copy}>${t(done ? 'copied' : 'copy')}</button></div>`;
}

export function Share({ s }) {
  const [open, setOpen] = useState(false), [failed, setFailed] = useState('');
  const address = location.origin + question(s), curl = `curl '${address.replaceAll("'", '%27')}'${mine().key ? " \\\n  -H 'Authorization: Bearer casus_…'" : ''}`;
  const attempt = of => async () => { setFailed(''); try { await of(); } catch (error) { setFailed(error.message || t('failure')); } };
  const json = async () => save(await (await refresh(question(s))).blob(), `casus-${s.view}.json`);
  const rows = async () => save(new Blob([tabbed((await (await refresh(question(s))).json()).items)], { type: 'text/tab-separated-values' }), `casus-${s.view}.tsv`);
  const picture = open && hasPicture(), listed = s.view !== 'chains';
  return html`<button class="button" onClick=${() => setOpen(true)}>${t('share')}</button>
    ${open && html`<${Dialog} title=${t('share')} wide onClose=${() => setOpen(false)}>
      <${Copied} label=${t('share.link')} text=${location.href} />
      <${Copied} label=${t('share.rest')} text=${curl} />
      <${Copied} label=${t('share.cypher')} text=${cypher(s)} />
      <h3>${t('share.files')}</h3><p class="actions"><button class="button" onClick=${attempt(json)}>JSON</button>${listed && html`<button class="button" onClick=${attempt(rows)}>TSV</button>`}
      ${picture ? html`<button class="button" onClick=${attempt(() => saveSvg(`casus-${s.view}`))}>SVG</button><button class="button" onClick=${attempt(() => savePng(`casus-${s.view}`))}>PNG</button>` : ''}</p>
      ${!picture && html`<p class="fine">${t('share.no.picture')}</p>`}${failed && html`<p class="wrong" role="alert">${failed}</p>`}</${Dialog}>`}`;
}
