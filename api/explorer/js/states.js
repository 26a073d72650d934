// What stands where an answer should be: none yet, none at all, too many, or a refusal.
import { html } from './html.js';
import { t } from './words.js';
import { forget } from './api.js';

export const Busy = () => html`<div class="state" role="status"><span class="spinner" aria-hidden="true"></span><p>${t('loading')}</p></div>`;

export const Empty = ({ title, hint, children }) => html`<div class="state" role="status"><svg class="drawing" viewBox="0 0 96 48" aria-hidden="true"><path d="M20 30 48 14 76 30" /><circle cx="20" cy="30" r="7" /><circle cx="48" cy="14" r="7" /><circle cx="76" cy="30" r="7" /></svg><p><b>${title}</b></p>${hint && html`<p>${hint}</p>`}${children}</div>`;

const KNOWN = { 0: 'unreachable', 401: 'unauthorized', 403: 'forbidden', 404: 'notfound', 429: 'many', 503: 'unready', 504: 'slow' };

export const Failure = ({ error }) => {
  const known = KNOWN[error.status];
  return html`<div class="state failure" role="alert"><p><b>${t(known ? `failure.${known}` : 'failure')}</b></p>
    ${error.message && html`<p class="said">${error.message}</p>`}
    <button class="button" onClick=${forget}>${t('again')}</button></div>`;
};

/** An answer's content, or its state. `children` is a function of the data. */
export const Answer = ({ of, children }) => (of.error ? html`<${Failure} error=${of.error} />` : of.data ? children(of.data) : html`<${Busy} />`);
