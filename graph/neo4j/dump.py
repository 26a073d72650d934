"""All of a database, streamed in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from neo4j import Transaction
from neo4j.time import Date, DateTime

from graph.dump import StoredActor, StoredArticle, StoredEvent, StoredLink, StoredPlace, StoredReport
from graph.model import instant
from graph.neo4j.records import moment
from graph.neo4j.statements import statement

Row = TypeVar("Row")


class Neo4jDump:
    """The columns of each `dump_*.cypher` are the fields of its row, in their order."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def actors(self) -> Iterator[StoredActor]:
        return self._rows("dump_actors", StoredActor._make)

    def places(self) -> Iterator[StoredPlace]:
        return self._rows("dump_places", StoredPlace._make)

    def articles(self) -> Iterator[StoredArticle]:
        return self._rows("dump_articles", StoredArticle._make)

    def events(self) -> Iterator[StoredEvent]:
        return self._rows("dump_events", StoredEvent._make)

    def reports(self) -> Iterator[StoredReport]:
        return self._rows("dump_reports", StoredReport._make)

    def links(self) -> Iterator[StoredLink]:
        return self._rows("dump_links", StoredLink._make)

    def _rows(self, name: str, row: Callable[[Iterable[Any]], Row]) -> Iterator[Row]:
        for record in self._transaction.run(statement(name)):
            yield row(map(_plain, record.values()))


def _plain(value: Any) -> Any:
    if isinstance(value, DateTime):
        return instant(moment(value))
    if isinstance(value, Date):
        return value.iso_format()
    return tuple(value) if isinstance(value, list) else value
