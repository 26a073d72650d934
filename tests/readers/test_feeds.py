"""RSS and Atom feeds."""

from __future__ import annotations

from datetime import date
from html import escape
from pathlib import Path

import pytest

from loaders.limits import Limits
from loaders.readers.feed import declares_entities, plain
from tests.readers.conftest import FIXTURES, Read

RSS = FIXTURES / "feed" / "news.rss"


def test_each_entry_is_an_article_or_says_why_not(read: Read) -> None:
    [first, third], [second] = read(RSS)
    assert first.title == "Ferry line reopens & grain moves"
    assert first.text == "Norland reopened the ferry line to Sudland on Tuesday.\nSudland thanked its neighbour."
    assert (first.id, first.url) == ("lantern-17", "https://lantern.example/world/ferry")
    assert (first.publisher, first.published) == ("Lantern Post: World", date(2024, 8, 6))
    assert (third.url, third.published, third.where) == (None, None, f"{RSS}#3")
    assert (second.where, second.code) == (f"{RSS}#2", "no_text")


def test_an_atom_feed_keeps_the_day_of_publication(read: Read) -> None:
    [article], [] = read(FIXTURES / "feed" / "news.atom")
    assert (article.published, article.url) == (date(2024, 8, 5), "https://kabar.example/1")
    assert article.text == "Dua utusan bertemu di pelabuhan."


def test_an_entity_bomb_is_refused_before_it_is_parsed(read: Read) -> None:
    [], [rejection] = read(FIXTURES / "feed" / "bomb.xml")
    assert rejection.code == "entity"


@pytest.mark.parametrize(
    ("prolog", "refused"),
    [
        ('<!DOCTYPE rss [<!ENTITY a "b">]>', True),
        ('<!DOCTYPE rss [<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;]>', True),
        ('<!-- <a --><!DOCTYPE rss [<!ENTITY a SYSTEM "http://127.0.0.1/">]>', True),
        ('<?p <a ?><!DOCTYPE rss [<!entity a "b">]>', False),  # no XML: expat refuses it, and nothing expands it
        ('<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://x.example/rss.dtd">', False),
        ("<!-- news -->", False),
        ("", False),
    ],
)
def test_only_declared_entities_are_refused(prolog: str, refused: bool) -> None:
    assert declares_entities(f"{prolog}<rss><channel><title>&a;</title></channel></rss>") is refused


def test_words_about_entities_in_an_entry_are_no_bomb(tmp_path: Path, read: Read) -> None:
    path = tmp_path / "a.rss"
    path.write_text(RSS.read_text().replace("<script>alert(1)</script>", "<p>&lt;!ENTITY is a word.</p>"))
    articles, _ = read(path)
    assert "<!ENTITY is a word." in articles[0].text


def test_entries_over_the_limit_are_counted_in_one_rejection(read: Read) -> None:
    articles, rejections = read(RSS, limits=Limits(max_feed_entries=1))
    assert len(articles) == 1
    assert [one.code for one in rejections] == ["too_many"]
    assert "3 entries" in rejections[0].reason


@pytest.mark.parametrize(
    ("xml", "code"),
    [
        ("<?xml version='1.0'?><note>They met.</note>", "malformed"),
        ("<rss version='2.0'><channel><title>Quiet</title></channel></rss>", "empty"),
        ("<rss><channel><item><title>", "no_text"),
        ("", "empty"),
    ],
)
def test_what_is_no_feed_is_rejected(tmp_path: Path, read: Read, xml: str, code: str) -> None:
    path = tmp_path / "a.xml"
    path.write_text(xml)
    [], [rejection] = read(path)
    assert rejection.code == code


@pytest.mark.parametrize(
    "body",
    [
        "<html><frameset></frameset></html>",
        "<!doctype html><html></html>",
        "<p></p></body></html><!-- end -->",
        "<?xml version='1.0' encoding='utf-8'?>",
        "<",
    ],
)
def test_an_entry_without_text_leaves_the_others_alone(tmp_path: Path, read: Read, body: str) -> None:
    items = "".join(
        f"<item><title>{escape(title)}</title><description>{escape(text)}</description></item>"
        for title, text in [("One", "They met."), ("Two", body), (body, "<html><body>They left.</body></html>")]
    )
    path = tmp_path / "a.rss"
    path.write_text(f"<rss version='2.0'><channel><title>Lantern</title>{items}</channel></rss>")
    articles, [rejection] = read(path)
    assert [one.text for one in articles] == ["They met.", "They left."]
    assert (rejection.where, rejection.code) == (f"{path}#2", "no_text")


def test_a_fragment_becomes_lines_of_text() -> None:
    assert (
        plain("<p>One\n  two</p>three<br/>four<style>x</style> &amp; five<!-- no -->") == "One two\nthree\nfour & five"
    )
    assert plain("no markup\nat all") == "no markup\nat all"
