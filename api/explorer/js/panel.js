// What stands at the side: one event, an article, an actor, or the acts between two.
import { html, useEffect, useRef } from './html.js';
import { many, t } from './words.js';
import { useAnswer, where } from './api.js';
import { go, to } from './state.js';
import { Answer, Empty } from './states.js';
import { ACTIONS, Glyph, Mark, QUADS } from './marks.js';
import { EventLine } from './start.js';
import { EventDetail } from './event.js';
import { ArticleReader } from './reader.js';

const CLOSED = { event: '', article: '', node: '', pair: '' };

export function Panel({ s }) {
  const box = useRef(null), subject = s.article || s.event || s.node || s.pair;
  useEffect(() => { box.current.scrollTop = 0; }, [subject]);
  const what = s.article ? 'article' : s.event ? 'event' : s.node ? 'node' : 'pair';
  return html`<aside class="panel" ref=${box} aria-label=${t(`panel.${what}`)} tabindex="-1">
    <div class="panel-bar"><span>${t(`panel.${what}`)}</span><button class="icon" onClick=${() => go(CLOSED)} aria-label=${t('close')} title="Esc">×</button></div>
    ${what === 'article' ? html`<${ArticleReader} s=${s} />` : what === 'event' ? html`<${EventDetail} key=${s.event} s=${s} />`
      : what === 'node' ? html`<${NodeCard} key=${s.node} s=${s} />` : html`<${PairList} key=${s.pair} s=${s} />`}</aside>`;
}

function NodeCard({ s }) {
  const actor = useAnswer(where.actor(s, s.node)), events = useAnswer(where.events({ ...s, actor: s.node, with: '' }, { limit: 30 }));
  const inNetwork = s.view === 'network', shown = s.node === s.actor || s.expand.includes(s.node);
  return html`<${Answer} of=${actor}>${one => html`<header class="whois"><${Glyph} kind=${one.kind} /><div><h2>${one.name}</h2><p>${t(`kind.${one.kind}`)}${one.country && one.country !== one.id ? ` · ${one.country}` : ''}</p></div></header>
      ${one.aliases.length ? html`<p class="aliases"><b>${t('aliases')}</b> ${one.aliases.slice(0, 12).join(' · ')}${one.aliases.length > 12 ? ' …' : ''}</p>` : ''}
      <p class="actions"><a class="button primary" href=${to({ view: inNetwork ? 'network' : s.view, actor: s.node, with: '', expand: [], hide: [], start: '', ...CLOSED, node: s.node })}>${t('focus')}</a>
        ${inNetwork && html`<a class="button" href=${to({ expand: shown ? s.expand.filter(id => id !== s.node) : [...s.expand, s.node], node: s.node })}>${t(shown ? 'collapse' : 'expand')}</a>
        <a class="button" href=${to({ ...CLOSED, hide: [...s.hide, s.node], expand: s.expand.filter(id => id !== s.node) })}>${t('hide')}</a>`}
        ${s.actor && s.actor !== s.node ? html`<a class="button" href=${to({ ...CLOSED, view: 'timeline', with: s.node })}>${t('face')}</a>` : ''}</p>`}</${Answer}>
    <h3 class="section">${t('latest.events')}</h3>
    <${Answer} of=${events}>${data => html`<${Lines} data=${data} s=${s} />`}</${Answer}>
    ${events.data?.truncated && html`<p class="fine"><a href=${to({ view: 'table', actor: s.node, with: '', ...CLOSED })}>${t('all.events')}</a></p>`}`;
}

export const Lines = ({ data, s }) => (data.items.length ? html`<ul class="events">${data.items.map(event => html`<li key=${event.id}><${EventLine} event=${event} here=${event.id === s.event} /></li>`)}</ul>`
  : html`<${Empty} title=${t('none')} hint=${t('none.hint')} />`);

function PairList({ s }) {
  const [from, other, action] = s.pair.split('~'), a = useAnswer(where.actor(s, from)), b = useAnswer(where.actor(s, other));
  const quad = QUADS.find(one => ACTIONS[one].includes(action)), both = action === 'CONSULT';
  const events = useAnswer(both ? where.events({ ...s, actor: from, with: other, action: [action] }, { limit: 100, roll_up: 'none' }) : where.between(s, from, other, action));
  return html`<header class="whois">${quad && html`<${Mark} quad=${quad} />`}<div><h2>${a.data?.name ?? from} <span class="arrow" aria-label=${t('to')}>${both ? '↔' : '→'}</span> ${b.data?.name ?? other}</h2>
      <p>${t(`action.${action}`)}${events.data ? ` · ${many('n.events', events.data.items.length)}${events.data.truncated ? '+' : ''}` : ''}</p></div></header>
    <p class="actions"><a class="button" href=${to({ ...CLOSED, view: 'timeline', actor: from, with: other })}>${t('face')}</a></p>
    <${Answer} of=${events}>${data => html`<${Lines} data=${data} s=${s} />`}</${Answer}>`;
}
