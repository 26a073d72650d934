"""The graph's version: numbered migrations, noted as (:Migration {version, name}) nodes."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

from graph.errors import SchemaTooNewError, SchemaTooOldError
from graph.neo4j.connection import Connection
from graph.neo4j.statements import migrations, statement

LATEST = migrations()[-1][0]


class Schema:
    """Looks at the version once per process; an empty database gets the whole schema at that moment."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._lock = threading.Lock()
        self._right = False

    def version(self) -> int:
        """The database's version (0: it holds something else). Raises StoreError."""
        with self._lock:
            return self._version()

    def require(self) -> None:
        """Raise StoreUnavailableError, SchemaTooOldError or SchemaTooNewError unless the store can be used."""
        if not self._right:
            self.verify()

    def verify(self) -> None:
        """The same, looking again."""
        with self._lock:
            self._right = False
            refuse(self._connection.address, self._version())
            self._right = True

    def migrate(self) -> tuple[str, ...]:
        """Apply what is missing, each statement in a transaction of its own, and return the migrations' names."""
        with self._lock:
            row = self._connection.ask("version")[0]
            if row["version"] > LATEST:
                refuse(self._connection.address, row["version"])
            return self._apply(row["version"])

    def _version(self) -> int:
        row = self._connection.ask("version")[0]
        if row["empty"]:
            self._apply(0)
            return LATEST
        version: int = row["version"]
        return version

    def _apply(self, after: int) -> tuple[str, ...]:
        names = []
        for version, name, steps in migrations():
            if version <= after:
                continue
            for step in steps:
                self._connection.execute(step)
            self._connection.execute(statement("write_migration"), version=version, name=name, at=datetime.now(UTC))
            names.append(name)
        return tuple(names)


def refuse(address: str, version: int) -> None:
    """Raise SchemaTooNewError or SchemaTooOldError unless `version` is the one that this Casus writes."""
    if version > LATEST:
        raise SchemaTooNewError(f"{address} has version {version}, this Casus knows {LATEST}: use a newer Casus")
    if version < LATEST:
        raise SchemaTooOldError(f"{address} has version {version} of {LATEST}: run `casus store migrate`")
