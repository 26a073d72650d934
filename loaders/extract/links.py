"""Which event led to which, and the words that say so.

Rules find what connectives and reactions say plainly; they are added to what the reader proposes. A rule names the
words that it rests on, so a link without words cannot arise.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, reduce
from operator import or_

from graph.model import Action, LinkMethod
from loaders.extract.languages import language
from loaders.extract.types import ProposedEvent, ProposedLink, Span

# Acts that answer another act when they take it as their object ("condemned the attack", "menolak usul itu").
# An allegation's object is what is alleged, which is no act of its own (annotation rules, section 3).
_REACTIONS = frozenset({Action.ACCUSE, Action.REJECT, Action.PROTEST})
_REACH_CHARS = 120
_OBJECT_CHARS = 40
# How often a rule was right on the annotated records (docs/extraction.md).
SURE, _LIKELY = 0.8, 0.6
_CLAUSE = re.compile(r"[,;:—]|\b(?:and|but|while|dan|tetapi|namun|sementara)\b")


@dataclass(frozen=True, slots=True)
class Parties:
    """Who acts and who is acted upon: identifiers and countries of an event's source and target."""

    source: frozenset[str] = frozenset()
    target: frozenset[str] = frozenset()

    def __or__(self, other: Parties) -> Parties:
        return Parties(self.source | other.source, self.target | other.target)


@dataclass(frozen=True, slots=True)
class _Cue:
    span: Span
    kind: str


@dataclass(frozen=True, slots=True)
class _Act:
    """The events of one trigger, and everyone who takes part in them."""

    trigger: Span
    events: tuple[int, ...]
    action: Action
    parties: Parties
    reacts: bool


def link_events(
    text: str,
    sentences: Sequence[Span],
    lang: str,
    events: Sequence[ProposedEvent],
    parties: Sequence[Parties],
    proposed: Sequence[ProposedLink] = (),
) -> tuple[ProposedLink, ...]:
    """The links between `events`, whose parties are given in the same order.

    Where a rule and the reader agree, the rule's words are the evidence and the confidence rises.
    """
    found = {(link.cause, link.effect): link for link in proposed}
    starts = [sentence.start for sentence in sentences]
    acts: list[list[_Act]] = [[] for _ in sentences]
    for act in _acts(events, parties):
        acts[bisect_right(starts, act.trigger.start) - 1].append(act)
    for index, sentence in enumerate(sentences):
        before = acts[index - 1] if index else []
        for cause, effect, method, evidence, confidence in _rules(text, sentence, lang, acts[index], before):
            for pair in ((c, e) for c in cause.events for e in effect.events):
                known = found.get(pair)
                both = 1 - (1 - confidence) * (1 - (known.confidence if known else 0.0))
                found[pair] = ProposedLink(*pair, method, evidence, round(both, 3))
    return tuple(found[pair] for pair in sorted(found))


def _acts(events: Sequence[ProposedEvent], parties: Sequence[Parties]) -> list[_Act]:
    by_trigger: dict[Span, list[int]] = {}
    for index, event in enumerate(events):
        by_trigger.setdefault(event.trigger, []).append(index)
    return [
        _Act(
            trigger,
            tuple(members),
            events[members[0]].action,
            reduce(or_, (parties[m] for m in members)),
            reacts=events[members[0]].action in _REACTIONS and events[members[0]].mode != "allege",
        )
        for trigger, members in sorted(by_trigger.items(), key=lambda item: item[0].start)
    ]


def _answered(cause: _Act, effect: _Act) -> bool:
    """Whether the effect comes from the one acted upon, or goes towards the one who acted."""
    if cause.action is Action.CONSULT:
        return False
    return bool(cause.parties.target & effect.parties.source or cause.parties.source & effect.parties.target)


def _blamed(cause: _Act, reaction: _Act) -> bool:
    """Whether a reaction can be to this act: it goes towards the doer, as far as both are known."""
    doer, blamed = cause.parties.source, reaction.parties.target
    return not doer or not blamed or bool(doer & blamed)


_Found = tuple[_Act, _Act, LinkMethod, Span, float]


def _rules(text: str, sentence: Span, lang: str, acts: list[_Act], before: list[_Act]) -> Iterator[_Found]:
    for cue in _cues(text, sentence, lang):
        pair = _pair(text, sentence, lang, cue, acts, before)
        if pair is None or pair[0] is pair[1]:
            continue
        if cue.kind not in ("after", "consequence"):
            yield *pair, LinkMethod.CONNECTIVE, cue.span, SURE
        elif cue.kind == "consequence" or _answered(*pair):
            yield *pair, LinkMethod.CONNECTIVE, cue.span, _LIKELY
    for index, act in enumerate(acts):
        cause = _object(text, lang, acts, index, before) if act.reacts else None
        if cause and _blamed(cause, act):
            yield cause, act, LinkMethod.REACTION, act.trigger, _LIKELY


def _object(text: str, lang: str, acts: list[_Act], index: int, before: list[_Act]) -> _Act | None:
    """The act that a reaction takes as its object: told in the same clause, or pointed back at."""
    act = acts[index]
    if index + 1 < len(acts):
        following = acts[index + 1]
        between = text[act.trigger.end : following.trigger.start]
        if len(between) <= _OBJECT_CHARS and not _CLAUSE.search(between):
            return following if following.action is not act.action else None
    earlier = [other for other in (*before, *acts[:index]) if other.action is not act.action]
    if not earlier:
        return None
    if earlier[-1] in acts and _passive(text, act.trigger, lang):
        between = text[earlier[-1].trigger.end : act.trigger.start]
        return earlier[-1] if len(between) <= _OBJECT_CHARS and not _CLAUSE.search(between) else None
    return earlier[-1] if _pointing(lang).match(text[act.trigger.start :]) else None


def _passive(text: str, trigger: Span, lang: str) -> bool:
    """By the form of the verb ("dikecam"), or by the auxiliary before it ("was condemned")."""
    inside, before = _passives(lang)
    return bool(inside.search(trigger.of(text)) or before.search(text[max(0, trigger.start - 25) : trigger.start]))


def _pair(
    text: str, sentence: Span, lang: str, cue: _Cue, acts: list[_Act], before: list[_Act]
) -> tuple[_Act, _Act] | None:
    """(cause, effect) that a cue joins."""
    own = next((act for act in acts if act.trigger.overlaps(cue.span)), None)
    ahead = [act for act in acts if act.trigger.start >= cue.span.end and act is not own]
    behind = [act for act in acts if act.trigger.end <= cue.span.start and act is not own]
    near = ahead[0] if ahead and ahead[0].trigger.start - cue.span.end <= _REACH_CHARS else None
    kind = cue.kind
    if kind == "reply":
        object_ = text[cue.span.end : near.trigger.start] if near else ""
        if near and len(object_) <= _OBJECT_CHARS and not _CLAUSE.search(object_) and not _by(lang).search(object_):
            kind = "response"
        else:
            kind = "consequence" if behind else "back"
    if kind in ("back", "consequence"):
        causes, effect = (before if kind == "back" else behind), own or near
        return (causes[-1], effect) if causes and effect else None
    if near is None:
        return None
    if own is not None:
        return near, own
    if cue.span.start - sentence.start <= 3:
        rest = [act for act in ahead[1:] if "," in text[near.trigger.end : act.trigger.start]]
        return (near, rest[0]) if rest else None
    return (near, behind[-1]) if behind else None


def _cues(text: str, sentence: Span, lang: str) -> list[_Cue]:
    low, cues = sentence.of(text).lower(), list[_Cue]()
    for kind, pattern in _patterns(lang):
        for found in pattern.finditer(low):
            span = Span(sentence.start + found.start("cue"), sentence.start + found.end("cue"))
            if not any(span.overlaps(cue.span) for cue in cues):
                cues.append(_Cue(span, kind))
    return cues


def _any(lang: str, kind: str) -> str:
    words = "|".join(re.escape(word) for word in sorted(language(lang).links[kind], key=len, reverse=True))
    return rf"(?<!\w)(?P<cue>{words})(?!\w)"


@cache
def _patterns(lang: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    # A cue at the head of a sentence goes before the same words elsewhere; "sebagai balasan atas" before both.
    head = re.compile(r"^[\W_]*" + _any(lang, "back"))
    rest = [(kind, re.compile(_any(lang, kind))) for kind in ("response", "consequence", "reply", "after")]
    return (rest[0], ("back", head), *rest[1:])


@cache
def _by(lang: str) -> re.Pattern[str]:
    return re.compile(_any(lang, "by"))


@cache
def _passives(lang: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = language(lang).links
    # A pattern that never matches stands for a language without such a form.
    return re.compile(words["passive_verb"] or r"(?!)"), re.compile(words["passive_auxiliary"] or r"(?!)")


@cache
def _pointing(lang: str) -> re.Pattern[str]:
    """A noun for an act with a pointing word, soon after: "condemned the attack", "mengecam serangan itu"."""
    acts, points = (_any(lang, kind).replace("?P<cue>", "?:") for kind in ("acts", "pointing"))
    pair = rf"{points}\W+(?:\w+\W+)?{acts}" if language(lang).links["pointing_first"] else rf"{acts}\W+{points}"
    return re.compile(rf"[^.,;:]{{0,60}}?{pair}", re.IGNORECASE)
