"""Scores of one window -> events: source and target chosen as one decision, coordinated actors as several events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from graph.model import Action, Modality
from graph.ontology import FIXED_MODALITY
from loaders.extract.features import Floats
from loaders.extract.network import Labels, Scores
from loaders.extract.tags import Tagged, softmax

# Five or more joint actors are told one by one; more pairs than this are a list, not an act.
MAX_EVENTS_PER_TRIGGER = 8
SMALLEST = 1e-6
SYMMETRIC = frozenset({Action.CONSULT})
BY, PLACE, DATE = range(3)


@dataclass(frozen=True, slots=True)
class Act:
    """An event of a window; roles are indices of its mentions, `trigger` one of its triggers.

    `chances` are what confidence is made of: that there is a trigger, an act with actors, this pair, this action.
    """

    trigger: int
    action: Action
    mode: str | None
    modality: Modality
    source: int | None
    target: int | None
    by: int | None
    place: int | None
    date: int | None
    chances: dict[str, float]
    confidence: float


def acts(
    scores: Scores, triggers: Sequence[Tagged], clusters: Sequence[int], sentence: Sequence[int], labels: Labels
) -> list[Act]:
    """`clusters` number the window's mentions, `sentence` says where each trigger stands."""
    found = [act for k, trigger in enumerate(triggers) for act in _of_trigger(scores, k, trigger, clusters, labels)]
    kept, seen = [], set()
    for act in found:
        sides = tuple(None if role is None else clusters[role] for role in (act.source, act.target))
        same = (sentence[act.trigger], act.action, sides, act.modality, act.date)
        if same not in seen:
            seen.add(same)
            kept.append(act)
    return kept


def _of_trigger(scores: Scores, k: int, trigger: Tagged, clusters: Sequence[int], labels: Labels) -> list[Act]:
    limits = labels.thresholds
    shares = softmax(scores.action[k])
    action = Action(labels.actions[int(shares.argmax())])
    mutual = action in SYMMETRIC or scores.status[k, len(labels.modalities)] > 0
    nothing, chosen = _pairs(scores.pairs[k], clusters, bool(mutual), limits["more"])
    modality, mode = _status(scores.status[k], action, labels)
    by, place, date = (_side(scores.sides[k, :, role], clusters, limits["side"]) for role in (BY, PLACE, DATE))
    out = []
    for chance, source, target in chosen:
        chances = {"trigger": trigger.confidence, "act": 1 - nothing, "action": float(shares.max())}
        chances["pair"] = chance / max(1 - nothing, SMALLEST)
        confidence = calibrated(chances, labels.calibration)
        if confidence >= limits["floor"]:
            out.append(Act(k, action, mode, modality, source, target, by, place, date, chances, round(confidence, 3)))
    return out


def calibrated(chances: dict[str, float], calibration: dict[str, float]) -> float:
    """Logistic regression over the log odds of each chance; training/tune.py fits it on records kept from training."""
    return float(1 / (1 + np.exp(-calibration["bias"] - sum(calibration[n] * log_odds(p) for n, p in chances.items()))))


def log_odds(chance: float) -> float:
    inside = min(max(chance, 1e-4), 1 - 1e-4)
    return float(np.log(inside / (1 - inside)))


def _pairs(
    logits: Floats, clusters: Sequence[int], symmetric: bool, more: float
) -> tuple[float, list[tuple[float, int | None, int | None]]]:
    """logits [1 + M, 1 + M] -> chance of no event, [(chance, source, target)] best first.

    Mentions of one actor vote together and the best of them is named. A further pair needs `more` times the chance of
    the best, and names a source and a target where that does.
    """
    chances = softmax(logits.reshape(-1)).reshape(logits.shape)
    groups = [-1, *clusters]
    sums: dict[tuple[int, int], float] = defaultdict(float)
    best: dict[tuple[int, int], tuple[float, int, int]] = {}
    for s, t in np.argwhere(chances > SMALLEST).tolist():
        pair = (groups[s], groups[t])
        if pair[0] == pair[1]:
            continue
        sums[pair] += float(chances[s, t])
        best[pair] = max(best.get(pair, (0.0, 0, 0)), (float(chances[s, t]), s, t))
    if symmetric:
        for pair in [p for p in sums if p[0] != -1 and p[1] != -1 and p[::-1] in sums and sums[p] < sums[p[::-1]]]:
            sums[pair[::-1]] += sums.pop(pair)
    order = sorted(sums, key=lambda p: (-sums[p], best[p][1:]))
    chosen = []
    for pair in order[:MAX_EVENTS_PER_TRIGGER]:
        first = order[0]
        alike = (pair[0] == -1) == (first[0] == -1) and (pair[1] == -1) == (first[1] == -1)
        if pair == first or (alike and sums[pair] >= more * sums[first]):
            _, s, t = best[pair]
            chosen.append((sums[pair], s - 1 if s else None, t - 1 if t else None))
    return float(chances[0, 0]), chosen


def _side(logits: Floats, clusters: Sequence[int], threshold: float) -> int | None:
    chances = softmax(logits)
    if 1 - chances[0] < threshold:
        return None
    sums: dict[int, float] = defaultdict(float)
    for mention, chance in enumerate(chances[1:].tolist()):
        sums[clusters[mention]] += chance
    top = max(sums, key=lambda c: sums[c])
    return max((m for m in range(len(clusters)) if clusters[m] == top), key=lambda m: chances[1 + m])


def _status(logits: Floats, action: Action, labels: Labels) -> tuple[Modality, str | None]:
    count = len(labels.modalities)
    modality = FIXED_MODALITY.get(action) or Modality(labels.modalities[int(logits[:count].argmax())])
    names = ["", *labels.modes]
    open_ = [i for i, name in enumerate(names) if not name or name.split("/")[0] == action.value]
    top = open_[int(logits[count + 1 :][open_].argmax())]
    return modality, names[top].split("/")[1] if top else None
