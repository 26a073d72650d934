"""What a question on events promises: its filters, its order, its pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from graph.errors import QueryError
from graph.model import Action, Event, Modality
from graph.store import ActorFilter, Cursor, EventQuery, Store
from tests.store.build import article, batch, event, hours, person, place, report, state

IRAN, IRAQ, RUSSIA = state("Iran", "IRN"), state("Iraq", "IRQ"), state("Russia", "RUS")
ENVOY, SPEAKER, STRANGER = person("Ali Envoy", "IRN"), person("Boris Speaker", "RUS"), person("A Stranger")
FIRST, SECOND = article("First news.", published=date(2024, 4, 9)), article("Second news.", published=date(2024, 4, 8))
TOLD = report(FIRST)
D1, D2, D3 = date(2024, 4, 1), date(2024, 4, 2), date(2024, 4, 3)

TALKS = event(Action.CONSULT, IRAN, RUSSIA, D1, TOLD, at=place("Tehran"), mode="visit", confidence=0.9, key="ev-1")
VISIT = event(Action.CONSULT, ENVOY, SPEAKER, D2, TOLD, at=place("Téhran", "IRN"), confidence=0.5, key="ev-2")
STRIKE = event(Action.ASSAULT, RUSSIA, IRAQ, D2, TOLD, mode="aerial", key="ev-3")
PLAN = event(Action.CONSULT, IRAN, IRAQ, D3, TOLD, modality=Modality.PLANNED, key="ev-4")
DENIAL = event(Action.ASSAULT, IRAN, IRAQ, D3, TOLD, modality=Modality.DENIED, key="ev-5")
UNDATED = event(Action.CONSULT, IRAN, IRAQ, None, TOLD, key="ev-0")
ALONE = event(Action.PROTEST, STRANGER, None, D3, TOLD, key="ev-6")
HIT = event(Action.ASSAULT, None, IRAN, D1, TOLD, key="ev-7")
EVERYTHING = (TALKS, VISIT, STRIKE, PLAN, DENIAL, UNDATED, ALONE, HIT)


@pytest.fixture
def told(store: Store) -> Store:
    store.writer().write(batch([FIRST, SECOND], EVERYTHING), hours(0))
    return store


def of(*ids: str, roll_up: tuple[str, ...] = ()) -> ActorFilter:
    return ActorFilter(frozenset(ids), frozenset(roll_up))


def found(store: Store, query: EventQuery) -> list[str]:
    return [item.id for item in store.view().events(query).items]


def pages(store: Store, query: EventQuery) -> Iterator[tuple[Event, ...]]:
    page = store.view().events(query)
    yield page.items
    while start := page.next:
        page = store.view().events(replace(query, after=start))
        assert page.next != start  # it would never end
        yield page.items


def test_only_what_occurred_is_told_unless_asked(told: Store) -> None:
    assert found(told, EventQuery()) == ["ev-6", "ev-2", "ev-3", "ev-1", "ev-7", "ev-0"]


def test_latest_day_first_and_undated_last(told: Store) -> None:
    everything = ["ev-4", "ev-5", "ev-6", "ev-2", "ev-3", "ev-1", "ev-7", "ev-0"]
    assert found(told, EventQuery(modalities=frozenset())) == everything


QUERIES = {
    "planned": (EventQuery(modalities=frozenset({Modality.PLANNED})), ["ev-4"]),
    "two modalities": (EventQuery(modalities=frozenset({Modality.PLANNED, Modality.DENIED})), ["ev-4", "ev-5"]),
    "either side": (EventQuery(actor=of("IRN")), ["ev-1", "ev-7", "ev-0"]),
    "several actors": (EventQuery(actor=of("IRQ", ENVOY.id)), ["ev-2", "ev-3", "ev-0"]),
    "more actors than branches": (EventQuery(actor=of("IRN", "IRQ", "x", "y", "z")), ["ev-3", "ev-1", "ev-7", "ev-0"]),
    "source": (EventQuery(source=of("IRN")), ["ev-1", "ev-0"]),
    "target": (EventQuery(target=of("IRN")), ["ev-7"]),
    "source and target": (EventQuery(source=of("RUS"), target=of("IRQ")), ["ev-3"]),
    "a pair": (EventQuery(actor=of("RUS"), counterpart=of("IRN")), ["ev-1"]),
    "a pair, turned": (EventQuery(actor=of("IRN"), counterpart=of("RUS")), ["ev-1"]),
    "a counterpart alone": (EventQuery(counterpart=of("RUS")), ["ev-3", "ev-1"]),
    "an actor with itself": (EventQuery(actor=of("IRN"), counterpart=of("IRN")), []),
    "actor and source": (EventQuery(actor=of("IRQ"), source=of("RUS")), ["ev-3"]),
    "roll up": (EventQuery(actor=of(roll_up=("IRN",))), ["ev-2", "ev-1", "ev-7", "ev-0"]),
    "roll up of the source": (EventQuery(source=of(roll_up=("RUS",))), ["ev-3"]),
    "roll up of a pair": (
        EventQuery(actor=of("IRN", roll_up=("IRN",)), counterpart=of(roll_up=("RUS",))),
        ["ev-2", "ev-1"],
    ),
    "no actor at all": (EventQuery(actor=of()), []),
    "no counterpart at all": (EventQuery(actor=of("IRN"), counterpart=of()), []),
    "an unknown actor": (EventQuery(actor=of("XXX")), []),
    "one action": (EventQuery(actions=frozenset({Action.ASSAULT})), ["ev-3", "ev-7"]),
    "many actions": (EventQuery(actions=frozenset(Action) - {Action.CONSULT}), ["ev-6", "ev-3", "ev-7"]),
    "mode": (EventQuery(modes=frozenset({"visit"})), ["ev-1"]),
    "modes": (EventQuery(modes=frozenset({"visit", "aerial"})), ["ev-3", "ev-1"]),
    "both sides": (EventQuery(both_sides=True), ["ev-2", "ev-3", "ev-1", "ev-0"]),
    "since": (EventQuery(since=D2), ["ev-6", "ev-2", "ev-3"]),
    "until": (EventQuery(until=D1), ["ev-1", "ev-7"]),
    "one day": (EventQuery(since=D2, until=D2), ["ev-2", "ev-3"]),
    "a folded place": (EventQuery(place="tehran"), ["ev-2", "ev-1"]),
    "an unknown place": (EventQuery(place="Tehran"), []),
    "confidence": (EventQuery(min_confidence=0.5), ["ev-2", "ev-1"]),
    "much confidence": (EventQuery(min_confidence=0.51), ["ev-1"]),
    "all at once": (
        EventQuery(
            actor=of("IRN", roll_up=("IRN",)),
            counterpart=of("RUS"),
            source=of("IRN"),
            target=of("RUS"),
            actions=frozenset({Action.CONSULT}),
            modes=frozenset({"visit"}),
            both_sides=True,
            since=D1,
            until=D1,
            place="tehran",
            min_confidence=0.9,
        ),
        ["ev-1"],
    ),
}


def test_a_filter_keeps_what_it_names_in_order(told: Store) -> None:
    answers = {name: found(told, query) for name, (query, _) in QUERIES.items()}
    assert answers == {name: ids for name, (_, ids) in QUERIES.items()}


@pytest.mark.parametrize("actor", [None, of("IRN", "IRQ"), of(roll_up=("IRN", "IRQ", "RUS"))])
def test_pages_give_every_event_exactly_once(told: Store, actor: ActorFilter | None) -> None:
    query = EventQuery(actor=actor, modalities=frozenset())
    whole = found(told, query)
    for limit in (1, 2, 3, len(whole) - 1, len(whole), len(whole) + 1):
        turned = list(pages(told, replace(query, limit=limit)))
        assert [item.id for page in turned for item in page] == whole
        assert all(len(page) == limit for page in turned[:-1])
        assert turned[-1]


def test_a_page_that_holds_everything_is_the_last(told: Store) -> None:
    page = told.view().events(EventQuery(limit=6))
    assert len(page.items) == 6
    assert page.next is None


def test_a_page_starts_after_a_cursor_whose_event_is_gone(told: Store) -> None:
    assert found(told, EventQuery(after=Cursor(D2, "ev-2zzz"))) == ["ev-3", "ev-1", "ev-7", "ev-0"]
    assert found(told, EventQuery(after=Cursor(None, ""))) == ["ev-0"]
    assert found(told, EventQuery(after=Cursor(None, "ev-0"))) == []


def test_pages_keep_their_place_while_events_are_added(told: Store) -> None:
    first = told.view().events(EventQuery(limit=3))
    newer = event(Action.AID, RUSSIA, IRAN, date(2024, 4, 5), TOLD, key="ev-9")
    told.writer().write(batch([FIRST], [newer]), hours(1))
    assert found(told, EventQuery(after=first.next)) == ["ev-1", "ev-7", "ev-0"]


def test_reports_come_oldest_article_first(told: Store) -> None:
    undated = article("Third news.", published=None)
    again = TALKS.model_copy(update={"reports": (report(undated), report(SECOND))})
    told.writer().write(batch([undated, SECOND], [again]), hours(1))
    found_event = told.view().event("ev-1")
    assert found_event is not None
    assert [item.article.id for item in found_event.reports] == [SECOND.id, FIRST.id, undated.id]


def test_a_country_learnt_later_rolls_its_events_up(told: Store) -> None:
    assert found(told, EventQuery(actor=of(roll_up=("SDN",)))) == []
    told.writer().write(batch(actors=[STRANGER.model_copy(update={"country": "SDN"})]), hours(1))
    assert found(told, EventQuery(actor=of(roll_up=("SDN",)))) == ["ev-6"]


def test_an_event_is_found_whatever_its_modality(told: Store) -> None:
    for item in EVERYTHING:
        assert told.view().event(item.id) == item.model_copy(update={"recorded_at": hours(0)})
    assert told.view().event("ev-unknown") is None


def test_questions_that_make_no_sense_are_refused() -> None:
    with pytest.raises(QueryError):
        EventQuery(limit=0)
    with pytest.raises(QueryError):
        EventQuery(since=D2, until=D1)


@pytest.mark.parametrize(("most", "omitted"), [(1, 2), (2, 1), (3, 0), (None, 0)])
def test_reports_over_a_limit_are_counted(store: Store, most: int | None, omitted: int) -> None:
    news = [article(f"Iran met Iraq, courier {number} said.") for number in range(3)]
    iran, iraq = state("Iran", "IRN"), state("Iraq", "IRQ")
    met = event(Action.CONSULT, iran, iraq, date(2024, 5, 1), *(report(each) for each in news))
    store.writer().write(batch(news, [met]), hours(0))
    whole = store.view().event(met.id)
    found = store.view(reports=most).event(met.id)
    assert whole is not None
    assert found is not None
    assert found.reports == whole.reports[: 3 - omitted]
    assert (found.reports_omitted, whole.reports_omitted) == (omitted, 0)
