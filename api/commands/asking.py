"""What the commands that ask have in common: a view of the store, and answers page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from pydantic import ValidationError

from api.commands.output import say, show, write
from api.params import Narrowed, Paged
from api.settings import Settings
from api.shapes import Listing
from api.stores import open_ready, require_store
from graph.cursors import encode
from graph.errors import QueryError
from graph.model import Action
from graph.questions import Scope
from graph.store import Page, View

if TYPE_CHECKING:
    from rich.console import RenderableType

Item = TypeVar("Item")
Question = TypeVar("Question", bound=Narrowed)


@contextmanager
def viewing(settings: Settings, address: str | None, as_of: datetime | None) -> Iterator[View]:
    require_store(settings, address)
    store = open_ready(settings, address)
    try:
        yield store.view(as_of)
    finally:
        store.close()


def asked(question: type[Question], filters: Mapping[str, object], given: Mapping[str, object]) -> Question:
    """The parameters that the endpoint would have; what was not given is left out. Raises QueryError."""
    values = {name: value for name, value in {**filters, **given}.items() if value not in (None, [])}
    try:
        return question.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        where = "-".join(str(part) for part in first["loc"][:1]).replace("_", "-")
        raise QueryError(f"--{where}: {first['msg']}") from error


def collect(ask: Callable[[Scope], Page[Item]], asked: Paged, limit: int | None, settings: Settings) -> Listing[Item]:
    """Up to `limit` answers, asked for page by page."""
    wanted, question = limit or settings.page_default, asked.question()
    scope = asked.page(settings)
    items: list[Item] = []
    total: int | None = None
    while True:
        page = ask(replace(scope, limit=min(wanted - len(items), settings.page_max)))
        items, total = items + list(page.items), page.total if page.total is not None else total
        if page.next is None or len(items) >= wanted:
            break
        scope = replace(scope, after=page.next, count=0)
    return Listing(items=tuple(items), truncated=page.truncated, next=encode(page.next, question), total=total)


def tell(found: Listing[Item], json: bool, table: Callable[[Sequence[Item]], RenderableType], noun: str) -> None:
    """The answer as the endpoint gives it, or as a table."""
    if json:
        write(found.model_dump_json(indent=2))
    elif found.items:
        show(table(found.items))
    remark(found.items, found.truncated, noun, found.total)


def remark(items: Sequence[object], more: bool, noun: str, total: int | None = None) -> None:
    """A friendly line where there is nothing, or more than was shown."""
    if not items:
        say(f"no {noun} found; widen the question, or load articles that tell of some with `casus load`")
    elif more:
        say(f"{len(items)} {noun} shown, there are {'more' if total is None else total}; raise --limit")


def action(name: str) -> Action:
    """Raises QueryError for a name that PLOVER does not have."""
    try:
        return Action(name.upper())
    except ValueError as error:
        raise QueryError(f"{name!r} is no action; the actions are {', '.join(Action)}") from error


def actions(names: Sequence[str] | None) -> list[Action]:
    return [action(name) for name in names or ()]


def refuse(why: str, options: Mapping[str, object]) -> None:
    """Raise QueryError for an option that was given where it has no meaning."""
    if given := [name for name, value in options.items() if value not in (None, [])]:
        raise QueryError(f"{' and '.join(given)} {why}")
