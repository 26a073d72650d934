"""What networks promise, over both stores."""

from __future__ import annotations

from datetime import date

import pytest

from graph.errors import NotFoundError
from graph.model import Action, Actor, Event, Modality
from graph.network import Network, network
from graph.questions import Scope
from graph.rollup import RollUp
from graph.store import Store
from tests.store.build import article, batch, event, hours, person, report, state

LAND, AIDE = state("Land", "LND"), person("Aide", "LND")
NEAR, FAR, FARTHEST = person("Near"), person("Far"), person("Farthest")
NEWS = article("News.")
OLD, NEW = date(2024, 4, 1), date(2024, 4, 9)
HIT, MET = Action.ASSAULT, Action.CONSULT


def acts(action: Action, one: Actor, other: Actor, number: int, modality: Modality = Modality.OCCURRED) -> list[Event]:
    days = [OLD, NEW, None, OLD, OLD]
    return [
        event(
            action, one, other, days[n], report(NEWS), key=f"ev-{one.name}-{other.name}-{action}-{n}", modality=modality
        )
        for n in range(number)
    ]


EVENTS = [
    *acts(HIT, LAND, NEAR, 3),
    *acts(MET, NEAR, LAND, 1),
    *acts(MET, AIDE, NEAR, 2),
    *acts(MET, NEAR, FAR, 5),
    *acts(MET, FAR, FARTHEST, 5),
    *acts(Action.AID, LAND, FARTHEST, 1, Modality.PLANNED),
]


@pytest.fixture
def told(store: Store) -> Store:
    store.writer().write(batch([NEWS], EVENTS, actors=[LAND, AIDE, NEAR, FAR, FARTHEST]), hours(0))
    return store


def drawn(found: Network) -> list[tuple[str, str, str, int]]:
    names = {node.id: node.name for node in found.nodes}
    return [(names[edge.source], names[edge.target], edge.action.value, edge.events) for edge in found.edges]


NEAREST = [("Land", "Near", "ASSAULT", 3), ("Aide", "Near", "CONSULT", 2), ("Near", "Land", "CONSULT", 1)]


def test_a_network_of_one_step_holds_what_names_the_actor(told: Store) -> None:
    found = network(told.view(), "Land")
    assert drawn(found) == NEAREST
    assert [(node.name, node.hop, node.events) for node in found.nodes] == [
        ("Land", 0, 4), ("Aide", 0, 2), ("Near", 1, 6),
    ]  # fmt: skip
    assert (found.left_out, found.truncated) == (0, False)
    first = found.edges[0]
    assert (first.quad, first.since, first.until) == (4, OLD, NEW)
    assert drawn(network(told.view(), "Land", scope=Scope(roll_up=RollUp.NONE))) == [NEAREST[0], NEAREST[2]]


def test_a_second_step_holds_the_neighbours_neighbours(told: Store) -> None:
    found = network(told.view(), "Land", 2)
    assert drawn(found) == [NEAREST[0], ("Near", "Far", "CONSULT", 5), *NEAREST[1:]]
    assert {node.name: node.hop for node in found.nodes} == {"Land": 0, "Aide": 0, "Near": 1, "Far": 2}
    assert not found.truncated


def test_what_is_left_out_is_told_and_every_edge_is_next_to_another(told: Store) -> None:
    found = network(told.view(), "Land", 2, Scope(limit=2))
    assert drawn(found) == [NEAREST[0], ("Near", "Far", "CONSULT", 5)]
    assert (found.left_out, found.truncated) == (1, True)
    none = network(told.view(), "Land", 2, fan_out=0)
    assert drawn(none) == NEAREST


def test_an_overview_holds_the_heaviest_edges_of_the_store(told: Store) -> None:
    found = network(told.view(), scope=Scope(limit=2))
    assert set(drawn(found)) == {("Near", "Far", "CONSULT", 5), ("Far", "Farthest", "CONSULT", 5)}
    assert [node.hop for node in found.nodes] == [None, None, None]
    assert found.truncated
    assert len(network(told.view()).edges) == 5
    assert drawn(network(told.view(), scope=Scope(actions=frozenset({HIT})))) == [NEAREST[0]]
    assert drawn(network(told.view(), scope=Scope(since=NEW)))[0] == ("Land", "Near", "ASSAULT", 1)
    assert network(told.view(hours(-1))).edges == ()


def test_a_network_is_narrowed(told: Store) -> None:
    planned = Scope(modalities=frozenset({Modality.PLANNED}))
    assert drawn(network(told.view(), "Land", 2, planned)) == [("Land", "Farthest", "AID", 1)]
    assert drawn(network(told.view(), "Near", scope=Scope(actions=frozenset({HIT})))) == [NEAREST[0]]
    with pytest.raises(NotFoundError):
        network(told.view(), "Nobody")
