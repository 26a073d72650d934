// Signs that mean the same in every view. None is colour alone: a quad class has a shape, a status a filling.
import { html } from './html.js';
import { t } from './words.js';
import { to } from './state.js';

/** PLOVER's actions by quad class: words and deeds of cooperation (1, 2), words and deeds of conflict (3, 4). */
export const QUADS = [1, 2, 3, 4];
export const ACTIONS = {
  1: ['AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE'],
  2: ['COOPERATE', 'AID', 'RETREAT'],
  3: ['REQUEST', 'ACCUSE', 'REJECT', 'THREATEN'],
  4: ['PROTEST', 'SANCTION', 'MOBILIZE', 'COERCE', 'ASSAULT'],
};
export const QUAD_OF = Object.fromEntries(QUADS.flatMap(quad => ACTIONS[quad].map(action => [action, quad])));
export const MODALITIES = ['occurred', 'planned', 'threatened', 'called_for', 'denied'];
export const KINDS = ['country', 'person', 'organization', 'armed_group', 'group'];

const SHAPES = {
  1: 'M8 2a6 6 0 1 1 0 12a6 6 0 1 1 0-12z',
  2: 'M4 3h8a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1z',
  3: 'M8 2.500 14.500 13.500h-13z',
  4: 'M8 1 15 8 8 15 1 8z',
};
const GLYPHS = {
  country: 'M3 3h10v10H3z',
  person: 'M8 2a6 6 0 1 1 0 12a6 6 0 1 1 0-12z',
  organization: 'M4.600 2h6.800l3.400 6-3.400 6H4.600L1.200 8z',
  armed_group: 'M2 2.500h12L8 14.500z',
  group: 'M8 1.500 14.700 6.400 12.100 14.300H3.900L1.300 6.400z',
};

/** Has it happened? A filled shape has; every other status is hollow and bears a sign of its own. */
export const Mark = ({ quad, modality = 'occurred' }) => html`<svg class="mark q${quad} m-${modality}" viewBox="0 0 16 16" aria-hidden="true">
  <path class="shape" d=${SHAPES[quad]} />${modality === 'denied' ? html`<path class="sign" d="M1 15 15 1" />` : modality === 'threatened' ? html`<circle class="dot" cx="8" cy="8.500" r="1.800" />` : ''}</svg>`;

export const Glyph = ({ kind }) => html`<svg class="glyph k-${kind}" viewBox="0 0 16 16" aria-hidden="true"><path d=${GLYPHS[kind] || GLYPHS.group} /></svg>`;
export const SHAPE = SHAPES, GLYPH = GLYPHS;

/** The status in words, where it is not that it happened: such an act must never look like one that has. */
export const Status = ({ modality }) => (modality === 'occurred' ? '' : html`<span class="status s-${modality}">${t(`modality.${modality}`)}</span>`);

/** An actor as a link to it; one that no text names is said to be so. */
export const Actor = ({ actor, plain }) => (!actor ? html`<span class="nobody">${t('nobody')}</span>`
  : plain ? html`<span class="actor"><${Glyph} kind=${actor.kind} />${actor.name}</span>`
    : html`<a class="actor" href=${to({ node: actor.id })}><${Glyph} kind=${actor.kind} />${actor.name}</a>`);

/** Who did it to whom, in one line. */
export const Parties = ({ event, plain }) => html`<span class="parties"><${Actor} actor=${event.source} plain=${plain} /><span class="arrow" aria-label=${t('to')}>${event.action === 'CONSULT' ? '↔' : '→'}</span><${Actor} actor=${event.target} plain=${plain} /></span>`;

/** What was done: the action, and its mode where it has one. */
export const act = event => {
  const action = t(`action.${event.action}`);
  if (!event.mode) return action;
  const known = t(`mode.${event.mode}`);
  return `${action} · ${known.startsWith('mode.') ? event.mode : known}`;
};
export const Act = ({ event }) => html`<span class="act"><${Mark} quad=${event.quad} modality=${event.modality} /><b>${act(event)}</b></span>`;

export const sides = event => [event.source, event.target].map(side => side?.name ?? t('nobody')).join(event.action === 'CONSULT' ? ' ↔ ' : ' → ');
