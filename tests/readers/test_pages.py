"""Web pages, and the process that parses them."""

from __future__ import annotations

import os
import signal
import threading
from datetime import date
from pathlib import Path

import pytest

from loaders.article import RawArticle, Rejection
from loaders.limits import Limits
from loaders.readers import Parser
from loaders.readers.html import parse_page, read_html
from tests.readers.conftest import FIXTURES, Read

needs_proc = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="needs /proc to find the worker")
PAGE = "<html><body><p>The envoys met on Monday.</p></body></html>"


def test_a_page_gives_its_article_and_what_it_says_of_itself(read: Read) -> None:
    [article], [] = read(FIXTURES / "page" / "article.html")
    assert article.title == "Envoys of Norland and Sudland meet in Harbour City"
    assert (article.publisher, article.published) == ("Lantern Post", date(2024, 8, 5))
    assert article.url == "https://lantern.example/world/envoys-meet"
    assert article.lang is None
    assert article.text.startswith("The envoys of Norland")
    assert "frank & useful" in article.text
    assert "\nIn June, Sudland fired" in article.text
    assert not any(word in article.text for word in ("Sign in", "Imprint", "console", "<p>"))


@pytest.mark.parametrize(
    ("html", "code"),
    [
        ((FIXTURES / "page" / "menu.html").read_text(), "no_text"),
        ("<html><head><title>Nothing.</title></head></html>", "no_text"),
        ("<html><body><noscript>Please enable JavaScript</noscript></body></html>", "no_text"),
        ("<html><body>" + "<div>" * 200_000 + "They met.", "no_text"),
        ("<" * 100_000, "no_text"),
        ("", "empty"),
    ],
)
def test_a_page_without_an_article_is_rejected(tmp_path: Path, read: Read, html: str, code: str) -> None:
    path = tmp_path / "a.html"
    path.write_text(html)
    [], [rejection] = read(path)
    assert rejection.code == code


def test_a_declared_charset_is_followed(tmp_path: Path, read: Read) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(
        '<html><head><meta charset="windows-1251"></head><body><p>Они встретились.</p></body></html>'.encode("cp1251")
    )
    [article], [] = read(path)
    assert article.text == "Они встретились."


def test_a_few_broken_bytes_do_not_spoil_a_utf8_page(tmp_path: Path, read: Read) -> None:
    path = tmp_path / "a.html"
    path.write_bytes("<html><body><p>“Café” “déjà” “naïve” closed ".encode() + b"\xff on Monday.</p></body></html>")
    [article], [] = read(path)
    assert article.text.startswith("“Café” “déjà” “naïve”")


def test_a_page_cannot_claim_another_hosts_address(parser: Parser) -> None:
    page = (FIXTURES / "page" / "article.html").read_bytes()
    for fetched, kept in [
        ("https://www.lantern.example/?p=1", "https://lantern.example/world/envoys-meet"),
        ("https://evil.example/x", "https://evil.example/x"),
    ]:
        article = read_html(page, "x", Limits(), parser, url=fetched)
        assert isinstance(article, RawArticle)
        assert article.url == kept


def test_a_fragment_posted_without_a_page_is_read(parser: Parser) -> None:
    article = read_html(b"<p>The envoys met on Monday.</p>", "body", Limits(), parser)
    assert isinstance(article, RawArticle)
    assert article.text == "The envoys met on Monday."


def test_a_page_that_takes_too_long_is_given_up_and_the_next_one_is_read() -> None:
    slow = "<html><body><p " + " ".join(f"a{i}=1" for i in range(250_000)) + ">They met.</p>"
    with Parser(Limits(parse_seconds=2.0)) as parser:
        assert parser.ask("page", PAGE)["text"] == "The envoys met on Monday."
        rejection = read_html(slow.encode(), "slow", Limits(), parser)
        assert isinstance(rejection, Rejection)
        assert rejection.code == "unparsable"
        assert "parse_seconds" in rejection.reason
        assert parser.ask("page", PAGE)["text"] == "The envoys met on Monday."


@pytest.mark.parametrize("paragraphs", [500_000, 1_000_000])
def test_a_page_that_takes_too_much_memory_is_unparsable_and_the_next_one_is_read(paragraphs: int) -> None:
    huge = "<html><body>" + "<p>They met.</p>" * paragraphs
    with Parser(Limits(parse_memory_bytes=400 * 2**20)) as parser:
        assert parser.ask("page", PAGE)["text"]
        rejection = read_html(huge.encode(), "huge", Limits(), parser)
        assert isinstance(rejection, Rejection)
        assert rejection.code == "unparsable"
        assert parser.ask("page", PAGE)["text"]


def worker_of(parser: Parser) -> int:
    """The process identifier of the parser's worker, which no document has asked for yet."""
    children = Path(f"/proc/self/task/{threading.get_native_id()}/children")
    before = set(children.read_text().split())
    assert parser.ask("page", PAGE)["text"]
    [worker] = set(children.read_text().split()) - before
    return int(worker)


@needs_proc
def test_a_page_that_ends_the_parsing_process_is_unparsable_and_the_next_one_is_read() -> None:
    with Parser(Limits(parse_seconds=60.0)) as parser:
        worker = worker_of(parser)
        slow = "<html><body><p " + " ".join(f"a{i}=1" for i in range(250_000)) + ">They met.</p>"
        threading.Timer(1.0, os.kill, (worker, signal.SIGKILL)).start()  # as the kernel does when memory runs out
        rejection = read_html(slow.encode(), "slow", Limits(), parser)
        assert isinstance(rejection, Rejection)
        assert rejection.code == "unparsable"
        assert parser.ask("page", PAGE)["text"]


@needs_proc
def test_the_parsing_process_is_told_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    secrets = ("CASUS_NEO4J_PASSWORD", "CASUS_TOKEN", "DATABASE_URL", "AWS_ACCESS_KEY_ID", "NEO4J_AUTH", "LC_secret")
    for name in secrets:
        monkeypatch.setenv(name, "open sesame")
    with Parser(Limits()) as parser:
        told = Path(f"/proc/{worker_of(parser)}/environ").read_bytes()
    assert b"OPENBLAS_NUM_THREADS" in told
    assert b"sesame" not in told


def test_threads_take_turns_at_the_parser(parser: Parser) -> None:
    answers: dict[int, str] = {}

    def ask(number: int) -> None:
        answers[number] = parser.ask("page", f"<html><body><p>Envoy {number} left.</p></body></html>")["text"]

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == {number: f"Envoy {number} left." for number in range(8)}


def test_a_folder_of_news_lends_the_parser_no_module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('taken over')")
    monkeypatch.chdir(tmp_path)
    with Parser(Limits()) as parser:
        assert parser.ask("page", PAGE)["text"]


def test_a_title_loses_the_publishers_name_only(tmp_path: Path, read: Read) -> None:
    path = tmp_path / "a.html"
    head = '<meta property="og:site_name" content="Lantern Post"><link rel="canonical" href="https://news.kabar.example/1">'
    for title, kept in [
        ("Envoys meet - Lantern Post", "Envoys meet"),
        ("Envoys meet | Kabar", "Envoys meet"),
        ("Norland - Sudland", "Norland - Sudland"),
    ]:
        path.write_text(
            f"<html><head><meta property='og:title' content='{title}'>{head}</head>{PAGE.removeprefix('<html>')}"
        )
        assert read(path)[0][0].title == kept


def test_a_day_is_not_guessed_from_the_text() -> None:
    page = parse_page(
        "<html><body><p>The treaty was signed on 5 August 1999.</p><p>It is still kept.</p></body></html>"
    )
    assert page["published"] is None
