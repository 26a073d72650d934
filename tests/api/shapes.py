"""The wire, pinned: every endpoint test looks at its answer through these."""

from __future__ import annotations

from typing import Any

ACTOR = {"id", "name", "kind", "country"}
PLACE = {"id", "name", "country", "lat", "lon"}
ARTICLE = {"id", "title", "url", "publisher", "published"}
REPORT = {"sentence", "sentence_index", "start", "end", "trigger", "attributed_to", "extractor", "article"}
LINK = {"method", "evidence", "sentence", "start", "end", "confidence", "lag_days", "article"}
EVENT = {
    "id", "action", "mode", "cameo", "quad", "intensity", "modality", "source", "target", "date", "date_end",
    "date_precision", "place", "confidence", "recorded_at", "record", "reports",
}  # fmt: skip


def assert_event(event: dict[str, Any]) -> None:
    assert set(event) - {"reports_omitted"} == EVENT
    assert event["source"] or event["target"]
    for side in (event["source"], event["target"]):
        assert side is None or set(side) == ACTOR
    assert event["place"] is None or set(event["place"]) == PLACE
    assert event["reports"], "an event without a report proves nothing"
    for report in event["reports"]:
        assert set(report) == REPORT
        assert set(report["article"]) == ARTICLE
        assert report["end"] - report["start"] == len(report["sentence"])
        assert report["trigger"] in report["sentence"]


def assert_response(response: dict[str, Any]) -> None:
    assert set(response) == {"cause", "effect", "link"}
    assert_event(response["cause"])
    assert_event(response["effect"])
    assert set(response["link"]) == LINK
    assert response["link"]["evidence"]


def assert_listing(body: dict[str, Any]) -> list[dict[str, Any]]:
    assert set(body) == {"items", "truncated", "next", "total"}
    assert body["total"] is None or body["total"] >= len(body["items"])
    assert body["truncated"] == (body["next"] is not None)
    items: list[dict[str, Any]] = body["items"]
    return items


def assert_problem(answer: Any, status: int, code: str) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem: dict[str, Any] = answer.json()
    assert {"type", "title", "status", "detail", "instance", "code", "request_id"} <= set(problem)
    assert set(problem) <= {"type", "title", "status", "detail", "instance", "code", "errors", "request_id"}
    assert (problem["status"], problem["code"]) == (status, code)
    assert problem["detail"]
    assert "\n" not in problem["detail"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert problem["request_id"] == answer.headers["x-request-id"]
    return problem
