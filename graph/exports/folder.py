"""A folder of text files that get their names when all of them are whole, and not before."""

from __future__ import annotations

import gzip
import io
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, BinaryIO

from graph.errors import InputError

PART = ".part"
_LEVEL = 3  # of gzip: a third of the time of its usual 9


class Folder:
    """Make it with `filled`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._names: list[str] = []
        self._open = ExitStack()

    def text(self, name: str) -> IO[str]:
        """A new file for UTF-8, with line ends as they are given; one named *.gz is compressed."""
        file: BinaryIO | gzip.GzipFile = self._open.enter_context((self._path / (name + PART)).open("xb"))
        self._names.append(name)
        if name.endswith(".gz"):
            # Neither name nor time inside: the same rows give the same bytes.
            file = self._open.enter_context(gzip.GzipFile("", "wb", _LEVEL, file, mtime=0))
        return self._open.enter_context(io.TextIOWrapper(file, encoding="utf-8", newline=""))

    def keep(self) -> None:
        """Name the files, once they are on the disk."""
        self._open.close()
        parts = {name: self._path / (name + PART) for name in self._names}
        for part in parts.values():
            with part.open("rb") as file:
                os.fsync(file.fileno())
        for name, part in parts.items():
            part.rename(self._path / name)

    def drop(self) -> None:
        try:
            self._open.close()  # flushes, which may fail again
        finally:
            for name in self._names:
                (self._path / (name + PART)).unlink(missing_ok=True)
                (self._path / name).unlink(missing_ok=True)


@contextmanager
def filled(path: Path) -> Iterator[Folder]:
    """A new or empty folder, kept as the block leaves it, or empty where the block raises.

    Raises InputError for a folder that holds something, or that cannot be written.
    """
    try:
        path.mkdir(exist_ok=True)
        if any(path.iterdir()):
            raise InputError(f"{path}: is not empty: name a new or an empty folder")
        folder = Folder(path)
        try:
            yield folder
            folder.keep()
        except BaseException:
            folder.drop()
            raise
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror or error}") from error
