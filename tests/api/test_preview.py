"""What an article would tell, asked for before anything is stored."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from api import preview
from api.app import create_app
from api.settings import Settings

TEXT = "Iran met Russia in Tehran on 5 August 2024."


@pytest.fixture(autouse=True)
def _own_reader() -> Iterator[None]:
    """The reader of other tests is not this one's."""
    preview._extractor.cache_clear()
    yield
    preview._extractor.cache_clear()


def test_the_events_of_a_text_are_told_and_nothing_is_stored(client: TestClient) -> None:
    before = client.get("/v1/counts").json()
    answer = client.post("/v1/articles/preview", json={"text": TEXT, "published": "2024-08-06", "lang": "en"})
    assert answer.status_code == 200
    told = answer.json()
    (event,) = told["events"]
    assert {event["source"]["id"], event["target"]["id"]} == {"IRN", "RUS"}
    report = event["reports"][0]
    assert told["text"][report["start"] : report["end"]] == report["sentence"]
    assert client.get("/v1/counts").json() == before
    assert client.get(f"/v1/articles/{told['id']}").status_code == 404


def test_what_cannot_be_read_is_said(client: TestClient) -> None:
    answer = client.post("/v1/articles/preview", json={"text": "   \n "})
    assert answer.status_code == 422
    assert answer.json()["code"] == "bad_input"


def test_a_text_that_is_too_long_to_wait_for_is_refused(settings: Settings) -> None:
    short = settings.model_copy(update={"preview_chars": len(TEXT)})
    with TestClient(create_app(short), base_url="http://localhost") as client:
        assert client.post("/v1/articles/preview", json={"text": TEXT, "lang": "en"}).status_code == 200
        answer = client.post("/v1/articles/preview", json={"text": f"{TEXT}.", "lang": "en"})
    assert (answer.status_code, answer.json()["code"]) == (413, "over_limit")
    assert "CASUS_PREVIEW_CHARS" in answer.json()["detail"]


def test_while_one_is_read_another_is_told_to_wait(client: TestClient) -> None:
    with preview._reading:
        answer = client.post("/v1/articles/preview", json={"text": TEXT, "lang": "en"})
    assert (answer.status_code, answer.json()["code"]) == (503, "busy")
    assert "retry-after" in answer.headers
    assert client.post("/v1/articles/preview", json={"text": TEXT, "lang": "en"}).status_code == 200
