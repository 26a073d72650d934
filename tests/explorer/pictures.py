"""Pictures of the explorer over the samples, for people to look at: `python -m tests.explorer.pictures FOLDER`."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from graph.sqlite import open_sqlite
from loaders.extract.pipeline import Extractor
from loaders.limits import Limits
from loaders.load import load
from loaders.readers.inputs import read_inputs
from tests.explorer.conftest import NAMES, SAMPLES, service

PICTURES = {
    "start": ("/", 1280, "light", ()),
    "network": ("/?view=network&actor=RUS&node=RUS", 1280, "light", ()),
    "network-dark": ("/?view=network", 1280, "dark", ()),
    "chains": ("/?view=chains", 1280, "light", (".cause >> nth=1",)),
    "timeline": ("/?view=timeline&actor=IRN", 1280, "light", ()),
    "map-dark": ("/?view=map", 1280, "dark", ()),
    "table": ("/?view=table", 1280, "light", ()),
    "meetings": ("/?view=meetings", 1280, "light", ()),
    "article": ("/?view=table", 1280, "light", (".row-link >> nth=6", ".reports .more a >> nth=0")),
    "filters": ("/?view=network&actor=IRN", 1280, "light", ("text=Filters",)),
    "small": ("/?view=chains", 360, "light", ()),
    "small-event": ("/?view=table", 360, "dark", (".row-link >> nth=6",)),
}


def take(browser: Browser, where: str, folder: Path) -> None:
    for name, (path, width, scheme, clicks) in PICTURES.items():
        size = {"width": width, "height": 800}
        page = browser.new_page(viewport=size, color_scheme=scheme, locale="en-GB", reduced_motion="reduce")  # type: ignore[arg-type]
        page.goto(where + path)
        page.wait_for_load_state("networkidle")
        for selector in clicks:
            page.locator(selector).click()
            page.wait_for_load_state("networkidle")
        page.screenshot(path=folder / f"{name}.png")
        page.close()
    page = browser.new_page(viewport={"width": 1280, "height": 800}, locale="en-GB")
    page.goto(f"{where}/?view=read")
    body = (SAMPLES / "en" / "lebanon-truce.txt").read_text(encoding="utf-8").split("\n\n", 1)[1]
    page.get_by_label("Text of the article").fill(body)
    page.get_by_label("Published on").fill("2024-11-27")
    page.get_by_role("button", name="Show what it tells").click()
    page.locator(".told-text .sign").nth(2).click()
    page.screenshot(path=folder / "read.png")
    page.close()


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work, sync_playwright() as playwright:
        file = Path(work) / "casus.db"
        store = open_sqlite(file)
        load(read_inputs([str(SAMPLES)], Limits()), store, Extractor.default())
        store.close()
        found = next(filter(None, map(shutil.which, NAMES)))
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        with service(file) as where:
            take(browser, where, folder)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
