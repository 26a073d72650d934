// Where a service wants a key: it is kept for this tab's session, and sent with each question, never in an address.
import { html, useState } from './html.js';
import { t } from './words.js';
import { forget, refresh, where } from './api.js';
import { current, keep } from './state.js';

export function Login() {
  const [key, setKey] = useState(''), [error, setError] = useState(''), [busy, setBusy] = useState(false);
  const enter = async event => {
    event.preventDefault();
    setBusy(true);
    setError('');
    keep({ key: key.trim() });
    try {
      await refresh(where.events(current(), { limit: 1 }));
      keep({ locked: false });
      forget();
    } catch (problem) {
      if (problem.status === 401) keep({ key: '' });
      setError(problem.message || t('failure'));
    } finally { setBusy(false); }
  };
  return html`<form class="login" onSubmit=${enter}><h1>${t('login.title')}</h1><p>${t('login.hint')}</p>
    <label for="key">${t('login.key')}</label>
    <input id="key" type="password" autocomplete="off" spellcheck="false" required value=${key} onInput=${event => setKey(event.target.value)} placeholder="casus_…" aria-describedby=${error ? 'key-error' : null} aria-invalid=${error ? 'true' : null} />
    ${error && html`<p class="wrong" id="key-error" role="alert">${error}</p>`}
    <button class="button primary" disabled=${busy || !key.trim()}>${t('login.enter')}</button><p class="fine">${t('login.kept')}</p></form>`;
}
