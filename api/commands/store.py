"""casus store: look after a store."""

from __future__ import annotations

import typer

from api.commands import options as o

store = typer.Typer(help="Look after a store.", no_args_is_help=True, rich_markup_mode=None)


@store.command()
def check(address: o.StoreAddress = None, json: o.Json = False) -> None:
    """Look for what should never be; status 1 when something is found."""
    from dataclasses import asdict
    from json import dumps

    from api.commands import output
    from api.settings import settings
    from api.stores import open_configured, require_store

    configured = settings()
    require_store(configured, address)
    opened = open_configured(configured, address)
    try:
        findings = opened.check()
    finally:
        opened.close()
    if json:
        output.write(dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            output.show(f"{'ok ' if finding.ok else 'BAD'}  {finding.name}: {finding.detail}")
    if not all(finding.ok for finding in findings):
        raise typer.Exit(1)


@store.command()
def migrate(address: o.StoreAddress = None) -> None:
    """Bring an older store to the schema of this Casus. Running it again changes nothing."""
    from api.commands import output
    from api.settings import settings
    from api.stores import open_configured, require_store

    configured = settings()
    require_store(configured, address)
    opened = open_configured(configured, address)
    try:
        applied = opened.migrate()
        version = opened.schema()[0]
    finally:
        opened.close()
    for name in applied:
        output.show(f"applied {name}")
    output.show(f"the store has schema {version}" + ("" if applied else "; nothing to do"))


@store.command()
def rebuild(address: o.StoreAddress = None) -> None:
    """Make anew what is derived from events: counted pairs of actors, short-cuts between them. Questions go on."""
    from api.commands import output
    from api.settings import settings
    from api.stores import open_configured, require_store

    configured = settings()
    require_store(configured, address)
    opened = open_configured(configured, address)
    try:
        opened.rebuild()
    finally:
        opened.close()
    output.show("made anew; `casus store check` looks whether it is sound")
