"""The pages and files that describe the service."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from pathlib import Path

from fastapi.testclient import TestClient

from api.export import openapi
from api.settings import Settings
from loaders.limits import Limits

DOCS = Path(__file__).parents[2] / "docs"
_ROW = re.compile(r"^\| `(CASUS_\w+)` \| (.*?) \| (.+) \|$", re.MULTILINE)


def test_the_docs_page_needs_no_other_host(client: TestClient) -> None:
    page = client.get("/docs")
    assert page.headers["content-type"].startswith("text/html")
    assert "//" not in page.text, "an address of another host"
    assert "<script>" not in page.text, "the content security policy forbids inline scripts"
    for asset in re.findall(r'(?:src|href)="(/[^"]+)"', page.text):
        answer = client.get(asset)
        assert answer.status_code == 200
        assert len(answer.content) > 50
    assert "/openapi.json" in client.get("/docs/start.js").text


def test_the_description_in_docs_is_the_service_s_own() -> None:
    """Write it anew with `python -m api.export docs/openapi.json`."""
    assert (DOCS / "openapi.json").read_text(encoding="utf-8") == openapi()


def test_every_operation_has_its_own_name_and_words() -> None:
    operations = [each for path in json.loads(openapi())["paths"].values() for each in path.values()]
    names = [operation["operationId"] for operation in operations]
    assert sorted(set(names)) == sorted(names)
    for operation in operations:
        assert operation["summary"]
        assert operation["description"]
        assert len(operation["tags"]) == 1
        for parameter in operation.get("parameters", []):
            assert parameter["in"] == "path" or parameter.get("description"), parameter


def _written(value: object) -> str:
    if value in (None, ()):
        return "none"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    return f"`{','.join(value)}`" if isinstance(value, tuple) else f"`{value}`"


def test_settings_are_documented_with_their_defaults() -> None:
    table = (DOCS / "settings.md").read_text(encoding="utf-8")
    documented = {name: (default, words) for name, default, words in _ROW.findall(table)}
    settings = {
        f"CASUS_{name.upper()}": (_written(field.default), field.description)
        for name, field in Settings.model_fields.items()
        if name != "limits"
    }
    limits = {f"CASUS_LIMITS_{field.name.upper()}": _written(field.default) for field in fields(Limits)}
    assert {name: documented.get(name) for name in settings} == settings
    assert {name: documented[name][0] for name in documented if name in limits} == limits
    assert set(documented) == set(settings) | set(limits)


def test_every_endpoint_is_in_the_users_page() -> None:
    page = (DOCS / "api.md").read_text(encoding="utf-8")
    for path in json.loads(openapi())["paths"]:
        assert f"`{path}`" in page, path
