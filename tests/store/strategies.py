"""Random small graphs, histories and questions for the agreement tests.

A few actors, days and articles on purpose: what is drawn should meet.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from hypothesis import strategies as st

from graph.batch import Batch
from graph.model import Action, Actor, ActorKind, Article, Event, EventLink, Modality, Place, event_id
from graph.store import ActorFilter, EventQuery, ResponseQuery
from tests.store.build import article, batch, event, link, place, report

SENTENCES = ("Iran met Iraq.", "Russia struck again.", "Ali left.")
PUBLISHERS = ("The Courier", "the  COURIER!", None, "Élan")
ARTICLES = tuple(
    article(f"Article {number}.", *SENTENCES, published=day).model_copy(update={"publisher": publisher})
    for number, (day, publisher) in enumerate(
        zip((date(2024, 4, 2), None, date(2024, 4, 1), date(2024, 4, 2)), PUBLISHERS, strict=True)
    )
)
COUNTRIES = ("IRN", "IRQ", "RUS")
ACTOR_IDS = (*COUNTRIES, "ac-1", "ac-2", "ac-3")
NAMES = ("Iran", "Irán", "Iraq", "Ali", "Ali Baba", "ali baba", "Baba", "Rüs Ali", "Алиса", "!")
PLACES = ("Tehran", "Téhran", "Basra")
DAYS = (None, *(date(2024, 4, 1) + timedelta(days=number) for number in range(3)))
KINDS = (*ActorKind, ActorKind.PERSON, ActorKind.ARMED_GROUP, ActorKind.GROUP)
ACTIONS = (Action.CONSULT, Action.ASSAULT, Action.AGREE)
MODES = {Action.CONSULT: (None, "visit", "phone"), Action.ASSAULT: (None, "aerial"), Action.AGREE: (None,)}
MODALITIES = (Modality.OCCURRED, Modality.OCCURRED, Modality.PLANNED, Modality.DENIED)
CONFIDENCES = (None, 0.25, 0.5, 1.0)
TEXTS = ("", "a", "ali", "ALI b", "ba", "baba", "ir", "Iran", "рус", "али", "ac-1", "IRN", "nobody", "!")


@dataclass(frozen=True, slots=True)
class Write:
    batch: Batch


@dataclass(frozen=True, slots=True)
class Retract:
    article: str


@dataclass(frozen=True, slots=True)
class Merge:
    old: str
    into: str


@dataclass(frozen=True, slots=True)
class Unmerge:
    old: str


Step = Write | Retract | Merge | Unmerge


@st.composite
def actors(draw: st.DrawFn) -> Actor:
    return Actor(
        id=draw(st.sampled_from(ACTOR_IDS)),
        name=draw(st.sampled_from(NAMES)),
        kind=draw(st.sampled_from(KINDS)),
        country=draw(st.sampled_from((None, *COUNTRIES))),
        aliases=tuple(draw(st.lists(st.sampled_from(NAMES), max_size=2))),
        wikidata=draw(st.sampled_from((None, "Q1", "Q2"))),
    )


@st.composite
def places(draw: st.DrawFn) -> Place:
    spot = place(draw(st.sampled_from(PLACES)))
    return spot.model_copy(update=draw(st.sampled_from(({}, {"country": "IRN"}, {"lat": 1.5, "lon": 2.5}))))


@st.composite
def events(draw: st.DrawFn, told: Article, cast: list[Actor]) -> Event:
    action = draw(st.sampled_from(ACTIONS))
    modality, day = draw(st.sampled_from(MODALITIES)), draw(st.sampled_from(DAYS))
    source = draw(st.sampled_from(cast))
    target = draw(st.sampled_from((None, *cast)))
    if target and draw(st.booleans()):
        source, target = target, source
    by = draw(st.sampled_from((None, cast[0].ref())))
    sentences = draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=2, unique=True))
    return event(
        action,
        source,
        target,
        day,
        *(report(told, sentence, by=by) for sentence in sentences),
        modality=modality,
        mode=draw(st.sampled_from(MODES[action])),
        cameo=draw(st.sampled_from((None, "040", "190"))),
        at=draw(st.none() | places()),
        confidence=draw(st.sampled_from(CONFIDENCES)),
        key=event_id(
            action,
            modality,
            source.id,
            target.id if target else None,
            day,
            told.id if day is None else None,
        ),
    )


@st.composite
def batches(draw: st.DrawFn) -> Batch:
    cast = draw(st.lists(actors(), min_size=1, max_size=4))
    told = draw(st.lists(st.sampled_from(ARTICLES), min_size=1, max_size=2, unique_by=lambda item: item.id))
    acts = [act for one in told for act in draw(st.lists(events(one, cast), max_size=4))]
    links: list[EventLink] = []
    if len({act.id for act in acts}) > 1:
        ends = st.tuples(st.sampled_from(acts), st.sampled_from(acts)).filter(lambda pair: pair[0].id != pair[1].id)
        for cause, effect in draw(st.lists(ends, max_size=4)):
            evidence = draw(st.sampled_from(("after", "in response to")))
            words = link(cause, effect, draw(st.sampled_from(told)), evidence, draw(st.sampled_from(CONFIDENCES)))
            links.append(words)
    return batch(told, acts, links, cast)


def retold(told: Batch, old: str, new: str) -> Batch:
    """The same acts, those of one actor told of another one; links are left out."""
    actors = {actor.id: actor for actor in told.actors}

    def moved(act: Event) -> Event:
        sides = [side and actors[new if side.id == old else side.id] for side in (act.source, act.target)]
        scope = act.reports[0].article.id if act.date is None else None
        key = event_id(act.action, act.modality, *(side.id if side else None for side in sides), act.date, scope)
        source, target = (side and side.ref() for side in sides)
        return act.model_copy(update={"id": key, "source": source, "target": target})

    return replace(told, events=tuple(map(moved, told.events)), links=())


@st.composite
def histories(draw: st.DrawFn) -> list[Step]:
    """What happens to a store, an hour between two steps; some articles are told again of an actor that was merged."""
    steps: list[Step] = []
    told, merges = list[Batch](), list[Merge]()
    for kind in (Write, *draw(st.lists(st.sampled_from((Write, Write, Retract, Merge, Merge, Unmerge)), max_size=7))):
        cast = sorted({actor.id for batch in told for actor in batch.actors} | {"ac-1"})
        if kind is Write:
            again = [retold(batch, *pair) for batch in told for one in merges if len(pair := _pair(batch, one)) == 2]
            steps.append(Write(draw(st.sampled_from(again) if again and draw(st.booleans()) else batches())))
            told.append(steps[-1].batch)
        elif kind is Retract:
            steps.append(Retract(draw(st.sampled_from(ARTICLES)).id))
        elif kind is Merge:
            merges.append(Merge(draw(st.sampled_from(cast)), draw(st.sampled_from(cast))))
            steps.append(merges[-1])
        else:
            steps.append(Unmerge(draw(st.sampled_from([one.old for one in merges] or cast))))
    return steps


def _pair(batch: Batch, merge: Merge) -> list[str]:
    """The merge's two actors, as far as the batch has them."""
    held = {actor.id for actor in batch.actors}
    return [actor for actor in (merge.into, merge.old) if actor in held]


def filters() -> st.SearchStrategy[ActorFilter]:
    return st.builds(
        ActorFilter,
        ids=st.frozensets(st.sampled_from((*ACTOR_IDS, "nobody")), max_size=6),
        roll_up=st.frozensets(st.sampled_from(COUNTRIES), max_size=2),
    )


@st.composite
def event_queries(draw: st.DrawFn) -> EventQuery:
    """Mostly one or two filters, so that most questions have answers."""
    fields = {
        "actor": filters(),
        "counterpart": filters(),
        "source": filters(),
        "target": filters(),
        "actions": st.frozensets(st.sampled_from(ACTIONS), max_size=2),
        "modes": st.frozensets(st.sampled_from(("visit", "phone", "aerial")), max_size=2),
        "modalities": st.frozensets(st.sampled_from(MODALITIES), max_size=2),
        "both_sides": st.booleans(),
        "since": st.sampled_from(DAYS[:3]),
        "until": st.sampled_from((None, *DAYS[2:])),
        "place": st.sampled_from(("tehran", "basra", "Tehran")),
        "country": st.sampled_from(COUNTRIES),
        "told_by": st.sampled_from(("the courier", "elan", "nobody")),
        "min_reports": st.integers(1, 4),
        "min_confidence": st.sampled_from(CONFIDENCES),
    }
    chosen = draw(st.lists(st.sampled_from(sorted(fields)), max_size=3, unique=True))
    limit = draw(st.integers(1, 5))
    return EventQuery(**{"modalities": frozenset(), **{name: draw(fields[name]) for name in chosen}}, limit=limit)


def kinds() -> st.SearchStrategy[EventQuery]:
    """Of acts of some kind and status, and nothing else."""
    return st.builds(
        EventQuery,
        actions=st.frozensets(st.sampled_from(ACTIONS), max_size=2),
        modalities=st.frozensets(st.sampled_from(MODALITIES), min_size=1, max_size=2),
    )


def response_queries() -> st.SearchStrategy[ResponseQuery]:
    return st.builds(ResponseQuery, cause=event_queries(), effect=event_queries(), limit=st.integers(1, 4))
