// The events that a view is about: those of the address, and what was left out of them.
import { html, useMemo } from './html.js';
import { number, t } from './words.js';
import { MOST, useAnswer, where } from './api.js';

const ofKind = (event, kinds) => [event.source, event.target].some(side => side && kinds.includes(side.kind));

/** {data, error, busy}; of `data` the events that a kind of actor leaves. */
export function useEvents(s, more) {
  const answer = useAnswer(where.events(s, more)), kinds = s.kind.join();
  const data = useMemo(() => answer.data && { ...answer.data, items: s.kind.length ? answer.data.items.filter(event => ofKind(event, s.kind)) : answer.data.items }, [answer.data, kinds]);
  return { ...answer, data };
}

/** A word on what is not there. */
export const LeftOut = ({ data }) => (data?.truncated ? html`<p class="left-out" role="status">${t('left.out', { n: number(MOST) })}</p>` : '');
