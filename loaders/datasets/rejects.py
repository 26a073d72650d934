"""The file of rejected rows beside a load: number, code, reason and the row, tab-separated with a header."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable
from math import inf
from pathlib import Path
from typing import Any, TextIO

from graph.errors import InputError
from loaders.datasets.coded import Fault

HEADER = ("row", "code", "reason", "text")
_TSV: dict[str, Any] = {"dialect": "excel-tab", "lineterminator": "\n"}


class Rejects:
    """Grows with the load's transactions: what was written since the last `keep` is written over by the next `put`."""

    def __init__(self, path: Path, after: int) -> None:
        """Goes on in the file that is there, without rows of a number over `after`: their batch never was committed.

        Raises InputError where no file can be written.
        """
        self.path = path
        try:
            self._file = self._opened(path, after)
        except OSError as error:
            reason = f"{path}: rejected rows cannot be kept there ({error.strerror or error}); choose another folder"
            raise InputError(reason) from error
        self._kept = self._file.seek(0, os.SEEK_END)

    @staticmethod
    def _opened(path: Path, after: int) -> TextIO:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(".new")
        with fresh.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, **_TSV)
            writer.writerow(HEADER)
            if path.exists() and after:
                # No cell is longer than the file, but one may be longer than the module reads by itself.
                csv.field_size_limit(max(csv.field_size_limit(), path.stat().st_size))
                with path.open(encoding="utf-8", newline="") as known:
                    rows = csv.reader(known, **_TSV)
                    writer.writerows(row for row in rows if _number(row) <= after)
        fresh.replace(path)
        return path.open("r+", encoding="utf-8", newline="")

    def put(self, faults: Iterable[Fault]) -> None:
        self._file.seek(self._kept)
        self._file.truncate()
        csv.writer(self._file, **_TSV).writerows((f.number, f.code, f.reason, f.row) for f in faults)
        self._file.flush()
        # The batch is committed after this: a power cut must not take its rejected rows alone.
        os.fsync(self._file.fileno())

    def keep(self) -> None:
        self._kept = self._file.tell()

    def close(self) -> None:
        self._file.close()


def _number(row: list[str]) -> float:
    """Of a row that was written whole; the header and the torn last line of a load that was killed are none."""
    return int(row[0]) if len(row) == len(HEADER) and row[0].isdecimal() else inf
