"""How fast a data set's file is loaded into SQLite, as a multiple of the bare `executemany` of the same prepared rows.

    python -m bench.load_rows rows.export.CSV [--folder DIR]

Three runs: the load as `casus load` does it, the same file again, and the prepared rows of the same file written by
nothing but `executemany` into a new file of the same schema, one transaction for each batch. Preparing them is not
counted, so the load can only come near by reading while it writes. Peak memory is that of both processes together.
"""

from __future__ import annotations

import argparse
import pickle
import resource
import sqlite3
import tempfile
import time
from pathlib import Path
from typing import Any, BinaryIO

from graph.sqlite import open_sqlite, records, writer
from loaders.datasets.feed import Spec, ahead
from loaders.datasets.load import Plan, load
from loaders.limits import Limits

NOW = "2025-01-01T00:00:00.000000+00:00"


def loaded(spec: Spec, folder: Path) -> tuple[float, float, int]:
    """Seconds of the first and the second load, and rows read."""
    store = open_sqlite(folder / "load.db")
    try:
        begun = time.perf_counter()
        first = load(spec, store, Plan(folder / "jobs"))
        middle = time.perf_counter()
        again = load(spec, store, Plan(folder / "jobs"))
        end = time.perf_counter()
    finally:
        store.close()
    if first.error or not again.known:
        raise SystemExit(f"the load went wrong: {first.error or 'it was not known again'}")
    return middle - begun, end - middle, first.tally.loaded


def prepared(spec: Spec, folder: Path) -> Path:
    """The rows of every batch as the statements take them; on the disk, for they are larger than the file."""
    path = folder / "rows"
    with path.open("wb") as file:
        for chunk in ahead(spec):
            rows = chunk.rows
            tail, cited = (rows.dataset, NOW), (rows.extractor, NOW)
            steps = (
                (writer._ACTOR, [writer._actor(actor, NOW) for actor in rows.actors]),
                (writer._PLACE, [writer._place(place, NOW) for place in rows.places]),
                (records._SOURCE, [(*row, NOW) for row in rows.articles]),
                (records._RECORD, [row + tail for row in rows.events]),
                (records._CITATION, [row + cited for row in rows.reports]),
            )
            pickle.dump(steps, file)
    return path


def bare(rows: Path, folder: Path) -> float:
    """Seconds of `executemany` and commit alone, into a file of the same schema with all its indexes."""
    store = open_sqlite(folder / "bare.db")
    store.close()
    connection = sqlite3.connect(folder / "bare.db", isolation_level=None)
    for pragma in ("synchronous = FULL", "foreign_keys = ON", "cache_size = -32768"):
        connection.execute(f"PRAGMA {pragma}")
    spent = 0.0
    with rows.open("rb") as file:
        while steps := _next(file):
            begun = time.perf_counter()
            connection.execute("BEGIN")
            for statement, some in steps:
                connection.executemany(statement, some)
            connection.execute("COMMIT")
            spent += time.perf_counter() - begun
    connection.close()
    return spent


def _next(file: BinaryIO) -> Any:
    try:
        return pickle.load(file)  # noqa: S301 - written above
    except EOFError:
        return None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--format", default="gdelt")
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    spec = Spec(options.file, options.format, "", Limits())
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        first, again, rows = loaded(spec, Path(folder))
        peak = sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
        alone = bare(prepared(spec, Path(folder)), Path(folder))
    print(f"{rows:,} events loaded in {first:.1f} s: {rows / first:,.0f} a second, peak memory {peak:,.0f} MB")
    print(f"bare executemany of the same rows {alone:.1f} s: the load takes {first / alone:.2f} times as long")
    print(f"the same file again {again:.2f} s: {first / again:,.0f} times quicker")


if __name__ == "__main__":
    main()
