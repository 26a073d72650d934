"""What the commands that ask have in common: a view of the store, and answers page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from typing import TypeVar

from pydantic import TypeAdapter

from api.commands.output import say, write
from api.places import canonical
from api.settings import Settings
from api.stores import open_ready, require_store
from graph.errors import QueryError
from graph.model import Action, Modality
from graph.questions import Scope, encode
from graph.store import Page, View

Item = TypeVar("Item")


@contextmanager
def viewing(settings: Settings, address: str | None, as_of: datetime | None) -> Iterator[View]:
    require_store(settings, address)
    store = open_ready(settings, address)
    try:
        yield store.view(as_of)
    finally:
        store.close()


def scope(
    since: date | None,
    until: date | None,
    place: str | None,
    modalities: Sequence[str] | None,
    min_confidence: float | None,
    roll_up: bool,
) -> Scope:
    """The options that every question takes."""
    status = frozenset(Modality(name) for name in modalities or ()) or None
    return Scope(since, until, canonical(place), status, min_confidence, roll_up)


def collect(
    ask: Callable[[Scope], Page[Item]], scope: Scope, limit: int | None, settings: Settings
) -> tuple[list[Item], bool]:
    """Up to `limit` answers, asked for page by page, and whether there are more."""
    wanted = limit or settings.page_default
    items: list[Item] = []
    while True:
        page = ask(replace(scope, limit=min(wanted - len(items), settings.page_max)))
        items += page.items
        if page.next is None or len(items) >= wanted:
            return items, page.truncated
        scope = replace(scope, after=encode(page.next))


def write_json(items: Sequence[Item], of: type[Item]) -> None:
    """A JSON list of models, every key there."""
    write(TypeAdapter(list[of]).dump_json(list(items), indent=2).decode())  # type: ignore[valid-type]


def remark(items: Sequence[object], more: bool, noun: str) -> None:
    """A friendly line where there is nothing, or more than was shown."""
    if not items:
        say(f"no {noun} found; widen the question, or load articles that tell of some with `casus load`")
    elif more:
        say(f"{len(items)} {noun} shown, there are more; raise --limit")


def action(name: str) -> Action:
    """Raises QueryError for a name that PLOVER does not have."""
    try:
        return Action(name.upper())
    except ValueError as error:
        raise QueryError(f"{name!r} is no action; the actions are {', '.join(Action)}") from error


def refuse(why: str, options: Mapping[str, object]) -> None:
    """Raise QueryError for an option that was given where it has no meaning."""
    if given := [name for name, value in options.items() if value not in (None, [])]:
        raise QueryError(f"{' and '.join(given)} {why}")
