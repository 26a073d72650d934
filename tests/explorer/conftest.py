"""The page in a real browser, over the samples.

The browser is the system's Chromium (or CASUS_TEST_CHROMIUM names one). Without it, and without the packages that the
build brings, these tests are skipped with the reason; CASUS_REQUIRE_CHROMIUM=1 turns that skip into a failure.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from api.app import create_app
from api.assets import assets
from api.ingest import worker
from api.settings import Settings
from graph.sqlite import open_sqlite
from loaders.article import dated
from loaders.extract.pipeline import Extractor
from loaders.limits import Limits
from loaders.load import load
from loaders.readers.inputs import read_inputs
from tests.api.server import served

SAMPLES = Path(__file__).parents[2] / "samples"
NAMES = ("chromium", "chromium-browser", "google-chrome")
AXE = Path(__file__).parents[2] / "build" / "explorer" / "axe.js"
HOSTILE = """<script>window.broken=1</script> <img src=x onerror="window.broken=1"> says it.
Iran attacked Israel on 1 October 2024 in response to <b onmouseover="window.broken=1">a strike</b>."""


def _missing(why: str) -> None:
    if os.environ.get("CASUS_REQUIRE_CHROMIUM"):
        pytest.fail(why)
    pytest.skip(why)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = os.environ.get("CASUS_TEST_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        _missing("no Chromium at hand: apt install chromium")
    if not assets().complete:
        _missing("the page was built without its packages: install npm, then make -B install")
    with sync_playwright() as playwright:
        # Whoever runs as root, as CI does, has no sandbox of Chromium's.
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"] if os.geteuid() == 0 else [])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples and an article that means harm, as a closed store to be copied."""
    folder = tmp_path_factory.mktemp("explorer")
    (folder / "harm.txt").write_text(HOSTILE, encoding="utf-8")
    store = open_sqlite(folder / "casus.db")
    found = read_inputs([str(SAMPLES), str(folder / "harm.txt")], Limits())
    load(dated(found, date(2024, 10, 2)), store, Extractor.default())
    store.close()
    return folder / "casus.db"


@contextmanager
def service(store: Path, **changes: object) -> Iterator[str]:
    settings = Settings(store=f"sqlite:///{store}", stop_seconds=5).model_copy(update=changes)
    with served(create_app(settings, work=worker(settings)), settings) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="session")
def address(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A service over the samples, to which nobody writes."""
    file = tmp_path_factory.mktemp("served") / "casus.db"
    shutil.copy(samples, file)
    with service(file) as where:
        yield where


class Watched:
    """A page, and what it did that it must never do: other hosts, refused content, errors."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.page: Page = context.new_page()
        self.address = address
        self.wrong: list[str] = []
        self.page.on("request", lambda request: self._asked(request.url))
        self.page.on("console", lambda said: self.wrong.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))

    def _asked(self, url: str) -> None:
        if not url.startswith((self.address, "blob:", "data:")):
            self.wrong.append(f"another host: {url}")

    def open(self, path: str) -> Page:
        self.page.goto(self.address + path)
        self.page.wait_for_selector("h1, main")
        self.page.wait_for_load_state("networkidle")
        return self.page


Opening = Callable[..., AbstractContextManager[Watched]]


@pytest.fixture
def watched(browser: Browser, address: str) -> Opening:
    """A new browser profile at `where`; leaving it fails if the page did what it must not."""

    @contextmanager
    def opened(where: str = address, width: int = 1280, **context: object) -> Iterator[Watched]:
        told = {"locale": "en-GB", "reduced_motion": "reduce", "viewport": {"width": width, "height": 800}, **context}
        profile = browser.new_context(**told)  # type: ignore[arg-type]
        profile.set_default_timeout(10_000)
        watched = Watched(profile, where)
        try:
            yield watched
            assert watched.wrong == []
        finally:
            profile.close()

    return opened
