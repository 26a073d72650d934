"""The learnt reader: a document's text in, mentions, events and links out (training/MODEL.md describes the model)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from graph.model import LinkMethod
from loaders.extract.clusters import Clusters, antecedents
from loaders.extract.decode import Act, acts
from loaders.extract.network import Network, Scores, Tags
from loaders.extract.tags import Tagged, tagged_spans
from loaders.extract.types import Document, Mention, MentionKind, ProposedEvent, ProposedLink, Reading, Span
from loaders.extract.windows import Window, windows

# Beyond this a window is a list of names, not prose; the surest are read.
MAX_MENTIONS_PER_WINDOW, MAX_TRIGGERS_PER_WINDOW = 60, 30


@dataclass(frozen=True, slots=True)
class Found:
    """One window's spans and acts; links join triggers as (cause, effect, confidence)."""

    window: Window
    tags: Tags
    mentions: list[Tagged]
    numbers: list[int]
    triggers: list[Tagged]
    acts: list[Act]
    links: list[tuple[int, int, float]]


class JointReader:
    """A `Reader` over exported networks. Safe to share between threads."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._actors = network.labels.kinds.index(MentionKind.PLACE)
        self.name = f"reader-{network.labels.version}"
        self.least = network.labels.thresholds["event"]

    @classmethod
    def packaged(cls) -> JointReader:
        """The reader of the package data, opened once in a process."""
        return _packaged()

    def read(self, document: Document, sentences: Sequence[Span]) -> Reading:
        mentions: list[tuple[Span, Tagged, int]] = []
        events: list[ProposedEvent] = []
        links: list[ProposedLink] = []
        clusters = Clusters()
        for found in self.find(document.text, sentences, clusters):
            offset = len(mentions)
            mentions += [(found.window.span(m.span), m, n) for m, n in zip(found.mentions, found.numbers, strict=True)]
            links += _links(found, len(events))
            events += [_event(found, act, offset) for act in found.acts]
        kinds = [MentionKind(kind) for kind in self._network.labels.kinds]
        named = tuple(
            Mention(span, kinds[m.label], round(m.confidence, 3), clusters.find(number)) for span, m, number in mentions
        )
        return Reading(named, tuple(events), tuple(links))

    def find(self, text: str, sentences: Sequence[Span], clusters: Clusters) -> Iterator[Found]:
        """Window by window, in document order; `clusters` grow with them."""
        for window in windows(text, sentences, self._network.pieces):
            yield self._window(text, window, clusters)

    def _window(self, text: str, window: Window, clusters: Clusters) -> Found:
        labels, tags = self._network.labels, self._network.tag(window)
        mentions = _surest(tagged_spans(tags.mention, labels.thresholds["mention"]), MAX_MENTIONS_PER_WINDOW)
        triggers = _surest(tagged_spans(tags.trigger, labels.thresholds["trigger"]), MAX_TRIGGERS_PER_WINDOW)
        numbers = [clusters.add(window.span(m.span).of(text)) for m in mentions]
        if not mentions or not triggers:
            return Found(window, tags, mentions, numbers, triggers, [], [])
        scores = self._network.score(window, tags, mentions, triggers, text)
        for later, earlier in antecedents(scores.same, mentions, self._actors):
            clusters.join(numbers[later], numbers[earlier])
        groups = [clusters.find(number) for number in numbers]
        where = [window.sentence[t.span[0]] for t in triggers]
        told = acts(scores, triggers, groups, where, labels)
        return Found(window, tags, mentions, numbers, triggers, told, self._causes(scores, told))

    def _causes(self, scores: Scores, told: list[Act]) -> list[tuple[int, int, float]]:
        chances = 1 / (1 + np.exp(-scores.link))
        used = sorted({act.trigger for act in told})
        pairs = [(a, b) for a in used for b in used if a != b and chances[a, b] > chances[b, a]]
        least = self._network.labels.thresholds["link"]
        return [(a, b, float(chances[a, b])) for a, b in pairs if chances[a, b] >= least]


@cache
def _packaged() -> JointReader:
    return JointReader(Network())


def _surest(spans: list[Tagged], limit: int) -> list[Tagged]:
    if len(spans) <= limit:
        return spans
    best = sorted(spans, key=lambda s: -s.confidence)[:limit]
    return sorted(best, key=lambda s: s.span)


def _event(found: Found, act: Act, offset: int) -> ProposedEvent:
    roles = {
        role: None if index is None else offset + index
        for role, index in (("source", act.source), ("target", act.target), ("by", act.by))
    }
    roles |= {n: None if i is None else offset + i for n, i in (("place", act.place), ("date", act.date))}
    trigger = found.window.span(found.triggers[act.trigger].span)
    return ProposedEvent(trigger, act.action, act.mode, act.modality, **roles, confidence=act.confidence)


def _links(found: Found, offset: int) -> Iterator[ProposedLink]:
    for cause, effect, confidence in found.links:
        words = _evidence(found, cause, effect)
        for i, one in enumerate(found.acts):
            for j, other in enumerate(found.acts):
                if one.trigger == cause and other.trigger == effect:
                    yield ProposedLink(offset + i, offset + j, LinkMethod.MODEL, words, round(confidence, 3))


def _evidence(found: Found, cause: int, effect: int) -> Span:
    """The words that tell of a response nearest to the two triggers; the effect's trigger where none do."""
    runs: list[list[int]] = []
    for i in np.flatnonzero(found.tags.cue > 0).tolist():
        if runs and runs[-1][1] == i:
            runs[-1][1] = i + 1
        else:
            runs.append([i, i + 1])
    home = found.triggers[effect].span
    low, high = sorted((found.triggers[cause].span[0], home[0]))
    sentences = {found.window.sentence[low], found.window.sentence[high]}
    near = [run for run in runs if found.window.sentence[run[0]] in sentences]
    if not near:
        return found.window.span(home)
    best = min(near, key=lambda run: (max(low - run[1], run[0] - high, 0), abs(run[0] - home[0]), run[0]))
    return found.window.span((best[0], best[1]))
