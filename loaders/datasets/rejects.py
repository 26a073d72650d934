"""The file of rejected rows beside a load: number, code, reason and the row, tab-separated with a header."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from loaders.datasets.coded import Fault

HEADER = ("row", "code", "reason", "text")
_TSV: dict[str, Any] = {"dialect": "excel-tab", "lineterminator": "\n"}


class Rejects:
    """Grows with the load's transactions: what was written since the last `keep` is written over by the next `put`."""

    def __init__(self, path: Path, after: int) -> None:
        """Goes on in the file that is there, without rows of a number over `after`: their batch never was committed."""
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(".new")
        with fresh.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, **_TSV)
            writer.writerow(HEADER)
            if path.exists() and after:
                with path.open(encoding="utf-8", newline="") as known:
                    rows = csv.reader(known, **_TSV)
                    writer.writerows(row for row in rows if row and row[0].isdigit() and int(row[0]) <= after)
        fresh.replace(path)
        self._file = path.open("r+", encoding="utf-8", newline="")
        self._kept = self._file.seek(0, os.SEEK_END)

    def put(self, faults: Iterable[Fault]) -> None:
        self._file.seek(self._kept)
        self._file.truncate()
        csv.writer(self._file, **_TSV).writerows((f.number, f.code, f.reason, f.row) for f in faults)
        self._file.flush()

    def keep(self) -> None:
        self._kept = self._file.tell()

    def close(self) -> None:
        self._file.close()
