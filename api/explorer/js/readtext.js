// An article before it is loaded: paste it, drop a file or name its address, see its events marked, then load it.
import { html, useEffect, useRef, useState } from './html.js';
import { many, number, t, when } from './words.js';
import { forget, follow, load, preview } from './api.js';
import { to } from './state.js';
import { Empty, Failure } from './states.js';
import { Act, Parties, Status } from './marks.js';
import { MarkedText } from './reader.js';

const BLANK = { body: '', url: '', title: '', published: '', publisher: '' };

/** What the service takes: exactly one of text, page and address. */
export function article({ body, url, title, published, publisher }) {
  const page = /^\s*<(!doctype|html)/i.test(body), given = { title: title.trim(), published, publisher: publisher.trim() };
  return { ...(body.trim() ? { [page ? 'html' : 'text']: body } : { url: url.trim() }), ...Object.fromEntries(Object.entries(given).filter(([, value]) => value)) };
}

export default function ReadText() {
  const [form, setForm] = useState(BLANK), [found, setFound] = useState(null), [busy, setBusy] = useState(''), [error, setError] = useState(null), [here, setHere] = useState(''), [job, setJob] = useState(null);
  const result = useRef(null), set = name => event => setForm({ ...form, [name]: event.target.value });
  useEffect(() => { if (found) result.current?.focus(); }, [found]);
  const attempt = async (what, doing) => { setBusy(what); setError(null); try { await doing(); } catch (problem) { setError(problem); } finally { setBusy(''); } };
  const read = event => { event.preventDefault(); setJob(null); attempt('read', async () => { setFound(null); setFound(await preview(article(form))); }); };
  const store = () => attempt('load', async () => { const done = await follow(await load(article(form)), setJob); forget(); setJob(done); });
  const dropped = async event => {
    event.preventDefault();
    const file = event.dataTransfer?.files[0] ?? event.target.files?.[0];
    if (file) setForm({ ...form, body: await file.text(), title: form.title || file.name.replace(/\.\w+$/, '') });
  };
  const some = form.body.trim() || form.url.trim();
  return html`<div class="read scroll"><form onSubmit=${read} onDragOver=${event => event.preventDefault()} onDrop=${dropped}>
      <h1>${t('view.read')}</h1><p class="fine">${t('read.hint')}</p>
      <label class="field"><span>${t('read.text')}</span><textarea rows="9" value=${form.body} onInput=${set('body')} placeholder=${t('read.placeholder')}></textarea></label>
      <label class="field"><span>${t('read.file')}</span><input type="file" accept=".txt,.html,.htm,.md,text/*" onChange=${dropped} /></label>
      <div class="two"><label class="field"><span>${t('read.url')}</span><input type="url" pattern="https?://.+" value=${form.url} onInput=${set('url')} disabled=${Boolean(form.body.trim())} /></label>
      <label class="field"><span>${t('read.published')}</span><input type="date" value=${form.published} onInput=${set('published')} /></label>
      <label class="field"><span>${t('read.title')}</span><input value=${form.title} onInput=${set('title')} maxlength="2000" /></label>
      <label class="field"><span>${t('read.publisher')}</span><input value=${form.publisher} onInput=${set('publisher')} maxlength="2000" /></label></div>
      <p class="actions"><button class="button primary" disabled=${!some || Boolean(busy)}>${t(busy === 'read' ? 'read.reading' : 'read.show')}</button>
        <button type="button" class="button" disabled=${!some || Boolean(busy)} onClick=${store}>${t(busy === 'load' ? 'read.loading' : 'read.load')}</button></p>
      <div aria-live="polite">${job ? html`<p class=${job.state === 'failed' ? 'wrong' : 'fine'}>${t(`job.${job.state}`)}${job.counts?.events ? ` · ${many('n.events', job.counts.events)}` : ''}${job.error ? ` · ${job.error}` : ''} ${job.article ? html`<a href=${to({ view: 'table', article: job.article })}>${t('read.open')}</a>` : ''}</p>` : ''}</div>
      ${error && html`<${Failure} error=${error} />`}</form>
    <section class="told-text" ref=${result} tabindex="-1" aria-label=${t('read.result')}>${!found ? html`<${Empty} title=${t('read.none')} hint=${t('read.none.hint')} />` : html`
      <p class="fine">${many('n.marked', found.events.length)} · ${t('read.links', { n: number(found.links.length) })} · ${t('read.unstored')}</p>
      <${MarkedText} article=${found} here=${here} pick=${event => setHere(event.id)} />
      <ul class="events">${found.events.map(event => html`<li key=${event.id}><button class=${`line ${event.id === here ? 'here' : ''}`} aria-pressed=${String(event.id === here)} onClick=${() => setHere(event.id)}><span class="head"><${Act} event=${event} /><${Status} modality=${event.modality} /><time>${when(event)}</time></span><${Parties} event=${event} plain /></button></li>`)}</ul>`}</section></div>`;
}
