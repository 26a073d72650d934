"""Thresholds and calibration on the records kept from training; writes them into the model's labels.json.

python -m training.tune MODEL_DIR
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from loaders.evaluation.report import Scored, total
from loaders.evaluation.run import evaluate, figures
from loaders.evaluation.scoring import Level
from loaders.extract.clusters import Clusters
from loaders.extract.decode import log_odds
from loaders.extract.network import Network, Scores, Tags
from loaders.extract.pipeline import Extractor
from loaders.extract.reader import JointReader
from loaders.extract.sentences import sentences
from loaders.extract.tags import Tagged
from loaders.extract.windows import Window
from training.data import held_out, load_records

# Under this confidence not even a response word vouches for an event.
FLOOR = 0.15
CHANCES = ("trigger", "act", "pair", "action")
GRIDS: dict[str, tuple[float, ...]] = {
    "more": (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 1.0),
    "event": tuple(round(0.1 + 0.025 * i, 3) for i in range(25)),
    "side": (0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6),
    "link": (0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8),
}


class Remembering(Network):
    """Asks the networks once for every window, whatever the thresholds."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._tags: dict[tuple[int, ...], Tags] = {}
        self._scores: dict[tuple[Any, ...], Scores] = {}

    def tag(self, window: Window) -> Tags:
        key = tuple(i for piece in window.pieces for i in piece)
        if key not in self._tags:
            self._tags[key] = super().tag(window)
        return self._tags[key]

    def score(self, window: Window, tags: Tags, mentions: list[Tagged], triggers: list[Tagged], text: str) -> Scores:
        key = (tuple(window.pieces), tuple(m.span for m in mentions), tuple(t.span for t in triggers))
        if key not in self._scores:
            self._scores[key] = super().score(window, tags, mentions, triggers, text)
        return self._scores[key]

    def set(self, **values: float) -> None:
        self.labels = replace(self.labels, thresholds={**self.labels.thresholds, **values})


class Tuner:
    def __init__(self, folder: Path) -> None:
        self.network = Remembering(folder)
        self.records = [record for record in load_records() if held_out(record)]

    def scored(self) -> tuple[Scored, ...]:
        return evaluate(self.records, Extractor(JointReader(self.network)))

    def sweep(self, name: str, worth: Callable[[Sequence[Scored]], float]) -> None:
        tried = []
        for value in GRIDS[name]:
            self.network.set(**{name: value})
            tried.append((worth(self.scored()), value))
        print(name, " ".join(f"{value}:{figure:.3f}" for figure, value in tried), flush=True)
        self.network.set(**{name: max(tried)[1]})

    def calibrate(self) -> None:
        """Logistic regression: is an event right (lenient), given the four chances."""
        self.network.set(event=0.0, floor=0.0)
        chances = self._chances()
        inputs, right = [], []
        for s in self.scored():
            hits = {j for _, j in s.lenient.pairs}
            for j in sorted({*hits, *s.lenient.false}):
                row = s.rows[j]
                sides = [row[r] and row[r]["start"] for r in ("source", "target")]
                known = chances.get((s.record["id"], row["trigger"]["start"], *sides))
                if known is not None:
                    inputs.append([1.0, *(log_odds(known[name]) for name in CHANCES)])
                    right.append(float(j in hits))
        weights = logistic(np.array(inputs), np.array(right))
        calibration = dict(zip(("bias", *CHANCES), (round(float(w), 4) for w in weights), strict=True))
        self.network.labels = replace(self.network.labels, calibration=calibration)
        self.network.set(floor=FLOOR)
        print(f"calibration on {len(right)} events, {sum(right):.0f} right: {calibration}", flush=True)

    def _chances(self) -> dict[tuple[Any, ...], dict[str, float]]:
        out = {}
        reader = JointReader(self.network)
        for record in self.records:
            for found in reader.find(record["text"], sentences(record["text"], record["lang"]), Clusters()):
                for act in found.acts:
                    sides = [None if i is None else found.window.span(found.mentions[i].span).start
                             for i in (act.source, act.target)]  # fmt: skip
                    trigger = found.window.span(found.triggers[act.trigger].span)
                    out[record["id"], trigger.start, *sides] = act.chances
        return out


def logistic(inputs: np.ndarray, right: np.ndarray, ridge: float = 1.0, rounds: int = 30) -> np.ndarray:
    """inputs [rows, features] with a leading 1, right [rows] of 0 and 1 -> weights, by Newton's method."""
    weights = np.zeros(inputs.shape[1])
    penalty = ridge * np.eye(inputs.shape[1])
    penalty[0, 0] = 0
    for _ in range(rounds):
        chance = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (chance - right) + penalty @ weights
        curve = (inputs * (chance * (1 - chance))[:, None]).T @ inputs + penalty
        weights -= np.linalg.solve(curve, slope)
    return weights


def event_worth(scored: Sequence[Scored]) -> float:
    return sum(
        part * total(s.tally(level) for s in scored).f1 for level, part in ((Level.LENIENT, 1), (Level.STRICT, 0.5))
    )


def side_worth(scored: Sequence[Scored]) -> float:
    """A place or date that nobody annotated costs half of one that is missed: annotators leave out what goes without
    saying.
    """
    place, day = (total(s.details[name] for s in scored) for name in ("place", "date"))
    return place.recall + day.recall - 0.5 * (_unasked(scored, "place") + _unasked(scored, "date"))


def _unasked(scored: Sequence[Scored], role: str) -> float:
    """The share of found events without an annotated one that are given one."""
    given = [
        s.rows[j][role] is not None for s in scored for i, j in s.lenient.pairs if s.record["events"][i][role] is None
    ]
    return sum(given) / len(given)


def link_worth(scored: Sequence[Scored]) -> float:
    return total(s.links for s in scored).f1


def main() -> None:
    folder = Path(sys.argv[1])
    tuner = Tuner(folder)
    tuner.calibrate()
    tuner.network.set(event=0.3)
    tuner.sweep("more", event_worth)
    tuner.calibrate()
    tuner.sweep("event", event_worth)
    tuner.sweep("side", side_worth)
    tuner.sweep("link", link_worth)
    labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    labels |= {"thresholds": tuner.network.labels.thresholds, "calibration": tuner.network.labels.calibration}
    (folder / "labels.json").write_text(json.dumps(labels, indent=1) + "\n", encoding="utf-8")
    for lang in ("id", "en"):
        told = figures([s for s in tuner.scored() if s.record["lang"] == lang])
        print(lang, {name: told[name]["f1"] for name in ("lenient", "strict", "links")}, flush=True)


if __name__ == "__main__":
    main()
