"""The embedded store: one SQLite file (write-ahead log), nothing to install."""

from graph.sqlite.store import SqliteStore, open_sqlite

__all__ = ["SqliteStore", "open_sqlite"]
