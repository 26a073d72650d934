// The search box: actors, places, titles and sentences by their words, chosen with the keyboard or a click.
import { html, useEffect, useRef, useState } from './html.js';
import { day, t } from './words.js';
import { ask, where } from './api.js';
import { current, go } from './state.js';
import { Glyph } from './marks.js';
import { pieces } from './spans.js';

const WAIT = 120;

/** Everything that was found, as one list to walk through: kind, words, and what choosing it shows. */
export function options(found) {
  const s = current(), view = ['network', 'timeline', 'chains', 'map', 'table', 'meetings'].includes(s.view) ? s.view : 'network';
  return [
    ...found.actors.items.map(hit => ({ group: 'actors', id: hit.actor.id, text: hit.actor.name, match: hit.match, kind: hit.actor.kind,
      note: t(`kind.${hit.actor.kind}`), change: { view, actor: hit.actor.id, with: '', expand: [], hide: [], event: '', article: '', node: '', pair: '', start: '' } })),
    ...found.places.items.map(hit => ({ group: 'places', id: hit.place.id, text: hit.place.name, match: hit.match,
      note: hit.place.country ?? '', change: { view: 'map', place: hit.place.name, actor: '', with: '' } })),
    ...found.articles.items.map(hit => ({ group: 'articles', id: hit.article.id, text: hit.match.text, match: hit.match,
      note: hit.article.published ? day(hit.article.published) : '', change: { view: s.view || 'table', article: hit.article.id } })),
    ...found.sentences.items.map(hit => ({ group: 'sentences', id: hit.events[0], text: hit.match.text, match: hit.match,
      note: hit.article.published ? day(hit.article.published) : '', change: { view: s.view || 'table', event: hit.events[0] } })),
  ];
}

export function Search({ large, id }) {
  const [q, setQ] = useState(''), [found, setFound] = useState(null), [open, setOpen] = useState(false), [at, setAt] = useState(0);
  const input = useRef(null), list = useRef(null);
  useEffect(() => {
    if (!q.trim()) { setFound(null); return undefined; }
    let wanted = true;
    const timer = setTimeout(() => ask(where.search(q.trim())).then(
      got => { if (wanted) { setFound(options(got)); setAt(0); setOpen(true); } },
      error => wanted && setFound({ error }),
    ), WAIT);
    return () => { wanted = false; clearTimeout(timer); };
  }, [q]);
  useEffect(() => { list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' }); }, [at]);

  const choose = option => { setOpen(false); setQ(''); input.current.blur(); go(option.change); };
  const items = Array.isArray(found) ? found : [], shown = open && Boolean(q.trim());
  const keys = event => {
    if (event.key === 'ArrowDown') { setAt(Math.min(at + 1, items.length - 1)); setOpen(true); }
    else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0));
    else if (event.key === 'Enter' && shown && items[at]) choose(items[at]);
    else if (event.key === 'Escape') { if (shown) setOpen(false); else { setQ(''); input.current.blur(); } }
    else return;
    event.preventDefault();
  };
  return html`<div class=${`search ${large ? 'large' : ''}`}>
    <input ref=${input} type="search" role="combobox" data-search aria-label=${t('search')} aria-expanded=${String(shown && items.length > 0)} aria-controls=${`${id}-hits`}
      aria-autocomplete="list" aria-activedescendant=${shown && items[at] ? `${id}-${at}` : null} autocomplete="off" spellcheck="false" placeholder=${t(large ? 'search.long' : 'search.short')}
      value=${q} onInput=${event => setQ(event.target.value)} onKeyDown=${keys} onFocus=${() => setOpen(true)} onBlur=${() => setOpen(false)} />
    <kbd aria-hidden="true">/</kbd>
    <ul id=${`${id}-hits`} ref=${list} role="listbox" aria-label=${t('hits')} hidden=${!shown || !items.length}>
      ${items.map((item, i) => html`<li role="option" id=${`${id}-${i}`} key=${item.group + item.id + i} aria-selected=${String(i === at)} class=${i && items[i - 1].group === item.group ? '' : 'first'}
        onMouseDown=${event => { event.preventDefault(); choose(item); }} onMouseMove=${() => setAt(i)}>
        <span class="group">${i && items[i - 1].group === item.group ? '' : t(`hits.${item.group}`)}</span>
        <span class="hit">${item.kind && html`<${Glyph} kind=${item.kind} />`}<span class="text">${item.group === 'actors' && item.match.text !== item.text ? html`${item.text} <small>(<${Marked} match=${item.match} />)</small>` : html`<${Marked} match=${item.match} />`}</span></span>
        <small>${item.note}</small></li>`)}
    </ul>
    ${shown && found && !items.length ? html`<p class="nohit" role="status">${found.error ? found.error.message || t('failure') : t('nohit', { q: q.trim() })}</p>` : ''}
  </div>`;
}

const Marked = ({ match }) => pieces(match.text, match.ranges.map(([start, end]) => ({ start, end }))).map(piece => (piece.marks.length ? html`<b>${piece.text}</b>` : piece.text));
