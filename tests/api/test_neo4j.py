"""The service over a real Neo4j: the same answers, and a server that goes away and comes back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from neo4j import GraphDatabase
from pydantic import SecretStr

from api.app import create_app
from api.settings import Settings
from graph.neo4j import open_neo4j
from tests.api.shapes import assert_listing, assert_problem
from tests.api.waiting import wait_for
from tests.api.world import BATCH, EVENTS, MET, RAID, RECORDED
from tests.neo4j_server import Neo4jServer, clean, free_ports, running

pytestmark = pytest.mark.neo4j

PATHS = [
    "/v1/meetings?actor=Iran&with=Rusia",
    "/v1/meetings?modality=planned&modality=occurred",
    "/v1/responses?to=ASSAULT",
    "/v1/responses?modality=threatened&by=Iran",
    "/v1/candidates?within=365d",
    "/v1/events?limit=3&modality=occurred&modality=denied",
    "/v1/events?as_of=2024-01-01T00:00:00Z",
    f"/v1/events/{RAID.id}/responses",
    "/v1/actors?q=ivan",
    "/v1/actors/IRN",
    f"/v1/articles/{MET.reports[0].article.id}",
    *(f"/v1/events/{event.id}" for event in EVENTS),
]


def over(server: Neo4jServer, base: Settings) -> Settings:
    return base.model_copy(
        update={"store": server.uri, "neo4j_user": server.user, "neo4j_password": SecretStr(server.password)}
    )


@pytest.fixture
def neo4j_client(neo4j_server: Neo4jServer, settings: Settings) -> Iterator[TestClient]:
    with GraphDatabase.driver(neo4j_server.uri, auth=(neo4j_server.user, neo4j_server.password)) as driver:
        clean(driver)
    store = open_neo4j(neo4j_server.uri, user=neo4j_server.user, password=neo4j_server.password)
    store.writer().write(BATCH, RECORDED)
    store.close()
    with TestClient(create_app(over(neo4j_server, settings)), base_url="http://localhost") as client:
        yield client


def test_both_stores_answer_alike(client: TestClient, neo4j_client: TestClient) -> None:
    for path in PATHS:
        embedded, server = client.get(path).json(), neo4j_client.get(path).json()
        if server.get("total", 0) is None:  # it counts from an actor or a place alone
            del server["total"], embedded["total"]
        assert server == embedded, path


def test_the_service_outlives_its_server(neo4j_server: Neo4jServer, tmp_path: Path, settings: Settings) -> None:
    """Away at the start, there, away, there again: 503 while it is away, and no restart of ours."""
    if neo4j_server.pid is None:
        pytest.skip("a server that was there before the tests is not ours to stop")
    ports, password = free_ports(), "only-for-this-test"
    address = Neo4jServer(f"neo4j://127.0.0.1:{ports[0]}", "neo4j", password)
    article = {"text": "Iran met Russia in Geneva on 3 March 2024.", "lang": "en"}
    with TestClient(create_app(over(address, settings)), base_url="http://localhost") as client:
        _assert_away(client)
        with running(tmp_path, password, ports=ports):
            wait_for(lambda: client.get("/readyz").status_code == 200)
            job = client.post("/v1/articles", json=article).headers["location"]
            wait_for(lambda: client.get(job).json()["state"] == "done")
            before = assert_listing(client.get("/v1/meetings").json())
            assert len(before) == 1
        _assert_away(client)
        with running(tmp_path, password, ports=ports):
            wait_for(lambda: client.get("/readyz").status_code == 200)
            assert assert_listing(client.get("/v1/meetings").json()) == before


def _assert_away(client: TestClient) -> None:
    for path in ("/readyz", "/v1/meetings"):
        answer = client.get(path)
        assert_problem(answer, 503, "store_unavailable")
        assert answer.headers["retry-after"]
    assert client.get("/healthz").status_code == 200
