"""Decoding of made-up scores: what is chosen when."""

from __future__ import annotations

import numpy as np

from graph.model import Action, Modality
from loaders.extract.clusters import Clusters, antecedents
from loaders.extract.decode import Act, acts
from loaders.extract.network import Labels, Scores
from loaders.extract.tags import Tagged

LABELS = Labels(
    version="test",
    actions=("ASSAULT", "CONSULT", "AGREE"),
    kinds=("Country", "PLACE", "DATE"),
    modalities=("occurred", "planned", "threatened", "called_for", "denied"),
    modes=("ASSAULT/aerial", "CONSULT/visit"),
    thresholds={"floor": 0.3, "more": 0.5, "side": 0.5, "link": 0.5},
    calibration={"bias": 0.0, "trigger": 1.0, "act": 1.0, "pair": 0.0, "action": 0.0},
)
TRIGGER = Tagged((0, 1), 0, 0.9)


def chosen(pairs: dict[tuple[int, int], float], action: int = 0, clusters: tuple[int, ...] = (0, 1, 2)) -> list[Act]:
    """Acts of one trigger, given chances of (source, target) with 0 for nobody."""
    size = len(clusters) + 1
    chances = np.full((1, size, size), 1e-9, np.float32)
    for pair, chance in pairs.items():
        chances[0][pair] = chance
    actions = np.zeros((1, 3), np.float32)
    actions[0, action] = 5
    sides = np.zeros((1, size, 3), np.float32)
    sides[0, 0] = 5
    status = np.zeros((1, 5 + 1 + 3), np.float32)
    status[0, 0], status[0, 5], status[0, 8] = 1, -5, 2
    scores = Scores(actions, np.log(chances), sides, status, np.zeros((3, 3), np.float32), np.zeros((1, 1), np.float32))
    return acts(scores, [TRIGGER], clusters, [0], LABELS)


def pairs(found: list[Act]) -> list[tuple[int | None, int | None]]:
    return [(act.source, act.target) for act in found]


def test_nobody_is_a_choice_on_either_side() -> None:
    assert pairs(chosen({(0, 2): 0.9, (1, 2): 0.1})) == [(None, 1)]


def test_what_has_no_actor_is_no_event() -> None:
    assert chosen({(0, 0): 0.98, (1, 2): 0.02}) == []


def test_coordinated_sources_are_several_events() -> None:
    assert pairs(chosen({(1, 3): 0.5, (2, 3): 0.4, (0, 3): 0.1})) == [(0, 2), (1, 2)]


def test_nobody_does_not_stand_beside_somebody() -> None:
    assert pairs(chosen({(1, 3): 0.5, (0, 3): 0.45})) == [(0, 2)]


def test_mentions_of_one_actor_vote_together() -> None:
    assert pairs(chosen({(1, 0): 0.3, (2, 0): 0.4, (3, 0): 0.3}, clusters=(0, 1, 1))) == [(1, None)]


def test_a_meeting_read_both_ways_is_one() -> None:
    assert pairs(chosen({(1, 2): 0.5, (2, 1): 0.45}, action=1)) == [(0, 1)]
    assert pairs(chosen({(1, 2): 0.5, (2, 1): 0.45}, action=0)) == [(0, 1), (1, 0)]


def test_the_action_settles_mode_and_modality() -> None:
    (attack,), (offer,) = chosen({(1, 2): 1.0}), chosen({(1, 2): 1.0}, action=2)
    assert (attack.action, attack.modality, attack.mode) == (Action.ASSAULT, Modality.OCCURRED, None)
    assert (offer.action, offer.modality) == (Action.AGREE, Modality.PLANNED)
    (visit,) = chosen({(1, 2): 1.0}, action=1)
    assert visit.mode == "visit"


def test_names_written_alike_meet_but_pronouns_do_not() -> None:
    clusters = Clusters()
    numbers = [clusters.add(surface) for surface in ("Iran", "they", "IRAN", "they")]
    found = [clusters.find(number) for number in numbers]
    assert found[0] == found[2]
    assert len(set(found)) == 3


def test_an_antecedent_is_an_earlier_actor() -> None:
    mentions = [Tagged((0, 1), 0, 0.9), Tagged((3, 4), 1, 0.9), Tagged((5, 6), 0, 0.9)]
    same = np.full((3, 3), 2.0, np.float32)
    assert antecedents(same, mentions, actors=1) == [(2, 0)]
    assert antecedents(-same, mentions, actors=1) == []
