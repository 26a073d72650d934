"""casus eval: how well the extractor reads annotated sentences."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from api.commands import options as o


def evaluate(
    gold: Annotated[list[Path], typer.Argument(metavar="GOLD...", help="Annotated records, one JSON object a line.")],
    errors: Annotated[
        Path | None, typer.Option("--errors", metavar="FILE", help="Write every miss and false alarm as JSON lines.")
    ] = None,
    lang: Annotated[str | None, typer.Option("--lang", metavar="id|en", help="Only records of this language.")] = None,
    model: Annotated[
        Path | None, typer.Option("--model", metavar="DIR", help="An exported reader instead of the packaged one.")
    ] = None,
    min_confidence: o.MinConfidence = None,
    json: o.Json = False,
) -> None:
    """Score the extractor on annotated records (formats: training/README.md).

    Strict wants action, both actors by name and modality; lenient an action that a careful coder could defend and
    actors by name, country or a shared word.
    """
    from json import dumps

    from api.commands import output
    from graph.errors import UnreadableError
    from loaders.evaluation.records import read_records
    from loaders.evaluation.report import mistakes
    from loaders.evaluation.run import evaluate as run
    from loaders.evaluation.run import figures
    from loaders.extract.network import Network
    from loaders.extract.pipeline import Extractor
    from loaders.extract.reader import JointReader

    for path in gold:
        if not path.is_file():
            raise UnreadableError(f"{path}: no such file; check the path")
    records = [record for path in gold for record in read_records(path) if lang in (None, record["lang"])]
    if not records:
        raise UnreadableError("no annotated record to score: check files and --lang")
    extractor = Extractor(JointReader(Network(model))) if model else Extractor.default()
    scored = run(records, extractor, min_confidence or 0.0)
    told = figures(scored)
    if errors:
        lines = [dumps(mistake, ensure_ascii=False) for mistake in mistakes(scored)]
        errors.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    if json:
        output.write(dumps(told, ensure_ascii=False, indent=2))
    else:
        output.show(*_tables(told))


def _tables(told: dict[str, Any]) -> list[Any]:
    from rich import box
    from rich.table import Table

    def table(title: str, *headings: str) -> Table:
        made = Table(*headings, title=title, box=box.SIMPLE_HEAD, title_justify="left", title_style="bold")
        for column in made.columns[1:]:
            column.justify = "right"
        return made

    main = table(f"{told['records']} records, {told['events']} events", "", "precision", "recall", "F1", "95 %")
    for name in ("strict", "lenient", "links"):
        row = told[name]
        low, high = row.get("f1_95", ("", ""))
        between = f"{low:.2f}-{high:.2f}" if low != "" else ""
        main.add_row(name, f"{row['precision']:.2f}", f"{row['recall']:.2f}", f"{row['f1']:.3f}", between)
    right = table("Right of what was found", "", "share", "of")
    for name, row in {**told["right_of_found"], "silent without events": told["silent_without_events"]}.items():
        right.add_row(name, f"{row['share']:.2f}", str(row["of"]))
    actions = table("By action (lenient)", "", "precision", "recall", "F1", "annotated")
    for name, row in told["by_action"].items():
        shares = (f"{row[figure]:.2f}" for figure in ("precision", "recall", "f1"))
        actions.add_row(name, *shares, str(row["annotated"]))
    confusion = table("Taken for another action", "annotated", "printed", "count")
    for row in told["confusion"][:10]:
        confusion.add_row(row["annotated"], row["printed"], str(row["count"]))
    sure = table("Confidence, and how often it is right", "confidence", "right", "rows")
    for row in told["calibration"]:
        sure.add_row(f"{row['confidence']:.2f}", f"{row['right']:.2f}", str(row["rows"]))
    return [main, right, actions, confusion, sure]
