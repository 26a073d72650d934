// The page put together: bar, filters, the view, the panel, and what stands over them.
import { html, render, useEffect, useRef, useState } from './html.js';
import { current, follow, go, keep, to, useStore } from './state.js';
import { t } from './words.js';
import { Search } from './search.js';
import { Start } from './start.js';
import { Panel } from './panel.js';
import { Filters, filtered } from './filters.js';
import { Login } from './login.js';
import { Help } from './help.js';
import { VIEWS, View } from './views.js';
import { Chosen } from './chosen.js';
import { Share } from './share.js';

const THEMES = ['', 'light', 'dark'];

function Tabs({ s }) {
  const bar = useRef(null);
  useEffect(() => { bar.current?.querySelector('[aria-current=page]')?.scrollIntoView({ block: 'nearest', inline: 'center' }); }, [s.view]);
  const keys = event => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const links = [...bar.current.querySelectorAll('a')];
    links[(links.indexOf(document.activeElement) + step + links.length) % links.length].focus();
    event.preventDefault();
  };
  return html`<nav class="tabs" aria-label=${t('views')} ref=${bar} onKeyDown=${keys}>${VIEWS.map(view => html`<a href=${to({ view, start: '' })} key=${view} aria-current=${s.view === view ? 'page' : null}>${t(`view.${view}`)}</a>`)}</nav>`;
}

function Own({ own, onHelp }) {
  const next = THEMES[(THEMES.indexOf(own.theme) + 1) % THEMES.length];
  return html`<div class="own"><a class="icon wide" href="/?view=read">${t('view.read')}</a>
    <button class="icon" onClick=${() => keep({ lang: own.lang === 'id' ? 'en' : 'id' })} aria-label=${`${own.lang === 'id' ? 'EN' : 'ID'}: ${t('language.other')}`} title=${t('language.other')}>${own.lang === 'id' ? 'EN' : 'ID'}</button>
    <button class="icon" onClick=${() => keep({ theme: next })} aria-label=${t('theme', { theme: t(`theme.${own.theme || 'system'}`) })} title=${t('theme', { theme: t(`theme.${own.theme || 'system'}`) })}>${{ '': '◐', light: '☀', dark: '☾' }[own.theme]}</button>
    <button class="icon" onClick=${onHelp} aria-label=${t('help')} title=${t('help')}>?</button></div>`;
}

function App() {
  const [s, own] = useStore(), [help, setHelp] = useState(false), [narrow, setNarrow] = useState(false);
  useEffect(() => {
    document.documentElement.lang = own.lang;
    if (own.theme) document.documentElement.dataset.theme = own.theme; else delete document.documentElement.dataset.theme;
  }, [own.lang, own.theme]);
  useEffect(() => { document.title = `${s.view ? `${t(`view.${s.view}`)} · ` : ''}Casus`; }, [s.view, own.lang]);
  useEffect(() => {
    const keys = event => {
      if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
      if (/INPUT|TEXTAREA|SELECT/.test(event.target.tagName)) return;
      const view = VIEWS[Number(event.key) - 1];
      if (event.key === '/') { event.preventDefault(); document.querySelector('[data-search]')?.focus(); }
      else if (event.key === '?') setHelp(true);
      else if (event.key === 'Escape') { const now = current(); if (now.event || now.article || now.node || now.pair) go({ event: '', article: '', node: '', pair: '' }); }
      else if (event.key === 'f') setNarrow(on => !on);
      else if (view) go({ view, start: '' });
    };
    addEventListener('keydown', keys);
    return () => removeEventListener('keydown', keys);
  }, []);
  const atStart = !s.view, panel = Boolean(s.event || s.article || s.node || s.pair);
  return html`<div class=${`shell ${atStart ? 'at-start' : ''} ${panel ? 'with-panel' : ''} ${narrow ? 'with-filters' : ''}`} onClick=${follow}>
    <a class="skip" href="#main">${t('skip')}</a>
    <header class="top"><a class="brand" href="/"><img src=${new URL('../icon.svg', import.meta.url).href} alt="" width="28" height="28" /><span>Casus</span></a>
      ${atStart ? html`<span class="gap"></span>` : html`<${Search} id="top" />`}<${Own} own=${own} onHelp=${() => setHelp(true)} /></header>
    ${own.locked ? html`<main id="main" class="locked"><${Login} /></main>` : atStart ? html`<main id="main" tabindex="-1" class="start"><${Start} s=${s} /></main>` : html`
      <div class="bar" role="region" aria-label=${t('chosen')}><${Tabs} s=${s} />${s.view === 'read' ? '' : html`<${Chosen} s=${s} /><span class="gap"></span>
        <button class=${`button ${filtered(s) ? 'on' : ''}`} aria-expanded=${String(narrow)} aria-controls="filters" onClick=${() => setNarrow(!narrow)}>${t('filters')}${filtered(s) ? ` (${filtered(s)})` : ''}</button>
        <${Share} s=${s} />`}</div>
      ${narrow && s.view !== 'read' && html`<${Filters} s=${s} onClose=${() => setNarrow(false)} />`}
      <main id="main" tabindex="-1" class="view" aria-label=${t(`view.${s.view}`)}>${s.view !== 'read' && html`<h1 class="unseen">${t(`view.${s.view}`)}</h1>`}<${View} key=${s.view} s=${s} own=${own} /></main>`}
    ${panel && !own.locked && html`<${Panel} s=${s} />`}
    ${help && html`<${Help} onClose=${() => setHelp(false)} />`}
  </div>`;
}

const root = document.getElementById('app');
root.textContent = '';
render(html`<${App} />`, root);
