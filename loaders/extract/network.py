"""The two exported networks of the learnt reader and their labels, from package data."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime

from loaders.extract import features
from loaders.extract.features import Floats
from loaders.extract.tags import Tagged
from loaders.extract.windows import Window
from loaders.extract.words import Pieces

FOLDER = Path(__file__).parent / "model"
ROOM = 511


@dataclass(frozen=True, slots=True)
class Labels:
    """labels.json: names of the outputs in their order, thresholds and calibration (training/tune.py)."""

    version: str
    actions: tuple[str, ...]
    kinds: tuple[str, ...]
    modalities: tuple[str, ...]
    modes: tuple[str, ...]
    thresholds: dict[str, float]
    calibration: dict[str, float]

    @classmethod
    def load(cls, folder: Path) -> Labels:
        row = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        lists = {name: tuple(row[name]) for name in ("actions", "kinds", "modalities", "modes")}
        return cls(row["version"], **lists, thresholds=row["thresholds"], calibration=row["calibration"])


@dataclass(frozen=True, slots=True)
class Tags:
    """What the tagger says of a window's words: vectors [N, H], text [H], logits [N, ...]."""

    words: Floats
    text: Floats
    mention: Floats
    trigger: Floats
    cue: Floats


@dataclass(frozen=True, slots=True)
class Scores:
    """What the heads say of K triggers and M mentions; logits, shapes as in training/model.py without the batch."""

    action: Floats
    pairs: Floats
    sides: Floats
    status: Floats
    same: Floats
    link: Floats


class Network:
    """One window at a time: no padding, so that its numbers do not depend on its neighbours."""

    def __init__(self, folder: Path = FOLDER, threads: int = 1) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = threads
        options.log_severity_level = 3
        self.labels = Labels.load(folder)
        self.pieces = Pieces(folder / "tokenizer.json")
        self._tagger = _session(folder / "reader.onnx", options)
        self._heads = _session(folder / "pairs.onnx", options)

    def tag(self, window: Window) -> Tags:
        ids, pool = features.pieces_to_words(window.pieces, ROOM)
        row = np.array([ids], np.int64)
        out = self._tagger.run(None, {"ids": row, "mask": np.ones_like(row, bool), "pool": pool[None]})
        return Tags(*(part[0] for part in out))

    def score(self, window: Window, tags: Tags, mentions: list[Tagged], triggers: list[Tagged], text: str) -> Scores:
        """Neither list may be empty."""
        who, what = [m.span for m in mentions], [t.span for t in triggers]
        count = len(window.words)
        mention_at, trigger_at = ([window.sentence[first] for first, _ in spans] for spans in (who, what))
        surfaces = [window.span(span).of(text) for span in who]
        inputs: dict[str, Any] = {
            "words": tags.words,
            "text": tags.text,
            "trigger_pool": features.span_pool(what, count),
            "mention_pool": features.span_pool(who, count),
            "mention_kind": np.array([m.label for m in mentions], np.int64),
            "role_distance": features.distances(what, who),
            "role_side": features.sides(trigger_at, mention_at),
            "role_between": features.between(what, who),
            "same_distance": features.distances(who, who),
            "same_likeness": features.likeness(surfaces),
            "same_between": features.between(who, who),
            "link_distance": features.distances(what, what),
            "link_side": features.sides(trigger_at, trigger_at),
            "link_between": features.between(what, what),
        }
        out = self._heads.run(None, {name: value[None] for name, value in inputs.items()})
        return Scores(*(part[0] for part in out))


def _session(path: Path, options: onnxruntime.SessionOptions) -> onnxruntime.InferenceSession:
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
