"""The `casus` command. Exit status: 0 fine, 1 something was rejected or found, 2 usage or input, 3 the store."""

from __future__ import annotations

import sys
from typing import Any

import typer
from typer.core import TyperGroup

from api.commands import (
    actor,
    actors,
    chains,
    dyad,
    evaluate,
    events,
    export,
    extract,
    jobs,
    keys,
    load,
    meetings,
    neighbours,
    network,
    options,
    output,
    paths,
    responses,
    search,
    serve,
    show,
    store,
)

USAGE, STORE = 2, 3


class Commands(TyperGroup):
    """Turns our errors into one line and a status, and a reader that went away into silence."""

    def invoke(self, ctx: Any) -> Any:
        from graph.errors import CasusError, StoreError

        output.prepare()
        try:
            try:
                return super().invoke(ctx)
            finally:
                sys.stdout.flush()
        except BrokenPipeError:
            output.drop_output()
            raise typer.Exit(0) from None
        except CasusError as error:
            output.say(str(error))
            raise typer.Exit(STORE if isinstance(error, StoreError) else USAGE) from None


app = typer.Typer(
    cls=Commands,
    help="Who did what to whom, and what it led to, with the sentence that proves it.",
    epilog="Exit status: 0 fine, 1 something was rejected or found, 2 usage or input, 3 the store.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command()(load.load)
app.command()(extract.extract)
app.command()(meetings.meetings)
app.command()(responses.responses)
app.command()(chains.chains)
app.command()(dyad.dyad)
app.command()(actor.actor)
app.command()(neighbours.neighbours)
app.command()(paths.paths)
app.command()(network.network)
app.command()(events.events)
app.command()(search.search)
app.command()(show.show)
app.command()(serve.serve)
app.command()(export.export)
app.command("eval")(evaluate.evaluate)
app.add_typer(actors.actors, name="actors")
app.add_typer(jobs.jobs, name="jobs")
app.add_typer(keys.keys, name="keys")
app.add_typer(store.store, name="store")


@app.command()
def version(json: options.Json = False) -> None:
    """Print the version."""
    import platform
    import sqlite3
    from json import dumps

    from api.version import version as installed

    found = {"casus": installed(), "python": platform.python_version(), "sqlite": sqlite3.sqlite_version}
    output.write(dumps(found) if json else ", ".join(f"{name} {number}" for name, number in found.items()))


def main() -> None:
    app()
