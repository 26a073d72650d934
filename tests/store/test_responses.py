"""What a question on links promises: which cause led to which effect, in which words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from graph.errors import QueryError
from graph.model import Action, Modality, Response
from graph.store import ActorFilter, Cursor, EventQuery, ResponseQuery, Store
from tests.store.build import article, batch, event, hours, link, person, place, report, state

IRAN, ISRAEL, SYRIA = state("Iran", "IRN"), state("Israel", "ISR"), state("Syria", "SYR")
GENERAL = person("A General", "IRN")
NEWS, LATER = article("News of it."), article("Later news of it.")
TOLD = report(NEWS)
D1, D2, D3 = date(2024, 4, 1), date(2024, 4, 13), date(2024, 4, 19)

RAID = event(Action.ASSAULT, ISRAEL, SYRIA, D1, TOLD, at=place("Damascus"), key="ev-raid")
ANSWER = event(Action.ASSAULT, GENERAL, ISRAEL, D2, TOLD, key="ev-answer")
BLAME = event(Action.ACCUSE, IRAN, ISRAEL, D2, TOLD, key="ev-blame")
RETURN = event(Action.ASSAULT, ISRAEL, IRAN, D3, TOLD, key="ev-return")
VOW = event(Action.ASSAULT, IRAN, ISRAEL, None, TOLD, modality=Modality.PLANNED, key="ev-vow")
UNDATED = event(Action.PROTEST, IRAN, ISRAEL, None, TOLD, key="ev-march")
LINKS = (
    link(RAID, ANSWER, NEWS, "in response to", 0.9),
    link(RAID, BLAME, NEWS, "after", 0.5),
    link(ANSWER, RETURN, NEWS, "retaliated", 0.8),
    link(RAID, VOW, NEWS, "vowed"),
    link(RAID, UNDATED, NEWS, "over"),
    link(BLAME, RETURN, NEWS, "following"),
)
EVENTS = (RAID, ANSWER, BLAME, RETURN, VOW, UNDATED)
ANY = EventQuery(modalities=frozenset())
ALL = [
    ("ev-answer", "ev-return"),
    ("ev-blame", "ev-return"),
    ("ev-raid", "ev-answer"),
    ("ev-raid", "ev-blame"),
    ("ev-raid", "ev-march"),
]


@pytest.fixture
def told(store: Store) -> Store:
    store.writer().write(batch([NEWS], EVENTS, LINKS), hours(0))
    return store


def pairs(items: tuple[Response, ...]) -> list[tuple[str, str]]:
    return [(item.cause.id, item.effect.id) for item in items]


def found(store: Store, query: ResponseQuery) -> list[tuple[str, str]]:
    return pairs(store.view().responses(query).items)


def pages(store: Store, query: ResponseQuery) -> Iterator[tuple[Response, ...]]:
    page = store.view().responses(query)
    yield page.items
    while start := page.next:
        page = store.view().responses(replace(query, after=start))
        assert page.next != start  # it would never end
        yield page.items


def of(*ids: str, roll_up: tuple[str, ...] = ()) -> ActorFilter:
    return ActorFilter(frozenset(ids), frozenset(roll_up))


def test_a_response_holds_both_events_and_the_words(told: Store) -> None:
    item = next(item for item in told.view().responses(ResponseQuery()).items if item.effect.id == "ev-answer")
    seen = {"recorded_at": hours(0)}
    assert item == Response(
        cause=RAID.model_copy(update=seen), effect=ANSWER.model_copy(update=seen), link=LINKS[0].link
    )
    assert item.link.lag_days == 12


def test_latest_effect_first_and_undated_last(told: Store) -> None:
    assert found(told, ResponseQuery()) == ALL


QUERIES = {
    "every modality": (ResponseQuery(ANY, ANY), [*ALL, ("ev-raid", "ev-vow")]),
    "planned effects": (
        ResponseQuery(effect=EventQuery(modalities=frozenset({Modality.PLANNED}))),
        [("ev-raid", "ev-vow")],
    ),
    "attacks that led to attacks": (
        ResponseQuery(EventQuery(actions=frozenset({Action.ASSAULT})), EventQuery(actions=frozenset({Action.ASSAULT}))),
        [("ev-answer", "ev-return"), ("ev-raid", "ev-answer")],
    ),
    "effects of an actor": (ResponseQuery(effect=EventQuery(source=of("ISR"))), ALL[:2]),
    "effects of a country": (
        ResponseQuery(effect=EventQuery(source=of("IRN", roll_up=("IRN",)))),
        [("ev-raid", "ev-answer"), ("ev-raid", "ev-blame"), ("ev-raid", "ev-march")],
    ),
    "causes of an actor": (ResponseQuery(EventQuery(source=of("ISR"))), ALL[2:]),
    "causes on either side": (ResponseQuery(EventQuery(actor=of("SYR"))), ALL[2:]),
    "both ends": (ResponseQuery(EventQuery(actor=of(GENERAL.id)), EventQuery(actor=of("ISR"))), [ALL[0]]),
    "a place of the cause": (ResponseQuery(EventQuery(place="damascus")), ALL[2:]),
    "days of the effect": (ResponseQuery(effect=EventQuery(since=D2, until=D2)), ALL[2:4]),
    "days of the cause": (ResponseQuery(EventQuery(since=D2)), ALL[:2]),
    "nobody": (ResponseQuery(EventQuery(actor=of())), []),
    "an end's own limit and cursor do not count": (
        ResponseQuery(EventQuery(limit=1, after=Cursor(D1, "ev-zzz")), EventQuery(limit=1, after=Cursor(None, "z"))),
        ALL,
    ),
}


def test_filters_on_either_end(told: Store) -> None:
    answers = {name: found(told, query) for name, (query, _) in QUERIES.items()}
    assert answers == {name: wanted for name, (_, wanted) in QUERIES.items()}


@pytest.mark.parametrize("cause", [ANY, replace(ANY, source=of("ISR")), replace(ANY, actor=of("IRN", "ISR", "SYR"))])
def test_pages_give_every_response_exactly_once(told: Store, cause: EventQuery) -> None:
    whole = found(told, ResponseQuery(cause, ANY))
    for limit in (1, 2, len(whole) - 1, len(whole), len(whole) + 1):
        turned = list(pages(told, ResponseQuery(cause, ANY, limit=limit)))
        assert [pair for page in turned for pair in pairs(page)] == whole
        assert all(len(page) == limit for page in turned[:-1])


def test_the_cursor_names_the_effect_then_the_cause(told: Store) -> None:
    assert told.view().responses(ResponseQuery(limit=3)).next == Cursor(D2, "ev-answer ev-raid")
    assert found(told, ResponseQuery(after=Cursor(D3, "ev-return ev-answer"))) == ALL[1:]


def test_a_pair_in_several_articles_is_one_response_with_the_surest_words(told: Store) -> None:
    told.writer().write(batch([LATER], [], [link(RAID, ANSWER, LATER, "avenged", 0.95)]), hours(1))
    told.writer().write(batch([LATER], [], [link(RAID, BLAME, LATER, "somehow")]), hours(1))
    words = {
        pair: item.link.evidence for item in told.view().responses(ResponseQuery()).items for pair in pairs((item,))
    }
    assert words["ev-raid", "ev-answer"] == "avenged"
    assert words["ev-raid", "ev-blame"] == "after"
    assert list(words) == ALL


def test_equally_sure_words_are_taken_from_the_first_article_by_identifier(told: Store) -> None:
    told.writer().write(batch([LATER], [], [link(RAID, ANSWER, LATER, "avenged", 0.9)]), hours(1))
    item = told.view().effects("ev-raid")[0]
    assert item.link.article.id == min(NEWS.id, LATER.id)


def test_causes_and_effects_are_told_earliest_first(told: Store) -> None:
    assert pairs(told.view().effects("ev-raid")) == [
        ("ev-raid", "ev-answer"),
        ("ev-raid", "ev-blame"),
        ("ev-raid", "ev-march"),
        ("ev-raid", "ev-vow"),
    ]
    assert pairs(told.view().causes("ev-return")) == [("ev-answer", "ev-return"), ("ev-blame", "ev-return")]
    assert pairs(told.view().causes("ev-return", limit=1)) == [("ev-answer", "ev-return")]
    assert len(told.view().effects("ev-raid", limit=1)) == 1
    assert told.view().causes("ev-raid") == ()
    assert told.view().effects("ev-unknown") == ()


def test_questions_that_make_no_sense_are_refused() -> None:
    with pytest.raises(QueryError):
        ResponseQuery(limit=0)
    with pytest.raises(QueryError):
        ResponseQuery(after=Cursor(D1, "ev-answer"))
