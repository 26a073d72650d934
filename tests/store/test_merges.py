"""What a merge of two actors promises: one answer for both identifiers, and the way back."""

from __future__ import annotations

from datetime import date

import pytest

from graph.errors import InputError, NotFoundError
from graph.model import Action, Actor, ActorKind, actor_id, instant
from graph.search import SearchQuery
from graph.store import ActorFilter, EventQuery, ResponseQuery, Store, TallyQuery, WeightQuery
from tests.store.build import article, batch, event, hours, link, person, place, report, state
from tests.store.places import Place
from tests.store.test_rows import row, rows

DAY, LATER = date(2024, 4, 2), date(2024, 4, 5)
IRAN, IRAQ = state("Iran", "IRN"), state("Iraq", "IRQ")
OLD = Actor(id=actor_id("Badr"), name="Badr", kind=ActorKind.ARMED_GROUP, country="IRN", aliases=("The Moon",))
INTO = Actor(id=actor_id("Badr Organization"), name="Badr Organization", kind=ActorKind.ARMED_GROUP, country="IRQ")
LAST = person("Hadi Example")
NEWS, OTHER = article("Badr struck.", "Badr met Iran.", "It was answered."), article("Badr Organization met Iran.")
STRUCK = event(Action.ASSAULT, OLD, IRAN, DAY, report(NEWS, "Badr struck.", "struck"), at=place("Basra", "IRQ"))
MET = event(Action.CONSULT, IRAN, OLD, LATER, report(NEWS, "Badr met Iran.", "met", by=OLD.ref()))
JOINED = event(Action.COOPERATE, OLD, INTO, DAY, report(NEWS, "Badr met Iran.", "joined"))
CALM = event(Action.AID, LAST, INTO, None, report(NEWS, "It was answered.", "aided"))
EVENTS = (STRUCK, MET, JOINED, CALM)
JUDGED = ("An editor", "Both are the Badr Organization")
EVERY = ("actors", "places", "articles", "events", "reports", "links")


def of(actor: Actor | str, *, country: bool = False) -> EventQuery:
    number = actor if isinstance(actor, str) else actor.id
    return EventQuery(actor=ActorFilter(frozenset({number}), frozenset({number}) if country else frozenset()))


@pytest.fixture
def told(store: Store) -> Store:
    store.writer().write(batch([NEWS], EVENTS, [link(STRUCK, MET, NEWS)], [IRAN, IRAQ, OLD, INTO, LAST]), hours(0))
    return store


@pytest.fixture
def merged(told: Store) -> Store:
    told.writer().merge(OLD.id, INTO.id, *JUDGED, hours(1))
    return told


def found(store: Store, query: EventQuery) -> set[str]:
    return {item.id for item in store.view().events(query).items}


def sound(store: Store) -> bool:
    return [finding for finding in store.check() if not finding.ok] == []


def everything(store: Store) -> dict[str, set[object]]:
    with store.dump() as dump:
        return {kind: set(getattr(dump, kind)()) for kind in EVERY}


def test_questions_about_either_find_the_events_of_both(merged: Store) -> None:
    view = merged.view()
    assert found(merged, of(INTO)) == {item.id for item in EVENTS}
    assert found(merged, of(OLD)) == set()
    (struck,) = (item for item in view.events(of(INTO)).items if item.id == STRUCK.id)
    assert (struck.source, struck.target) == (INTO.ref(), IRAN.ref())
    assert view.event(MET.id).reports[0].attributed_to == INTO.ref()
    assert [pair.effect.id for pair in view.responses(ResponseQuery(of(INTO), of(INTO))).items] == [MET.id]
    one, other = (ActorFilter(frozenset({side.id})) for side in (INTO, IRAN))
    tallied = {(told.forward, told.action) for told in view.tally(TallyQuery(one, other, EventQuery()))}
    assert tallied == {(True, Action.ASSAULT), (False, Action.CONSULT)}
    weighed = {(told.actor.id, told.action) for told in view.weights(WeightQuery(one, EventQuery(), 9))}
    assert weighed == {("IRN", Action.ASSAULT), ("IRN", Action.CONSULT), (LAST.id, Action.AID)}
    assert sound(merged)


def test_its_country_is_that_of_the_actor_that_stays(merged: Store) -> None:
    assert found(merged, of("IRQ", country=True)) == {item.id for item in EVENTS}
    assert found(merged, of("IRN", country=True)) == {STRUCK.id, MET.id}


def test_both_names_and_both_identifiers_mean_the_one_that_stays(merged: Store) -> None:
    view, whole = merged.view(), INTO.model_copy(update={"aliases": ("Badr", "The Moon")})
    for name in (OLD.id, INTO.id, "badr", "the moon", "Badr organization"):
        assert view.named(name) == (whole,)
    assert view.actor(OLD.id) == view.actor(INTO.id) == whole
    assert view.actors("moon", 9) == (whole,)
    hits = view.search(SearchQuery(("the mooon",))).actors.items
    assert [hit.actor.id for hit in hits] == [INTO.id]
    assert view.counts()["actors"] == 4


def test_undoing_a_merge_gives_back_all_that_was(told: Store) -> None:
    before = everything(told)
    told.writer().merge(OLD.id, INTO.id, *JUDGED, hours(1))
    told.writer().merge(INTO.id, LAST.id, *JUDGED, hours(2))
    assert everything(told) != before
    told.writer().unmerge(OLD.id)
    assert sound(told)
    assert found(told, of(OLD)) == {STRUCK.id, MET.id, JOINED.id}
    assert found(told, of(LAST)) == {JOINED.id, CALM.id}
    told.writer().unmerge(INTO.id)
    assert everything(told) == before
    assert sound(told)
    with pytest.raises(NotFoundError):
        told.writer().unmerge(INTO.id)


def test_a_chain_ends_at_its_last_actor_and_is_undone_in_any_order(told: Store) -> None:
    before = everything(told)
    told.writer().merge(OLD.id, INTO.id, *JUDGED, hours(1))
    told.writer().merge(INTO.id, LAST.id, *JUDGED, hours(2))
    assert found(told, of(LAST)) == {item.id for item in EVENTS}
    assert {told.view().actor(number).id for number in (OLD.id, INTO.id, LAST.id)} == {LAST.id}
    assert [(merge.old.id, merge.into.id) for merge in told.view().merges()] == [(INTO.id, LAST.id), (OLD.id, INTO.id)]
    told.writer().unmerge(INTO.id)
    assert found(told, of(INTO)) == {item.id for item in EVENTS}
    assert found(told, of(LAST)) == {CALM.id}
    told.writer().unmerge(OLD.id)
    assert everything(told) == before


def test_who_when_and_why_are_kept_and_merging_again_changes_nothing(merged: Store) -> None:
    before = everything(merged)
    again = merged.writer().merge(OLD.id, INTO.id, "Another", "Other words", hours(5))
    assert merged.view().merges() == (again,)
    assert (again.old, again.into) == (OLD.ref(), INTO.ref())
    assert (again.by, again.why, again.at) == (*JUDGED, hours(1))
    assert everything(merged) == before
    assert merged.writer().unmerge(OLD.id) == again
    assert merged.view().merges() == ()


def test_merges_that_make_no_sense_are_refused(merged: Store) -> None:
    before = everything(merged)
    for old, into, error in (
        (INTO.id, INTO.id, InputError),
        (INTO.id, OLD.id, InputError),
        (OLD.id, LAST.id, InputError),
        ("IRN", "IRQ", InputError),
        ("IRN", LAST.id, InputError),
        ("nobody", LAST.id, NotFoundError),
        (LAST.id, "nobody", NotFoundError),
    ):
        with pytest.raises(error):
            merged.writer().merge(old, into, *JUDGED, hours(2))
    assert everything(merged) == before


def test_what_is_loaded_of_a_merged_actor_is_told_of_the_one_that_stays(merged: Store) -> None:
    later = event(Action.AID, OLD, IRAN, LATER, report(OTHER))
    known = OLD.model_copy(update={"aliases": ("Full Moon",)})
    merged.writer().write(batch([OTHER], [later], actors=[known, IRAN]), hours(2))
    assert merged.view().event(later.id).source == INTO.ref()
    assert merged.view().named("Full Moon")[0].id == INTO.id
    assert sound(merged)
    merged.writer().unmerge(OLD.id)
    assert merged.view().event(later.id).source == OLD.ref()
    assert merged.view().named("Full Moon")[0].id == OLD.id
    assert sound(merged)


SAME = event(Action.CONSULT, INTO, IRAN, LATER, report(OTHER, trigger="met"))


def test_an_act_that_is_told_of_either_stays_one_event(merged: Store) -> None:
    written = merged.writer().write(batch([OTHER], [SAME], actors=[INTO, IRAN]), hours(2))
    assert (written.events, written.merged) == (0, 1)
    assert {told.article.id for told in merged.view().event(MET.id).reports} == {NEWS.id, OTHER.id}
    assert merged.view().event(SAME.id) is None
    assert sound(merged)


def test_an_act_known_of_the_one_that_stays_gains_the_report_of_the_other(store: Store) -> None:
    store.writer().write(batch([OTHER], [SAME], actors=[OLD, INTO, IRAN]), hours(0))
    store.writer().merge(OLD.id, INTO.id, *JUDGED, hours(1))
    store.writer().write(batch([NEWS], [MET, STRUCK], [link(STRUCK, MET, NEWS)], [OLD, IRAN]), hours(2))
    assert found(store, of(INTO)) == {SAME.id, STRUCK.id}
    assert [pair.effect.id for pair in store.view().effects(STRUCK.id)] == [SAME.id]
    again = store.writer().write(batch([NEWS], [MET, STRUCK], [link(STRUCK, MET, NEWS)], [OLD, IRAN]), hours(3))
    assert (again.events, again.merged, again.reports, again.links) == (0, 0, 0, 0)
    assert sound(store)


def test_two_tellings_in_one_article_become_one_act_that_does_not_lead_to_itself(store: Store) -> None:
    store.writer().write(batch(actors=[OLD, INTO, IRAN]), hours(0))
    store.writer().merge(OLD.id, INTO.id, *JUDGED, hours(1))
    twin = event(Action.CONSULT, INTO, IRAN, LATER, report(NEWS, "It was answered.", "answered"))
    written = store.writer().write(batch([NEWS], [MET, twin], [link(MET, twin, NEWS)]), hours(2))
    assert (written.events, written.reports, written.links) == (1, 2, 0)
    assert sound(store)


def test_acts_that_both_had_done_before_stay_two_events(told: Store) -> None:
    told.writer().write(batch([OTHER], [SAME], actors=[INTO, IRAN]), hours(1))
    told.writer().merge(OLD.id, INTO.id, *JUDGED, hours(2))
    assert found(told, of(INTO)) == {SAME.id, *(item.id for item in EVENTS)}


def test_a_data_set_s_row_of_a_merged_actor_keeps_its_identifier(merged: Store) -> None:
    first, more = row("1", source=OLD.id), row("2", target=OLD.id, action="CONSULT", mode="meet")
    merged.writer().write_rows(rows(first), hours(2))
    merged.writer().write_rows(rows(first, more), hours(3))
    assert merged.view().event(first.id).source == INTO.ref()
    assert merged.view().event(more.id).target == INTO.ref()
    assert sound(merged)
    merged.writer().retract_events([first.id], hours(4))
    merged.writer().unmerge(OLD.id)
    merged.writer().write_rows(rows(first), hours(5))
    assert merged.view().event(first.id).source == OLD.ref()
    assert merged.view().event(more.id).target == OLD.ref()
    assert sound(merged)


def test_a_dump_tells_of_merges_and_as_whom_a_side_was_told(merged: Store) -> None:
    with merged.dump() as dump:
        actors = {actor.id: actor for actor in dump.actors()}
        sides = {one.id: (one.source, one.told_source, one.target, one.told_target) for one in dump.events()}
    assert actors[OLD.id][6:] == (OLD.aliases, INTO.id, INTO.id, *JUDGED, instant(hours(1)))
    assert actors[INTO.id][6:] == ((), None, None, None, None, None)
    assert sides[STRUCK.id] == (INTO.id, OLD.id, "IRN", None)
    assert sides[MET.id] == ("IRN", None, INTO.id, OLD.id)


def test_a_merge_and_its_undoing_change_the_revision(told: Store) -> None:
    seen = [told.revision()]
    told.writer().merge(OLD.id, INTO.id, *JUDGED, hours(1))
    seen.append(told.revision())
    told.writer().unmerge(OLD.id)
    assert len({*seen, told.revision()}) == 3


def test_a_check_finds_a_side_that_names_a_merged_actor(merged: Store, home: Place) -> None:
    home.misname_side(STRUCK.id, OLD.id)
    wrong = [finding.name for finding in merged.check() if not finding.ok]
    assert "no event names a merged actor" in wrong
