"""What the shortest paths between two actors promise, over both stores."""

from __future__ import annotations

from datetime import date

import pytest

from graph.bonds import Bond
from graph.errors import NotFoundError, QueryError
from graph.model import Action, Actor, Event, Modality
from graph.paths import Bounds, Path, Through, _End, paths
from graph.questions import Scope
from graph.rollup import RollUp
from graph.store import Store
from tests.store.build import article, batch, event, hours, person, report, state

A, B, C, D, E, F = (person(f"Person {letter}") for letter in "ABCDEF")
LAND, AIDE = state("Land", "LND"), person("An Aide", "LND")
NEWS = article("They met.", "Later news.")
OLD, NEW = date(2024, 4, 1), date(2024, 4, 9)


def act(
    action: Action,
    one: Actor,
    other: Actor | None,
    key: str,
    day: date | None = OLD,
    modality: Modality = Modality.OCCURRED,
) -> Event:
    return event(action, one, other, day, report(NEWS, "They met."), key=key, modality=modality)


MET = Action.CONSULT
EVENTS = (
    # A - B - D and A - C - D: the second is the stronger one.
    act(MET, A, B, "ev-ab"),
    act(MET, B, D, "ev-bd"),
    act(MET, C, A, "ev-ca"),
    act(MET, A, C, "ev-ac", NEW),
    act(MET, C, D, "ev-cd", None),
    act(MET, D, C, "ev-dc", NEW),
    act(MET, D, E, "ev-de"),
    # Quicker, but no meeting that has happened.
    act(Action.ASSAULT, A, E, "ev-ae"),
    act(MET, A, E, "ev-plan", modality=Modality.PLANNED),
    act(MET, AIDE, B, "ev-aide"),
    act(MET, AIDE, LAND, "ev-own"),
    act(MET, F, None, "ev-alone"),
)


@pytest.fixture
def told(store: Store) -> Store:
    store.writer().write(batch([NEWS], EVENTS, actors=[A, B, C, D, E, F, LAND, AIDE]), hours(0))
    return store


def names(path: Path) -> str:
    return " ".join(actor.name.split()[-1] for actor in path.actors)


def found(store: Store, start: str, end: str, **more: object) -> list[str]:
    return [names(path) for path in paths(store.view(), start, end, **more).items]


def test_all_shortest_chains_of_meetings_are_found_the_strongest_first(told: Store) -> None:
    answer = paths(told.view(), "Person A", D.id)
    assert [names(path) for path in answer.items] == ["A C D", "A B D"]
    assert not answer.truncated
    assert found(told, "Person D", "Person A") == ["D C A", "D B A"]
    assert found(told, "Person A", "Person E") == ["A C D E", "A B D E"]


def test_each_step_tells_how_often_and_the_latest_act(told: Store) -> None:
    first, second = paths(told.view(), "Person A", "Person D", scope=Scope(limit=1)).items[0].steps
    assert (first.one.id, first.other.id, first.events) == (A.id, C.id, 2)
    assert [one.id for one in first.evidence] == ["ev-ac"]
    assert first.evidence[0].reports[0].sentence == "They met."
    more = paths(told.view(), "Person A", "Person D", scope=Scope(limit=1), bounds=Bounds(evidence=5))
    assert [[one.id for one in step.evidence] for step in more.items[0].steps] == [
        ["ev-ac", "ev-ca"],
        ["ev-dc", "ev-cd"],
    ]
    assert second.events == 2


def test_paths_go_through_what_is_asked_for(told: Store) -> None:
    assert found(told, "Person A", "Person E", through=Through.ANY) == ["A E"]
    assert found(told, "Person A", "Person E", scope=Scope(actions=frozenset({Action.ASSAULT}))) == ["A E"]
    assert found(told, "Person A", "Person E", scope=Scope(modalities=frozenset({Modality.PLANNED}))) == ["A E"]
    assert found(told, "Person A", "Person D", scope=Scope(since=NEW)) == ["A C D"]


def test_a_country_starts_at_any_of_its_persons(told: Store) -> None:
    assert found(told, "Land", "Person A") == ["Aide B A"]
    assert found(told, "Person A", "Land") == ["A B Aide"]
    assert found(told, "Land", "Person A", scope=Scope(roll_up=RollUp.NONE)) == ["Land Aide B A"]
    assert found(told, "Land", "An Aide") == ["Land Aide"]


def test_no_path_is_no_error_and_one_actor_is(told: Store) -> None:
    answer = paths(told.view(), "Person A", "Person F")
    assert (answer.items, answer.truncated) == ((), False)
    with pytest.raises(QueryError, match="one actor"):
        paths(told.view(), "Person A", A.id)
    with pytest.raises(NotFoundError):
        paths(told.view(), "Nobody", "Person A")


def test_bounds_are_kept_and_told(told: Store) -> None:
    within = paths(told.view(), "Person A", "Person E", bounds=Bounds(hops=2))
    assert (within.items, within.truncated) == ((), False)
    one = paths(told.view(), "Person A", "Person D", scope=Scope(limit=1))
    assert ([names(path) for path in one.items], one.truncated) == (["A C D"], True)
    cut = paths(told.view(), "Person A", "Person E", bounds=Bounds(frontier=1))
    assert ([names(path) for path in cut.items], cut.truncated) == (["A C D E"], True)
    assert paths(told.view(), "Person A", "Person E", bounds=Bounds(fan_out=1)).truncated
    late = paths(told.view(), "Person A", "Person E", bounds=Bounds(seconds=-1))
    assert (late.items, late.truncated) == ((), True)


def test_a_path_is_what_was_known_then(told: Store) -> None:
    told.writer().retract(NEWS.id, hours(2))
    assert paths(told.view(), "Person A", "Person D").items == ()
    before = paths(told.view(hours(1)), "Person A", "Person D")
    assert [names(path) for path in before.items] == ["A C D", "A B D"]
    assert [step.events for step in before.items[0].steps] == [2, 2]


def test_ways_that_share_their_actors_are_not_walked_one_by_one() -> None:
    end = _End(frozenset({"0-0"}))
    for level in range(1, 13):
        before = sorted(end.level)
        end.level = frozenset(f"{level}-{number}" for number in range(12))
        end.reached |= {actor: [Bond(other, actor, 1) for other in before] for actor in end.level}
    (best,) = end.chains("12-0", 1)
    assert best.actors == ("0-0", *(f"{level}-0" for level in range(1, 13)))
