"""casus actors: two identifiers of one actor, merged and parted again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.commands import options as o

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager

    from graph.merges import Merge
    from graph.store import Store

actors = typer.Typer(help="Merge actors that are one, and undo it.", no_args_is_help=True, rich_markup_mode=None)
Old = Annotated[str, typer.Argument(metavar="OLD", help="Identifier, or a name that only one actor bears.")]


@actors.command()
def merge(
    old: Old,
    into: Annotated[str, typer.Argument(metavar="INTO", help="Likewise: whom it is to be merged into.")],
    by: Annotated[str, typer.Option("--by", metavar="WHO", help="Whose judgement it is.")],
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="For which reason.")],
    store: o.StoreAddress = None,
    json: o.Json = False,
) -> None:
    """Let OLD be another identifier of INTO: its events and names are told of INTO until the merge is undone."""
    from datetime import UTC, datetime

    from graph.errors import InputError
    from graph.questions import identified
    from graph.text import legible

    judged = [legible(" ".join(words.split())) for words in (by, why)]
    if not all(judged):
        raise InputError("a merge needs --by and --why: who says so, and for which reason")
    with _open(store) as opened:
        view = opened.view()
        ends = identified(view, old), identified(view, into)
        _tell([opened.writer().merge(*ends, judged[0], judged[1], datetime.now(UTC))], json)


@actors.command()
def unmerge(
    old: Annotated[str, typer.Argument(metavar="OLD", help="Its identifier, as `casus actors merges` tells it.")],
    store: o.StoreAddress = None,
    json: o.Json = False,
) -> None:
    """Undo the merge of OLD: what was told of it is its own again. Prints the merge that stood."""
    with _open(store) as opened:
        _tell([opened.writer().unmerge(old)], json)


@actors.command()
def merges(store: o.StoreAddress = None, json: o.Json = False) -> None:
    """The merges that stand, the latest first."""
    from api.commands import output

    with _open(store) as opened:
        found = opened.view().merges()
    if found or json:
        _tell(found, json)
    else:
        output.say("no actor is merged; merge two with `casus actors merge`")


def _open(address: str | None) -> AbstractContextManager[Store]:
    from contextlib import closing

    from api.settings import settings
    from api.stores import open_ready, require_store

    configured = settings()
    require_store(configured, address)
    return closing(open_ready(configured, address))


def _tell(found: Sequence[Merge], json: bool) -> None:
    from pydantic import TypeAdapter

    from api.commands import output
    from graph.merges import Merge
    from graph.text import legible

    if json:
        output.write(TypeAdapter(list[Merge]).dump_json(list(found), indent=2).decode())
        return
    for one in found:
        ends = f"{one.old.name} ({one.old.id}) is merged into {one.into.name} ({one.into.id})"
        output.show(legible(f"{ends}, says {one.by} on {one.at.date()}: {one.why}"))
