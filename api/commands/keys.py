"""casus keys: who may ask the service what."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from api import times
from api.commands import options as o

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from graph.keys import Key
    from graph.store import Store

SCOPES = ("read", "export", "write", "admin")
NAME_CHARS = 100
keys = typer.Typer(help="Make, list and revoke keys of the service.", no_args_is_help=True, rich_markup_mode=None)


def _expiry(text: str) -> datetime:
    """An instant to come: `90d` from now, the start of a day in UTC, or an instant with its zone."""
    now = datetime.now(UTC)
    try:
        if text.endswith("d") and text[:-1].isdecimal() and text.isascii():
            end = now + timedelta(days=int(text[:-1]))
        elif len(text) == len("YYYY-MM-DD"):
            end = datetime.combine(times.day(text), time(), UTC)
        else:
            end = times.instant(text)
    except OverflowError as error:
        raise typer.BadParameter(f"{text!r} is too far away") from error
    except ValueError as error:
        raise typer.BadParameter(f"{error}, or 90d") from error
    if end <= now:
        raise typer.BadParameter(f"{text!r} is not in the future")
    return end


@keys.command()
def create(
    scope: Annotated[
        list[str],
        typer.Option(
            "--scope",
            metavar="SCOPE",
            parser=o.one_of(SCOPES),
            help=f"{', '.join(SCOPES)}; may be repeated. admin holds the others.",
        ),
    ],
    expires: Annotated[
        datetime | None,
        typer.Option("--expires", metavar="WHEN", parser=_expiry, help="90d, YYYY-MM-DD or an instant; never without."),
    ] = None,
    name: Annotated[str, typer.Option("--name", help="Whose key it is, for the list.")] = "",
    store: o.StoreAddress = None,
    json: o.Json = False,
) -> None:
    """Make a key and print it, this once: the store keeps only a hash."""
    from contextlib import closing
    from json import dumps

    from api import tokens
    from api.commands import output
    from api.settings import settings
    from api.stores import open_ready
    from graph.errors import InputError
    from graph.keys import KeyScope

    if len(name) > NAME_CHARS:
        raise InputError(f"the name has {len(name)} characters, over {NAME_CHARS}; give a shorter one")
    with closing(open_ready(settings(), store)) as opened:
        key, token = tokens.mint(name, frozenset(map(KeyScope, scope)), datetime.now(UTC), expires)
        opened.keys().add(key)
    output.write(dumps({**_told(key), "key": token}, ensure_ascii=False, indent=2) if json else token)
    output.say(f"key {key.id}, kept nowhere else: give it to whoever needs it, and revoke it by `casus keys revoke`")


@keys.command("list")
def listing(store: o.StoreAddress = None, json: o.Json = False) -> None:
    """List keys, the newest first; what opens with them is not known here."""
    from json import dumps

    from rich import box
    from rich.table import Table

    from api.commands import output
    from graph.text import legible

    with _opened(store) as opened:
        found = opened.keys().all()
    if json:
        output.write(dumps([_told(key) for key in found], ensure_ascii=False, indent=2))
        return
    table = Table(title="Keys", box=box.SIMPLE_HEAD, title_justify="left")
    for heading in ("Key", "Name", "Scopes", "State", "Made", "Expires"):
        table.add_column(heading, overflow="fold")
    for key in found:
        end = f"{key.expires_at:%Y-%m-%d %H:%M}" if key.expires_at else "never"
        scopes, made = ", ".join(sorted(key.scopes)), f"{key.created_at:%Y-%m-%d %H:%M}"
        table.add_row(key.id, legible(key.name), scopes, _state(key), made, end)
    output.show(table)


@keys.command()
def revoke(
    key: Annotated[str, typer.Argument(metavar="ID", help="Identifier of a key, as `casus keys list` shows it.")],
    store: o.StoreAddress = None,
) -> None:
    """Make a key worthless. Running it again changes nothing."""
    from api import tokens
    from api.commands import output
    from api.settings import settings
    from graph.errors import NotFoundError

    # Whoever pastes the whole key wants it gone all the same.
    number = (tokens.parse(key) or (key,))[0]
    with _opened(store) as opened:
        found = opened.keys().revoke(number, datetime.now(UTC))
    if found is None:
        raise NotFoundError(f"there is no key {tokens.redact(number)!r}; `casus keys list` lists them")
    output.say(f"revoked {found.id}; a running service refuses it within {settings().key_seconds:g} s")


def _state(key: Key) -> str:
    return "revoked" if key.revoked_at else "live" if key.lives(datetime.now(UTC)) else "expired"


def _told(key: Key) -> dict[str, object]:
    """What may be told of a key."""
    moments = {"created_at": key.created_at, "expires_at": key.expires_at, "revoked_at": key.revoked_at}
    told = {name: moment.isoformat(timespec="seconds") if moment else None for name, moment in moments.items()}
    return {"id": key.id, "name": key.name, "scopes": sorted(key.scopes), "state": _state(key), **told}


def _opened(address: str | None) -> AbstractContextManager[Store]:
    from contextlib import closing

    from api.settings import settings
    from api.stores import open_ready, require_store

    configured = settings()
    require_store(configured, address)
    return closing(open_ready(configured, address))
