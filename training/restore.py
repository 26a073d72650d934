"""Takes the shipped reader back into a checkpoint, so that training can go on from it.

    python -m training.restore MODEL_DIR VOCABULARY_DIR CHECKPOINT.pt

VOCABULARY_DIR gets the model's own tokenizer.json and pieces.json. Weights that were exported as int8 come back with
their rounding, which the first hundred steps of training mend.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from training.pretrained import load_pretrained
from training.train import build


def weights(path: Path) -> dict[str, torch.Tensor]:
    """Parameters by their names in torch: biases and tables keep theirs, a product's weight is named by its node."""
    graph = onnx.load(path).graph
    values = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    out = {n: torch.from_numpy(np.array(v)) for n, v in values.items() if not n.startswith("onnx::")}
    for node in graph.node:
        if node.op_type not in ("MatMul", "MatMulInteger"):
            continue
        stem = node.input[1].removesuffix("_quantized")
        if node.op_type == "MatMulInteger":
            value = values[node.input[1]].astype(np.float32) * values[f"{stem}_scale"]
        elif stem in values:
            value = values[stem]
        else:
            continue
        out[f"{parameter(node.name)}.weight"] = torch.from_numpy(value.T.copy())
    return {name: value for name, value in out.items() if value.dtype == torch.float32 and not name.endswith("_scale")}


def parameter(node: str) -> str:
    """`/pairs/action/action.0/MatMul` -> `pairs.action.0`: an item of a sequence repeats the sequence's name."""
    parts = node.strip("/").split("/")[:-1]
    kept = [part for part, after in zip(parts, [*parts[1:], ""], strict=True) if not after.startswith(f"{part}.")]
    return ".".join(kept)


def mixture(path: Path) -> torch.Tensor:
    """The shares of the five layers are constants of the graph, in the order of the layers."""
    graph = onnx.load(path).graph
    shares = [numpy_helper.to_array(t) for t in graph.initializer if t.name.startswith("onnx::Mul") and not t.dims]
    return torch.from_numpy(np.log(np.array(shares, np.float32)))


def kept_pieces(tokenizer: Path) -> list[int]:
    places = {piece: i for i, (piece, _) in reversed(list(enumerate(load_pretrained().pieces)))}
    return [places[piece] for piece, _ in json.loads(tokenizer.read_text(encoding="utf-8"))["model"]["vocab"]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("model", type=Path)
    parser.add_argument("vocabulary", type=Path)
    parser.add_argument("checkpoint", type=Path)
    options = parser.parse_args()
    options.vocabulary.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(options.model / "tokenizer.json", options.vocabulary / "tokenizer.json")
    (options.vocabulary / "pieces.json").write_text(json.dumps(kept_pieces(options.model / "tokenizer.json")))
    reader = build(options.vocabulary)
    tagger = weights(options.model / "reader.onnx") | {"encoder.mix": mixture(options.model / "reader.onnx")}
    pairs = {name.removeprefix("pairs."): value for name, value in weights(options.model / "pairs.onnx").items()}
    for module, found in ((reader.tagger, tagger), (reader.pairs, pairs)):
        missing, unexpected = module.load_state_dict(found, strict=False)
        # The word table is frozen: it is the pretrained one.
        if set(missing) - {"encoder.word.weight"} or unexpected:
            raise ValueError(f"the model does not fit this recipe: missing {missing}, unexpected {unexpected}")
    reader.save(options.checkpoint, {})


if __name__ == "__main__":
    main()
