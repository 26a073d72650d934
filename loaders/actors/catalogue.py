"""Persons, bodies and armed groups that the news names, from the curated lists of the package."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from graph.model import ActorKind
from loaders.actors.tables import many, rows
from loaders.actors.words import Found, Lexicon, Token, tokens

_OFFICE = re.compile(r"(?P<title>.+?) (?P<since>\d{4}(?:-\d\d){0,2})?/(?P<until>\d{4}(?:-\d\d){0,2})?\Z")
# A "Permanent Representative to the United Nations" is sent there by his state.
_SENT = {"to", "for"}
_TABLES = {"organizations": ActorKind.ORGANIZATION, "armed_groups": ActorKind.ARMED_GROUP, "persons": ActorKind.PERSON}


@dataclass(frozen=True, slots=True)
class Office:
    """A post and its term; `since` and `until` are YYYY, YYYY-MM or YYYY-MM-DD, empty where open.

    `stateless`: the post is in a body of no single country, so its holder acts for none.
    """

    title: str
    since: str = ""
    until: str = ""
    stateless: bool = False

    def held_on(self, day: date) -> bool:
        text = day.isoformat()
        return (not self.since or self.since <= text) and (not self.until or text[: len(self.until)] <= self.until)


@dataclass(frozen=True, slots=True)
class Entry:
    """A known actor. `aliases` are all its surfaces in both languages, its name first."""

    name: str
    kind: ActorKind
    country: str | None
    aliases: tuple[str, ...]
    offices: tuple[Office, ...] = ()
    wikidata: str | None = None

    def country_on(self, day: date | None) -> str | None:
        """Whose actor this is on `day`: a NATO secretary-general is none of his country's, before and after he is."""
        posts = [post for post in self.offices if day is None or post.held_on(day)]
        stateless = bool(posts) and all(post.stateless for post in posts)
        return None if stateless else self.country


class Catalogue:
    """Immutable once built."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self._lexicon: Lexicon[Entry] = Lexicon()
        for table, kind in _TABLES.items():
            for row in rows(table):
                self._add(row, kind)
        self._beside = {row["title"].casefold() for row in rows("titles") if row["class"] == "group"}

    def _add(self, row: dict[str, str], kind: ActorKind) -> None:
        surfaces = dict.fromkeys(filter(None, [row["name"], row.get("name_id", ""), *many(row["aliases"])]))
        entry = Entry(
            name=row["name"],
            kind=kind,
            country=row["country"] or None,
            aliases=tuple(surfaces),
            offices=tuple(self._office(part.strip()) for part in row.get("offices", "").split(";") if part.strip()),
            wikidata=row.get("wikidata") or None,
        )
        self.entries.append(entry)
        for surface in surfaces:
            self._lexicon.add(surface, entry)

    def _office(self, text: str) -> Office:
        """`Title 2000-05/2008-05`, either end of the term may be missing; without a term the title alone."""
        term = _OFFICE.match(text)
        title, since, until = (term["title"], term["since"] or "", term["until"] or "") if term else (text, "", "")
        words = tokens(title)
        bodies = [
            entry
            for hit in self._lexicon.spot(words)
            if not any(word.key in _SENT for word in words[max(hit.start - 2, 0) : hit.start])
            for entry in hit.values
        ]
        return Office(title, since, until, stateless=bool(bodies) and all(body.country is None for body in bodies))

    def lookup(
        self, surface: str, day: date | None = None, kinds: Collection[ActorKind] = tuple(ActorKind)
    ) -> Entry | None:
        """The entry that `surface` names, also with words beside it ("kelompok Hamas", "FARC rebels").

        A name of several persons means the one in office on `day`; None when that does not settle it.
        """
        words = tokens(surface)
        if words and words[0].key == "the" and len(words) > 1:
            words = words if self._lexicon.exact(words) else words[1:]
        if entry := choose(self._of(kinds, self._lexicon.exact(words)), day):
            return entry
        spots = [hit for hit in self._lexicon.spot(words) if self._of(kinds, hit.values)]
        if len(spots) != 1:
            return None
        hit = spots[0]
        before, after = (" ".join(w.key for w in part) for part in (words[: hit.start], words[hit.end :]))
        entry = choose(self._of(kinds, hit.values), day)
        beside = {"", *self._beside}
        fits = entry is not None and entry.kind is not ActorKind.PERSON and before in beside and after in beside
        return entry if fits else None

    def spot(self, words: Sequence[Token]) -> list[Found[Entry]]:
        """Every entry named in running words, longest match first."""
        return list(self._lexicon.spot(words))

    @staticmethod
    def _of(kinds: Collection[ActorKind], entries: Iterable[Entry]) -> list[Entry]:
        return [entry for entry in entries if entry.kind in kinds]


def choose(entries: Sequence[Entry], day: date | None) -> Entry | None:
    """The only entry, or the only one with an office on `day`."""
    if len(entries) == 1:
        return entries[0]
    serving = [entry for entry in entries if day and any(post.held_on(day) for post in entry.offices)]
    return serving[0] if len(serving) == 1 else None


@cache
def catalogue() -> Catalogue:
    """The one instance."""
    return Catalogue()
