"""The conformance suite's stores: every test that asks for `store` or `home` runs on SQLite and on Neo4j."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.store import Store
from tests.store.places import Neo4jPlace, Place, SqlitePlace


@pytest.fixture(params=["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def home(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """An empty home for a store."""
    if request.param == "sqlite":
        return SqlitePlace(tmp_path)
    return Neo4jPlace(request.getfixturevalue("neo4j_server"))


@pytest.fixture
def store(home: Place) -> Iterator[Store]:
    store = home.open()
    yield store
    store.close()
