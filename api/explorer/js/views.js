// Which views there are. Each is a module of its own that is fetched when it is first looked at.
import { html, useEffect, useState } from './html.js';
import { Busy, Failure } from './states.js';

const MODULES = {
  network: () => import('./network.js'),
  chains: () => import('./chains.js'),
  timeline: () => import('./timeline.js'),
  map: () => import('./map.js'),
  table: () => import('./table.js'),
  meetings: () => import('./meetings.js'),
  read: () => import('./readtext.js'),
};
/** Those over a selection; `read` stands beside them. */
export const VIEWS = Object.keys(MODULES).filter(name => name !== 'read');
const loaded = new Map();

export function View({ s, own }) {
  const name = s.view in MODULES ? s.view : 'network', [, again] = useState(0), [error, setError] = useState(null);
  useEffect(() => {
    if (!loaded.has(name)) MODULES[name]().then(module => { loaded.set(name, module.default); again(count => count + 1); }, setError);
  }, [name]);
  const Shown = loaded.get(name);
  return error ? html`<${Failure} error=${error} />` : Shown ? html`<${Shown} s=${s} own=${own} />` : html`<${Busy} />`;
}
