"""The questions that benchmarks ask, each as an address of the service and as the function behind it."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from api.search import search
from api.settings import Settings
from bench.generate import actors, cast_of
from graph import candidates, chains, dyads, neighbours, paths, questions
from graph.matching import SHORTEST
from graph.network import network
from graph.questions import Scope
from graph.store import View

HUBS = 10  # actors that stand for the busiest ones: each takes part in 2 to 5 % of all events
_SIDES = """
SELECT source, target FROM event
WHERE rowid = ? AND source IS NOT NULL AND target IS NOT NULL AND source > 'a' AND target > 'a'
"""
_CAUSE = "SELECT l.cause FROM link AS l WHERE l.rowid = ?"
_LAST = {"event": "SELECT max(rowid) FROM event", "link": "SELECT max(rowid) FROM link"}

Direct = Callable[[View], object]
_SETTINGS = Settings()


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with its values: what HTTP asks, and what a caller of the functions would."""

    path: str
    direct: Direct

    @classmethod
    def at(cls, path: str, direct: Direct, **values: str) -> Asked:
        return cls(f"/v1/{path}{'?' if values else ''}{urlencode(values)}", direct)


@dataclass(frozen=True, slots=True)
class Question:
    """`goal`: milliseconds that 95 of 100 answers may take at most, with a million events in SQLite."""

    name: str
    goal: int | None
    draw: Callable[[Values], Asked]
    selective: bool = False


class Values:
    """Draws what questions ask for, the same for the same seed: hubs, anyone, pairs that have acted, words."""

    def __init__(self, file: Path, events: int, seed: int) -> None:
        self._draw = random.Random(seed)
        self._cast = actors(cast_of(events))
        self._file = file

    def hub(self) -> str:
        return self._draw.choice(self._cast[:HUBS]).id

    def hubs(self) -> tuple[str, str]:
        one, other = self._draw.sample(self._cast[:HUBS], 2)
        return one.id, other.id

    def anyone(self) -> str:
        return self._draw.choice(self._cast[len(self._cast) // 10 :]).id

    def two(self) -> tuple[str, str]:
        one, other = self._draw.sample(self._cast[len(self._cast) // 10 :], 2)
        return one.id, other.id

    def pair(self) -> tuple[str, str]:
        """Two persons of an event, who therefore have one in common at least."""
        one, other = self._row(_SIDES, "event")
        return str(one), str(other)

    def cause(self) -> str:
        return str(self._row(_CAUSE, "link")[0])

    def name(self) -> str:
        return self._draw.choice(self._cast).name

    def slip(self) -> str:
        """A name with one letter of a word left out."""
        word = self.name().split()[-1]
        place = self._draw.randrange(1, len(word) - 1)
        return word[:place] + word[place + 1 :] if len(word) > SHORTEST else word

    def _row(self, statement: str, table: str) -> tuple[object, ...]:
        with closing(sqlite3.connect(f"file:{self._file}?mode=ro", uri=True)) as connection:
            last = connection.execute(_LAST[table]).fetchone()[0]
            while True:
                if row := connection.execute(statement, (self._draw.randint(1, last),)).fetchone():
                    return tuple(row)


def _meetings(actor: str, other: str) -> Asked:
    return Asked.at("meetings", lambda view: questions.meetings(view, actor, other), **{"actor": actor, "with": other})


def _hub_meetings(actor: str) -> Asked:
    return Asked.at("meetings", lambda view: questions.meetings(view, actor), actor=actor)


def _events(actor: str) -> Asked:
    return Asked.at("events", lambda view: questions.events(view, actor), actor=actor)


def _responses(by: str, against: str) -> Asked:
    return Asked.at("responses", lambda view: questions.responses(view, by=by, against=against), by=by, against=against)


def _dyad(a: str, b: str) -> Asked:
    def direct(view: View) -> object:
        return questions.events(view, a, b), dyads.dyad(view, a, b)

    return Asked.at(f"dyads/{a}/{b}", direct)


def _neighbours(actor: str) -> Asked:
    return Asked.at(f"actors/{actor}/neighbours", lambda view: neighbours.neighbours(view, actor))


def _chain(event: str) -> Asked:
    return Asked.at("chains", lambda view: chains.chains(view, event), event=event, depth="3")


def _chains_of(actor: str) -> Asked:
    return Asked.at("chains", lambda view: chains.chains(view, actor=actor), actor=actor, depth="3")


def _search(text: str) -> Asked:
    return Asked.at("search", lambda view: search(view, text, None, _SETTINGS), q=text)


def _path(one: str, other: str, through: paths.Through) -> Asked:
    return Asked.at(
        "paths", lambda view: paths.paths(view, one, other, through), **{"from": one, "to": other}, through=through
    )


def _network(actor: str) -> Asked:
    around = Scope(limit=200)
    return Asked.at(f"actors/{actor}/network", lambda view: network(view, actor, 2, around), radius="2", edges="200")


def _candidates() -> Asked:
    return Asked.at("candidates", candidates.candidates)


QUESTIONS = (
    Question("meetings of a pair", 20, lambda v: _meetings(*v.pair()), selective=True),
    Question("meetings of two hubs", 20, lambda v: _meetings(*v.hubs())),
    Question("meetings of a hub", 20, lambda v: _hub_meetings(v.hub())),
    Question("events of a hub", 20, lambda v: _events(v.hub())),
    Question("responses of a pair", 20, lambda v: _responses(*v.pair()), selective=True),
    Question("responses of two hubs", 20, lambda v: _responses(*v.hubs())),
    Question("dyad of a pair", 20, lambda v: _dyad(*v.pair()), selective=True),
    Question("dyad of two hubs", 20, lambda v: _dyad(*v.hubs())),
    Question("neighbours of anyone", 20, lambda v: _neighbours(v.anyone()), selective=True),
    Question("neighbours of a hub", 20, lambda v: _neighbours(v.hub())),
    Question("search for a name", 20, lambda v: _search(v.name()), selective=True),
    Question("search with a slip", 20, lambda v: _search(v.slip())),
    Question("search for a beginning", 20, lambda v: _search(v.name()[:5])),
    Question("chain of an event", 50, lambda v: _chain(v.cause()), selective=True),
    Question("chains of a hub", 50, lambda v: _chains_of(v.hub())),
    Question("path by meetings", 50, lambda v: _path(*v.two(), paths.Through.MEETINGS)),
    Question("path by any relation", 50, lambda v: _path(*v.two(), paths.Through.ANY)),
    Question("network of a hub", 100, lambda v: _network(v.hub())),
    Question("candidates of anyone", None, lambda _: _candidates()),
)
