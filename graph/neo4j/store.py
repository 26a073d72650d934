"""One Neo4j database as a store."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import datetime

from graph.neo4j.check import check
from graph.neo4j.connection import Connection
from graph.neo4j.dump import Neo4jDump
from graph.neo4j.jobs import Neo4jJobs
from graph.neo4j.keys import Neo4jKeys
from graph.neo4j.schema import LATEST, Schema
from graph.neo4j.shortcuts import draw_anew
from graph.neo4j.statements import statement
from graph.neo4j.view import Neo4jView
from graph.neo4j.writer import Neo4jWriter
from graph.store import QUERY_SECONDS, Finding

USER = "neo4j"
ROWS_AT_ONCE = 1000


class Neo4jStore:
    """A store in a Neo4j database. Make it with `open_neo4j`."""

    def __init__(self, connection: Connection) -> None:
        self.address = connection.address
        self.rows_at_once = ROWS_AT_ONCE
        self._connection = connection
        self._schema = Schema(connection)
        self._turn = threading.Lock()

    def view(self, as_of: datetime | None = None, reports: int | None = None) -> Neo4jView:
        return Neo4jView(self._schema, as_of, reports)

    def writer(self) -> Neo4jWriter:
        return Neo4jWriter(self._schema, self._turn)

    def filling(self) -> AbstractContextManager[None]:
        return nullcontext()

    def jobs(self) -> Neo4jJobs:
        return Neo4jJobs(self._schema)

    def keys(self) -> Neo4jKeys:
        return Neo4jKeys(self._schema)

    @contextmanager
    def dump(self) -> Iterator[Neo4jDump]:
        with self._schema.locked() as transaction:
            yield Neo4jDump(transaction)

    def revision(self) -> str:
        return self._schema.read(lambda tx: str(tx.run(statement("revision")).single(strict=True)["revision"]))

    def schema(self) -> tuple[int, int]:
        return self._schema.version(), LATEST

    def migrate(self) -> tuple[str, ...]:
        return self._schema.migrate()

    def health(self) -> None:
        self._schema.verify()

    def check(self) -> tuple[Finding, ...]:
        return check(self._connection, self._schema.version())

    def rebuild(self) -> None:
        with self._turn:
            draw_anew(self._schema)

    def close(self) -> None:
        self._connection.close()


def open_neo4j(
    address: str, *, user: str | None = None, password: str | None = None, query_seconds: float = QUERY_SECONDS
) -> Neo4jStore:
    """The store at `address`, as neo4j://host:7687 (or neo4j+s, bolt, bolt+s; a path names the database).

    Nothing is connected yet: a service starts while the database is away, and every use says so until it is back. An
    empty database gets the schema at first use. `query_seconds` limits each question, and a write to twelve times that.
    Without a password no authentication is tried.
    Raises InputError for an address that is none, or that holds a user or password.
    """
    return Neo4jStore(Connection(address, user or USER, password, query_seconds))
