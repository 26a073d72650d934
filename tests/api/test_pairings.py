"""What `/v1/meetings?group=pair` answers over the invented world, and that the command says the same."""

from __future__ import annotations

import json

import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import address, client, settings, world_file
from tests.api.shapes import ACTOR, assert_problem
from tests.api.world import CALLED, ENVOY, MET, MINISTER
from tests.cli.conftest import Casus, casus

__all__ = ["address", "casus", "client", "settings", "world_file"]
PAIRS = [
    (*sorted((ENVOY.id, MINISTER.id)), 1, "2024-08-05", MET.id),
    ("ISR", "RUS", 1, "2024-07-01", CALLED.id),
]


def told(body: dict) -> list[tuple]:
    return [(one["a"]["id"], one["b"]["id"], one["events"], one["until"], one["latest"]) for one in body["items"]]


def test_meetings_are_counted_by_pairs(client: TestClient) -> None:
    body = client.get("/v1/meetings?group=pair").json()
    assert body["total"] == len(body["items"])
    assert sorted(told(body)) == sorted(PAIRS)
    assert (body["truncated"], body["next"]) == (False, None)
    for item in body["items"]:
        assert set(item) == {"a", "b", "events", "since", "until", "latest"}
        assert set(item["a"]) == set(item["b"]) == ACTOR


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (("Iran",), [PAIRS[0]]),
        (("--place", "Teheran"), [PAIRS[0]]),
        (("Rusia", "--with", "Israel"), [PAIRS[1]]),
        (("--mode", "phone"), [PAIRS[1]]),
        (("--since", "2024-09-01"), []),
    ],
)
def test_the_command_and_the_address_tell_the_same_pairs(
    client: TestClient, casus: Casus, options: tuple[str, ...], found: list[tuple]
) -> None:
    answer = casus("meetings", *options, "--group", "pair", "--json")
    assert told(json.loads(answer.out)) == found
    names = ("--actor", *options) if options[0][0] != "-" else options
    asked = {name.removeprefix("--"): value for name, value in zip(names[::2], names[1::2], strict=True)}
    assert (
        client.get("/v1/meetings", params={**asked, "group": "pair"}).json()["items"] == json.loads(answer.out)["items"]
    )


def test_pairs_that_are_left_out_are_said_and_have_no_pages(client: TestClient, casus: Casus) -> None:
    body = client.get("/v1/meetings?group=pair&limit=1").json()
    assert (len(body["items"]), body["truncated"], body["next"]) == (1, True, None)
    cursor = client.get("/v1/meetings?limit=1").json()["next"]
    assert_problem(client.get("/v1/meetings", params={"group": "pair", "cursor": cursor}), 422, "bad_query")
    assert_problem(client.get("/v1/meetings?group=day"), 422, "invalid_request")
    table = casus("meetings", "--group", "pair", "--limit", "1")
    assert "Who met whom, and how often" in table.out
    assert "raise --limit" in table.err
