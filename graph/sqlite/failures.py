"""SQLite's failures in Casus's words, translated once, at the store's edge."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.errors import InputError, StoreError, StoreTimeoutError, StoreUnavailableError

_PRIMARY = 0xFF  # the low byte of an extended result code is its primary code
_MEANING: dict[int, tuple[type[StoreError], str]] = {
    sqlite3.SQLITE_INTERRUPT: (StoreTimeoutError, "the question took longer than its limit: narrow it or raise it"),
    sqlite3.SQLITE_BUSY: (StoreUnavailableError, "locked by another program: try again"),
    sqlite3.SQLITE_LOCKED: (StoreUnavailableError, "locked by another program: try again"),
    sqlite3.SQLITE_FULL: (StoreUnavailableError, "the disk is full: free some space and try again"),
    sqlite3.SQLITE_CANTOPEN: (StoreUnavailableError, "cannot be opened: check that it may be read and written"),
    sqlite3.SQLITE_IOERR: (StoreUnavailableError, "the disk failed to read or write: check it and try again"),
    sqlite3.SQLITE_READONLY: (StoreError, "may only be read: Casus needs to write to the file and its folder"),
    sqlite3.SQLITE_PERM: (StoreError, "may not be opened: check its permissions"),
    sqlite3.SQLITE_NOTADB: (StoreError, "is not a SQLite file: name another one"),
    sqlite3.SQLITE_CORRUPT: (StoreError, "is damaged: restore a copy (`casus store check` tells what is wrong)"),
}


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Raise StoreError and its kin for SQLite's errors, InputError for values that no file can hold."""
    try:
        yield
    except sqlite3.Error as error:
        number = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & _PRIMARY
        kind, meaning = _MEANING.get(number, (StoreError, str(error)))
        if "no such index" in str(error) or "no such table" in str(error):
            kind, meaning = StoreUnavailableError, "is being filled, its indexes come last: try again later"
        raise kind(f"{path}: {meaning}") from error
    except OSError as error:
        raise StoreUnavailableError(f"{path}: cannot be opened: {error.strerror}") from error
    except UnicodeEncodeError as error:
        raise InputError(f"text that is not Unicode: half of a surrogate pair, at character {error.start}") from error
    except OverflowError as error:
        raise InputError("a whole number of more than 64 bits") from error
