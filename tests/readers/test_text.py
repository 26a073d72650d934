"""Plain text and its encodings."""

from __future__ import annotations

import codecs
from datetime import date
from pathlib import Path

import pytest

from loaders.limits import Limits
from tests.readers.conftest import Read

BODY = "Utusan Norlandia bertemu utusan Sudlandia.\nMereka bertemu lagi pada September.\n"


def written(folder: Path, content: str | bytes, name: str = "a.txt") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_a_header_block_names_the_article_and_leaves_its_text(tmp_path: Path, read: Read) -> None:
    header = "JUDUL: Dua utusan\nDate: 5 Agustus 2024\nAuthor: Nobody\nURL: https://k.example/1\nlang: id-ID\n\n"
    [article], [] = read(written(tmp_path, header + BODY))
    assert (article.title, article.published, article.url) == ("Dua utusan", date(2024, 8, 5), "https://k.example/1")
    assert (article.lang, article.publisher) == ("id", None)
    assert article.text == BODY


def test_a_text_that_only_looks_like_a_header_stays_text(tmp_path: Path, read: Read) -> None:
    text = "Title: what the envoys said\nThey said nothing at all. Nobody had asked them to.\n\nThen they left.\n"
    [article], [] = read(written(tmp_path, text))
    assert article.text.startswith("They said") or article.text == text
    assert "They said nothing at all." in article.text


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n\r\n", "\r"])
def test_a_short_first_line_is_the_title(tmp_path: Path, read: Read, gap: str) -> None:
    [article], [] = read(written(tmp_path, f"Dua utusan bertemu di pelabuhan{gap}{BODY}"))
    assert article.title == "Dua utusan bertemu di pelabuhan"
    assert article.text == BODY


@pytest.mark.parametrize(
    "text",
    [
        "The envoys met on Monday.\n\nThey met again.\n",
        "The envoys met in Harbour City on\nMonday and spoke about prisoners.\n",
        "The envoys met in Harbour City and spoke of\nNorland and of what it does with\nits prisoners.\n",
        "The envoys met on Monday and that was all",
        "“The envoys met on Monday.”\n\nThey met again.\n",
    ],
)
def test_a_first_line_that_is_a_sentence_or_runs_on_is_no_title(tmp_path: Path, read: Read, text: str) -> None:
    [article], [] = read(written(tmp_path, text))
    assert article.title is None
    assert article.text == text


@pytest.mark.parametrize(
    "data",
    [
        codecs.BOM_UTF8 + "Café “Ada” closed — on Monday.".encode(),
        codecs.BOM_UTF16_LE + "Café “Ada” closed — on Monday.".encode("utf-16-le"),
        codecs.BOM_UTF16_BE + "Café “Ada” closed — on Monday.".encode("utf-16-be"),
        "Café “Ada” closed — on Monday.".encode("cp1252"),
    ],
)
def test_common_encodings_give_the_same_text(tmp_path: Path, read: Read, data: bytes) -> None:
    [article], [] = read(written(tmp_path, data))
    assert article.text == "Café “Ada” closed — on Monday."


def test_forbidden_characters_become_blanks_and_offsets_stay(tmp_path: Path, read: Read) -> None:
    [article], [] = read(written(tmp_path, "They met\x01 on Monday in the\x7f harbour, officials of both said."))
    assert article.text == "They met  on Monday in the  harbour, officials of both said."


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \n\r\n", "empty"),
        (b"\xef\xbb\xbf", "no_text"),
        (b"--- ... ---", "no_text"),
        (b"Title: a\nDate: 2024-01-01\n\n", "no_text"),
        (b"GIF89a\x00\x01\x00They met.", "binary"),
        (b"%PDF-1.7\nThey met.", "binary"),
        (b"\x1f\x8bThey met", "binary"),
        (bytes(range(1, 32)) * 20, "binary"),
        ("Они встретились в понедельник.".encode("koi8-r"), "encoding"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8\x00", "encoding"),
        (b"\x81\x8d\x8f They met", "encoding"),
        (b"The envoys met. " * 200_000, "too_large"),
    ],
)
def test_what_is_no_text_is_rejected_with_its_reason(tmp_path: Path, read: Read, data: bytes, code: str) -> None:
    [], [rejection] = read(written(tmp_path, data))
    assert rejection.code == code
    assert rejection.where == str(tmp_path / "a.txt")


def test_fifty_megabytes_of_one_line_are_not_even_read(tmp_path: Path, read: Read) -> None:
    path = tmp_path / "line.txt"
    with path.open("wb") as file:
        file.truncate(50 * 2**20)
    [], [rejection] = read(path)
    assert rejection.code == "too_large"
    assert "max_input_bytes" in rejection.reason


def test_a_limit_is_met_exactly(tmp_path: Path, read: Read) -> None:
    path = written(tmp_path, "x" * 100)
    assert len(read(path, limits=Limits(max_text_chars=100, max_input_bytes=100))[0]) == 1
    assert read(path, limits=Limits(max_text_chars=99))[1][0].code == "too_large"
    assert read(path, limits=Limits(max_input_bytes=99))[1][0].code == "too_large"
