"""Loads of small files of our own, and what became of them."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO

from bench.contents import Contents, neo4j_contents, sqlite_contents
from bench.gdelt import rows
from graph.store import EventQuery, Store
from loaders.datasets.feed import Spec
from loaders.datasets.jobs import Outcome, Tally
from loaders.datasets.load import Plan
from loaders.datasets.load import load as run
from loaders.limits import Limits
from tests.datasets.written import UCDP, quoted, tabbed, ucdp
from tests.store.places import Neo4jPlace, Place, SqlitePlace

DAY, CODE, ADDED = 1, 26, 59  # columns of a row of GDELT 2.0
ANY = EventQuery(modalities=frozenset(), limit=1000)


def gdelt(number: int, bad: Sequence[int] = (), seed: int = 1) -> list[list[str]]:
    """Rows 1 to `number`; those named in `bad` have a day that there is not."""
    made = [row.split("\t") for row in rows(number, seed)]
    for place in bad:
        made[place - 1][DAY] = "20240230"
    return made


def write(path: Path, made: Sequence[Sequence[str]]) -> Path:
    path.write_bytes(tabbed(made))
    return path


def ged(path: Path, **deaths: int) -> Path:
    """A file of UCDP GED; `e7=3` is event 7 with 3 deaths."""
    made = []
    for name, best in deaths.items():
        row = ucdp(int(name[1:]))
        row[UCDP.index("best")] = str(best)
        row[UCDP.index("high")] = str(best + 9)
        made.append(row)
    path.write_bytes(quoted([UCDP, *made]))
    return path


def load(
    path: Path | None,
    store: Store,
    format_: str = "gdelt",
    *,
    release: str = "",
    whole: bool = False,
    max_rejects: int | None = None,
    jobs: Path | None = None,
    on_progress: Callable[[Tally], None] | None = None,
    stream: BinaryIO | None = None,
    limits: Limits | None = None,
) -> Outcome:
    """Load it; every row that was read must be counted once, and each rejected one stand in the file of these."""
    folder = jobs or (path.parent if path else Path()) / "jobs"
    spec = Spec(path, format_, release, limits or Limits(), whole)
    outcome = run(spec, store, Plan(folder, max_rejects), on_progress, stream)
    tally = outcome.tally
    assert tally.read == tally.loaded + tally.merged + tally.rejected
    assert len(rejected(outcome)) == tally.rejected == sum(tally.reasons.values())
    return outcome


def rejected(outcome: Outcome) -> list[list[str]]:
    """The rows of the load's rejects.tsv."""
    if outcome.rejects is None:
        return []
    with Path(outcome.rejects).open(encoding="utf-8", newline="") as file:
        header, *found = csv.reader(file, "excel-tab")
    assert header == ["row", "code", "reason", "text"]
    return found


def deaths(store: Store) -> dict[str, int | None]:
    """Of every event that shows, by the set's identifier."""
    events = store.view().events(ANY).items
    return {event.record.id: event.record.deaths for event in events if event.record}


def contents(home: Place) -> Contents:
    if isinstance(home, SqlitePlace):
        return sqlite_contents(home.path)
    assert isinstance(home, Neo4jPlace)
    with home._driver() as driver:
        return neo4j_contents(driver)
