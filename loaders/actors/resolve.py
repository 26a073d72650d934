"""From the surfaces of one actor in a document to the actor itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from graph.model import Actor, ActorKind, actor_id
from loaders.actors.bodies import Body, bodies
from loaders.actors.catalogue import Entry, catalogue
from loaders.actors.countries import countries, setting
from loaders.actors.tables import rows
from loaders.actors.titles import led_country, strip_titles, titled_country
from loaders.actors.words import tokens
from loaders.extract.types import MentionKind

_KINDS = {
    MentionKind.PERSON: ActorKind.PERSON,
    MentionKind.ARMED_GROUP: ActorKind.ARMED_GROUP,
    MentionKind.GROUP: ActorKind.GROUP,
}
# Kinds of mention that may turn out to be a state, or a body of one under a common name.
_OF_STATES = {
    MentionKind.COUNTRY,
    MentionKind.GOVERNMENT,
    MentionKind.MILITARY,
    MentionKind.ORGANIZATION,
    MentionKind.GROUP,
    MentionKind.MEDIA,
    MentionKind.PARTY,
}
# Kinds whose bare names ("polisi", "the army") take the country that the text around is about.
_BODIES = {MentionKind.GOVERNMENT, MentionKind.MILITARY}
_NOT_PERSONS = tuple(kind for kind in ActorKind if kind is not ActorKind.PERSON)
# Small words inside names ("bin", "van", "al-"), in letters.
_PARTICLE = 3
_PRONOUNS = {row["title"] for row in rows("titles") if row["class"] == "pronoun"}


def resolve_actor(
    surfaces: Sequence[str],
    kind: MentionKind,
    context_before: str = "",
    lang: str | None = None,
    day: date | None = None,
    *,
    context_after: str = "",
    scope: str | None = None,
) -> Actor:
    """The actor that `surfaces`, all words of one document for it, name; never fails.

    `context_before` and `context_after` are the text beside its best name, read for a title with a country. `day` is
    the document's, to tell holders of one name apart. `scope` (an article id) keeps unnamed actors of different
    documents apart. Raises ValueError without a surface.
    """
    if not surfaces:
        raise ValueError("an actor needs at least one surface")
    ranked = _ranked(surfaces)
    if kind is MentionKind.PERSON:
        return _person(ranked, context_before, context_after, lang, day, scope)
    for surface in ranked:
        if known := _known(surface, kind, lang, day):
            return known
    bare = [surface for surface in ranked if bodies().is_bare(surface)] if kind in _BODIES else []
    if bare and (home := setting(context_before, context_after, lang)):
        return _of_body(bodies().of(home, bare[0]))
    return _unknown(ranked, _KINDS.get(kind, ActorKind.ORGANIZATION), lang, scope)


def called(surfaces: Sequence[str], actor: Actor) -> str:
    """The name that a document gives an actor whose `surfaces` these are.

    A person's fullest name as written there; the words for a person or group without a name; of all others, and of
    those that the document only hints at (a family name, a pronoun), the actor's own name.
    """
    ranked = [surface for surface in _ranked(surfaces) if not _is_pronoun(surface)]
    if actor.kind not in {ActorKind.PERSON, ActorKind.GROUP} or not ranked:
        return actor.name
    if actor.kind is ActorKind.GROUP or _is_phrase(ranked[0]):
        return ranked[0]
    full = (strip_titles(surface) for surface in ranked if _is_named(surface))
    return next((name for name in full if len(tokens(name)) > 1), actor.name)


def _ranked(surfaces: Sequence[str]) -> list[str]:
    """Surfaces from the most to the least telling: proper names before common words, longer before shorter."""
    distinct = list(dict.fromkeys(surface.strip() for surface in surfaces))
    return sorted(distinct, key=lambda s: (_is_pronoun(s), not _is_named(s), -len(tokens(s)), -len(s)))


def _is_pronoun(surface: str) -> bool:
    return all(word.key in _PRONOUNS for word in tokens(surface))


def _is_named(surface: str) -> bool:
    """Whether a word after the first, or the only word, begins with a capital."""
    words = tokens(surface)
    later = words[1:] if len(words) > 1 and words[0].word.istitle() else words
    return not _is_pronoun(surface) and any(word.word[0].isupper() for word in later)


def _is_phrase(surface: str) -> bool:
    """Whether common words stand in it ("a Danish captain"); names alone say no country ("Sudesh Amman")."""
    return any(len(word.word) > _PARTICLE and word.word.islower() for word in tokens(surface))


def _known(surface: str, kind: MentionKind, lang: str | None, day: date | None) -> Actor | None:
    if entry := catalogue().lookup(surface, day, _NOT_PERSONS):
        return _of_entry(entry)
    if kind not in _OF_STATES:
        return None
    if kind is not MentionKind.GROUP and (iso3 := countries().find(surface, lang)):
        return _of_state(iso3)
    body = bodies().read(surface, lang, day)
    if body is None or (kind is MentionKind.GROUP) is not (body.kind is ActorKind.GROUP):
        return None
    return _of_body(body)


def _of_state(iso3: str) -> Actor:
    known = countries()
    return Actor(id=iso3, name=known.name(iso3), kind=ActorKind.COUNTRY, country=iso3, aliases=known.aliases(iso3))


def _of_entry(entry: Entry, day: date | None = None) -> Actor:
    return Actor(
        id=actor_id(entry.name),
        name=entry.name,
        kind=entry.kind,
        country=entry.country_on(day),
        aliases=entry.aliases,
        wikidata=entry.wikidata,
    )


def _of_body(body: Body) -> Actor:
    if body.kind is ActorKind.COUNTRY:
        return _of_state(body.country)
    if entry := catalogue().lookup(body.name, None, _NOT_PERSONS):
        return _of_entry(entry)
    return Actor(id=actor_id(body.name), name=body.name, kind=body.kind, country=body.country)


def _person(
    ranked: Sequence[str], before: str, after: str, lang: str | None, day: date | None, scope: str | None
) -> Actor:
    for surface in ranked:
        for name in (surface, strip_titles(surface)):
            if entry := catalogue().lookup(name, day, (ActorKind.PERSON,)):
                return _of_entry(entry, day)
    if holder := next(filter(None, (bodies().holder(surface, lang) for surface in ranked)), None):
        return _of_body(holder)
    named = [surface for surface in ranked if _is_named(surface)]
    name = strip_titles(named[0]) if named else ranked[0]
    said = (led_country(s) or (_country_within(s, lang) if _is_phrase(s) else None) for s in ranked)
    country = next(filter(None, said), None) or titled_country(before, after, lang)
    known_by_name = bool(named) and len(tokens(name)) > 1
    return Actor(
        id=actor_id(name, None if known_by_name else scope),
        name=name,
        kind=ActorKind.PERSON,
        country=country,
        aliases=tuple(dict.fromkeys(strip_titles(surface) for surface in named)),
    )


def _unknown(ranked: Sequence[str], kind: ActorKind, lang: str | None, scope: str | None) -> Actor:
    named = [surface for surface in ranked if _is_named(surface)]
    proper = bool(named) and kind is not ActorKind.GROUP
    name = ranked[0]
    country = next(filter(None, (_country_within(surface, lang) for surface in ranked)), None)
    return Actor(
        id=actor_id(name, None if proper else scope),
        name=name,
        kind=kind,
        country=country,
        aliases=tuple(named) if proper else (),
    )


def _country_within(surface: str, lang: str | None) -> str | None:
    """Country of a phrase: of the body that leads it ("KBRI Nairobi"), of the state or the one known actor in it."""
    words = tokens(surface)
    known = [
        (hit.start, entry.country)
        for hit in catalogue().spot(words)
        for entry in hit.values
        if entry.kind is not ActorKind.PERSON or hit.end - hit.start > 1
    ]
    if known and known[0][0] == 0:
        return known[0][1]
    if iso3 := countries().inside(surface, lang):
        return iso3
    owners = {country for _, country in known}
    return owners.pop() if len(owners) == 1 else None
