"""What `/v1/search` answers over the invented world."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.settings import Settings
from tests.api.shapes import ACTOR, ARTICLE, PLACE, assert_problem
from tests.api.world import MET

KINDS = ["actors", "places", "articles", "sentences"]


def ask(client: TestClient, q: str, **params: object) -> dict[str, Any]:
    answer = client.get("/v1/search", params={"q": q, **params})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    assert list(found) == KINDS
    for kind in KINDS:
        assert set(found[kind]) == {"items", "truncated"}
        for hit in found[kind]["items"]:
            match = hit["match"]
            assert set(match) == {"text", "ranges", "closeness"}
            assert match["ranges"], "what fits is marked"
            assert all(match["text"][start:end].strip() for start, end in match["ranges"])
    return found


def marked(hit: dict[str, Any]) -> list[str]:
    return [hit["match"]["text"][start:end] for start, end in hit["match"]["ranges"]]


def test_each_kind_has_its_shape_and_its_match(client: TestClient) -> None:
    found = ask(client, "Teheran")
    (place,) = found["places"]["items"]
    assert set(place) == {"place", "match"}
    assert set(place["place"]) == PLACE
    assert (place["place"]["name"], marked(place)) == ("Tehran", ["Tehran"])
    (actor,) = found["actors"]["items"]
    assert set(actor) == {"actor", "match"}
    assert set(actor["actor"]) == ACTOR
    assert (actor["actor"]["id"], actor["match"]["text"], actor["match"]["closeness"]) == ("IRN", "Teheran", "exact")
    (article,) = found["articles"]["items"]
    assert set(article) == {"article", "match"}
    assert set(article["article"]) == ARTICLE
    assert (article["match"]["text"], marked(article)) == ("Envoy in Tehran", ["Tehran"])
    (sentence,) = found["sentences"]["items"]
    assert set(sentence) == {"article", "start", "end", "events", "match"}
    assert (sentence["events"], marked(sentence)) == ([MET.id], ["Tehran"])
    report = MET.reports[0]
    assert (sentence["start"], sentence["end"], sentence["match"]["text"]) == (
        report.start,
        report.end,
        report.sentence,
    )


@pytest.mark.parametrize("q", ["Rusia", "Russia", "RUSSIA", "Russsia", "Rússia", "Rossia"])
def test_a_state_is_found_however_it_is_written(client: TestClient, q: str) -> None:
    assert [hit["actor"]["id"] for hit in ask(client, q)["actors"]["items"]] == ["RUS"]


def test_a_place_is_found_by_its_name_in_another_language(client: TestClient) -> None:
    assert [hit["actor"]["id"] for hit in ask(client, "Rusland")["actors"]["items"]] == []
    assert [hit["actor"]["id"] for hit in ask(client, "Federasi Rusia")["actors"]["items"]] == ["RUS"]


def test_hits_are_limited_by_kind_and_as_of_is_honoured(client: TestClient) -> None:
    found = ask(client, "iran", limit=1)
    assert [len(found[kind]["items"]) for kind in KINDS] == [1, 0, 0, 1]
    assert found["sentences"]["truncated"]
    found = ask(client, "iran", as_of="2024-01-01T00:00:00Z")
    assert [found[kind]["items"] for kind in KINDS] == [[], [], [], []]


@pytest.mark.parametrize("q", ["'; DROP TABLE event; --", '"iran" NEAR(', "title:*", "\x00", "%00", "𝕴ran\u202e", "?"])
def test_hostile_words_are_words(client: TestClient, q: str) -> None:
    ask(client, q)
    assert ask(client, "rusia")["actors"]["items"]


@pytest.mark.parametrize(
    ("params", "code"),
    [
        ({}, "invalid_request"),
        ({"q": ""}, "invalid_request"),
        ({"q": "iran", "limit": "0"}, "invalid_request"),
        ({"q": "iran", "limit": "101"}, "bad_query"),
        ({"q": "x" * 201}, "bad_query"),
        ({"q": "x y " * 2500}, "bad_query"),
        ({"q": "a " * 65}, "bad_query"),
    ],
)
def test_a_search_without_sense_is_refused(client: TestClient, params: dict[str, str], code: str) -> None:
    assert_problem(client.get("/v1/search", params=params), 422, code)


def test_a_default_over_the_most_is_refused() -> None:
    with pytest.raises(ValueError, match="CASUS_SEARCH_DEFAULT"):
        Settings(search_default=11, search_max=10)
