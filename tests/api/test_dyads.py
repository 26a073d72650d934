"""What `/v1/dyads` answers over the invented world."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from tests.api.shapes import ACTOR, assert_event, assert_problem
from tests.api.world import CALLED, DENIED, MISSILES, RAID

WAY = {"events", "intensity", "actions"}


def test_a_dyad_tells_acts_counts_series_quiet_and_escalation(client: TestClient) -> None:
    body = client.get("/v1/dyads/Iran/Israel").json()
    assert set(body) == {"items", "truncated", "next", "total", "dyad"}
    for item in body["items"]:
        assert_event(item)
    assert [item["id"] for item in body["items"]] == [MISSILES.id, RAID.id]
    told = body["dyad"]
    assert set(told) == {
        "a", "b", "since", "until", "forward", "backward", "period", "series", "truncated", "undated", "quiet",
        "escalation",
    }  # fmt: skip
    assert [set(side) for side in (*told["a"], *told["b"])] == [ACTOR, ACTOR]
    assert told["forward"] == {"events": 1, "intensity": MISSILES.intensity, "actions": {"ASSAULT": 1}}
    assert told["series"] == [{"start": "2024-04-01", "forward": told["forward"], "backward": told["backward"]}]
    assert told["quiet"] == {"after": "2024-04-01", "before": "2024-04-13", "days": 11}
    assert_event(told["escalation"])
    assert told["escalation"]["id"] == RAID.id
    assert (told["since"], told["until"], told["undated"]) == ("2024-04-01", "2024-04-13", 0)


def test_a_dyad_is_narrowed_and_paged(client: TestClient) -> None:
    first = client.get("/v1/dyads/Iran/Israel", params={"limit": 1})
    assert [item["id"] for item in first.json()["items"]] == [MISSILES.id]
    second = client.get(first.links["next"]["url"]).json()
    assert [item["id"] for item in second["items"]] == [RAID.id]
    assert second["dyad"] == first.json()["dyad"]
    later = client.get("/v1/dyads/Iran/Israel", params={"since": "2024-04-02", "period": "day"}).json()["dyad"]
    assert [(span["start"], span["backward"]["events"]) for span in later["series"]] == [("2024-04-13", 0)]
    denied = client.get("/v1/dyads/IRN/RUS", params={"modality": "denied"}).json()
    assert [item["id"] for item in denied["items"]] == [DENIED.id]
    assert denied["dyad"]["undated"] == 1
    month = client.get("/v1/dyads/RUS/ISR", params={"period": "week"}).json()
    assert ([item["id"] for item in month["items"]], month["dyad"]["series"]) == ([CALLED.id], [])


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/v1/dyads/Iran/Nowhere", 404, "not_found"),
        ("/v1/dyads/Iran", 404, "not_found"),
        ("/v1/dyads/Iran/Israel?period=year", 422, "invalid_request"),
        ("/v1/dyads/Iran/Israel?cursor=x", 400, "bad_cursor"),
        ("/v1/dyads/Iran/Israel?action=HIT", 422, "invalid_request"),
        (f"/v1/dyads/Iran/{'x' * 201}", 422, "invalid_request"),
    ],
)
def test_a_dyad_that_makes_no_sense_is_refused(client: TestClient, path: str, status: int, code: str) -> None:
    assert_problem(client.get(path), status, code)


def test_a_series_is_no_longer_than_its_setting(settings: Settings) -> None:
    app = create_app(settings.model_copy(update={"series_max": 1}))
    with TestClient(app, base_url="http://localhost") as client:
        told = client.get("/v1/dyads/Iran/Israel", params={"period": "day"}).json()["dyad"]
        assert ([span["start"] for span in told["series"]], told["truncated"]) == (["2024-04-13"], True)
