"""The files of the page: what is served, how, and what they hold."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api import assets as module
from api.assets import Assets, assets, read
from api.routers import explorer

PAGE = Path(module.__file__).parent / "explorer"
OWN = sorted((PAGE / "js").rglob("*.js"))
_CALLED = re.compile(r"""\b(?:t|many)\(\s*'([^'${}]+)'""")
_NAMED = re.compile(r"""(?:'((?:[^'\\]|\\.)+)'|\b(\w+)): '""")


def test_home_is_the_page_and_all_it_names_is_served(client: TestClient) -> None:
    if not assets().complete:
        pytest.skip("built without the packages of npm")
    page = client.get("/")
    assert page.status_code == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["cache-control"] == "no-cache"
    named = re.findall(r'(?:src|href)="(/explorer/[^"]+)"', page.text)
    assert len(named) >= 5
    for path in named:
        answer = client.get(path)
        assert answer.status_code == 200
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"


def test_no_script_or_style_is_inline_and_nothing_comes_from_elsewhere(client: TestClient) -> None:
    answer = client.get("/")
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\son\w+=|\bstyle=", answer.text)
    for file in [*OWN, *PAGE.glob("css/*.css"), *PAGE.glob("*.html")]:
        assert not re.search(r"https?://(?!www\.w3\.org/)", file.read_text(encoding="utf-8")), file


def test_files_are_packed_for_who_can_unpack_them(client: TestClient) -> None:
    path = f"/explorer/{assets().version}/js/app.js"
    packed, plain = client.get(path), client.get(path, headers={"accept-encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.content == plain.content == (PAGE / "js/app.js").read_bytes()


def test_a_file_of_another_version_is_not_kept(client: TestClient) -> None:
    assert client.get("/explorer/older/js/app.js").headers["cache-control"] == "no-store"


@pytest.mark.parametrize("name", ["no.js", "../app.py", "%2e%2e/app.py", "index.html", "js/"])
def test_nothing_but_the_page_s_files_is_served(name: str, client: TestClient) -> None:
    answer = client.get(f"/explorer/{assets().version}/{name}")
    assert answer.status_code == 404
    assert answer.json()["code"] == "not_found"


def test_without_packages_the_page_says_what_to_do(
    tmp_path: Path, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    for file in [*OWN, *PAGE.glob("css/*"), *PAGE.glob("*.*")]:
        target = tmp_path / file.relative_to(PAGE)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes())
    lacking: Assets = read(tmp_path)
    monkeypatch.setattr(explorer, "assets", lambda: lacking)
    answer = client.get("/")
    assert answer.status_code == 503
    assert "npm" in answer.text
    assert "<script" not in answer.text


def test_all_of_it_is_small_when_packed() -> None:
    if not assets().complete:
        pytest.skip("built without the packages of npm")
    assert sum(len(one.packed) for name, one in assets().files.items() if "licences" not in name) < 400_000


def test_what_is_packed_is_what_is_served() -> None:
    assert all(gzip.decompress(one.packed) == one.body for one in assets().files.values())


def test_modules_stay_small() -> None:
    assert {file.name: lines for file in OWN if (lines := file.read_text().count("\n")) > 300} == {}


def words(language: str) -> dict[str, str]:
    text = (PAGE / f"js/strings/{language}.js").read_text(encoding="utf-8")
    return {quoted or bare: bare for quoted, bare in _NAMED.findall(text)}


def test_both_languages_say_the_same_things() -> None:
    assert words("en").keys() == words("id").keys()
    assert len(words("en")) > 200


def test_every_word_that_is_asked_for_is_there() -> None:
    asked = {name for file in OWN for name in _CALLED.findall(file.read_text(encoding="utf-8"))}
    assert len(asked) > 100
    assert asked - words("en").keys() == set()
