"""The graph's version: numbered migrations, noted as (:Migration {version, name}) nodes.

Every question and write passes through here, so none meets a schema that this Casus does not know.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from neo4j import ManagedTransaction, Transaction

from graph.errors import SchemaTooNewError, SchemaTooOldError, StoreError
from graph.neo4j import publishers
from graph.neo4j.connection import Connection, Result, Work
from graph.neo4j.statements import migrations, statement

LATEST = migrations()[-1][0]
IMPORTED = 0  # what import files say: rows of the latest version without its indexes
_FOREIGN = -1
_FILLS = {"0006_publishers": publishers.fill}  # what a migration does that Cypher cannot
_INDEX_SECONDS = 24 * 60 * 60  # longer than the indexes of any graph take


class Schema:
    """Looks at the version once per process; an empty database gets the whole schema at that moment."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._lock = threading.Lock()
        self._right = False

    def version(self) -> int:
        """The database's version (-1: it holds something else); an empty one gets the schema. Raises StoreError."""
        row = self._connection.ask("version")[0]
        if row["empty"]:
            self.migrate()
            return LATEST
        version: int = row["version"]
        return version

    def read(self, work: Work[Result]) -> Result:
        """As `Connection.read`. Raises SchemaTooOldError or SchemaTooNewError too."""
        self._require()
        return self._connection.read(work)

    def write(self, work: Work[Result]) -> Result:
        """As `Connection.write`. Raises SchemaTooOldError or SchemaTooNewError too."""
        self._require()
        return self._connection.write(work)

    @contextmanager
    def locked(self) -> Iterator[Transaction]:
        """A transaction that keeps every writer out until it ends. Raises StoreError."""
        self._require()
        with self._connection.transaction() as transaction:
            self.lock(transaction)
            yield transaction

    def lock(self, transaction: Transaction | ManagedTransaction) -> None:
        """Wait for writers in other processes, and see that none of them has changed the schema."""
        row = transaction.run(statement("lock")).single()
        self.refuse(row["version"] if row else _FOREIGN)

    def verify(self) -> None:
        """Raise StoreUnavailableError, SchemaTooOldError or SchemaTooNewError unless the store can be used now."""
        version = self.version()
        self._right = version == LATEST
        self.refuse(version)

    def refuse(self, version: int) -> None:
        """Raise StoreError (SchemaTooNewError, SchemaTooOldError) unless `version` is what this Casus writes."""
        where = self._connection.address
        self._refuse_foreign(version)
        if version > LATEST:
            raise SchemaTooNewError(f"{where}: schema {version}, this Casus knows {LATEST}: install a newer Casus")
        if version < LATEST:
            raise SchemaTooOldError(f"{where}: schema {version}, this Casus needs {LATEST}: run `casus store migrate`")

    def migrate(self) -> tuple[str, ...]:
        """Apply what is missing, each statement in a transaction of its own, and return the migrations' names.

        Raises SchemaTooNewError, and StoreError for a database that holds what Casus did not write.
        """
        with self._lock:
            row = self._connection.ask("version")[0]
            if not row["empty"]:
                self._refuse_foreign(row["version"])
            if row["version"] > LATEST:
                self.refuse(row["version"])
            return self._apply(row["version"])

    def _refuse_foreign(self, version: int) -> None:
        if version == _FOREIGN:
            raise StoreError(f"{self._connection.address}: holds what Casus did not write: name an empty database")

    def _require(self) -> None:
        if not self._right:
            self.verify()

    def _apply(self, after: int) -> tuple[str, ...]:
        """All are noted at once, at the end: a database that was empty stays so until its schema is whole."""
        missing = [migration for migration in migrations() if migration[0] > after]
        for step in (step for _, _, steps in missing for step in steps):
            self._connection.execute(step)
        if after == IMPORTED:
            self._connection.execute(statement("finish_import"), seconds=_INDEX_SECONDS)
        for name in (name for _, name, _ in missing if name in _FILLS):
            _FILLS[name](self._connection)
        rows = [{"version": version, "name": name} for version, name, _ in missing]
        self._connection.execute(statement("write_migrations"), rows=rows, at=datetime.now(UTC))
        return tuple(name for _, name, _ in missing)
