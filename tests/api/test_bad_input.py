"""Bad input promises: on every address, in every parameter, over both stores, a clear problem or nothing found."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from neo4j import GraphDatabase

from api.app import create_app
from api.export import openapi
from api.settings import Settings
from graph.neo4j import open_neo4j
from graph.stores import open_store
from tests.api.shapes import assert_problem
from tests.api.test_neo4j import over
from tests.api.world import BATCH, MET, RAID, RECORDED
from tests.neo4j_server import Neo4jServer, clean

PARTS = {"event_id": RAID.id, "actor_id": "IRN", "a": "IRN", "b": "ISR", "article_id": MET.reports[0].article.id}
NEEDED = {"/v1/actors": {"q": "iran"}, "/v1/search": {"q": "iran"}, "/v1/chains": {"actor": "Iran"}}
NEEDED["/v1/paths"] = {"from": "Iran", "to": "Israel"}
GETS = {
    path: {each["name"] for each in said["get"].get("parameters", []) if each["in"] == "query"}
    for path, said in json.loads(openapi())["paths"].items()
    if "get" in said and path.startswith("/v1") and "job" not in path
}
NARROWED = [path for path, names in GETS.items() if "min_reports" in names]
HOSTILE = [
    "'; DROP TABLE event; --",
    "' OR 1=1 UNION SELECT id FROM event --",
    "'}) MATCH (n) DETACH DELETE n //",
    "`}) DETACH DELETE n //",
    "$event {country: 'IRN'} :as_of ?1 %s",
    "\0",
    "Iran\0",
    "\x1b[31mIran",
    "Ir\u0430n",  # a Cyrillic letter
    "\ufdd0\U0010ffff",
    "x" * 10_240,
]
WRONG = {
    "since": ["yesterday", "2024-02-30", "0000-00-00"],
    "action": ["WAR", "assault"],
    "mode": ["nonsense", "VISIT"],
    "modality": ["maybe"],
    "limit": ["0", "-1", "100000000000000000000", "1e3"],
    "country": ["Nowhere", "iRn an"],
    "source": ["...", ""],
    "min_reports": ["0", "-1", "1000000000000", "many"],
}


@pytest.fixture(params=["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)], scope="module")
def served(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    settings = Settings(store=f"sqlite:///{tmp_path_factory.mktemp('bad') / 'casus.db'}", rate_requests=0)
    if request.param == "neo4j":
        server: Neo4jServer = request.getfixturevalue("neo4j_server")
        with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
            clean(driver)
        settings = over(server, settings)
        store = open_neo4j(server.uri, user=server.user, password=server.password)
    else:
        store = open_store(settings.store)
    store.writer().write(BATCH, RECORDED)
    store.close()
    with TestClient(create_app(settings), base_url="http://localhost", raise_server_exceptions=False) as client:
        yield client


def address(path: str, **parts: str) -> str:
    return path.format(**{name: quote(part, safe="") for name, part in {**PARTS, **parts}.items()})


def asked(client: TestClient, path: str, **params: str) -> Any:
    return client.get(address(path), params={**NEEDED.get(path, {}), **params})


def listed(answer: Any) -> Any:
    """What an answer lists: a network its edges, an actor its counterparts."""
    found = answer.json()
    return next(found[name] for name in ("edges", "counterparts", "items") if name in found)


def everything(client: TestClient) -> list[Any]:
    statuses = ["occurred", "planned", "threatened", "called_for", "denied"]
    items: list[Any] = client.get("/v1/events", params={"modality": statuses}).json()["items"]
    assert items
    return items


@pytest.mark.parametrize("path", GETS)
def test_no_text_is_more_than_a_text_in_any_parameter(served: TestClient, path: str) -> None:
    before = everything(served)
    for name in sorted(GETS[path]):
        for text in HOSTILE:
            answer = asked(served, path, **{name: text})
            if answer.status_code == 200:
                assert name in {"q", "place", "source"}, (name, text)  # what may be looked for and not be there
                assert name == "q" or not listed(answer)
            else:
                assert_problem(answer, answer.status_code, answer.json()["code"])
                assert answer.status_code in {400, 404, 422}, (name, text)
    for part in (name for name in PARTS if "{" + name + "}" in path):
        for text in HOSTILE[:-1]:
            assert served.get(address(path, **{part: text}), params=NEEDED.get(path)).status_code in {404, 422}
    assert everything(served) == before


@pytest.mark.parametrize("path", NARROWED)
def test_marks_that_turn_a_text_around_count_no_more_than_punctuation(served: TestClient, path: str) -> None:
    for name in sorted({"actor", "with", "by", "against", "country"} & GETS[path]):
        turned, plain = (asked(served, path, **{name: text}) for text in ("\u202eIran\u200f", "Iran"))
        assert (turned.status_code, listed(turned)) == (200, listed(plain))


@pytest.mark.parametrize("path", NARROWED)
def test_what_makes_no_sense_is_named(served: TestClient, path: str) -> None:
    for name, values in WRONG.items():
        for value in values if name in GETS[path] else []:
            problem = assert_problem(answer := asked(served, path, **{name: value}), 422, answer.json()["code"])
            told = json.dumps(problem)
            assert name in told or value in told, (name, value)
    assert "swap them" in asked(served, path, since="2024-02-01", until="2024-01-01").json()["detail"]
    size = "edges" if "edges" in GETS[path] else "limit"
    assert_problem(asked(served, path, **{size: "1001"}), 422, "bad_query")
    assert_problem(asked(served, path, **{"x" * 10_000: "y" * 10_000}), 422, "invalid_request")


@pytest.mark.parametrize("path", GETS)
def test_a_lone_surrogate_is_no_text(served: TestClient, path: str) -> None:
    for name in sorted(GETS[path]):
        needed = "".join(f"{key}={value}&" for key, value in NEEDED.get(path, {}).items() if key != name)
        answer = served.get(f"{address(path)}?{needed}{name}=%ED%A0%80")
        assert answer.status_code in {200, 400, 404, 422}, name


@pytest.mark.parametrize("path", [path for path in NARROWED if "cursor" in GETS[path]])
def test_a_cursor_from_elsewhere_is_refused(served: TestClient, path: str) -> None:
    other = served.get("/v1/events", params={"modality": ["occurred", "denied"], "limit": 1}).json()["next"]
    for cursor in (other, other[:-2], other + "AA", other.swapcase(), "' OR 1=1", "\u202e" + other, "\0"):
        assert_problem(asked(served, path, cursor=cursor), 400, "bad_cursor")
    assert_problem(asked(served, path, cursor="x" * 10_000), 422, "invalid_request")
