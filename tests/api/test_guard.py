"""What a request passes before anything reads it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.guard import host_name
from api.settings import Settings
from tests.api.shapes import assert_problem

JSON = {"content-type": "application/json"}


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1.nip.io", "", "[::2]", "10.0.0.1"]
)
def test_another_host_name_is_refused(client: TestClient, host: str) -> None:
    assert_problem(client.get("/v1/meetings", headers={"host": host}), 400, "unknown_host")


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1:1", "[::1]:8000", "[::1]"])
def test_loopback_names_are_served(client: TestClient, host: str) -> None:
    assert client.get("/healthz", headers={"host": host}).status_code == 200


def test_a_named_host_can_be_allowed(settings: Settings) -> None:
    app = create_app(settings.model_copy(update={"allowed_hosts": ("graph.example",)}))
    with TestClient(app, base_url="http://graph.example") as client:
        assert client.get("/healthz").status_code == 200
        assert client.get("/healthz", headers={"host": "localhost"}).status_code == 400


@pytest.mark.parametrize(
    ("header", "name"), [("a.b:80", "a.b"), ("[::1]:80", "[::1]"), ("[::1", "["), ("", ""), ("A", "a")]
)
def test_the_port_is_no_part_of_the_name(header: str, name: str) -> None:
    assert host_name(header) == name


def test_a_declared_large_body_is_refused_unread(client: TestClient, settings: Settings) -> None:
    body = b'{"text": "' + b"x" * settings.body_bytes + b'"}'
    assert_problem(client.post("/v1/articles", content=body, headers=JSON), 413, "over_limit")


def test_a_large_body_in_chunks_is_refused_as_it_comes(client: TestClient, settings: Settings) -> None:
    sent = 0

    def chunks() -> Iterator[bytes]:
        nonlocal sent
        yield b'{"text": "'
        for _ in range(settings.body_bytes // 1000 + 1):
            sent += 1000
            yield b"x" * 1000
        yield b'"}'

    assert_problem(client.post("/v1/articles", content=chunks(), headers=JSON), 413, "over_limit")
    assert sent > settings.body_bytes


def test_a_body_within_the_limit_passes(client: TestClient, settings: Settings) -> None:
    text = "x" * (settings.body_bytes - 20)
    body = ('{"text": "' + text + '"}').encode()
    assert client.post("/v1/articles", content=body, headers=JSON).status_code == 202


@pytest.mark.parametrize("path", ["/", "/docs", "/v1/meetings", "/nowhere", "/openapi.json"])
def test_every_answer_binds_the_browser(client: TestClient, path: str) -> None:
    headers = client.get(path, follow_redirects=False).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "access-control-allow-origin" not in headers
