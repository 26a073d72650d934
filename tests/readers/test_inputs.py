"""What a user names: nothing that is wrong with one input stops the next."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders.article import RawArticle, Rejection
from loaders.limits import Limits
from loaders.readers import Parser, read_inputs
from loaders.readers import inputs as inputs_module
from loaders.readers.csv import read_csv
from loaders.readers.detect import SUFFIXES, Kind, sniff
from loaders.readers.feed import read_feed
from loaders.readers.html import read_html
from loaders.readers.jsonl import read_jsonl
from loaders.readers.text import read_text
from tests.readers.conftest import FIXTURES, Read, sort

OPENINGS = (
    b"",
    b"<html><body><p>",
    b"<rss><channel><item>",
    b'{"text": "',
    b"text,title\n",
    b"\xff\xfe",
    b"<?xml encoding='hex'?>",
)
KINDS: tuple[Kind, ...] = ("text", "html", "jsonl", "csv", "feed")


def test_each_bad_input_gives_one_line_and_the_good_ones_are_read(tmp_path: Path, read: Read) -> None:
    (tmp_path / "good.txt").write_text("The envoys met on Monday.")
    (tmp_path / "x.docx").write_bytes(b"PK")
    (tmp_path / "empty").mkdir()
    os.mkfifo(tmp_path / "pipe")
    names = ["none.txt", "x.docx", "empty", "pipe", "good.txt/under", "good.txt"]
    articles, rejections = read(*(tmp_path / name for name in names), "ftp://x.example/", "a\0b", "http://[")
    assert [one.where for one in articles] == [str(tmp_path / "good.txt")]
    codes = ["missing", "unsupported", "empty", "unsupported", "missing", "fetch_refused", "missing", "fetch_refused"]
    assert [one.code for one in rejections] == codes


def test_a_directory_is_read_in_order_and_what_is_not_read_is_named(tmp_path: Path, read: Read) -> None:
    for name in ("b/2.txt", "a.txt", "b/1.TXT", ".hidden.txt", ".git/x.txt", "README", "b/x.pdf"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"This is {name}.")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "loop").symlink_to(tmp_path)
    articles, rejections = read(tmp_path)
    assert [one.where for one in articles] == [str(tmp_path / name) for name in ("a.txt", "b/1.TXT", "b/2.txt")]
    assert {(Path(one.where).name, one.code) for one in rejections} == {
        ("README", "unsupported"),
        ("gone.txt", "missing"),
        ("x.pdf", "unsupported"),
    }
    articles, [*_, last] = read(tmp_path, limits=Limits(max_files=1))
    assert len(articles) + 1 <= 2
    assert last.code == "too_many"


def test_a_file_that_may_not_be_read_is_rejected(tmp_path: Path, read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("They met.")

    def refuse(path: Path, *_: object, **__: object) -> None:  # root reads everything, so no mode would do
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", refuse)
    [], rejections = read(tmp_path / "a.txt", tmp_path)
    assert [(one.where, one.code) for one in rejections] == [(str(tmp_path / "a.txt"), "unreadable")] * 2


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("page/article.html", "a.txt"),
        ("feed/news.rss", "a.html"),
        ("feed/news.atom", "a"),
        ("page/article.html", "a.xml"),
    ],
)
def test_markup_outweighs_the_suffix(tmp_path: Path, read: Read, file: str, name: str) -> None:
    shutil.copy(FIXTURES / file, tmp_path / name)
    kept = ("id", "title", "url", "publisher", "published", "text")
    copied, original = read(tmp_path / name)[0], read(FIXTURES / file)[0]
    assert [[getattr(one, k) for k in kept] for one in copied] == [[getattr(one, k) for k in kept] for one in original]
    assert copied


@pytest.mark.parametrize(
    ("data", "where"),
    [
        (b'{"text": "They met."}\n{"text": "They left."}', ["-:1", "-:2"]),
        (b"They met.", ["-"]),
        ((FIXTURES / "page" / "article.html").read_bytes(), ["-"]),
        ((FIXTURES / "feed" / "news.atom").read_bytes(), ["-#1"]),
    ],
)
def test_standard_input_is_known_by_its_content(read: Read, data: bytes, where: list[str]) -> None:
    articles, [] = read("-", stdin=io.BytesIO(data))
    assert [one.where for one in articles] == where


def test_standard_input_that_is_empty_is_rejected(read: Read) -> None:
    assert [one.code for one in read("-", stdin=io.BytesIO())[1]] == ["empty"]


def test_articles_come_before_the_input_ends(parser: Parser) -> None:
    read_end, write_end = os.pipe()
    with os.fdopen(read_end, "rb") as source, os.fdopen(write_end, "wb") as sink:
        sink.write(b'{"text": "They met."}\n' * 2_000)
        sink.flush()
        found = read_inputs(["-"], Limits(), parser=parser, stdin=source)
        assert next(found).where == "-:1"
        sink.close()
        assert len(list(found)) == 1_999


def test_a_fault_of_a_reader_is_a_rejection_and_is_logged(
    read: Read, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(inputs_module, "read_html", fail)
    [], [first, second] = read(FIXTURES / "page" / "article.html", "none.txt")
    assert (first.code, second.code) == ("unreadable", "missing")
    assert "ZeroDivisionError" in first.reason
    assert "reading" in caplog.text


def test_names_that_cannot_be_printed_are_made_printable(tmp_path: Path, read: Read) -> None:
    path = os.path.join(os.fsencode(tmp_path), b"caf\xe9\n.txt")
    with open(path, "w") as file:
        file.write("They met.")
    [article], [] = read(tmp_path)
    assert article.where.encode().endswith(b".txt")
    assert "\n" not in article.where


@pytest.mark.parametrize(
    "blank", ["<!---->", "<!-- a --> ", "<?p?>", "<? ?>\n", " ", "<!doctype x>", "<!doctype x []>"]
)
def test_a_long_prolog_is_passed_over_once(blank: str) -> None:
    """In a process of its own: a prolog that is gone over again for each of its parts never ends."""
    asked = "import sys; from loaders.readers.detect import sniff; print(sniff(sys.stdin.buffer.read()))"
    for end, kind in [("x", "text"), ("<rss>", "feed"), ("<", "text")]:
        prolog = (blank * 500)[: 4_000 // len(blank) * len(blank)]
        done = subprocess.run(
            [sys.executable, "-c", asked], input=f"{prolog}{end}".encode(), capture_output=True, timeout=60, check=True
        )
        assert done.stdout.decode().strip() == kind


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=400), kind=st.sampled_from(KINDS), opening=st.sampled_from(OPENINGS))
def test_no_bytes_make_a_reader_raise(parser: Parser, data: bytes, kind: Kind, opening: bytes) -> None:
    document, limits = opening + data, Limits()
    found: dict[Kind, Callable[[], Iterable[RawArticle | Rejection]]] = {
        "text": lambda: [read_text(document, "fuzz", limits)],
        "html": lambda: [read_html(document, "fuzz", limits, parser)],
        "feed": lambda: read_feed(document, "fuzz", limits, parser),
        "jsonl": lambda: read_jsonl(io.BufferedReader(io.BytesIO(document)), "fuzz", limits),
        "csv": lambda: read_csv(io.BufferedReader(io.BytesIO(document)), "fuzz", limits),
    }
    sort(list(found[kind]()))


@settings(max_examples=100, deadline=None)
@given(data=st.binary(max_size=200))
def test_every_document_has_a_kind(data: bytes) -> None:
    assert sniff(data) in KINDS
    assert all(sniff(data, kind) in KINDS for kind in SUFFIXES.values())
