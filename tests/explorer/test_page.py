"""What a user sees and does, in a real browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.api.waiting import wait_for
from tests.explorer.conftest import Opening


def until(page: Page, condition: str) -> None:
    """Wait until the page says so; playwright's own waiting evaluates text in it, which the policy refuses."""
    wait_for(lambda: page.evaluate(condition) or page.wait_for_timeout(30))


VIEWS = ("network", "chains", "timeline", "map", "table", "meetings")


def test_the_first_page_says_something_before_it_is_asked(watched: Opening) -> None:
    with watched() as at:
        page = at.open("/")
        expect(page.locator("h1")).to_have_text("Who did what to whom, and what it led to")
        expect(page.locator(".counts li").first).to_contain_text(re.compile(r"\d+ events"))
        assert page.locator(".tree .cause").count() >= 2
        assert page.locator(".tree .evidence").first.inner_text()
        assert page.locator(".pairs li").count() >= 5


def test_a_name_in_indonesian_leads_to_its_network(watched: Opening) -> None:
    with watched() as at:
        page = at.open("/")
        page.keyboard.press("/")
        page.keyboard.type("Rusia")
        page.locator("[role=option]").first.wait_for()
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"view=network.*actor=RUS|actor=RUS"))
        until(page, "window.casusNetwork?.nodes().length > 3")
        assert page.evaluate("window.casusNetwork.getElementById('RUS').data('name')") == "Russia"
        expect(page.locator(".chip.who")).to_contain_text("Russia")


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_has_an_address_of_its_own(view: str, watched: Opening) -> None:
    with watched() as at:
        page = at.open(f"/?view={view}")
        expect(page.locator(".tabs [aria-current=page]")).to_have_attribute("href", f"/?view={view}")
        expect(page.locator(".failure, .spinner")).to_have_count(0)
        marks = {"network": ".canvas canvas", "chains": ".cause", "timeline": ".spot", "map": ".place"}
        assert page.locator({**marks, "table": "tbody tr", "meetings": "a.met"}[view]).count() > 2


def test_back_undoes_a_step_and_forward_does_it_again(watched: Opening) -> None:
    with watched() as at:
        page = at.open("/?view=table")
        page.locator(".row-link").first.click()
        expect(page.locator(".panel h2")).to_be_visible()
        page.go_back()
        expect(page.locator(".panel")).to_have_count(0)
        page.go_forward()
        expect(page.locator(".panel h2")).to_be_visible()


def test_an_event_shows_its_sentence_with_who_did_what_marked(watched: Opening) -> None:
    with watched() as at:
        page = at.open("/?view=table")
        page.get_by_role("link", name="8 Oct 2024").click()
        quote = page.locator("blockquote").first
        expect(quote.locator("mark.trigger")).to_contain_text("announced")
        expect(quote.locator("mark.source")).to_contain_text("China")
        page.locator(".reports .more a").first.click()
        expect(page.locator(".text mark.here")).to_contain_text("China announced anti-dumping")
        assert page.locator(".text mark.sentence").count() > 1
        page.locator(".text a.sign").last.click()
        expect(page.locator(".text a.sign.here").first).to_be_visible()


def test_what_has_not_happened_never_looks_like_what_has(watched: Opening) -> None:
    with watched() as at:
        page = at.open("/?view=table&modality=denied")
        assert page.locator("tbody .status.s-denied").count() == page.locator("tbody tr").count() > 0
        page.locator(".row-link").first.click()
        expect(page.locator(".caution")).to_contain_text("did not happen")
        assert page.locator(".panel .what .mark.m-denied").count() == 1


def test_a_node_is_expanded_hidden_and_brought_into_focus(watched: Opening) -> None:
    with watched() as at:
        page = at.open("/?view=network&actor=IRN&node=ISR")
        until(page, "window.casusNetwork?.nodes().length > 3")
        before = page.evaluate("window.casusNetwork.nodes().length")
        page.locator(".panel").get_by_role("link", name="Expand").click()
        until(page, f"window.casusNetwork.nodes().length > {before}")
        page.locator(".panel").get_by_role("link", name="Hide").click()
        until(page, "window.casusNetwork.getElementById('ISR').empty()")
        page.go_back()
        until(page, "window.casusNetwork.getElementById('ISR').nonempty()")
        page.locator(".panel").get_by_role("link", name="Focus").click()
        expect(page.locator(".chip.who")).to_contain_text("Israel")


def test_filters_narrow_every_view_and_can_be_taken_away(watched: Opening) -> None:
    with watched() as at:
        page = at.open("/?view=table")
        rows = page.locator("tbody tr")
        everything = rows.count()
        page.get_by_role("button", name="Filters").click()
        page.get_by_label("Attack", exact=True).check()
        expect(page).to_have_url(re.compile("action=ASSAULT"))
        page.wait_for_load_state("networkidle")
        page.get_by_label("From", exact=True).fill("2024-06-01")
        page.get_by_label("From", exact=True).blur()
        page.wait_for_load_state("networkidle")
        assert 0 < rows.count() < everything
        assert all(text.startswith("Attack") for text in page.locator("td.c-action b").all_inner_texts())
        page.get_by_role("button", name="Clear all").click()
        page.wait_for_load_state("networkidle")
        expect(rows).to_have_count(everything)


def test_dragging_over_the_time_narrows_it(watched: Opening) -> None:
    with watched() as at:
        page = at.open("/?view=table")
        page.get_by_role("button", name="Filters").click()
        box = page.locator(".brush svg").bounding_box()
        assert box
        page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + 20)
        page.mouse.down()
        page.mouse.move(box["x"] + box["width"] * 0.9, box["y"] + 20, steps=4)
        page.mouse.up()
        expect(page).to_have_url(re.compile(r"since=20\d\d-\d\d-\d\d&until=20"))


def test_what_nothing_fits_is_said(watched: Opening) -> None:
    with watched() as at:
        page = at.open("/?view=table&since=1990-01-01&until=1990-01-02")
        expect(page.locator(".state")).to_contain_text("Nothing fits")


def test_the_language_and_the_colours_are_kept(watched: Opening) -> None:
    with watched() as at:
        page = at.open("/?view=table")
        page.get_by_role("button", name="ID: Bahasa Indonesia").click()
        expect(page.locator(".tabs [aria-current=page]")).to_have_text("Tabel")
        page.get_by_role("button", name="Warna").click()
        page.get_by_role("button", name="Warna").click()
        page.reload()
        expect(page.locator(".tabs [aria-current=page]")).to_have_text("Tabel")
        assert page.evaluate("document.documentElement.dataset.theme") == "dark"
        assert page.evaluate("document.documentElement.lang") == "id"


def test_an_article_that_means_harm_is_text(watched: Opening) -> None:
    with watched() as at:
        found = at.open("/").request.get(f"{at.address}/v1/search?q=onmouseover").json()["sentences"]["items"][0]
        page = at.open(f"/?view=table&event={found['events'][0]}")
        expect(page.locator("blockquote").first).to_contain_text("<b onmouseover=")
        page.locator(".reports .more a").first.click()
        expect(page.locator(".text")).to_contain_text("<script>window.broken=1</script>")
        assert page.locator(".text img, .text script, .text b").count() == 0
        assert page.evaluate("window.broken") is None
