"""What `/v1/actors/{id}` answers over the invented world."""

from __future__ import annotations

from fastapi.testclient import TestClient

from tests.api.shapes import ACTOR, ARTICLE, assert_problem
from tests.api.world import ENVOY, MET, RAID

PROFILE = ACTOR | {
    "aliases", "wikidata", "events", "outward", "inward", "statuses", "since", "until", "counterparts", "read",
    "truncated",
}  # fmt: skip


def test_an_actor_is_told_with_its_acts_and_counterparts(client: TestClient) -> None:
    body = client.get("/v1/actors/IRN?roll_up=none").json()
    assert set(body) == PROFILE
    assert (body["outward"], body["inward"]) == ({"ASSAULT": 1}, {"ASSAULT": 1})
    assert body["statuses"] == {"occurred": 2, "threatened": 1, "denied": 1}
    assert (body["since"], body["until"], body["events"]) == ("2024-04-01", "2024-04-13", 2)
    assert [one["actor"]["id"] for one in body["counterparts"]] == ["ISR"]
    assert body["read"] == [{"name": "Teheran", "read": None, "truncated": False}]
    assert client.get("/v1/actors/Iran?roll_up=none").json() == body


def test_an_alias_is_told_with_the_words_that_bear_it(client: TestClient) -> None:
    (alias,) = client.get(f"/v1/actors/{ENVOY.id}").json()["read"]
    read, report = alias["read"], MET.reports[0]
    assert (alias["name"], alias["truncated"]) == ("Ivanov", False)
    assert (read["event"], read["sentence"], read["start"]) == (MET.id, report.sentence, report.start)
    assert set(read) == {"article", "sentence", "start", "end", "event"}
    assert set(read["article"]) == ARTICLE
    assert read["end"] - read["start"] == len(read["sentence"])


def test_counterparts_that_are_left_out_are_said(client: TestClient) -> None:
    body = client.get("/v1/actors/IRN", params={"limit": 1, "since": RAID.date}).json()
    assert (len(body["counterparts"]), body["truncated"]) == (1, True)
    assert_problem(client.get("/v1/actors/IRN?limit=101"), 422, "bad_query")
    assert_problem(client.get("/v1/actors/Ivanov"), 422, "bad_query")
    assert_problem(client.get("/v1/actors/Nobody"), 404, "not_found")
