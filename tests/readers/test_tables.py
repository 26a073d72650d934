"""JSON lines and tables: what is broken is rejected by its line, the rest goes on."""

from __future__ import annotations

import codecs
import json
from datetime import date
from pathlib import Path

import pytest

from loaders.limits import Limits
from tests.readers.conftest import FIXTURES, Read

GOOD = '{"id": "a", "text": "They met."}'


def test_json_text_stays_as_given_so_that_offsets_hold(tmp_path: Path, read: Read) -> None:
    text = "  \tThey\r\nmet\u2028on “Monday”.\n\n e\u0301 "
    record = {
        "id": 7,
        "text": text,
        "title": " Two \n envoys ",
        "published": "2024-08-05",
        "lang": "EN",
        "url": "ftp://x/",
    }
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(record) + "\n\n" + json.dumps(record, ensure_ascii=False))
    articles, [] = read(path)
    assert [one.text for one in articles] == [text, text]
    assert [one.where for one in articles] == [f"{path}:1", f"{path}:3"]
    [one, _] = articles
    assert (one.id, one.title, one.published, one.lang, one.url) == ("7", "Two envoys", date(2024, 8, 5), "en", None)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"{broken", "malformed"),
        (b"[1, 2]", "malformed"),
        (b"null", "malformed"),
        (b"[" * 200_000, "malformed"),
        (b'{"text": ["They met."]}', "malformed"),
        (b'{"text": "They met.", "title": 5}', "malformed"),
        (b'{"text": "They met.", "n": ' + b"9" * 5_000 + b"}", "malformed"),
        (b'{"id": "x"}', "no_text"),
        (b'{"text": null}', "no_text"),
        (b'{"text": " \\n"}', "no_text"),
        (b'{"text": "caf\xe9 met."}', "encoding"),
        (b'{"text": "' + b"x" * 3_000_000 + b'"}', "too_large"),
        (b'{"text": "They met.", "title": "' + b"x" * 5_000 + b'"}', "too_large"),
        (b'{"text": "' + b"x" * 50 * 2**20 + b'"}', "too_large"),
    ],
)
def test_a_broken_json_line_is_named_and_the_others_are_read(
    tmp_path: Path, read: Read, line: bytes, code: str
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(GOOD.encode() + b"\n" + line + b"\r\n" + GOOD.encode())
    articles, [rejection] = read(path)
    assert [one.where for one in articles] == [f"{path}:1", f"{path}:3"]
    assert (rejection.where, rejection.code) == (f"{path}:2", code)


def test_lone_surrogates_in_json_do_not_enter(tmp_path: Path, read: Read) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(r'{"text": "They \ud800 met.", "title": "\udfff"}')
    [article], [] = read(path)
    assert (article.text, article.title) == ("They   met.", None)


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://user:secret@news.example/a", "https://news.example/a"),
        ("https://user:sec/ret@news.example/a", None),
        ("https://news.example/@desk", "https://news.example/@desk"),
    ],
)
def test_a_password_in_an_articles_address_does_not_enter(
    tmp_path: Path, read: Read, url: str, kept: str | None
) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": "They met.", "url": url, "id": url}))
    (tmp_path / "b.csv").write_text(f"text,url,id\nThey met.,{url},{url}\n")
    item = f"<item><description>They met.</description><link>{url}</link><guid>{url}</guid></item>"
    (tmp_path / "c.rss").write_text(f"<rss version='2.0'><channel><title>Lantern</title>{item}</channel></rss>")
    (tmp_path / "d.txt").write_text(f"URL: {url}\nID: {url}\n\nThey met.")
    page = f'<html><head><link rel="canonical" href="{url}"></head><body><p>They met.</p></body></html>'
    (tmp_path / "e.html").write_text(page)
    articles, [] = read(tmp_path)
    assert [one.url for one in articles[:4]] == [kept] * 4
    assert len(articles) == 5
    assert "sec" not in str(articles)


@pytest.mark.parametrize("mark", [codecs.BOM_UTF8 + GOOD.encode(), codecs.BOM_UTF16_LE + GOOD.encode("utf-16-le")])
def test_marked_encodings_of_json_lines_are_read(tmp_path: Path, read: Read, mark: bytes) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(mark)
    [article], [] = read(path)
    assert article.text == "They met."


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv"])
@pytest.mark.parametrize(("data", "code"), [(b"", "empty"), (b"\n \n", "empty"), (b"PK\x03\x04\0\0text", "binary")])
def test_what_is_no_table_is_rejected_once(tmp_path: Path, read: Read, name: str, data: bytes, code: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    [], [rejection] = read(path)
    assert (rejection.where, rejection.code) == (str(path), code)


def test_a_table_is_read_by_its_header_and_ragged_rows_are_named(read: Read) -> None:
    path = FIXTURES / "table" / "news.csv"
    articles, rejections = read(path)
    first, second, third = articles
    assert first.text.endswith('itu "terbuka".\nMereka bertemu lagi pada September.')
    assert (first.title, first.publisher, first.published) == (
        "Dua utusan bertemu",
        "Kabar Pelabuhan",
        date(2024, 8, 5),
    )
    assert (first.where, second.where, second.published) == (f"{path}:2", f"{path}:5", date(2024, 8, 6))
    assert (third.published, third.url, third.lang) == (None, None, None)
    assert [(one.where, one.code) for one in rejections] == [(f"{path}:4", "malformed"), (f"{path}:7", "no_text")]


def test_a_table_without_a_text_column_says_so(tmp_path: Path, read: Read) -> None:
    path = tmp_path / "a.csv"
    path.write_text("title,date\nA,2024-01-01\n")
    [], [rejection] = read(path)
    assert rejection.code == "malformed"
    assert "text" in rejection.reason


def test_broken_rows_of_a_table_stop_nothing(tmp_path: Path, read: Read) -> None:
    path = tmp_path / "a.csv"
    rows = [
        b"id,text",
        b"1,They met.",
        b'2,"broken" quote',
        b"3," + b"x" * 2_000,
        b"4,They\0 met.",
        b"5,caf\xc3 met",
        b"6,",
    ]
    path.write_bytes(b"\n".join([*rows, b"7,Caf\xc3\xa9 closed.", b'8,"never closed', b"9,swallowed"]))
    articles, rejections = read(path, limits=Limits(max_line_chars=1_000))
    assert [one.id for one in articles] == ["1", "4", "7"]
    assert articles[1].text == "They  met."
    assert [one.where.rpartition(":")[2] for one in rejections] == ["3", "4", "6", "7", "9"]
    assert [one.code for one in rejections] == ["malformed", "too_large", "encoding", "no_text", "malformed"]
    assert "lines 9 to 10" in rejections[-1].reason


def test_a_spreadsheet_in_windows_1252_is_read(tmp_path: Path, read: Read) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("title;text\nCafé;The café “Ada” closed.\n".encode("cp1252"))
    [article], [] = read(path)
    assert (article.title, article.text) == ("Café", "The café “Ada” closed.")


def test_a_field_longer_than_the_csv_module_allows_is_read(tmp_path: Path, read: Read) -> None:
    path = tmp_path / "a.csv"
    path.write_text("text\n" + "They met. " * 50_000)
    [article], [] = read(path)
    assert len(article.text) == 500_000
