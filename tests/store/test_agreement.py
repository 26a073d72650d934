"""Both stores answer as the reference does, whatever was written, in whatever order, whatever is asked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import InputError, NotFoundError
from graph.model import Event, Response
from graph.store import ActorFilter, EventQuery, Page, ResponseQuery, Store, View, WeightQuery, Writer
from tests.store import webs
from tests.store.build import hours
from tests.store.places import Place
from tests.store.reference import Reference
from tests.store.strategies import (
    ACTOR_IDS,
    ARTICLES,
    TEXTS,
    Merge,
    Retract,
    Step,
    Unmerge,
    Write,
    event_queries,
    filters,
    histories,
    kinds,
    response_queries,
)

Item = TypeVar("Item", Event, Response)
EXAMPLES = {"sqlite": 60, "neo4j": 6}
# A busy machine must not fail an example.
OPTIONS = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}


@dataclass(frozen=True, slots=True)
class Questions:
    events: list[EventQuery]
    responses: list[ResponseQuery]
    texts: list[str]
    webs: list[tuple[ActorFilter, EventQuery]]
    places: list[int]  # of events, counted round
    moments: list[float]


QUESTIONS = st.builds(
    Questions,
    st.lists(event_queries(), min_size=4, max_size=4),
    st.lists(response_queries(), min_size=2, max_size=2),
    st.lists(st.sampled_from(TEXTS), min_size=3, max_size=3),
    st.lists(st.tuples(filters(), event_queries() | kinds()), min_size=3, max_size=3),
    st.lists(st.integers(0, 20), min_size=3, max_size=3),
    st.lists(st.sampled_from([-0.5, 0.0, 0.5, 1.0, 1.5, 2.5, 9.0]), min_size=1, max_size=1),
)


@pytest.fixture
def examples(request: pytest.FixtureRequest) -> settings:
    name = request.node.callspec.params["home"]
    return settings(max_examples=EXAMPLES[name], **OPTIONS)


def test_a_store_agrees_with_the_reference(home: Place, examples: settings) -> None:
    @examples
    @given(history=histories(), questions=QUESTIONS)
    def agree(history: list[Step], questions: Questions) -> None:
        home.clear()
        store = home.open()
        try:
            _compare(store, _replay(store, history), questions)
            assert [finding for finding in store.check() if not finding.ok] == []
        finally:
            store.close()

    agree()


def _replay(store: Store, history: list[Step]) -> Reference:
    reference = Reference()
    for number, step in enumerate(history):
        outcomes = []
        for told in (reference, store.writer()):
            try:
                _tell(told, step, hours(number))
                outcomes.append(None)
            except (NotFoundError, InputError) as error:
                outcomes.append(type(error))
        assert outcomes[0] is outcomes[1]
    assert {(merge.old.id, merge.into.id) for merge in store.view().merges()} == set(reference.merges.items())
    return reference


def _tell(told: Reference | Writer, step: Step, at: datetime) -> None:
    match step:
        case Write(batch):
            told.write(batch, at)
        case Retract(article):
            told.retract(article, at)
        case Merge(old, into) if isinstance(told, Reference):
            told.merge(old, into)
        case Merge(old, into):
            told.merge(old, into, "An editor", "The same one", at)
        case Unmerge(old):
            told.unmerge(old)


def _compare(store: Store, reference: Reference, questions: Questions) -> None:
    for as_of in (None, *map(hours, questions.moments)):
        view = store.view(as_of)
        assert dict(view.counts()) == reference.counts(as_of)
        for query in questions.events:
            assert _all_events(view, query) == (known := reference.select(query, as_of))
            assert view.count_events(query, 9999) in (len(known), uncounted(store, len(known)))
        for asked in questions.responses:
            assert _all_responses(view, asked) == (pairs := reference.responses(asked, as_of))
            assert view.count_responses(asked, 9999) in (len(pairs), uncounted(store, len(pairs)))
        _compare_nodes(view, reference, questions, as_of)
        for of, which in questions.webs:
            _compare_webs(view, reference, of, which, as_of)


def _compare_webs(view: View, reference: Reference, of: ActorFilter, which: EventQuery, as_of: datetime | None) -> None:
    events = reference.select(replace(which, actor=None, counterpart=None, source=None, target=None), as_of)
    assert set(view.weights(WeightQuery(of, which, 2))) == webs.weights(events, of, 2)
    assert set(view.kinds(of, which)) == webs.kinds(events, of)
    assert set(view.weights(WeightQuery(of, which, 2, by_country=True))) == webs.weights(
        events, of, 2, reference.standing()
    )
    ids = list(ACTOR_IDS)
    for some, each, to in ((of, 2, None), (of, 9, ids[:3]), (None, 2, None)):
        assert set(view.bonds(some, which, each, to)) == webs.bonds(events, some, each, to)
    pairs = [(ids[0], ids[1]), (ids[2], ids[0]), (ids[3], ids[4])]
    assert set(view.ties(pairs, which)) == webs.ties(events, pairs)
    assert view.between(pairs, which, 2) == webs.between(events, pairs, 2)


def uncounted(store: Store, number: int) -> int | None:
    """What may stand for the number: Neo4j does not count where there is nothing to start from."""
    return number if store.address.startswith("sqlite") else None


def _compare_nodes(view: View, reference: Reference, questions: Questions, as_of: datetime | None) -> None:
    numbers = list(reference.events)
    for number in {numbers[place % len(numbers)] for place in questions.places if numbers}:
        assert view.event(number) == reference.event(number, as_of)
        linked = reference.all_responses(as_of)
        assert {item.cause.id: item for item in view.causes(number)} == {
            item.cause.id: item for item in linked if item.effect.id == number
        }
        assert {item.effect.id: item for item in view.effects(number)} == {
            item.effect.id: item for item in linked if item.cause.id == number
        }
    for text in questions.texts:
        assert list(view.actors(text, 3)) == reference.search(text, as_of)[:3]
        assert list(view.named(text)) == reference.named(text, as_of)
    for number in ACTOR_IDS[:4]:
        row = reference.actors.get(reference.last(number))
        assert view.actor(number) == (reference.actor(number) if row and row.shows(as_of) else None)
    for article in ARTICLES[:2]:
        known = reference.articles.get(article.id)
        assert view.article(article.id) == (known.item if known and known.shows(as_of) else None)
        assert list(view.article_events(article.id)) == reference.article_events(article.id, as_of)


def _all_events(view: View, query: EventQuery) -> list[Event]:
    found: list[Event] = []
    page = view.events(query)
    while _take(page, query.limit, found):
        start = page.next
        page = view.events(replace(query, after=start))
        assert page.next is None or page.next != start  # it would never end
    return found


def _all_responses(view: View, query: ResponseQuery) -> list[Response]:
    found: list[Response] = []
    page = view.responses(query)
    while _take(page, query.limit, found):
        start = page.next
        page = view.responses(replace(query, after=start))
        assert page.next is None or page.next != start  # it would never end
    return found


def _take(page: Page[Item], limit: int, into: list[Item]) -> bool:
    """Keep the page's items; whether another page follows, which only a full one may promise."""
    assert len(page.items) <= limit
    assert page.next is None or len(page.items) == limit
    into += page.items
    return page.next is not None
