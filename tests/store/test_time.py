"""What time promises: a view shows what was known then, and withdrawing destroys nothing."""

from __future__ import annotations

from datetime import date, timedelta, timezone

import pytest

from graph.batch import Batch
from graph.errors import NotFoundError
from graph.model import Action
from graph.store import EventQuery, ResponseQuery, Store, View
from tests.store.build import article, batch, event, hours, link, place, report, state

IRAN, IRAQ = state("Iran", "IRN"), state("Iraq", "IRQ")
FIRST, SECOND = article("Iran struck first.", "Iraq answered."), article("The strike, told again.")
STRIKE = event(Action.ASSAULT, IRAN, IRAQ, date(2024, 4, 1), report(FIRST, "Iran struck first."), at=place("Basra"))
ANSWER = event(Action.ASSAULT, IRAQ, IRAN, date(2024, 4, 2), report(FIRST, "Iraq answered."))
TOLD_AGAIN = STRIKE.model_copy(update={"reports": (report(SECOND),)})
NOTHING = {"events": 0, "reports": 0, "links": 0}


def first() -> Batch:
    return batch([FIRST], [STRIKE, ANSWER], [link(STRIKE, ANSWER, FIRST)])


def second() -> Batch:
    return batch([SECOND], [TOLD_AGAIN])


def ids(view: View) -> list[str]:
    return [item.id for item in view.events(EventQuery()).items]


def shown(view: View) -> dict[str, int]:
    return {kind: number for kind, number in view.counts().items() if kind in NOTHING}


def test_a_view_of_earlier_knows_nothing_of_later(store: Store) -> None:
    store.writer().write(first(), hours(1))
    before = store.view(hours(0))
    assert set(before.counts().values()) == {0}
    assert ids(before) == []
    assert before.responses(ResponseQuery()).items == ()
    assert before.event(STRIKE.id) is None
    assert before.effects(STRIKE.id) == ()
    assert before.actor("IRN") is None
    assert before.named("Iran") == ()
    assert before.actors("iran", 5) == ()
    assert before.article(FIRST.id) is None
    assert before.article_events(FIRST.id) == ()


def test_a_row_is_known_from_the_instant_it_was_recorded(store: Store) -> None:
    store.writer().write(first(), hours(1))
    assert store.view(hours(1)).counts() == store.view().counts()
    assert ids(store.view(hours(1))) == [ANSWER.id, STRIKE.id]
    assert len(store.view(hours(1)).responses(ResponseQuery()).items) == 1


def test_an_instant_is_the_same_in_every_zone(store: Store) -> None:
    store.writer().write(first(), hours(1))
    for offset in (23, -23):
        zone = timezone(timedelta(hours=offset))
        assert ids(store.view(hours(1).astimezone(zone))) == [ANSWER.id, STRIKE.id]
        assert ids(store.view(hours(0).astimezone(zone))) == []


def test_a_report_learnt_later_is_not_told_earlier(store: Store) -> None:
    store.writer().write(first(), hours(1))
    store.writer().write(second(), hours(3))
    earlier, now = store.view(hours(2)).event(STRIKE.id), store.view().event(STRIKE.id)
    assert earlier is not None
    assert now is not None
    assert [told.article.id for told in earlier.reports] == [FIRST.id]
    assert len(now.reports) == 2


def test_withdrawing_an_article_takes_away_what_only_it_told(store: Store) -> None:
    store.writer().write(first(), hours(1))
    assert store.writer().retract(FIRST.id, hours(2)) == 2
    now = store.view()
    assert shown(now) == NOTHING
    assert now.counts()["articles"] == 0
    assert ids(now) == []
    assert now.event(STRIKE.id) is None
    assert now.responses(ResponseQuery()).items == ()
    assert now.causes(ANSWER.id) == ()
    assert now.article(FIRST.id) is None
    assert now.article_events(FIRST.id) == ()


def test_withdrawing_destroys_nothing(store: Store) -> None:
    store.writer().write(first(), hours(1))
    known = store.view().events(EventQuery()), store.view().responses(ResponseQuery()), store.view().article(FIRST.id)
    store.writer().retract(FIRST.id, hours(3))
    earlier = store.view(hours(2))
    assert (earlier.events(EventQuery()), earlier.responses(ResponseQuery()), earlier.article(FIRST.id)) == known
    assert ids(store.view(hours(3))) == []


def test_an_event_that_another_article_tells_stays(store: Store) -> None:
    store.writer().write(first(), hours(1))
    store.writer().write(second(), hours(1))
    store.writer().retract(FIRST.id, hours(2))
    assert ids(store.view()) == [STRIKE.id]
    event = store.view().event(STRIKE.id)
    assert event is not None
    assert [told.article.id for told in event.reports] == [SECOND.id]


def test_withdrawing_twice_withdraws_once(store: Store) -> None:
    store.writer().write(first(), hours(1))
    assert store.writer().retract(FIRST.id, hours(2)) == 2
    assert store.writer().retract(FIRST.id, hours(4)) == 0
    assert ids(store.view(hours(3))) == []
    assert len(ids(store.view(hours(1)))) == 2


def test_withdrawing_what_is_not_there_says_so(store: Store) -> None:
    with pytest.raises(NotFoundError):
        store.writer().retract("ar-unknown", hours(0))


def test_an_article_that_was_withdrawn_stays_so_and_is_counted(store: Store) -> None:
    store.writer().write(first(), hours(1))
    store.writer().retract(FIRST.id, hours(2))
    written = store.writer().write(first(), hours(3))
    assert (written.withdrawn, written.articles, written.events, written.reports, written.links) == (1, 0, 0, 0, 0)
    assert shown(store.view()) == NOTHING


def test_a_withdrawn_article_does_not_hold_back_the_rest_of_its_batch(store: Store) -> None:
    store.writer().write(first(), hours(1))
    store.writer().retract(FIRST.id, hours(2))
    both = STRIKE.model_copy(update={"reports": (*STRIKE.reports, *TOLD_AGAIN.reports)})
    mixed = batch([FIRST, SECOND], [both, ANSWER], [link(STRIKE, ANSWER, FIRST)])
    written = store.writer().write(mixed, hours(3))
    assert (written.withdrawn, written.articles, written.reports, written.links) == (1, 1, 1, 0)
    assert ids(store.view()) == [STRIKE.id]


def test_an_event_told_anew_shows_again_but_not_in_between(store: Store) -> None:
    store.writer().write(first(), hours(1))
    store.writer().retract(FIRST.id, hours(2))
    store.writer().write(second(), hours(4))
    assert ids(store.view()) == [STRIKE.id]
    assert ids(store.view(hours(3))) == []
    assert store.view(hours(3)).event(STRIKE.id) is None
    assert len(ids(store.view(hours(1)))) == 2
    event = store.view().event(STRIKE.id)
    assert event is not None
    assert event.recorded_at == hours(1)


def test_a_link_of_another_article_waits_for_its_events(store: Store) -> None:
    third = article("Iraq answered the strike.")
    store.writer().write(first(), hours(1))
    store.writer().write(batch([third], [], [link(STRIKE, ANSWER, third, "answered")]), hours(1))
    store.writer().retract(FIRST.id, hours(2))
    assert store.view().responses(ResponseQuery()).items == ()
    retold = [item.model_copy(update={"reports": (report(third),)}) for item in (STRIKE, ANSWER)]
    store.writer().write(batch([third], retold), hours(3))
    assert [item.link.evidence for item in store.view().responses(ResponseQuery()).items] == ["answered"]


def test_an_article_tells_its_events_in_the_order_of_its_sentences(store: Store) -> None:
    store.writer().write(first(), hours(1))
    assert [item.id for item in store.view().article_events(FIRST.id)] == [STRIKE.id, ANSWER.id]
    assert [item.id for item in store.view().article_events(FIRST.id, limit=1)] == [STRIKE.id]
    assert store.view().article_events("ar-unknown") == ()
    assert store.view().article("ar-unknown") is None
