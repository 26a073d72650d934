"""What writing promises: the same thing twice is one thing, and a batch is all or nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from graph.batch import Batch, Written
from graph.errors import InputError, StoreError
from graph.model import Action, Actor, ActorKind, Event, Modality
from graph.store import EventQuery, Store
from tests.store.build import article, batch, event, hours, link, person, place, report, state
from tests.store.places import Place

IRAN, IRAQ, RUSSIA = state("Iran", "IRN"), state("Iraq", "IRQ"), state("Russia", "RUS")
MEETING, AGAIN = article("Iran met Iraq.", "Then Iran struck."), article("The two met.", "It went well.")
DAY = date(2024, 4, 2)


def meeting(**changes: object) -> Event:
    return event(Action.CONSULT, IRAN, IRAQ, DAY, report(MEETING, "Iran met Iraq.", "met"), **changes)


def met_again(**changes: object) -> Event:
    return event(Action.CONSULT, IRAN, IRAQ, DAY, report(AGAIN, "The two met.", "met"), **changes)


def strike() -> Event:
    return event(Action.ASSAULT, IRAN, None, DAY, report(MEETING, "Then Iran struck.", "struck"))


def story() -> Batch:
    events = [meeting(at=place("Tehran", "IRN", 35.7, 51.4)), strike()]
    return batch([MEETING], events, [link(events[0], events[1], MEETING)])


def only(store: Store) -> Event:
    (found,) = store.view().events(EventQuery(modalities=frozenset())).items
    return found


def test_an_event_reads_back_as_it_was_written(store: Store) -> None:
    written = meeting(at=place("Tehran", "IRN", 35.7, 51.4), mode="visit", cameo="042", confidence=0.75)
    store.writer().write(batch([MEETING], [written]), hours(0))
    assert store.view().event(written.id) == written.model_copy(update={"recorded_at": hours(0)})


def test_writing_counts_what_is_new(store: Store) -> None:
    assert store.writer().write(story(), hours(0)) == Written(articles=1, events=2, reports=2, links=1)
    counts = {"actors": 2, "places": 1, "articles": 1, "events": 2, "reports": 2, "links": 1}
    assert dict(store.view().counts()) == counts


def test_writing_twice_changes_nothing(store: Store) -> None:
    store.writer().write(story(), hours(0))
    before = store.view().events(EventQuery())
    assert store.writer().write(story(), hours(5)) == Written()
    assert store.view().events(EventQuery()) == before
    assert store.view().counts()["reports"] == 2
    assert len(store.view().effects(before.items[1].id) + store.view().effects(before.items[0].id)) == 1


def test_a_batch_may_be_empty(store: Store) -> None:
    assert store.writer().write(Batch(), hours(0)) == Written()


def test_a_second_article_adds_a_report_to_the_event(store: Store) -> None:
    store.writer().write(batch([MEETING], [meeting()]), hours(0))
    assert store.writer().write(batch([AGAIN], [met_again()]), hours(1)) == Written(articles=1, merged=1, reports=1)
    assert {told.article.id for told in only(store).reports} == {MEETING.id, AGAIN.id}


def test_the_same_event_twice_in_one_batch_is_one_event(store: Store) -> None:
    written = store.writer().write(batch([MEETING, AGAIN], [meeting(), met_again(confidence=0.5)]), hours(0))
    assert written == Written(articles=2, events=1, reports=2)
    assert only(store).confidence == 0.5
    assert len(only(store).reports) == 2


def test_a_known_event_keeps_its_first_recorded_instant(store: Store) -> None:
    store.writer().write(batch([MEETING], [meeting()]), hours(0))
    store.writer().write(batch([AGAIN], [met_again()]), hours(1))
    assert only(store).recorded_at == hours(0)


def test_a_meeting_told_the_other_way_round_keeps_its_direction(store: Store) -> None:
    store.writer().write(batch([MEETING], [meeting()]), hours(0))
    turned = event(Action.CONSULT, IRAQ, IRAN, DAY, report(AGAIN, "The two met.", "met"))
    store.writer().write(batch([AGAIN], [turned]), hours(1))
    found = only(store)
    assert found.source == IRAN.ref()
    assert found.target == IRAQ.ref()
    assert len(found.reports) == 2


@pytest.mark.parametrize(
    ("first", "second", "kept"), [(None, 0.4, 0.4), (0.4, None, 0.4), (0.4, 0.9, 0.9), (0.9, 0.4, 0.9)]
)
def test_the_higher_confidence_stays(store: Store, first: float | None, second: float | None, kept: float) -> None:
    store.writer().write(batch([MEETING], [meeting(confidence=first)]), hours(0))
    store.writer().write(batch([AGAIN], [met_again(confidence=second)]), hours(1))
    assert only(store).confidence == kept


def test_a_missing_mode_is_filled_and_intensity_follows(store: Store) -> None:
    store.writer().write(batch([MEETING], [meeting()]), hours(0))
    assert (only(store).mode, only(store).intensity) == (None, 2.5)
    store.writer().write(batch([AGAIN], [met_again(mode="visit", cameo="042", at=place("Tehran"))]), hours(1))
    found = only(store)
    assert (found.mode, found.intensity, found.cameo) == ("visit", 4.0, "042")
    assert found.place == place("Tehran")


def test_a_known_mode_and_place_stay(store: Store) -> None:
    store.writer().write(batch([MEETING], [meeting(mode="phone", cameo="041", at=place("Qom"))]), hours(0))
    store.writer().write(batch([AGAIN], [met_again(mode="visit", cameo="042", at=place("Tehran"))]), hours(1))
    found = only(store)
    assert (found.mode, found.intensity, found.cameo) == ("phone", 1.5, "041")
    assert found.place == place("Qom")


def test_aliases_are_united_and_another_name_becomes_one(store: Store) -> None:
    store.writer().write(batch(actors=[person("Ali Bagheri", None, "Bagheri", "Kani")]), hours(0))
    same = person("Ali Bagheri").id
    later = Actor(
        id=same, name="A. Bagheri", kind=ActorKind.GROUP, country="IRN", aliases=("Kani", "Ali B."), wikidata="Q1"
    )
    store.writer().write(batch(actors=[later]), hours(1))
    assert store.view().actor(same) == Actor(
        id=same,
        name="Ali Bagheri",
        kind=ActorKind.PERSON,
        country="IRN",
        aliases=("A. Bagheri", "Ali B.", "Bagheri", "Kani"),
        wikidata="Q1",
    )


def test_a_known_country_and_wikidata_item_stay(store: Store) -> None:
    first = person("Ali Bagheri", "IRN").model_copy(update={"wikidata": "Q1"})
    store.writer().write(batch(actors=[first]), hours(0))
    store.writer().write(batch(actors=[first.model_copy(update={"country": "IRQ", "wikidata": "Q2"})]), hours(1))
    assert store.view().actor(first.id) == first


def test_a_place_gains_what_it_lacked_and_keeps_what_it_had(store: Store) -> None:
    bare, full = place("Tehran"), place("Tehran").model_copy(update={"country": "IRN", "lat": 35.7, "lon": 51.4})
    other = full.model_copy(update={"country": "IRQ", "lat": 1.0, "lon": 2.0})
    for number, spot in enumerate((bare, full, other)):
        store.writer().write(batch([MEETING], [meeting(at=spot)]), hours(number))
    assert only(store).place == full


def test_an_article_and_a_link_stay_as_they_were_first_written(store: Store) -> None:
    store.writer().write(story(), hours(0))
    cause, effect = meeting(), strike()
    retold = MEETING.model_copy(update={"title": "Another headline"})
    store.writer().write(batch([retold], [cause, effect], [link(cause, effect, retold, "because of", 0.9)]), hours(1))
    found = store.view().article(MEETING.id)
    assert found == MEETING
    assert [item.link.evidence for item in store.view().effects(cause.id)] == ["in response"]


def test_a_link_may_join_events_of_earlier_batches(store: Store) -> None:
    store.writer().write(batch([MEETING], [meeting()]), hours(0))
    store.writer().write(batch([MEETING], [strike()]), hours(1))
    assert store.writer().write(batch([MEETING], [], [link(meeting(), strike(), MEETING)]), hours(2)) == Written(
        links=1
    )
    assert [item.effect.id for item in store.view().effects(meeting().id)] == [strike().id]


def _no_actor() -> Batch:
    return batch([MEETING], [meeting().model_copy(update={"source": None, "target": None})])


def _no_report() -> Batch:
    return batch([MEETING], [meeting().model_copy(update={"reports": ()})])


def _loose_link() -> Batch:
    return batch([MEETING], [meeting()], [link(meeting(), strike(), MEETING)])


def _self_link() -> Batch:
    return batch([MEETING], [meeting()], [link(meeting(), meeting(), MEETING)])


BROKEN: dict[str, Callable[[], Batch]] = {
    "an event without actors": _no_actor,
    "an event without reports": _no_report,
    "a link to an event that is nowhere": _loose_link,
    "a link of an event to itself": _self_link,
    "an actor that the batch lacks": lambda: replace(story(), actors=(IRAN,)),
    "a place that the batch lacks": lambda: replace(story(), places=()),
    "an article that the batch lacks": lambda: replace(story(), articles=()),
    "a link's article that the batch lacks": lambda: replace(story(), links=(link(meeting(), strike(), AGAIN),)),
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_batch_is_refused_and_writes_nothing(store: Store, broken: Callable[[], Batch]) -> None:
    store.writer().write(batch(actors=[RUSSIA]), hours(0))
    with pytest.raises(InputError) as caught:
        store.writer().write(broken(), hours(1))
    assert "\n" not in str(caught.value)
    assert dict(store.view().counts()) == dict.fromkeys(("places", "articles", "events", "reports", "links"), 0) | {
        "actors": 1
    }


def test_a_batch_that_the_store_itself_refuses_writes_nothing(store: Store) -> None:
    """The last row cannot be stored (an integer of more than 64 bits), when the others have been."""
    good = story()
    huge = good.links[0].model_copy(update={"link": good.links[0].link.model_copy(update={"lag_days": 2**70})})
    with pytest.raises((StoreError, InputError)):
        store.writer().write(replace(good, links=(huge,)), hours(0))
    assert set(store.view().counts().values()) == {0}
    assert store.writer().write(good, hours(1)).events == 2


def test_events_of_different_modality_stay_apart(store: Store) -> None:
    planned = event(Action.CONSULT, IRAN, IRAQ, DAY, report(AGAIN, "The two met.", "met"), modality=Modality.PLANNED)
    assert store.writer().write(batch([MEETING, AGAIN], [meeting(), planned]), hours(0)).events == 2


def test_what_one_store_wrote_the_next_one_finds(store: Store, home: Place) -> None:
    store.writer().write(story(), hours(0))
    store.close()
    reopened = home.open()
    try:
        assert reopened.view().counts()["events"] == 2
    finally:
        reopened.close()
