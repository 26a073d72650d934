"""Whoever looks at the page can use it: WCAG 2.2 AA as axe-core checks it, small screens, the keyboard, keys."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from api.settings import Settings
from tests.api.keyed import make
from tests.explorer.conftest import AXE, Opening, service
from tests.explorer.test_page import VIEWS, until

ADDRESSES = {
    "start": "/",
    **{view: f"/?view={view}" for view in VIEWS},
    "actor": "/?view=network&actor=IRN&node=ISR",
    "dyad": "/?view=timeline&actor=IRN&with=ISR",
    "read": "/?view=read",
    "nothing": "/?view=table&since=1990-01-01&until=1990-01-02",
    "denied": "/?view=table&modality=denied",
}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page) -> list[str]:
    """What axe-core finds. It is handed over by the debugger, which the page's policy does not bind."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    return [f"{one['id']}: {node['html'][:120]}" for one in found["violations"] for node in one["nodes"][:3]]


@pytest.mark.parametrize("name", ADDRESSES)
def test_axe_finds_nothing(name: str, watched: Opening) -> None:
    with watched() as at:
        page = at.open(ADDRESSES[name])
        assert violations(page) == []
        page.emulate_media(color_scheme="dark")
        assert violations(page) == []


def test_axe_finds_nothing_in_what_is_opened(watched: Opening) -> None:
    with watched() as at:
        page = at.open("/?view=table")
        page.get_by_role("button", name="Filters").click()
        page.locator(".row-link").nth(3).click()
        page.locator(".reports").wait_for()
        assert violations(page) == []
        page.locator(".reports .more a").first.click()
        page.locator(".text").wait_for()
        assert violations(page) == []
        for name in ("Share", "Help"):
            page.get_by_role("button", name=name).click()
            page.locator("dialog").wait_for()
            assert violations(page) == []
            page.keyboard.press("Escape")
            expect(page.locator("dialog")).to_have_count(0)


@pytest.mark.parametrize("name", ADDRESSES)
def test_nothing_is_cut_off_at_360_pixels(name: str, watched: Opening) -> None:
    """In Indonesian, whose words are longer."""
    with watched(width=360, locale="id-ID") as at:
        page = at.open(ADDRESSES[name])
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        cut = """[...document.querySelectorAll('h1, h2, .button, .chip, .state, .card, .field')]
            .filter(one => one.offsetParent && !one.closest('.scroll, .tree, .tabs'))
            .filter(one => one.getBoundingClientRect().right > innerWidth + 1).map(one => one.outerHTML.slice(0, 90))"""
        assert page.evaluate(cut) == []


def test_the_keyboard_alone_is_enough(watched: Opening) -> None:
    with watched() as at:
        page = at.open("/")
        page.keyboard.press("/")
        page.keyboard.type("Isra")
        page.locator("[role=option]").first.wait_for()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowUp")
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile("actor=ISR"))
        page.keyboard.press("5")
        expect(page).to_have_url(re.compile("view=table"))
        page.locator(".row-link").first.focus()
        page.keyboard.press("Enter")
        expect(page.locator(".panel h2")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator(".panel")).to_have_count(0)
        page.keyboard.press("?")
        expect(page.locator("dialog h2")).to_have_text("Signs and keys")
        page.keyboard.press("Escape")
        page.keyboard.press("f")
        expect(page.locator("#filters")).to_be_visible()


def test_a_service_with_keys_asks_for_one_and_keeps_it_in_the_tab_alone(
    samples: Path, tmp_path: Path, watched: Opening
) -> None:
    shutil.copy(samples, tmp_path / "casus.db")
    token = make(Settings(store=f"sqlite:///{tmp_path / 'casus.db'}"))
    with service(tmp_path / "casus.db") as where, watched(where) as at:
        page = at.open("/?view=network&actor=IRN")
        page.get_by_label("Key").fill("casus_wrong")
        page.get_by_role("button", name="Open").click()
        expect(page.get_by_role("alert")).to_be_visible()
        page.get_by_label("Key").fill(token)
        page.get_by_role("button", name="Open").click()
        until(page, "window.casusNetwork?.nodes().length > 3")
        assert token not in page.url
        assert page.evaluate("sessionStorage.getItem('casus-key')") == token
        assert token not in page.evaluate("JSON.stringify(localStorage) + document.cookie")
        page.reload()
        until(page, "window.casusNetwork?.nodes().length > 3")
        assert all("401" in wrong for wrong in at.wrong)
        at.wrong.clear()
