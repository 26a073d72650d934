"""What strings promise: none is ever anything but a string."""

from __future__ import annotations

from datetime import date

import pytest

from graph.batch import Batch
from graph.errors import InputError
from graph.model import Action, Actor, ActorKind, Job, JobState, Place
from graph.store import ActorFilter, Cursor, EventQuery, ResponseQuery, Store
from tests.store.build import article, batch, event, hours, link, report, state

STRINGS = (
    "'; DROP TABLE event; --",
    '" OR "1"="1',
    "' OR 1=1 UNION SELECT id FROM event --",
    "`}) DETACH DELETE n //",
    "'}) MATCH (n) DETACH DELETE n //",
    "\\' \\u0027 \\",
    "$name {name} :id ?1 %s",
    "a* OR b:c~ AND -d [x TO y] /re/ (",
    "日本語 العربية Ελληνικά 🕊️ e\u0301 \u202eturned",
    "line\nbreak\ttab",
    "x" * 4000,
)


def story(text: str) -> Batch:
    source = Actor(id=f"ac {text}", name=text, kind=ActorKind.PERSON, aliases=(text + " alias",), wikidata=text)
    told = article(text).model_copy(update={"id": f"ar {text}", "url": text, "publisher": text, "lang": text})
    spot = Place(id=f"pl {text}", name=text)
    said = report(told, trigger=text, by=source.ref()).model_copy(update={"extractor": text})
    cause = event(Action.CONSULT, source, None, date(2024, 1, 1), said, at=spot, key="ev-cause")
    cause = cause.model_copy(update={"mode": text, "cameo": text})
    effect = event(Action.ASSAULT, source, None, date(2024, 1, 2), said, key="ev-effect")
    return batch([told], [cause, effect], [link(cause, effect, told, text)], [source])


@pytest.mark.parametrize("text", STRINGS, ids=range(len(STRINGS)))
def test_any_string_reads_back_exactly(store: Store, text: str) -> None:
    written = story(text)
    store.writer().write(written, hours(0))
    store.writer().write(written, hours(1))
    view = store.view()
    seen = {"recorded_at": hours(0)}
    assert view.event("ev-cause") == written.events[0].model_copy(update=seen)
    assert view.actor(written.actors[0].id) == written.actors[0]
    assert view.article(written.articles[0].id) == written.articles[0]
    assert [item.link for item in view.causes("ev-effect")] == [written.links[0].link]
    assert view.named(written.actors[0].id) == written.actors
    assert [item.id for item in view.article_events(written.articles[0].id)] == ["ev-cause", "ev-effect"]
    found = view.events(EventQuery(actor=ActorFilter(frozenset({written.actors[0].id})), modes=frozenset({text})))
    assert [item.id for item in found.items] == ["ev-cause"]
    assert store.writer().retract(written.articles[0].id, hours(2)) == 2


def test_any_string_may_be_asked_for(store: Store) -> None:
    store.writer().write(batch(actors=[state("Iran", "IRN")]), hours(0))
    for text in STRINGS:
        _ask(store, text)
    assert store.view().counts()["actors"] == 1


def _ask(store: Store, text: str) -> None:
    view = store.view()
    everybody = ActorFilter(frozenset({text}), frozenset({text}))
    query = EventQuery(
        actor=everybody,
        counterpart=everybody,
        source=everybody,
        target=everybody,
        modes=frozenset({text}),
        place=text,
        after=Cursor(None, text),
    )
    assert view.events(query).items == ()
    ends = text.replace(" ", "") + " " + text.replace(" ", "")
    assert view.responses(ResponseQuery(query, query, after=Cursor(date(2024, 1, 1), ends))).items == ()
    assert view.event(text) is view.actor(text) is view.article(text) is None
    assert view.causes(text) == view.effects(text) == view.article_events(text) == view.named(text) == ()
    assert view.actors(text, 5) == ()
    assert store.jobs().get(text) is None


def test_any_string_may_stand_in_a_job(store: Store) -> None:
    for text in STRINGS:
        values = {"state": JobState.FAILED, "created_at": hours(0), "updated_at": hours(0), "summary": {text: [text]}}
        job = Job(id=text, payload={text: text}, error=text, **values)
        store.jobs().put(job)
        assert store.jobs().get(text) == job


def test_a_lone_surrogate_is_refused_as_input(store: Store) -> None:
    with pytest.raises(InputError):
        store.view().event("\ud800")
    with pytest.raises(InputError):
        store.view().named("\ud800")
    with pytest.raises(InputError):
        store.writer().retract("\ud800", hours(0))


@pytest.mark.parametrize("day", [date.min, date(999, 12, 31), date.max])
def test_the_first_and_last_days_are_days(store: Store, day: date) -> None:
    iran, told = state("Iran", "IRN"), article("News.")
    events = [event(Action.AID, iran, None, one, report(told)) for one in (day, None)]
    store.writer().write(batch([told], events), hours(0))
    assert [item.date for item in store.view().events(EventQuery()).items] == [day, None]
    assert len(store.view().events(EventQuery(until=date.max)).items) == 1
    assert len(store.view().events(EventQuery(since=date.min)).items) == 1
