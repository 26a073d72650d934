// Everything that is asked of the service. Names of parameters stand here alone.
import { keep, mine } from './state.js';
import { useEffect, useLayoutEffect, useState } from './html.js';

const KEPT = 120;
const answers = new Map();
const watchers = new Set();

/** What the service refused, as its problem document says it. */
export class Problem extends Error {
  constructor(status, code, detail) { super(detail); this.status = status; this.code = code; }
}

export function address(path, params = {}) {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== '' && one != null) given.append(name, one);
  }
  const text = given.toString();
  return text ? `${path}?${text}` : path;
}

async function send(where, options = {}) {
  const headers = { Accept: 'application/json', ...options.headers };
  if (mine().key) headers.Authorization = `Bearer ${mine().key}`;
  let answer;
  try { answer = await fetch(where, { ...options, headers }); }
  catch (error) { if (error.name === 'AbortError') throw error; throw new Problem(0, 'unreachable', ''); }
  if (answer.ok) return answer;
  const told = await answer.json().catch(() => ({}));
  if (answer.status === 401) keep({ locked: true });
  throw new Problem(answer.status, told.code || 'http_error', told.detail || answer.statusText);
}

/** The answer at an address; the same question is not asked twice while nothing was loaded. */
export function ask(where) {
  if (!answers.has(where)) {
    if (answers.size >= KEPT) answers.delete(answers.keys().next().value);
    const answer = send(where).then(got => got.json());
    answer.catch(() => answers.delete(where));
    answers.set(where, answer);
  }
  return answers.get(where);
}

/** After a load, or with another key, answers are other ones. */
export function forget() { answers.clear(); for (const watcher of watchers) watcher(); }

/** {data, error, busy}. Old data stays while new is on its way, so that nothing flickers; null asks nothing. */
export function useAnswer(where) {
  const [value, set] = useState({ data: null, error: null, busy: Boolean(where), of: null }), [turn, again] = useState(0);
  useEffect(() => {
    const watcher = () => again(count => count + 1);
    watchers.add(watcher);
    return () => watchers.delete(watcher);
  }, []);
  useLayoutEffect(() => {
    if (!where) { set({ data: null, error: null, busy: false, of: null }); return undefined; }
    let wanted = true;
    set(old => ({ ...old, busy: true, error: null }));
    ask(where).then(
      data => wanted && set({ data, error: null, busy: false, of: where }),
      error => wanted && set({ data: null, error, busy: false, of: where }),
    );
    return () => { wanted = false; };
  }, [where, turn]);
  return value;
}

/** Parameters that every list of events takes, from what the filters hold. */
export function narrowed(s) {
  return { action: s.action, modality: s.modality, since: s.since, until: s.until, place: s.place, country: s.country,
    source: s.source, min_confidence: s.min_confidence, as_of: s.as_of };
}
const asOf = s => ({ as_of: s.as_of });

export const MOST = 500;
export const where = {
  events: (s, more = {}) => address('/v1/events', { actor: s.actor, with: s.with, ...narrowed(s), limit: MOST, ...more }),
  between: (s, a, b, action) => address('/v1/events', { by: a, against: b, ...narrowed(s), action: action ? [action] : s.action, limit: 100, roll_up: 'none' }),
  event: (s, id) => address(`/v1/events/${encodeURIComponent(id)}`, asOf(s)),
  causes: (s, id) => address(`/v1/events/${encodeURIComponent(id)}/causes`, { ...asOf(s), limit: 20 }),
  effects: (s, id) => address(`/v1/events/${encodeURIComponent(id)}/responses`, { ...asOf(s), limit: 20 }),
  actor: (s, id) => address(`/v1/actors/${encodeURIComponent(id)}`, asOf(s)),
  neighbours: (s, id) => address(`/v1/actors/${encodeURIComponent(id)}/neighbours`, { ...narrowed(s), limit: 60 }),
  article: (s, id) => address(`/v1/articles/${encodeURIComponent(id)}`, asOf(s)),
  responses: (s, more = {}) => address('/v1/responses', { ...asOf(s), ...more }),
  chains: (s, more = {}) => address('/v1/chains', { ...asOf(s), ...more }),
  dyad: (s, more = {}) => address(`/v1/dyads/${encodeURIComponent(s.actor)}/${encodeURIComponent(s.with)}`, { ...narrowed(s), limit: MOST, ...more }),
  meetings: (s, more = {}) => address('/v1/meetings', { ...narrowed(s), action: [], actor: s.actor, with: s.with, group: 'pair', limit: MOST, ...more }),
  search: q => address('/v1/search', { q, limit: 6 }),
  counts: s => address('/v1/counts', asOf(s)),
};
export const refresh = send;

const post = async (path, body) => (await send(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) })).json();
export const preview = article => post('/v1/articles/preview', article);
export const load = async article => (await post('/v1/articles', article)).job;

/** Tell each state of a job as it comes, until it has ended; its last state, and the article that it loaded. */
export async function follow(job, told) {
  const path = `/v1/jobs/${encodeURIComponent(job)}`, answer = await send(`${path}/events`, { headers: { Accept: 'text/event-stream' } });
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  for (let text = ''; ;) {
    const { value, done } = await reader.read();
    if (done) break;
    text += value;
    const events = text.split('\n\n');
    text = events.pop();
    for (const event of events) {
      const data = event.split('\n').filter(line => line.startsWith('data:')).map(line => line.slice(5).trim()).join('');
      if (data) told(JSON.parse(data));
    }
  }
  const last = await (await send(path)).json();
  return { ...last, counts: last.summary ?? {}, article: last.summary?.articles?.[0] };
}
