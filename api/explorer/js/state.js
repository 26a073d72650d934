// The one store of state. What is shown is in the address, so that every view can be sent to a colleague and the
// browser's back button undoes; what belongs to a person (key, language, theme) is beside it.
import { useEffect, useState } from './html.js';

const LISTS = ['action', 'modality', 'kind', 'expand', 'hide'];
const WORDS = ['view', 'actor', 'with', 'event', 'article', 'node', 'pair', 'since', 'until', 'place', 'country',
  'source', 'min_confidence', 'as_of', 'start', 'q', 'sort'];
/** What narrows an answer, as the filters set it. */
export const FILTERS = ['action', 'modality', 'kind', 'since', 'until', 'place', 'country', 'source', 'min_confidence', 'as_of'];
/** What the panel at the side shows; at most one of them. */
const PANEL = ['event', 'article', 'node', 'pair'];

const listeners = new Set();
let shown = read(location.search);
let own = { locked: false, key: sessionStorage.getItem('casus-key') || '', lang: language(), theme: localStorage.getItem('casus-theme') || '' };

function language() {
  const kept = localStorage.getItem('casus-lang');
  return kept === 'id' || kept === 'en' ? kept : navigator.language.toLowerCase().startsWith('id') ? 'id' : 'en';
}

export function read(search) {
  const given = new URLSearchParams(search), state = {};
  for (const name of WORDS) state[name] = given.get(name) || '';
  for (const name of LISTS) state[name] = given.getAll(name).filter(Boolean);
  return state;
}

/** The address of a state: only what is set, always in the same order. */
export function link(state) {
  const params = new URLSearchParams();
  for (const name of WORDS) if (state[name]) params.set(name, state[name]);
  for (const name of LISTS) for (const value of state[name]) params.append(name, value);
  const text = params.toString();
  return text ? `/?${text}` : '/';
}

export const current = () => shown;
export const mine = () => own;
export const to = (change, from = shown) => link(merged(from, change));

/** A panel's subject puts the others away, unless the change names them. */
function merged(from, change) {
  const subject = PANEL.some(name => change[name]);
  return { ...from, ...(subject ? Object.fromEntries(PANEL.map(name => [name, ''])) : {}), ...change };
}

/** Show something else. Each step is one that the back button undoes, unless it replaces the last. */
export function go(change, { replace = false } = {}) {
  const next = merged(shown, change), address = link(next);
  if (address === location.pathname + location.search) return;
  history[replace ? 'replaceState' : 'pushState'](null, '', address);
  shown = next;
  tell();
}

/** Change what is a person's own: `key` lives in this tab's session alone, `lang` and `theme` in this browser. */
export function keep(change) {
  own = { ...own, ...change };
  if ('key' in change) change.key ? sessionStorage.setItem('casus-key', change.key) : sessionStorage.removeItem('casus-key');
  for (const name of ['lang', 'theme']) if (name in change) localStorage.setItem(`casus-${name}`, change[name]);
  tell();
}

function tell() { for (const listener of listeners) listener(); }

addEventListener('popstate', () => { shown = read(location.search); tell(); });

/** [what is shown, what is the person's own], anew whenever either changes. */
export function useStore() {
  const [, again] = useState(0);
  useEffect(() => {
    const listener = () => again(count => count + 1);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, []);
  return [shown, own];
}

/** Follow a link inside the page without loading it anew; a click that asks for another tab is the browser's. */
export function follow(event) {
  const anchor = event.target.closest?.('a[href^="/?"], a[href="/"]');
  if (!anchor || event.button || event.metaKey || event.ctrlKey || event.shiftKey || anchor.target || anchor.download) return;
  event.preventDefault();
  history.pushState(null, '', anchor.getAttribute('href'));
  shown = read(location.search);
  tell();
}
