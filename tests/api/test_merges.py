"""What becomes of an identifier once its actor is merged: 308 in a path, silence in a question."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from graph.sqlite import open_sqlite
from tests.api.world import ENVOY, LATER, MET, MINISTER, OTHER_ENVOY


@pytest.fixture
def merged(client: TestClient, address: str) -> Iterator[TestClient]:
    """The envoys are one."""
    store = open_sqlite(address.removeprefix("sqlite:///"))
    store.writer().merge(ENVOY.id, OTHER_ENVOY.id, "An editor", "One envoy", LATER)
    yield client
    store.close()


@pytest.mark.parametrize(
    ("path", "moved"),
    [
        (f"/v1/actors/{ENVOY.id}", f"/v1/actors/{OTHER_ENVOY.id}"),
        (
            f"/v1/actors/{ENVOY.id}?as_of=2024-09-02T00:00:00Z",
            f"/v1/actors/{OTHER_ENVOY.id}?as_of=2024-09-02T00:00:00Z",
        ),
        (f"/v1/actors/{ENVOY.id}/neighbours?limit=3", f"/v1/actors/{OTHER_ENVOY.id}/neighbours?limit=3"),
        (f"/v1/actors/{ENVOY.id}/network?radius=2", f"/v1/actors/{OTHER_ENVOY.id}/network?radius=2"),
        (f"/v1/dyads/{ENVOY.id}/Reza%20Ahmadi", f"/v1/dyads/{OTHER_ENVOY.id}/Reza%20Ahmadi"),
        (f"/v1/dyads/Iran/{ENVOY.id}?period=week", f"/v1/dyads/Iran/{OTHER_ENVOY.id}?period=week"),
    ],
)
def test_an_old_identifier_in_a_path_leads_to_the_new_one(merged: TestClient, path: str, moved: str) -> None:
    answer = merged.get(path, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (308, moved)
    assert answer.headers["cache-control"] == "private, no-cache"
    assert "etag" not in answer.headers
    assert merged.get(path).status_code == 200


@pytest.mark.parametrize("name", [ENVOY.id, OTHER_ENVOY.id, "Sergei Ivanov", "Pyotr Ivanov"])
def test_either_identifier_and_name_ask_for_both(merged: TestClient, name: str) -> None:
    items = merged.get("/v1/meetings", params={"actor": name}).json()["items"]
    assert [(item["id"], item["source"]["id"]) for item in items] == [(MET.id, OTHER_ENVOY.id)]
    assert merged.get(f"/v1/actors/{MINISTER.id}/neighbours").json()["items"][0]["actor"]["id"] == OTHER_ENVOY.id


@pytest.mark.parametrize(("start", "end"), [(ENVOY.id, MINISTER.id), (MINISTER.id, ENVOY.id)])
def test_a_path_follows_an_old_identifier_at_either_end(merged: TestClient, start: str, end: str) -> None:
    answer = merged.get("/v1/paths", params={"from": start, "to": end}, follow_redirects=False)
    last = [OTHER_ENVOY.id if actor == ENVOY.id else actor for actor in (start, end)]
    assert [[actor["id"] for actor in path["actors"]] for path in answer.json()["items"]] == [last]


def test_the_actor_that_stays_bears_the_names_of_the_other(merged: TestClient) -> None:
    assert merged.get(f"/v1/actors/{OTHER_ENVOY.id}").json()["aliases"] == ["Ivanov", "Sergei Ivanov"]
    assert [actor["id"] for actor in merged.get("/v1/actors?q=sergei").json()["items"]] == [OTHER_ENVOY.id]
