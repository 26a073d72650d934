"""What `/v1/chains` answers over the invented world."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from tests.api.shapes import LINK, assert_event, assert_problem
from tests.api.world import MISSILES, RAID, WARNING

EITHER = ["occurred", "threatened"]


def assert_branch(branch: dict[str, Any]) -> None:
    assert set(branch) == {"event", "link", "branches", "truncated", "again"}
    assert_event(branch["event"])
    for below in branch["branches"]:
        assert set(below["link"]) == LINK
        assert_branch(below)


def chain(client: TestClient, **params: object) -> tuple[list[Any], bool]:
    """Each chain as [event, [what it goes on to]], and whether something is left out."""
    body = client.get("/v1/chains", params=params).json()
    for item in body["items"]:
        assert item["link"] is None
        assert_branch(item)
    return [drawn(item) for item in body["items"]], body["truncated"]


def drawn(branch: dict[str, Any]) -> list[Any]:
    return [branch["event"]["id"], [drawn(below) for below in branch["branches"]]]


def test_a_chain_goes_from_an_event_either_way(client: TestClient) -> None:
    assert chain(client, event=RAID.id) == ([[RAID.id, [[MISSILES.id, []]]]], False)
    assert chain(client, event=RAID.id, modality=EITHER)[0] == [[RAID.id, [[MISSILES.id, []], [WARNING.id, []]]]]
    back = chain(client, event=WARNING.id, direction="causes")
    assert back == ([[WARNING.id, [[RAID.id, []]]]], False)


def test_a_chain_goes_from_an_actor(client: TestClient) -> None:
    assert chain(client, actor="Israel") == ([[RAID.id, [[MISSILES.id, []]]]], False)
    assert chain(client, actor="Israel", direction="causes")[0] == [[MISSILES.id, [[RAID.id, []]]]]
    assert chain(client, actor="Russia") == ([], False)


def test_what_is_left_out_is_said(client: TestClient) -> None:
    assert chain(client, event=RAID.id, modality=EITHER, breadth=1) == ([[RAID.id, [[MISSILES.id, []]]]], True)
    assert chain(client, event=RAID.id, limit=1) == ([[RAID.id, []]], True)


@pytest.mark.parametrize(
    ("params", "status", "code"),
    [
        ({}, 422, "bad_query"),
        ({"event": RAID.id, "actor": "Iran"}, 422, "bad_query"),
        ({"event": "ev-none"}, 404, "not_found"),
        ({"actor": "Nowhere"}, 404, "not_found"),
        ({"event": RAID.id, "depth": 11}, 422, "bad_query"),
        ({"event": RAID.id, "breadth": 51}, 422, "bad_query"),
        ({"event": RAID.id, "limit": 101}, 422, "bad_query"),
        ({"event": RAID.id, "depth": 0}, 422, "invalid_request"),
        ({"event": RAID.id, "after": "x"}, 422, "invalid_request"),
        ({"event": RAID.id, "since": "2024-05-01", "until": "2024-04-01"}, 422, "bad_query"),
    ],
)
def test_a_chain_that_makes_no_sense_is_refused(
    client: TestClient, params: dict[str, str], status: int, code: str
) -> None:
    assert_problem(client.get("/v1/chains", params=params), status, code)


def test_the_bounds_of_a_chain_are_settings(settings: Settings) -> None:
    bounds = {"chain_depth_default": 1, "chain_depth_max": 1, "chain_breadth_default": 1, "chain_breadth_max": 1}
    with TestClient(create_app(settings.model_copy(update=bounds)), base_url="http://localhost") as client:
        assert chain(client, event=RAID.id, modality=EITHER) == ([[RAID.id, [[MISSILES.id, []]]]], True)
        for name in ("depth", "breadth"):
            assert_problem(client.get("/v1/chains", params={"event": RAID.id, name: 2}), 422, "bad_query")


def test_a_default_over_its_cap_is_refused() -> None:
    with pytest.raises(ValueError, match="CASUS_CHAIN_DEPTH_DEFAULT"):
        Settings(chain_depth_default=5, chain_depth_max=4)
