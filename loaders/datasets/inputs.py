"""Which of the things that a user names are data sets, and of which format."""

from __future__ import annotations

import glob
import io
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from graph.errors import InputError, LimitError
from loaders.datasets.formats.known import make
from loaders.datasets.formats.release import release as release_of
from loaders.datasets.tables.columns import recognise
from loaders.datasets.tables.source import HEAD
from loaders.datasets.tables.table import Table
from loaders.limits import Limits
from loaders.readers.lines import peek

STDIN = "-"
_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b")
_WILD = re.compile(r"[*?\[]")
# The yearly files of UCDP GED are the whole set; its slices and the monthly candidate events are named otherwise.
_WHOLE = re.compile(r"GEDEvent_v[0-9]+_[0-9]+(?![0-9_])|\Aged[0-9]{2,3}-csv\.zip\Z", re.IGNORECASE)
_RELEASE = re.compile(r"v?([0-9]{1,2}(?:[._-][0-9]{1,2})*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DataSet:
    """One input; `path` None is standard input. `format` is None, with the reason, where it cannot be read."""

    path: Path | None
    format: str | None
    release: str = ""
    whole: bool = False
    reason: str = ""

    @property
    def name(self) -> str:
        return str(self.path) if self.path else "standard input"


@dataclass(frozen=True, slots=True)
class Wish:
    """What a user says of the inputs: a format for all of them, a release, whether they are the whole set."""

    format: str | None = None
    release: str = ""
    whole: bool | None = None


def split(
    names: Sequence[str], limits: Limits, wish: Wish, stdin: io.BufferedReader | None = None
) -> tuple[list[DataSet], list[str]]:
    """The data sets, and what is left for the readers of articles. A pattern (`*`, `?`) stands for its files.

    Raises InputError for a format or release that there is not, and for several files each of which were the whole set.
    """
    if wish.format:
        make(wish.format)
    wish = replace(wish, release=_spelt(wish.release))
    sets: list[DataSet] = []
    others: list[str] = []
    for name in names:
        found, left = _of(name, limits, wish, stdin)
        sets += found
        others += left
    if wish.whole:
        _refuse_several(sets)
    return sets, others


def _spelt(release: str) -> str:
    if not release:
        return ""
    if found := _RELEASE.fullmatch(release):
        return release_of(f"v{found[1]}")
    raise InputError(f"{release!r} is no release: write it as 24.1 (--release)")


def _refuse_several(sets: Sequence[DataSet]) -> None:
    """Each would retract what only another one holds."""
    first: dict[tuple[str, str], str] = {}
    for one in sets:
        if one.format and (other := first.setdefault((one.format, one.release), one.name)) != one.name:
            raise InputError(f"{other} and {one.name} cannot both be all of one set (--whole): pack them into one zip")


def _of(name: str, limits: Limits, wish: Wish, stdin: io.BufferedReader | None) -> tuple[list[DataSet], list[str]]:
    if name == STDIN:
        one = _stream(wish, stdin)
        return ([one], []) if one else ([], [name])
    if "://" in name:
        return [], [name]
    try:
        path = Path(name)
        if path.is_dir():
            return _folder(path, name, limits, wish)
        if not path.exists() and _WILD.search(name) and (matches := sorted(glob.glob(name))):
            parts = [_of(match, limits, wish, stdin) for match in matches]
            return [one for sets, _ in parts for one in sets], [one for _, left in parts for one in left]
        one = _file(path, limits, wish)
    except (OSError, ValueError):
        return [], [name]
    return ([one], []) if one else ([], [name])


def _folder(top: Path, name: str, limits: Limits, wish: Wish) -> tuple[list[DataSet], list[str]]:
    """A folder without a data set stays whole for the readers of articles, which explain what they leave out."""
    sets, others = [], []
    for path in _files(top):
        if one := _file(path, limits, wish):
            sets.append(one)
        else:
            others.append(str(path))
        if len(sets) + len(others) > limits.max_files:
            return [], [name]
    return (sets, others) if sets else ([], [name])


def _files(top: Path) -> Iterator[Path]:
    for folder, folders, files in os.walk(top):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        yield from (Path(folder, one) for one in sorted(files) if not one.startswith("."))


def _file(path: Path, limits: Limits, wish: Wish) -> DataSet | None:
    """None for what looks like no data set; a packed file is none of articles, so it is always taken for one."""
    if not path.is_file():
        return None
    with path.open("rb") as file:
        head = file.read(HEAD)
    found, reason = wish.format or recognise(head), ""
    if found is None and not head.startswith(_ARCHIVES):
        return None
    if found is None:
        try:
            with Table(path, None, limits) as table:
                found = table.format
                reason = "" if found else f"{path}: nothing in it"
        except (InputError, LimitError) as error:
            reason = str(error)
    release = wish.release or release_of(path.name)
    whole = bool(_WHOLE.search(path.name)) if wish.whole is None else wish.whole
    return DataSet(path, found, release if found == "ucdp" else "", whole, reason)


def _stream(wish: Wish, stdin: io.BufferedReader | None) -> DataSet | None:
    if stdin is None:
        return None
    head = peek(stdin)
    packed = head.startswith(_ARCHIVES)
    if found := wish.format or (None if packed else recognise(head)):
        return DataSet(None, found, wish.release if found == "ucdp" else "", bool(wish.whole))
    reason = "standard input: a packed stream does not tell its format; say which with --format"
    return DataSet(None, None, reason=reason) if packed else None
