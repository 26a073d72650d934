"""What `/v1/actors/{id}/neighbours` answers over the invented world."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from tests.api.shapes import ACTOR, assert_listing, assert_problem
from tests.api.world import ENVOY


def test_neighbours_are_counted_by_direction_and_action(client: TestClient) -> None:
    body = client.get("/v1/actors/IRN/neighbours").json()
    assert set(body) == {"items", "truncated", "next", "total"}
    for item in body["items"]:
        assert set(item) == {"actor", "events", "outward", "inward", "since", "until"}
        assert set(item["actor"]) == ACTOR
    assert [(item["actor"]["id"], item["outward"], item["inward"]) for item in body["items"]] == [
        ("ISR", {"ASSAULT": 1}, {"ASSAULT": 1}),
        (ENVOY.id, {}, {"CONSULT": 1}),
    ]
    assert (body["items"][0]["since"], body["items"][0]["until"]) == ("2024-04-01", "2024-04-13")


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("Iran/neighbours?roll_up=none", ["ISR"]),
        ("Iran/neighbours?action=CONSULT", [ENVOY.id]),
        ("Iran/neighbours?modality=denied", ["RUS"]),
        ("Iran/neighbours?place=teheran", [ENVOY.id]),
        ("Iran/neighbours?since=2024-09-01", []),
    ],
)
def test_neighbours_are_narrowed(client: TestClient, path: str, found: list[str]) -> None:
    items = assert_listing(client.get(f"/v1/actors/{path}").json())
    assert [item["actor"]["id"] for item in items] == found


def test_neighbours_that_are_left_out_are_said(client: TestClient) -> None:
    body = client.get("/v1/actors/IRN/neighbours", params={"limit": 1}).json()
    assert (len(body["items"]), body["truncated"]) == (1, True)
    assert_problem(client.get("/v1/actors/Nowhere/neighbours"), 404, "not_found")
    assert_problem(client.get("/v1/actors/IRN/neighbours?cursor=x"), 422, "invalid_request")
    assert_problem(client.get("/v1/actors/IRN/neighbours?limit=101"), 422, "bad_query")
