"""casus export: the whole graph as files for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.commands import options as o

FORMATS = ("neo4j-admin",)


def export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or an empty folder.")],
    form: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="NAME",
            parser=o.one_of(FORMATS),
            help="neo4j-admin: files for its `database import full`.",
        ),
    ],
    gzip: Annotated[bool, typer.Option("--gzip", help="Compress the files.")] = False,
    store: o.StoreAddress = None,
) -> None:
    """Write the whole graph into files. Prints the command that imports them."""
    import time
    from contextlib import closing

    from api.commands import output
    from api.settings import settings
    from api.stores import open_ready, require_store
    from graph.exports import neo4j_admin

    configured = settings()
    require_store(configured, store)
    begun = time.monotonic()
    with closing(open_ready(configured, store)) as opened:
        done = neo4j_admin.export(opened, folder, gzip)
    seconds = max(time.monotonic() - begun, 0.001)
    rate = (done.nodes + done.relationships) / seconds
    output.say(
        f"{done.nodes:,} nodes and {done.relationships:,} relationships written to {folder} for {form} in "
        f"{seconds:.1f} s, {rate:,.0f} a second; import them there with this command, then run `casus store migrate`"
    )
    output.write(done.command)
