"""What names of data sets say by themselves: other spellings of known actors, and the kind of an unknown one."""

from __future__ import annotations

import re
from functools import cache

from graph.model import Actor, ActorKind
from graph.text import fold
from loaders.datasets.lists import rows
from loaders.datasets.names import known
from loaders.datasets.names.country_codes import country_code

# Words of parties and forces of order, which go before words of war: "Patriotic Union of Kurdistan".
_ORDERLY = frozenset({"party", "police", "union"})
_ARMED = frozenset(
    """armed army armies battalion battalions brigade brigades cartel commandos faction fighters forces gang gangs
    guerrilla guerrillas insurgents irregulars jihad liberation mafia militant militants militia militias mujahedin
    mujahideen mutineers paramilitary paramilitaries rebel rebels separatists squad terrorists
    tigers warriors""".split()
)
_BODIES = frozenset(
    """academy administration affairs agency airlines airways alliance assembly association authority bank board
    bureau cabinet center centre chamber church club coalition college commission committee companies company
    conference confederation congress convention corp corporation council court dal department directorate embassy
    federation foundation front fund government group holdings hospital inc industries initiative institute
    international journal league legislature ltd media ministry mission morcha motors movement network news newspaper
    office operation organisation organization parliament platform post press secretariat sena senate service services
    society syndicate television the times trust unions united university""".split()
)
_PEOPLE = frozenset(
    """activists citizens civilians clan community communal criminals demonstrators ethnic farmers fishers people
    peoples protesters refugees residents rioters students supporters teachers tribal tribe tribesmen villagers
    voters women workers""".split()
)
_TELLING = (
    (_ORDERLY, ActorKind.ORGANIZATION),
    (_ARMED, ActorKind.ARMED_GROUP),
    (_PEOPLE, ActorKind.GROUP),
    (_BODIES, ActorKind.ORGANIZATION),
)
# Words that together are no name of one body: "New Democracy", "the Democrats", "Supreme Court".
_COMMON = frozenset(
    """alliance and assembly civic coalition communist congress conservative conservatives council court defence
    democracy democratic democrats development foreign for freedom front house home justice labor labour law lega
    liberal liberals ministry morena movement national nationalist new office of opposition parliament party
    patriotic people peoples peronist popular power progressive red renewal republican republicans security senate
    service social socialist state supreme the treasury union unity workers""".split()
)
_CAPITAL = re.compile(r"[^\W\d_a-zß-ÿ][\w'’.-]*")
_PARTICLES = frozenset("al bin bint da de del den der di dos du el ibn la van von y".split())
# Persons have between two and five names here; one alone is as often a place, a firm or a movement.
_FEWEST, _MOST = 2, 5


def name_kind(name: str, other: ActorKind | None = None) -> ActorKind:
    """What an unknown actor seems to be by the words of its name, else `other`.

    Without `other`, two to five names are a person and anything else is an organization.

    >>> name_kind("Liberation Tigers of Bhutan").value, name_kind("Maris Kucinskis").value
    ('armed_group', 'person')
    """
    words = set(fold(name).split())
    if kind := next((kind for telling, kind in _TELLING if words & telling), other):
        return kind
    parts = name.split()
    named = all(part.lower() in _PARTICLES or _CAPITAL.fullmatch(part) for part in parts)
    spelt = any(part[1:2].islower() for part in parts)
    person = named and spelt and _FEWEST <= len(parts) <= _MOST
    return ActorKind.PERSON if person else ActorKind.ORGANIZATION


def is_common(name: str) -> bool:
    """Whether bodies of many states may be called so."""
    return _COMMON.issuperset(word for word in fold(name).split() if len(word) > 1)


def set_name(name: str, country: str | None) -> Actor | None:
    """The known actor for which a set has a spelling of its own; some spellings hold for one country alone."""
    target = _spellings().get((fold(name), country or "")) or _spellings().get((fold(name), ""))
    return _target(target) if target else None


@cache
def _target(target: str) -> Actor:
    """An actor by its name in the catalogue, the code of a state, or "Police (Nigeria)"."""
    if target.isupper() and country_code(target) == target:
        return known.state(target)
    if entry := known.listed(target):
        return known.entry_actor(entry)
    noun, _, state = target.rstrip(")").partition(" (")
    iso3 = country_code(state) if state else None
    body = known.role(iso3, noun) if iso3 else None
    return body or known.named(target, name_kind(target, ActorKind.ORGANIZATION))


@cache
def _spellings() -> dict[tuple[str, str], str]:
    return {(fold(row["name"]), row["country"]): row["actor"] for row in rows("actor_names")}
