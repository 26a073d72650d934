"""casus extract: what would be stored, without a store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.commands import options as o

if TYPE_CHECKING:
    from rich.table import Table


def extract(
    inputs: o.Inputs,
    form: Annotated[
        str, typer.Option("--format", metavar="jsonl|table", parser=o.one_of(("jsonl", "table")))
    ] = "jsonl",
    published: o.Published = None,
) -> None:
    """Print the events and links that articles tell, without a store.

    JSON lines on standard output; rejected inputs on standard error. Status 1 says that no article could be read, or
    that the extractor failed on one.
    """
    from json import dumps

    from api.commands import output
    from api.commands.load import rejected
    from api.settings import settings
    from loaders.article import Rejection, dated
    from loaders.extract.pipeline import Extractor
    from loaders.extract.predictions import rows
    from loaders.intake import accept, document
    from loaders.readers.inputs import read_inputs

    extractor = Extractor.default()
    handled, failed, told = 0, 0, list[dict[str, Any]]()
    for raw in dated(read_inputs(inputs, settings().limits), published):
        article = raw if isinstance(raw, Rejection) else accept(raw)
        if isinstance(article, Rejection):
            output.say(f"rejected {rejected(article)}")
            continue
        try:
            named = None if isinstance(raw, Rejection) else raw.id
            found = list(rows(extractor.extract(document(article, named))))
        except Exception as error:  # one text that the extractor cannot take must not end the run
            failed += 1
            output.say(f"{raw.where}: the extractor failed ({error!r}); please report this text")
            continue
        handled += 1
        if form == "table":
            told += found
        else:
            for row in found:
                output.write(dumps(row, ensure_ascii=False))
    if told:
        output.show(_table(told))
    if failed or not handled:
        raise typer.Exit(1)


def _table(rows: list[dict[str, Any]]) -> Table:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from graph.text import legible

    table = Table(box=box.SIMPLE_HEAD, show_lines=True)
    for heading, ratio in (("Event", 4), ("Act", 4), ("Who", 6), ("When", 3), ("Where", 3), ("The text says", 12)):
        table.add_column(heading, ratio=ratio, overflow="fold")
    for row in rows:
        if link := row.get("link"):
            cells = [link["cause"], "led to", link["effect"], "", "", link["evidence"]["text"]]
        else:
            who = " -> ".join(side["name"] if side else "(unnamed)" for side in (row["source"], row["target"]))
            act = "/".join(filter(None, (row["action"], row["mode"]))) + f"\n{row['modality']}"
            place = row["place"]["name"] if row["place"] else ""
            cells = [row["event"], act, who, row["date"] or "undated", place, row["sentence"]["text"]]
        table.add_row(*(Text(legible(cell)) for cell in cells))
    return table
