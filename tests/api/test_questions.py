"""What the endpoints answer over the invented world."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from tests.api.shapes import ACTOR, assert_event, assert_listing, assert_problem, assert_response
from tests.api.waiting import wait_for
from tests.api.world import (
    CALLED,
    DENIED,
    ENVOY,
    EVENTS,
    LATER,
    MET,
    MINISTER,
    MISSILES,
    RAID,
    RECORDED,
    WARNING,
    WILL_MEET,
)


def ids(client: TestClient, path: str, **params: object) -> list[str]:
    answer = client.get(path, params=params)
    assert answer.status_code == 200, answer.text
    items = assert_listing(answer.json())
    for item in items:
        assert_event(item)
    return [item["id"] for item in items]


def test_meetings_name_both_sides_and_the_sentence(client: TestClient) -> None:
    answer = client.get("/v1/meetings", params={"actor": "Iran", "with": "Rusia"})
    (meeting,) = assert_listing(answer.json())
    assert_event(meeting)
    assert meeting["source"]["name"] == ENVOY.name
    assert meeting["target"]["name"] == MINISTER.name
    assert (meeting["date"], meeting["place"]["name"]) == ("2024-08-05", "Tehran")
    assert meeting["reports"][0]["sentence"] == "Sergei Ivanov met Reza Ahmadi in Tehran on Monday."


def test_what_is_planned_is_answered_only_when_asked_for(client: TestClient) -> None:
    assert ids(client, "/v1/meetings") == [MET.id, CALLED.id]
    assert ids(client, "/v1/meetings", modality="planned") == [WILL_MEET.id]
    assert ids(client, "/v1/meetings", modality=["planned", "occurred"]) == [MET.id, CALLED.id, WILL_MEET.id]


def test_a_country_stands_for_its_persons_unless_roll_up_is_off(client: TestClient) -> None:
    assert ids(client, "/v1/meetings", actor="Rusia") == [MET.id, CALLED.id]
    assert ids(client, "/v1/meetings", actor="Rusia", roll_up="none") == [CALLED.id]


def test_a_name_stands_for_every_actor_that_bears_it(client: TestClient) -> None:
    both = ids(client, "/v1/meetings", actor="Ivanov", modality=["planned", "occurred"])
    assert both == [MET.id, WILL_MEET.id]


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"since": "2024-07-02"}, [MET.id]),
        ({"until": "2024-07-01"}, [CALLED.id]),
        ({"place": "TEHRAN"}, [MET.id]),
        ({"min_confidence": "0.5"}, [MET.id]),
        ({"actor": ENVOY.id}, [MET.id]),
        ({"with": "Israel"}, [CALLED.id]),
        ({"as_of": "2024-01-01T00:00:00Z"}, []),
        ({"as_of": LATER.isoformat()}, [MET.id, CALLED.id]),
    ],
)
def test_meetings_are_narrowed(client: TestClient, params: dict[str, str], expected: list[str]) -> None:
    assert ids(client, "/v1/meetings", **params) == expected


def test_responses_say_by_which_words(client: TestClient) -> None:
    (pair,) = assert_listing(client.get("/v1/responses", params={"to": "ASSAULT"}).json())
    assert_response(pair)
    assert (pair["cause"]["id"], pair["effect"]["id"]) == (RAID.id, MISSILES.id)
    assert pair["link"]["evidence"] == "In response to the raid"
    assert pair["link"]["lag_days"] == 12


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"by": "Iran"}, [MISSILES.id]),
        ({"by": "Israel"}, []),
        ({"against": "Israel"}, [MISSILES.id]),
        ({"action": "THREATEN"}, [WARNING.id]),
        ({"modality": "threatened"}, [WARNING.id]),
        ({"to": "SANCTION"}, []),
        ({"since": "2024-04-14"}, []),
    ],
)
def test_responses_are_narrowed_by_the_effect(client: TestClient, params: dict[str, str], expected: list[str]) -> None:
    items = assert_listing(client.get("/v1/responses", params=params).json())
    assert [item["effect"]["id"] for item in items] == expected


def test_events_by_side_and_action(client: TestClient) -> None:
    assert ids(client, "/v1/events", action="ASSAULT") == [MISSILES.id, RAID.id]
    assert ids(client, "/v1/events", by="Israel", action=["ASSAULT", "CONSULT"]) == [RAID.id]
    assert ids(client, "/v1/events", against="Israel", action="THREATEN") == [WARNING.id]
    assert ids(client, "/v1/events", actor="Iran", modality="denied") == [DENIED.id]
    assert ids(client, "/v1/events", mode="phone") == [CALLED.id]


def test_pages_follow_each_other_without_loss(client: TestClient) -> None:
    params: dict[str, object] = {"limit": 2, "modality": ["occurred", "planned", "threatened", "denied"]}
    whole = ids(client, "/v1/events", **{**params, "limit": 100})
    answer = client.get("/v1/events", params=params)
    seen = [item["id"] for item in answer.json()["items"]]
    while "next" in answer.links:
        assert answer.json()["truncated"]
        answer = client.get(answer.links["next"]["url"])
        seen += [item["id"] for item in assert_listing(answer.json())]
    assert seen == whole
    assert sorted(seen) == sorted(event.id for event in EVENTS)


def test_an_event_answers_with_causes_and_responses(client: TestClient) -> None:
    event = client.get(f"/v1/events/{RAID.id}").json()
    assert_event(event)
    effects = assert_listing(client.get(f"/v1/events/{RAID.id}/responses").json())
    causes = assert_listing(client.get(f"/v1/events/{MISSILES.id}/causes").json())
    for pair in effects + causes:
        assert_response(pair)
    assert {pair["effect"]["id"] for pair in effects} == {MISSILES.id, WARNING.id}
    assert [pair["cause"]["id"] for pair in causes] == [RAID.id]


def test_an_event_shows_where_the_article_says_so(client: TestClient) -> None:
    event = client.get(f"/v1/events/{MISSILES.id}").json()
    report = event["reports"][0]
    article = client.get(f"/v1/articles/{report['article']['id']}").json()
    assert article["text"][report["start"] : report["end"]] == report["sentence"]
    assert MISSILES.id in [told["id"] for told in article["events"]]
    for told in article["events"]:
        assert_event(told)


def test_actors_are_found_by_the_beginning_of_a_name(client: TestClient) -> None:
    found = assert_listing(client.get("/v1/actors", params={"q": "ivan"}).json())
    assert {actor["name"] for actor in found} == {"Sergei Ivanov", "Pyotr Ivanov"}
    for actor in found:
        assert set(actor) == ACTOR | {"aliases", "wikidata"}
        told = client.get(f"/v1/actors/{actor['id']}").json()
        assert {name: told[name] for name in actor} == actor


def test_more_actors_than_asked_for_is_said(client: TestClient) -> None:
    body = client.get("/v1/actors", params={"q": "ivan", "limit": 1}).json()
    assert (len(body["items"]), body["truncated"]) == (1, True)


def test_an_unknown_name_is_not_found_and_near_ones_are_named(client: TestClient) -> None:
    problem = assert_problem(client.get("/v1/meetings", params={"actor": "Irann"}), 404, "not_found")
    assert "did you mean Iran?" in problem["detail"]


def test_nothing_recorded_yet_means_nothing_is_known(client: TestClient) -> None:
    before = {"as_of": "2024-01-01T00:00:00Z"}
    assert_problem(client.get(f"/v1/events/{RAID.id}", params=before), 404, "not_found")
    assert client.get(f"/v1/events/{RAID.id}", params={"as_of": RECORDED.isoformat()}).status_code == 200


def test_no_event_has_more_reports_than_a_page_has_items(settings: Settings) -> None:
    app = create_app(settings.model_copy(update={"page_default": 1, "page_max": 1}))
    with TestClient(app, base_url="http://localhost") as client:
        again = {"text": "Iran met Russia on 3 March 2024. Iran met Russia on 3 March 2024.", "lang": "en"}
        job = client.post("/v1/articles", json=again).headers["location"]
        wait_for(lambda: client.get(job).json()["state"] == "done")
        (event,) = client.get(f"/v1/articles/{client.get(job).json()['summary']['articles'][0]}").json()["events"]
        for shown in (event, client.get(f"/v1/events/{event['id']}").json()):
            assert (len(shown["reports"]), shown["reports_omitted"]) == (1, 1)


def test_no_answer_is_longer_than_a_page(settings: Settings) -> None:
    app = create_app(settings.model_copy(update={"page_default": 1, "page_max": 1}))
    with TestClient(app, base_url="http://localhost") as client:
        led_to = client.get(f"/v1/events/{RAID.id}/responses").json()
        assert ([pair["effect"]["id"] for pair in led_to["items"]], led_to["truncated"]) == ([MISSILES.id], True)
        article = client.get(f"/v1/articles/{MET.reports[0].article.id}").json()
        assert ([event["id"] for event in article["events"]], article["truncated"]) == ([MET.id], True)
        assert client.get(f"/v1/events/{MISSILES.id}/causes").json()["truncated"] is False
        assert_problem(client.get(f"/v1/events/{RAID.id}/responses?limit=2"), 422, "bad_query")


def test_what_an_event_led_to_is_narrowed(client: TestClient) -> None:
    def effects(**params: str) -> list[str]:
        items = assert_listing(client.get(f"/v1/events/{RAID.id}/responses", params=params).json())
        return [item["effect"]["id"] for item in items]

    assert effects() == [MISSILES.id, WARNING.id]
    assert effects(modality="occurred") == [MISSILES.id]
    assert effects(action="THREATEN") == [WARNING.id]
    assert effects(until="2024-04-12") == []
