"""casus jobs: the loads that the store knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.commands import options as o

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from graph.store import Store

jobs = typer.Typer(help="List loads, the newest first.", rich_markup_mode=None)


@jobs.callback(invoke_without_command=True)
def listing(context: typer.Context, store: o.StoreAddress = None, limit: o.Limit = None, json: o.Json = False) -> None:
    """List loads, the newest first."""
    if context.invoked_subcommand is not None:
        return
    from json import dumps

    from rich import box
    from rich.table import Table

    from api.commands import output
    from api.settings import settings
    from api.shapes import JobAnswer

    with _opened(store) as opened:
        found = [JobAnswer.of(job) for job in opened.jobs().latest(limit or settings().page_default)]
    if json:
        output.write(dumps([job.model_dump(mode="json") for job in found], ensure_ascii=False, indent=2))
        return
    table = Table(title="Loads", box=box.SIMPLE_HEAD, title_justify="left")
    for heading in ("Job", "Input", "State", "Begun"):
        table.add_column(heading, overflow="fold")
    for heading in ("Read", "Loaded", "Merged", "Rejected", "Per second"):
        table.add_column(heading, justify="right")
    for job in found:
        counts = (job.count(name) for name in ("read", "loaded", "merged", "rejected"))
        begun = f"{job.created_at:%Y-%m-%d %H:%M}"
        table.add_row(job.id, job.input or "an article", job.state.value, begun, *counts, job.count("rate"))
    output.show(table)


@jobs.command()
def show(
    job: Annotated[str, typer.Argument(metavar="ID", help="Identifier of a job.")],
    store: o.StoreAddress = None,
    json: o.Json = False,
) -> None:
    """Tell all that is known of one load."""
    from json import dumps

    from api.commands import output
    from api.shapes import JobAnswer
    from graph.errors import NotFoundError

    with _opened(store) as opened:
        found = opened.jobs().get(job)
    if found is None:
        raise NotFoundError(f"there is no job {job!r}; `casus jobs` lists them")
    answer = JobAnswer.of(found).model_dump(mode="json")
    if json:
        output.write(dumps(answer, ensure_ascii=False, indent=2))
        return
    for name, value in _lines(answer):
        output.show(f"{name}: {value}")


def _lines(answer: dict[str, object]) -> Iterator[tuple[str, object]]:
    for name, value in answer.items():
        if isinstance(value, dict):
            yield from ((f"  {key}", inner) for key, inner in value.items() if inner not in (None, {}, []))
        elif value is not None:
            yield name, value


def _opened(address: str | None) -> AbstractContextManager[Store]:
    from contextlib import closing

    from api.settings import settings
    from api.stores import open_ready, require_store

    configured = settings()
    require_store(configured, address)
    return closing(open_ready(configured, address))
