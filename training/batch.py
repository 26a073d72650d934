"""Examples -> padded tensors of inputs and targets."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from loaders.extract import features
from loaders.extract.words import PAD, UNKNOWN, Range
from training.data import Example, Trigger
from training.labels import ACTIONS, PLACE, SIDE_ROLES

ROOM = 511
IGNORE = -100


@dataclass(frozen=True, slots=True)
class Texts:
    """ids, mask [B, T], pool [B, N, T]; mention, trigger tags [B, N] (IGNORE in padding), cue, weight, on [B, N]."""

    ids: Tensor
    mask: Tensor
    pool: Tensor
    mention: Tensor
    trigger: Tensor
    cue: Tensor
    weight: Tensor
    on: Tensor


@dataclass(frozen=True, slots=True)
class Spans:
    """Inputs of Pairs in its order, then targets.

    pair_group [B, K, 1 + M, 1 + M]: number of the gold pair, 0 wrong, -1 open; side_group [B, K, 1 + M, 3] likewise,
    1 for gold; antecedent [B, M, 1 + M]: 1 right, 0 wrong, -1 open (row: the later mention; 0: none).
    """

    inputs: tuple[Tensor, ...]
    weight: Tensor
    real: Tensor
    action: Tensor
    modality: Tensor
    symmetric: Tensor
    mode: Tensor
    pair_group: Tensor
    side_group: Tensor
    antecedent: Tensor
    link: Tensor
    link_weight: Tensor


def texts(batch: Sequence[Example], noise: float, rng: random.Random) -> Texts:
    """Word noise: this share of the words is shown as unknown."""
    shown = [[(UNKNOWN,) if noise and rng.random() < noise else p for p in e.pieces] for e in batch]
    pooled = [features.pieces_to_words(pieces, ROOM) for pieces in shown]
    length, count = max(len(ids) for ids, _ in pooled), max(len(e.words) for e in batch)
    ids = np.full((len(batch), length), PAD, np.int64)
    pool = np.zeros((len(batch), count, length), np.float32)
    mention = np.full((len(batch), count), IGNORE, np.int64)
    trigger, cue, weight = (
        mention.copy(),
        np.zeros((len(batch), count), np.float32),
        np.ones((len(batch), count), np.float32),
    )
    for i, (e, (own, rows)) in enumerate(zip(batch, pooled, strict=True)):
        ids[i, : len(own)] = own
        pool[i, : rows.shape[0], : rows.shape[1]] = rows
        mention[i, : len(e.words)] = trigger[i, : len(e.words)] = 0
        for (a, b), kind in sorted(zip(e.mentions, e.kinds, strict=True), key=lambda m: m[0][1] - m[0][0]):
            mention[i, a:b] = 2 + 2 * kind
            mention[i, a] = 1 + 2 * kind
        for t in e.triggers:
            a, b = t.span
            trigger[i, a:b], trigger[i, a], weight[i, a:b] = 2, 1, t.weight
        cue[i, list(e.cues)] = 1
    packed = [torch.from_numpy(x) for x in (ids, ids != PAD, pool, mention, trigger, cue, weight, mention != IGNORE)]
    return Texts(*packed)


def spans(
    batch: Sequence[Example],
    more_mentions: Sequence[list[tuple[Range, int]]],
    more_triggers: Sequence[list[tuple[Range, int]]],
) -> Spans:
    """`more_*` are spans with labels that the tagger invents: mentions that nothing refers to, triggers of no event."""
    rows = [_Row(e, m, t) for e, m, t in zip(batch, more_mentions, more_triggers, strict=True)]
    size = len(batch)
    count = max(len(e.words) for e in batch)
    k, m = max(1, *(len(r.triggers) for r in rows)), max(1, *(len(r.mentions) for r in rows))
    out = {
        "trigger_pool": np.zeros((size, k, 3, count), np.float32),
        "trigger_action": np.zeros((size, k), np.int64),
        "mention_pool": np.zeros((size, m, 3, count), np.float32),
        "mention_kind": np.full((size, m), -1, np.int64),
    }
    for name, shape in (("role", (size, k, m)), ("same", (size, m, m)), ("link", (size, k, k))):
        out |= {f"{name}_distance": np.full(shape, 7, np.int64), f"{name}_feature": np.zeros(shape, np.int64)}
        out[f"{name}_between"] = np.zeros((*shape, 2), np.int64)
    goal = {
        "weight": np.zeros((size, k), np.float32),
        "real": np.zeros((size, k), np.float32),
        "action": np.zeros((size, k, len(ACTIONS)), np.float32),
        "modality": np.zeros((size, k), np.int64),
        "symmetric": np.zeros((size, k), np.float32),
        "mode": np.zeros((size, k), np.int64),
        "pair_group": np.zeros((size, k, 1 + m, 1 + m), np.int64),
        "side_group": np.zeros((size, k, 1 + m, len(SIDE_ROLES)), np.int64),
        "antecedent": np.full((size, m, 1 + m), -1, np.int64),
        "link": np.zeros((size, k, k), np.float32),
        "link_weight": np.zeros((size, k, k), np.float32),
    }
    for i, row in enumerate(rows):
        row.write_inputs(i, out)
        row.write_goals(i, goal)
    return Spans(tuple(torch.from_numpy(x) for x in out.values()), **{n: torch.from_numpy(x) for n, x in goal.items()})


class _Row:
    def __init__(self, e: Example, mentions: list[tuple[Range, int]], triggers: list[tuple[Range, int]]) -> None:
        self.example = e
        self.mentions = [*e.mentions, *(s for s, _ in mentions)]
        self.kinds = [*e.kinds, *(k for _, k in mentions)]
        self.triggers = [*(t.span for t in e.triggers), *(s for s, _ in triggers)]
        self.actions = [*(t.action for t in e.triggers), *(a for _, a in triggers)]

    def write_inputs(self, i: int, out: dict[str, np.ndarray]) -> None:
        e, k, m = self.example, len(self.triggers), len(self.mentions)
        n = len(e.words)
        out["trigger_pool"][i, :k, :, :n] = features.span_pool(self.triggers, n)
        out["trigger_action"][i, :k] = self.actions
        out["mention_pool"][i, :m, :, :n] = features.span_pool(self.mentions, n)
        out["mention_kind"][i, :m] = self.kinds
        surfaces = [e.surface(s) for s in self.mentions]
        at = {"t": [e.sentence[s] for s, _ in self.triggers], "m": [e.sentence[s] for s, _ in self.mentions]}
        for name, left, right, feature in (
            ("role", self.triggers, self.mentions, features.sides(at["t"], at["m"])),
            ("same", self.mentions, self.mentions, features.likeness(surfaces)),
            ("link", self.triggers, self.triggers, features.sides(at["t"], at["t"])),
        ):
            a, b = len(left), len(right)
            out[f"{name}_distance"][i, :a, :b] = features.distances(left, right)
            out[f"{name}_feature"][i, :a, :b] = feature
            out[f"{name}_between"][i, :a, :b] = features.between(left, right)

    def write_goals(self, i: int, goal: dict[str, np.ndarray]) -> None:
        e, m = self.example, len(self.mentions)
        for k, t in enumerate(e.triggers):
            self._write_trigger(i, k, t, goal)
        for k in range(len(e.triggers), len(self.triggers)):
            goal["weight"][i, k] = 0.5
            goal["pair_group"][i, k, 0, 0] = 1
            goal["side_group"][i, k] = -1
        owners = np.array([*e.owners, *range(1000, 1000 + m - len(e.owners))], np.int64)
        starts = np.array([s for s, _ in self.mentions], np.int64)
        actor = np.array(self.kinds, np.int64) < PLACE
        earlier = (starts[None, :] < starts[:, None]) & actor[None, :] & actor[:, None]
        match = (owners[None, :] == owners[:, None]) & earlier
        goal["antecedent"][i, :m, 1 : 1 + m] = np.where(earlier, match, -1)
        goal["antecedent"][i, :m, 0] = np.where(actor, ~match.any(1), -1)
        for a, b in e.links:
            goal["link"][i, a, b] = 1
        k = len(self.triggers)
        weights = np.array([*(t.weight for t in e.triggers), *[0.5] * (k - len(e.triggers))], np.float32)
        goal["link_weight"][i, :k, :k] = np.minimum(weights[:, None], weights[None]) * (1 - np.eye(k, dtype=np.float32))

    def _write_trigger(self, i: int, k: int, t: Trigger, goal: dict[str, np.ndarray]) -> None:
        goal["weight"][i, k] = goal["real"][i, k] = t.weight
        for action, share in t.actions.items():
            goal["action"][i, k, action] = share
        goal["modality"][i, k], goal["symmetric"][i, k], goal["mode"][i, k] = t.modality, t.symmetric, t.mode
        group = goal["pair_group"][i, k]
        if t.ignored:
            shut = [1 + x for x in t.ignored]
            group[shut], group[:, shut] = -1, -1
        for number, (sources, targets) in enumerate(t.pairs, 1):
            rows, columns = [1 + s for s in sources] or [0], [1 + s for s in targets] or [0]
            group[np.ix_(rows, columns)] = number
            if t.symmetric and sources and targets:
                back = group[np.ix_(columns, rows)]
                group[np.ix_(columns, rows)] = np.where(back == 0, -1, back)
        own = np.arange(1, len(group))
        group[own, own] = -1
        for j, role in enumerate(SIDE_ROLES):
            goal["side_group"][i, k, [1 + s for s in t.sides[role]] or [0], j] = 1
