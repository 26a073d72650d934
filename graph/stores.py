"""Opening a store by its address."""

from __future__ import annotations

from graph.addresses import scheme, sqlite_file
from graph.sqlite import open_sqlite
from graph.store import QUERY_SECONDS, Store


def open_store(
    address: str, *, user: str | None = None, password: str | None = None, query_seconds: float = QUERY_SECONDS
) -> Store:
    """Open the store that `address` names; `query_seconds` limits each question.

    `sqlite:///casus.db` is relative to the working folder, `sqlite:////folder/casus.db` absolute; `sqlite://casus.db`
    and `sqlite:casus.db` name a file too. User and password are for Neo4j alone.
    Raises InputError for an address that names no store or holds a user or password; StoreError when it cannot be
    opened.
    """
    scheme(address)
    if file := sqlite_file(address):
        return open_sqlite(file, query_seconds=query_seconds)
    from graph.neo4j import open_neo4j  # the driver takes half a second to import

    return open_neo4j(address, user=user, password=password, query_seconds=query_seconds)
