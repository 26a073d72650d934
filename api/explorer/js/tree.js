// A chain drawn from left to right: each event a card, each link with the words that say so and the days between.
import { html } from './html.js';
import { many, t, when } from './words.js';
import { to } from './state.js';
import { Act, Parties, Status } from './marks.js';

/** Nested lists: a screen reader walks from cause to effect, the style draws lines between the cards. */
export const Tree = ({ root, here }) => html`<div class="tree" tabindex="0" role="region" aria-label=${t('view.chains')}><ul><${Branch} branch=${root} here=${here} /></ul></div>`;

const lag = link => (link.lag_days === null ? '' : link.lag_days === 0 ? t('lag.same') : many('lag', link.lag_days));

function Branch({ branch, here }) {
  const { event, link } = branch;
  return html`<li class="branch">${link && html`<div class="link"><span class="evidence" title=${link.sentence}>“${link.evidence}”</span><span class="lag">${lag(link)}</span></div>`}
    <a class=${`cause q${event.quad} m-${event.modality} ${here === event.id ? 'here' : ''}`} href=${to({ event: event.id })} aria-current=${here === event.id ? 'true' : null}>
      <time>${when(event)}</time><${Act} event=${event} /><${Status} modality=${event.modality} /><${Parties} event=${event} plain />
      ${branch.truncated ? html`<small class="goes-on">${t('chain.more')}</small>` : branch.again ? html`<small class="goes-on">${t('chain.again')}</small>` : ''}</a>
    ${branch.branches.length ? html`<ul>${branch.branches.map(one => html`<${Branch} key=${one.event.id} branch=${one} here=${here} />`)}</ul>` : ''}</li>`;
}
