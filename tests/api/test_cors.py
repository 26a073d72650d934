"""Pages of other origins: none may use the service but those that a setting names."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from api.settings import Settings, settings
from graph.errors import InputError
from tests.api.keyed import bearer, make, service

QUESTION = "/v1/actors?q=iran"
MAPS = "https://maps.example"
ASKS = {"access-control-request-method": "GET", "access-control-request-headers": "authorization, x-api-key"}


def test_it_is_closed_by_default(client: TestClient) -> None:
    for answer in (
        client.get(QUESTION, headers={"origin": MAPS}),
        client.options(QUESTION, headers={"origin": MAPS, **ASKS}),
    ):
        assert not [name for name in answer.headers if name.startswith("access-control")]


def test_a_named_origin_may_ask_with_a_key(settings: Settings) -> None:
    key = make(settings)
    with service(settings, cors_origins=(MAPS,)) as client:
        before = client.options(QUESTION, headers={"origin": MAPS, **ASKS})
        assert before.status_code == 200
        assert before.headers["access-control-allow-origin"] == MAPS
        answer = client.get(QUESTION, headers={"origin": MAPS, **bearer(key)})
        assert answer.status_code == 200
        assert answer.headers["access-control-allow-origin"] == MAPS
        assert "RateLimit" in answer.headers["access-control-expose-headers"]
        assert "access-control-allow-credentials" not in answer.headers
        refused = client.get(QUESTION, headers={"origin": MAPS})
        assert (refused.status_code, refused.headers["access-control-allow-origin"]) == (401, MAPS)


@pytest.mark.parametrize("origin", ["https://evil.example", "http://maps.example", f"{MAPS}.evil.example", "null"])
def test_another_origin_may_not(settings: Settings, origin: str) -> None:
    with service(settings, cors_origins=(MAPS,)) as client:
        assert "access-control-allow-origin" not in client.get(QUESTION, headers={"origin": origin}).headers
        before = client.options(QUESTION, headers={"origin": origin, **ASKS})
        assert before.status_code == 400
        assert "access-control-allow-origin" not in before.headers


@pytest.mark.parametrize("origins", ["*", "maps.example", f"{MAPS}/", f"{MAPS},null", "https://*.example", "file://x"])
def test_only_origins_can_be_named(monkeypatch: pytest.MonkeyPatch, origins: str) -> None:
    monkeypatch.setenv("CASUS_CORS_ORIGINS", origins)
    with pytest.raises(InputError, match="CASUS_CORS_ORIGINS"):
        settings()


def test_several_origins_and_proxies_are_separated_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASUS_CORS_ORIGINS", f"{MAPS}, http://localhost:3000")
    monkeypatch.setenv("CASUS_TRUSTED_PROXIES", "10.0.0.5, 192.168.0.0/24, ::1")
    found = settings()
    assert found.cors_origins == (MAPS, "http://localhost:3000")
    assert found.trusted_proxies == ("10.0.0.5", "192.168.0.0/24", "::1")
    monkeypatch.setenv("CASUS_TRUSTED_PROXIES", "*")
    with pytest.raises(InputError, match="CASUS_TRUSTED_PROXIES"):
        settings()
