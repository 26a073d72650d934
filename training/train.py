"""Trains the reader.

    python -m training.train VOCABULARY_DIR OUT.pt [--minutes 45] [--start CHECKPOINT.pt] [--seed 1] [--threads 1]

12 % of the records are kept for thresholds and calibration. Word embeddings stay
as they are. A checkpoint is written every few minutes.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

from loaders.extract.tags import tagged_spans
from loaders.extract.words import Pieces, Range
from training import batch as batches
from training.data import Example, States, held_out, load_records, mode_names, prepare
from training.encoder import Encoder
from training.labels import ACTIONS
from training.losses import SHARES, span_losses, tag_losses
from training.model import Pairs, Tagger
from training.pretrained import load_pretrained

WARM_STEPS = 100
OWN_MISTAKES_FROM = 0.12
MISTAKE_THRESHOLD = 0.3
SAVE_EVERY = 240.0
# What is saved is a running mean of the weights over some hundreds of steps: steadier than any one of them.
AVERAGE_EVERY, AVERAGE_SHARE = 10, 0.03
PRINT_EVERY = 25


@dataclass(frozen=True, slots=True)
class Reader:
    tagger: Tagger
    pairs: Pairs
    modes: list[str]

    def named_parameters(self) -> list[tuple[str, nn.Parameter]]:
        return [*self.tagger.named_parameters(), *self.pairs.named_parameters()]

    def save(self, path: Path, average: dict[str, Tensor]) -> None:
        """Half precision, with `average` in place of the weights that it names; `load` reads it."""
        own = {name: p.data for name, p in self.named_parameters() if name in average}
        self.put(average)
        self._save(path)
        self.put(own)

    def put(self, values: dict[str, Tensor]) -> None:
        for name, parameter in self.named_parameters():
            if name in values:
                parameter.data = values[name]

    def _save(self, path: Path) -> None:
        both = {"tagger": self.tagger.state_dict(), "pairs": self.pairs.state_dict()}
        torch.save({part: {n: v.half() for n, v in state.items()} for part, state in both.items()}, path)

    def load(self, path: Path) -> None:
        both = torch.load(path)
        self.tagger.load_state_dict({n: v.float() for n, v in both["tagger"].items()})
        self.pairs.load_state_dict({n: v.float() for n, v in both["pairs"].items()})

    def allowed(self) -> Tensor:
        """[actions, 1 + modes]: which modes an action has; the first is none."""
        rows = [[True, *(mode.split("/")[0] == action for mode in self.modes)] for action in ACTIONS]
        return torch.tensor(rows)


def build(vocabulary: Path) -> Reader:
    keep = json.loads((vocabulary / "pieces.json").read_text())
    modes = mode_names()
    return Reader(Tagger(Encoder(load_pretrained(), keep)), Pairs(len(modes)), modes)


def mistakes(e: Example, mention: Tensor, trigger: Tensor, action: Tensor) -> tuple[list[tuple[Range, int]], ...]:
    """What the tagger now invents: mentions and triggers that touch no true one."""
    n = len(e.words)
    mentions = tagged_spans(mention[:n].numpy(), 0.5)
    triggers = tagged_spans(trigger[:n].numpy(), MISTAKE_THRESHOLD)
    found = [(t.span, t.label) for t in mentions if not any(touch(t.span, m) for m in e.mentions)]
    guess = action.argmax(-1).tolist()
    false = [(t.span, guess[t.span[0]]) for t in triggers if not any(touch(t.span, g.span) for g in e.triggers)]
    return found, false


def touch(a: Range, b: Range) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def step_losses(reader: Reader, batch: list[Example], own: bool, rng: random.Random) -> dict[str, Tensor]:
    texts = batches.texts(batch, 0.04, rng)
    words, text, mention, trigger, cue = reader.tagger(texts.ids, texts.mask, texts.pool)
    losses = tag_losses(texts, mention, trigger, cue)
    more: list[tuple[list[tuple[Range, int]], ...]] = [([], []) for _ in batch]
    if own:
        with torch.no_grad():
            size = words.shape[1]
            each = torch.zeros(1, size, 3, size)
            each[0, :, 0] = torch.eye(size)
            guess = reader.pairs.actions(words, text, each.expand(len(batch), -1, -1, -1))
        found = zip(batch, mention.detach(), trigger.detach(), guess, strict=True)
        more = [mistakes(*one) for one in found]
    goal = batches.spans(batch, [m for m, _ in more], [t for _, t in more])
    action = reader.pairs.actions(words, text, goal.inputs[0])
    return losses | span_losses(goal, reader.allowed(), action, *reader.pairs(words, *goal.inputs))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("vocabulary", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--minutes", type=float, default=45)
    parser.add_argument("--start", type=Path, help="go on from this checkpoint")
    parser.add_argument("--rate", type=float, default=1e-4, help="peak learning rate of the body; heads ten times that")
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--all", action="store_true", help="train on the held-out records too")
    options = parser.parse_args()
    rng = random.Random(options.seed)
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    torch.set_flush_denormal(True)
    reader = build(options.vocabulary)
    if options.start:
        reader.load(options.start)
    pieces, states = Pieces(options.vocabulary / "tokenizer.json"), States()
    records = [r for r in load_records() if options.all or not held_out(r)]
    data = [prepare(r, pieces, states, reader.modes) for r in records]
    print(f"{len(data)} records, {sum(len(e.words) for e in data)} words", flush=True)
    run(reader, data, options, rng)


def run(reader: Reader, data: list[Example], options: argparse.Namespace, rng: random.Random) -> None:
    named = [(name, p) for name, p in reader.named_parameters() if p.requires_grad]
    body = [p for name, p in named if name.startswith("encoder.layers")]
    heads = [p for name, p in named if not name.startswith("encoder.layers")]
    groups = [{"params": body, "lr": options.rate}, {"params": heads, "lr": 10 * options.rate}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    peaks = [group["lr"] for group in optimiser.param_groups]
    average = {name: p.detach().clone() for name, p in named}
    begun = saved = time.monotonic()
    step = passes = seen = 0
    sums: Counter[str] = Counter()
    reader.tagger.train()
    reader.pairs.train()
    while (share := (time.monotonic() - begun) / 60 / options.minutes) < 1:
        for chosen in shuffled(data, options.batch, rng):
            share = (time.monotonic() - begun) / 60 / options.minutes
            if share >= 1:
                break
            for group, peak in zip(optimiser.param_groups, peaks, strict=True):
                group["lr"] = peak * min(1, (step + 1) / WARM_STEPS) * max(0.01, 1 - share)
            own = share > OWN_MISTAKES_FROM or options.start is not None
            losses = step_losses(reader, chosen, own, rng)
            loss = sum((losses[name] * part for name, part in SHARES.items()), torch.zeros(())) / len(chosen)
            loss.backward()
            nn.utils.clip_grad_norm_(body + heads, 10.0)
            optimiser.step()
            optimiser.zero_grad()
            step, seen = step + 1, seen + len(chosen)
            if step % AVERAGE_EVERY == 0:
                share_now = max(AVERAGE_SHARE, AVERAGE_EVERY / (step + AVERAGE_EVERY))
                torch._foreach_lerp_(list(average.values()), [p.detach() for _, p in named], share_now)
            sums.update({name: float(value.detach()) / len(chosen) / PRINT_EVERY for name, value in losses.items()})
            if step % PRINT_EVERY == 0:
                figures = " ".join(f"{name} {value:.2f}" for name, value in sums.items())
                spent = time.monotonic() - begun
                print(f"step {step} pass {passes} {spent:.0f}s {figures} | {seen / spent:.1f} texts/s", flush=True)
                sums.clear()
            if time.monotonic() - saved > SAVE_EVERY:
                saved = time.monotonic()
                reader.save(options.out, average)
        passes += 1
    reader.save(options.out, average)
    spent = time.monotonic() - begun
    print(f"{len(data)} records, {step} steps, {passes} passes, {spent:.0f} s, CPU {time.process_time():.0f} s")


def shuffled(data: list[Example], size: int, rng: random.Random) -> list[list[Example]]:
    """Batches of texts of like length, in random order."""
    order = sorted(data, key=lambda e: len(e.pieces) + rng.random() * 12)
    out = [order[i : i + size] for i in range(0, len(order), size)]
    rng.shuffle(out)
    return out


if __name__ == "__main__":
    main()
