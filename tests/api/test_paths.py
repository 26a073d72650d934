"""What `/v1/paths` and the networks answer over the invented world."""

from __future__ import annotations

from fastapi.testclient import TestClient

from tests.api.shapes import ACTOR, assert_event, assert_listing, assert_problem
from tests.api.world import ENVOY, MET, MINISTER


def test_a_path_comes_with_the_acts_that_say_so(client: TestClient) -> None:
    body = client.get("/v1/paths", params={"from": "Sergei Ivanov", "to": "Reza Ahmadi"}).json()
    (path,) = assert_listing(body)
    assert [actor["id"] for actor in path["actors"]] == [ENVOY.id, MINISTER.id]
    (step,) = path["steps"]
    assert set(step) == {"one", "other", "events", "evidence"}
    assert set(step["one"]) == ACTOR
    assert (step["events"], [event["id"] for event in step["evidence"]]) == (1, [MET.id])
    assert_event(step["evidence"][0])


def test_paths_that_make_no_sense_are_refused_and_none_is_an_empty_list(client: TestClient) -> None:
    assert assert_listing(client.get("/v1/paths?from=Israel&to=Sergei Ivanov&roll_up=none").json()) == []
    assert_problem(client.get("/v1/paths?from=Iran&to=IRN"), 422, "bad_query")
    assert_problem(client.get("/v1/paths?from=Iran&to=Nowhere"), 404, "not_found")
    assert_problem(client.get("/v1/paths?from=Iran&to=Israel&hops=11"), 422, "bad_query")
    assert_problem(client.get("/v1/paths?from=Iran&to=Israel&limit=51"), 422, "bad_query")


def test_a_network_has_nodes_and_edges(client: TestClient) -> None:
    body = client.get("/v1/actors/IRN/network?roll_up=none").json()
    assert set(body) == {"nodes", "edges", "left_out", "truncated"}
    assert {node["id"]: node["hop"] for node in body["nodes"]} == {"IRN": 0, "ISR": 1}
    for edge in body["edges"]:
        assert set(edge) == {"source", "target", "action", "quad", "events", "since", "until"}
    whole = client.get("/v1/network?edges=1").json()
    assert (len(whole["edges"]), whole["truncated"]) == (1, True)
    assert_problem(client.get("/v1/network?edges=1001"), 422, "bad_query")
    assert_problem(client.get("/v1/network?limit=1"), 422, "invalid_request")
    assert_problem(client.get("/v1/actors/Nowhere/network"), 404, "not_found")
