"""Where a store of the conformance suite lives, and how to spoil it behind the store's back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Protocol

from neo4j import Driver, GraphDatabase

from graph.neo4j import open_neo4j
from graph.sqlite import open_sqlite, schema
from graph.store import Store
from tests.neo4j_server import Neo4jServer, clean

QUERY_SECONDS = 30.0  # a busy machine must not fail a test


class Place(Protocol):
    """One home of a store."""

    def open(self) -> Store:
        """Open what lives here, again and again."""

    def clear(self) -> None:
        """Empty it for the next graph; no store is open on it."""

    def make_newer(self) -> None:
        """Mark the schema as one that this Casus does not know."""

    def make_older(self) -> None:
        """Put a graph of an earlier schema here instead."""

    def drop_index(self) -> None: ...

    def shift_sentence(self) -> None:
        """Make one report's offsets wrong."""

    def orphan_event(self) -> None:
        """Take every report away from one event."""

    def misname_side(self, event: str, actor: str) -> None:
        """Let an event name this actor as its source."""

    def mislead(self) -> None:
        """Make wrong, and in part forget, what is derived from events and can be made anew."""


class SqlitePlace:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._number = 0

    @property
    def path(self) -> Path:
        return self._folder / f"casus-{self._number}.db"

    def open(self) -> Store:
        return open_sqlite(self.path, query_seconds=QUERY_SECONDS)

    def clear(self) -> None:
        self._number += 1

    def make_newer(self) -> None:
        self._run("PRAGMA user_version = 9001")

    def make_older(self) -> None:
        self.clear()
        self._run(*schema.migrations()[0].statements)

    def drop_index(self) -> None:
        self._run("DROP INDEX event_source")

    def shift_sentence(self) -> None:
        self._run("UPDATE report SET start = start + 1, stop = stop + 1")

    def orphan_event(self) -> None:
        self._run("DELETE FROM report")

    def misname_side(self, event: str, actor: str) -> None:
        with closing(sqlite3.connect(self.path)) as connection, connection:
            connection.execute("UPDATE event SET source = ? WHERE id = ?", (actor, event))

    def mislead(self) -> None:
        self._run("UPDATE pair SET events = events + 1, first = ''", "DELETE FROM bond")

    def _run(self, *statements: str) -> None:
        with closing(sqlite3.connect(self.path)) as connection, connection:
            for statement in statements:
                connection.execute(statement)


class Neo4jPlace:
    def __init__(self, server: Neo4jServer) -> None:
        self._server = server
        self.clear()

    def open(self) -> Store:
        server = self._server
        return open_neo4j(server.uri, user=server.user, password=server.password, query_seconds=QUERY_SECONDS)

    def clear(self) -> None:
        with self._driver() as driver:
            clean(driver)

    def make_newer(self) -> None:
        self._run("CREATE (:Migration {version: 9001, name: '9001_later'})")

    def make_older(self) -> None:
        self.clear()
        self._run("MATCH (m:Migration) DELETE m", "CREATE (:Migration {version: 1, name: '0001_graph'})")

    def drop_index(self) -> None:
        self._run("DROP INDEX event_day")

    def shift_sentence(self) -> None:
        self._run("MATCH (:Event)-[r:REPORTED_IN]->(:Article) SET r.start = r.start + 1, r.end = r.end + 1")

    def orphan_event(self) -> None:
        self._run("MATCH (:Event)-[r:REPORTED_IN]->(:Article) DELETE r")

    def misname_side(self, event: str, actor: str) -> None:
        question = """
            MATCH (:Actor)-[r:SOURCE_OF]->(e:Event {id: $event}) MATCH (a:Actor {id: $actor})
            CREATE (a)-[:SOURCE_OF]->(e) DELETE r"""
        with self._driver() as driver:
            driver.execute_query(question, event=event, actor=actor, database_="neo4j")

    def mislead(self) -> None:
        stray = "MATCH (a:Actor), (b:Actor) WHERE a.id < b.id CREATE (a)-[:MET {eventId: 'ev-none'}]->(b)"
        self._run("MATCH (:Actor)-[r {eventId: 'ev-hit'}]->(:Actor) DELETE r", stray)

    def _run(self, *statements: str) -> None:
        with self._driver() as driver:
            for statement in statements:
                driver.execute_query(statement, database_="neo4j")

    @contextmanager
    def _driver(self) -> Iterator[Driver]:
        with GraphDatabase.driver(self._server.uri, auth=(self._server.user, self._server.password)) as driver:
            yield driver
