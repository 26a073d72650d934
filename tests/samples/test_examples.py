"""What the description of the API shows as examples is asked of the samples, and answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.examples import ARTICLE, EXAMPLES
from api.jobs import Outcome
from api.settings import Settings
from graph.store import Store

# Jobs are a store's own; what is about the whole store needs no example.
WITHOUT = {"list_jobs", "get_job", "follow_job", "count", "get_network"}


def accepted(_: Mapping[str, object], __: Store) -> Outcome:
    return Outcome({}, None)


@pytest.fixture(scope="module")
def client(samples_file: Path) -> Iterator[TestClient]:
    app = create_app(Settings(store=f"sqlite:///{samples_file}"), work=accepted)
    with TestClient(app, base_url="http://localhost") as client:
        yield client


def operations(client: TestClient) -> dict[str, tuple[str, dict[str, str]]]:
    """operation -> address, example of each parameter that has one."""
    return {
        operation["operationId"]: (path, {p["name"]: p["example"] for p in operation["parameters"] if "example" in p})
        for path, methods in client.get("/openapi.json").json()["paths"].items()
        for method, operation in methods.items()
        if method == "get" and operation.get("parameters")
    }


def test_every_question_has_an_example(client: TestClient) -> None:
    described = operations(client)
    assert set(described) - WITHOUT == set(EXAMPLES)
    assert {name: shown for name, (_, shown) in described.items() if shown} == EXAMPLES


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_answers_with_something(name: str, client: TestClient) -> None:
    path, shown = operations(client)[name]
    query = {key: value for key, value in shown.items() if f"{{{key}}}" not in path}
    answer = client.get(path.format_map(shown), params=query)
    assert answer.status_code == 200, answer.text
    body = answer.json()
    lists = (
        [body] if "items" in body else [part for part in body.values() if isinstance(part, dict) and "items" in part]
    )
    assert not lists or any(part["items"] for part in lists)


def test_the_example_of_an_article_is_taken(client: TestClient) -> None:
    assert client.post("/v1/articles", json=ARTICLE).status_code == 202
