"""A text is read before it is stored, and then loaded; what is on the screen is taken along."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.explorer.conftest import HOSTILE, Opening, service


def test_a_text_shows_what_it_tells_before_it_is_loaded(samples: Path, tmp_path: Path, watched: Opening) -> None:
    shutil.copy(samples, tmp_path / "casus.db")
    with service(tmp_path / "casus.db") as where, watched(where) as at:
        page = at.open("/?view=read")
        page.get_by_label("Text of the article").fill(HOSTILE.replace("Israel", "Fiji"))
        page.get_by_label("Published on").fill("2024-10-02")
        page.get_by_role("button", name="Show what it tells").click()
        expect(page.locator(".told-text mark.sentence").first).to_contain_text("Fiji")
        expect(page.locator(".told-text .text")).to_contain_text("<script>window.broken=1</script>")
        assert page.locator(".told-text img, .told-text script").count() == 0
        page.locator(".told-text .events button").first.click()
        expect(page.locator(".told-text mark.here")).to_have_count(1)
        assert not [one for one in found(page, where) if one["actor"]["id"] == "FJI"]
        page.get_by_role("button", name="Load it into the store").click()
        expect(page.get_by_text("Loaded")).to_be_visible()
        assert [one for one in found(page, where) if one["actor"]["id"] == "FJI"]
        page.get_by_role("link", name="Open it").click()
        expect(page.locator(".panel .text mark").first).to_contain_text("Fiji")
        assert page.evaluate("window.broken") is None


def found(page: Page, where: str) -> list[dict[str, dict[str, str]]]:
    items: list[dict[str, dict[str, str]]] = page.request.get(f"{where}/v1/search?q=Fiji").json()["actors"]["items"]
    return items


def test_what_cannot_be_read_is_said_on_the_page(watched: Opening) -> None:
    with watched() as at:
        page = at.open("/?view=read")
        page.get_by_label("Text of the article").fill("1 2 3 4 5")
        page.get_by_role("button", name="Show what it tells").click()
        expect(page.get_by_role("alert")).to_contain_text("language")
        assert all("422" in wrong for wrong in at.wrong)
        at.wrong.clear()


def test_what_is_shown_can_be_taken_along(watched: Opening, tmp_path: Path) -> None:
    with watched() as at:
        page = at.open("/?view=network&actor=IRN&since=2024-01-01")
        page.get_by_role("button", name="Share").click()
        expect(page.locator("dialog pre").nth(1)).to_contain_text("/v1/events?actor=IRN&since=2024-01-01")
        expect(page.locator("dialog pre").nth(2)).to_contain_text("$actor")
        kept = {}
        for form in ("JSON", "TSV", "SVG", "PNG"):
            with page.expect_download() as download:
                page.get_by_role("button", name=form, exact=True).click()
            kept[form] = tmp_path / form
            download.value.save_as(kept[form])
        assert json.loads(kept["JSON"].read_text())["items"]
        assert "\t" in kept["TSV"].read_text()
        assert ">Iran</text>" in kept["SVG"].read_text()
        assert kept["PNG"].read_bytes().startswith(b"\x89PNG")


def test_a_drawn_view_is_saved_as_it_looks(watched: Opening, tmp_path: Path) -> None:
    with watched() as at:
        for view in ("timeline", "map"):
            page = at.open(f"/?view={view}")
            page.locator("[data-picture]").wait_for()
            page.get_by_role("button", name="Share").click()
            with page.expect_download() as download:
                page.get_by_role("button", name="SVG", exact=True).click()
            download.value.save_as(tmp_path / view)
            drawn = (tmp_path / view).read_text(encoding="utf-8")
            assert drawn.startswith("<svg")
            assert 'fill="rgb' in drawn
