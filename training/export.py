"""Writes the trained reader as package data.

    python -m training.export VOCABULARY_DIR CHECKPOINT.pt OUT_DIR [--float]

reader.onnx (encoder and taggers, int8 weights unless --float), pairs.onnx (heads, float32), tokenizer.json and, where
there is none yet, labels.json with neutral thresholds; `training.tune` sets them.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.labels import ACTIONS, KINDS, MODALITIES
from training.model import Pairs
from training.train import Reader, build

OPSET = 17
OUTLIERS = re.compile(r"/layers\.(4|5)/fo/")
THRESHOLDS = {"mention": 0.5, "trigger": 0.3, "floor": 0.15, "event": 0.3, "more": 0.4, "side": 0.5, "link": 0.5}
CALIBRATION = {"bias": 0.0, "trigger": 1.0, "act": 1.0, "pair": 1.0, "action": 1.0}


HEAD_INPUTS = [
    "words", "text", "trigger_pool", "mention_pool", "mention_kind", "role_distance", "role_side", "role_between",
    "same_distance", "same_likeness", "same_between", "link_distance", "link_side", "link_between",
]  # fmt: skip
HEAD_OUTPUTS = ["action", "pairs", "sides", "status", "same", "link"]


class Heads(nn.Module):
    """Pairs with the action chosen inside: the names and shapes that loaders.extract.network gives."""

    def __init__(self, pairs: Pairs) -> None:
        super().__init__()
        self.pairs = pairs

    def forward(self, words: Tensor, text: Tensor, trigger_pool: Tensor, *rest: Tensor) -> tuple[Tensor, ...]:
        action = self.pairs.actions(words, text, trigger_pool)
        return action, *self.pairs(words, trigger_pool, action.argmax(-1), *rest)


def example(triggers: int = 2, mentions: int = 3, words: int = 7, hidden: int = 384) -> dict[str, Tensor]:
    shapes = {"role": (triggers, mentions), "same": (mentions, mentions), "link": (triggers, triggers)}
    out = {"words": torch.rand(1, words, hidden), "text": torch.rand(1, hidden)}
    out |= {"trigger_pool": torch.rand(1, triggers, 3, words), "mention_pool": torch.rand(1, mentions, 3, words)}
    out["mention_kind"] = torch.zeros(1, mentions, dtype=torch.long)
    for name, shape in shapes.items():
        out[f"{name}_distance"] = torch.zeros(1, *shape, dtype=torch.long)
        out[f"{name}_{'likeness' if name == 'same' else 'side'}"] = torch.zeros(1, *shape, dtype=torch.long)
        out[f"{name}_between"] = torch.ones(1, *shape, 2, dtype=torch.long)
    return out


def axes() -> dict[str, dict[int, str]]:
    letters = {"role": ("K", "M"), "same": ("M", "M"), "link": ("K", "K")}
    out = {
        "words": {1: "N"},
        "trigger_pool": {1: "K", 3: "N"},
        "mention_pool": {1: "M", 3: "N"},
        "mention_kind": {1: "M"},
    }
    for name in HEAD_INPUTS:
        if (pair := letters.get(name.split("_")[0])) is not None:
            out[name] = {1: pair[0], 2: pair[1]}
    return out | {name: {1: "K"} for name in HEAD_OUTPUTS}


def write(reader: Reader, out: Path, quantised: bool) -> None:
    reader.tagger.eval()
    reader.pairs.eval()
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "reader.onnx"
        sample = (torch.ones(1, 9, dtype=torch.long), torch.ones(1, 9, dtype=torch.bool), torch.rand(1, 5, 9))
        tags = {name: {1: "N"} for name in ("words", "mention", "trigger", "cue")}
        _export(reader.tagger, sample, plain, ["ids", "mask", "pool"], ["words", "text", "mention", "trigger", "cue"],
                {"ids": {1: "T"}, "mask": {1: "T"}, "pool": {1: "N", 2: "T"}} | tags)  # fmt: skip
        if quantised:
            quantize_dynamic(
                plain, out / "reader.onnx", per_channel=True, weight_type=QuantType.QInt8,
                op_types_to_quantize=["MatMul", "Gemm", "Gather"], nodes_to_exclude=kept_in_float(plain),
            )  # fmt: skip
        else:
            shutil.copyfile(plain, out / "reader.onnx")
    inputs = example()
    _export(
        Heads(reader.pairs),
        tuple(inputs[n] for n in HEAD_INPUTS),
        out / "pairs.onnx",
        HEAD_INPUTS,
        HEAD_OUTPUTS,
        axes(),
    )


def kept_in_float(path: Path) -> list[str]:
    """The taggers over words, and the two products whose inputs have outliers that one scale cannot carry.

    Measured on the kept records: these two layers make two thirds of the loss that int8 brings, and cost 3.5 MB.
    """
    products = [node.name for node in onnx.load(path).graph.node if node.op_type in ("MatMul", "Gemm")]
    return [name for name in products if "/encoder/" not in name or OUTLIERS.search(name)]


def _export(
    module: nn.Module,
    sample: tuple[Tensor, ...],
    path: Path,
    inputs: list[str],
    outputs: list[str],
    dynamic: dict[str, dict[int, str]],
) -> None:
    torch.onnx.export(
        module, sample, str(path), input_names=inputs, output_names=outputs, dynamic_axes=dynamic,
        opset_version=OPSET, dynamo=False,
    )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("vocabulary", type=Path)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--float", action="store_true", help="no int8")
    options = parser.parse_args()
    torch.set_num_threads(1)
    reader = build(options.vocabulary)
    reader.load(options.checkpoint)
    options.out.mkdir(parents=True, exist_ok=True)
    write(reader, options.out, not options.float)
    shutil.copyfile(options.vocabulary / "tokenizer.json", options.out / "tokenizer.json")
    labels = {"version": f"{datetime.now(UTC):%Y-%m-%d}", "actions": ACTIONS, "kinds": KINDS, "modalities": MODALITIES}
    labels |= {"modes": reader.modes, "thresholds": THRESHOLDS, "calibration": CALIBRATION}
    known = options.out / "labels.json"
    if known.exists():
        old = json.loads(known.read_text(encoding="utf-8"))
        labels |= {name: old[name] for name in ("thresholds", "calibration")}
    known.write_text(json.dumps(labels, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
