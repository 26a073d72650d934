"""Whatever the description allows, or forbids, is answered as it says: never with a server error."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck
from hypothesis import settings as tried
from neo4j import GraphDatabase
from pydantic import SecretStr
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.app import create_app
from api.export import openapi
from api.jobs import Outcome
from api.settings import Settings
from graph.neo4j import open_neo4j
from graph.sqlite import open_sqlite
from graph.store import Store
from tests.api.world import BATCH, RECORDED
from tests.neo4j_server import Neo4jServer, clean

KEPT = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
SCHEMA = schemathesis.openapi.from_dict(json.loads(openapi()))


def accepted(_: Mapping[str, object], __: Store) -> Outcome:
    """Loads what it is given nowhere: addresses that nobody wrote must not be fetched."""
    return Outcome({}, None)


def _place(kind: str, request: pytest.FixtureRequest, folders: pytest.TempPathFactory) -> tuple[Settings, Store]:
    base = Settings(rate_requests=0, queue_length=1000, stream_seconds=1)
    if kind == "sqlite":
        file = folders.mktemp("contract") / "casus.db"
        return base.model_copy(update={"store": f"sqlite:///{file}"}), open_sqlite(file)
    server: Neo4jServer = request.getfixturevalue("neo4j_server")
    with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        clean(driver)
    secret = {"neo4j_user": server.user, "neo4j_password": SecretStr(server.password)}
    store = open_neo4j(server.uri, user=server.user, password=server.password)
    return base.model_copy(update={"store": server.uri, **secret}), store


@pytest.fixture(scope="module", params=["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def asked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    settings, store = _place(request.param, request, tmp_path_factory)
    store.writer().write(BATCH, RECORDED)
    store.close()
    app = create_app(settings, work=accepted)
    with TestClient(app, base_url="http://localhost", raise_server_exceptions=False) as client:
        yield client


@pytest.mark.filterwarnings("ignore:Do not use the `random` module inside strategies")  # schemathesis's own
@SCHEMA.parametrize()
@tried(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_every_answer_is_as_described(case: schemathesis.Case[Any], asked: TestClient) -> None:
    given = case.as_transport_kwargs(base_url="http://localhost")
    body = given.pop("data", None)
    sent = {name: value for name, value in given.items() if name != "cookies"}
    case.validate_response(asked.request(**sent, content=body), checks=KEPT)
