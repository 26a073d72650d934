"""From any wrapping to bytes: told by content, bounded in size, and refused with a reason where it is a trap."""

from __future__ import annotations

import gzip
import io
import os
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest

from graph.errors import InputError, LimitError, UnreadableError
from loaders.datasets.tables.source import HEAD, BrokenOffError, Source
from loaders.limits import Limits

TEXT = b"".join(b"%d\tNorland\tSudland\n" % number for number in range(20_000))


def archive(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as packed:
        for name, data in members:
            packed.writestr(zipfile.ZipInfo(name), data, method)
    return file.getvalue()


def read(data: bytes, limits: Limits | None = None) -> list[bytes]:
    with Source(io.BytesIO(data), limits or Limits()) as source:
        return [b"".join(part.chunks) for part in source.parts]


WRAPPINGS: dict[str, Callable[[bytes], bytes]] = {
    "plain": bytes,
    "gzip": gzip.compress,
    "gzip in two members": lambda data: gzip.compress(data[:1000]) + gzip.compress(data[1000:]),
    "gzip padded with zeros": lambda data: gzip.compress(data) + bytes(512),
    "zip": lambda data: archive(("a.csv", data)),
    "zip, stored": lambda data: archive(("a.csv", data), method=zipfile.ZIP_STORED),
}


@pytest.mark.parametrize("wrapping", WRAPPINGS)
def test_the_bytes_come_out_whatever_the_name_says(wrapping: str, tmp_path: Path) -> None:
    path = tmp_path / "file.pdf"
    path.write_bytes(WRAPPINGS[wrapping](TEXT))
    with Source(path, Limits()) as source:
        [part] = source.parts
        assert part.head()[:HEAD] == TEXT[:HEAD]
        assert b"".join(part.chunks) == TEXT
        assert source.done == source.size


@pytest.mark.parametrize("wrapping", WRAPPINGS)
def test_a_pipe_gives_the_same_as_a_file(wrapping: str) -> None:
    out, into = os.pipe()

    def fill() -> None:
        with open(into, "wb", buffering=0) as pipe:
            pipe.write(data[:1])
            pipe.write(data[1:])

    data = WRAPPINGS[wrapping](TEXT)
    writer = Thread(target=fill)
    writer.start()
    with open(out, "rb") as pipe, Source(pipe, Limits()) as source:
        [part] = source.parts
        assert part.head()[:HEAD] == TEXT[:HEAD]
        assert b"".join(part.chunks) == TEXT
        assert source.name == "standard input"
    writer.join()


def test_a_stream_stays_the_callers() -> None:
    stream = io.BytesIO(b"a\tb\n")
    with Source(stream, Limits()):
        pass
    assert not stream.closed


def test_members_come_by_name_and_folders_and_hidden_files_are_none() -> None:
    data = archive(("b.csv", b"b"), ("a/", b""), ("a/c.csv", b"c"), ("__MACOSX/._b.csv", b"x"), (".DS_Store", b"x"))
    with Source(io.BytesIO(data), Limits()) as source:
        assert [part.name.rpartition(": ")[2] for part in source.parts] == ["a/c.csv", "b.csv"]
    assert read(data) == [b"c", b"b"]


def test_two_members_of_one_name_are_both_read() -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        data = archive(("a.csv", b"first"), ("a.csv", b"second"))
    assert sorted(read(data)) == [b"first", b"second"]


@pytest.mark.parametrize("name", ["../a.csv", "x/../../a.csv", "/etc/a.csv", "..\\a.csv", "C:\\a.csv", "\\a.csv"])
def test_a_member_outside_the_archive_is_refused(name: str) -> None:
    with pytest.raises(UnreadableError, match="outside"):
        read(archive(("good.csv", b"1"), (name, b"2")))


def test_an_encrypted_member_is_refused() -> None:
    data = bytearray(archive(("a.csv", b"1")))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    with pytest.raises(UnreadableError, match="encrypted"):
        read(bytes(data))


def test_a_member_of_another_method_is_refused() -> None:
    with pytest.raises(UnreadableError, match="method"):
        read(archive(("a.csv", b"1"), method=zipfile.ZIP_LZMA))


@pytest.mark.parametrize(
    ("inner", "reason"),
    [
        (archive(("a.csv", b"1")), "zip"),
        (gzip.compress(b"1"), "gzip"),
        ("a\tb".encode("utf-16"), "UTF-16"),
        (b"a.csv".ljust(257, b"\0") + b"ustar\x0000", "tar"),
    ],
)
@pytest.mark.parametrize("outer", [lambda data: archive(("a.csv", data)), gzip.compress])
def test_what_is_packed_within_a_packed_file_is_refused(
    inner: bytes, reason: str, outer: Callable[[bytes], bytes]
) -> None:
    with Source(io.BytesIO(outer(inner)), Limits()) as source, pytest.raises(UnreadableError, match=reason):
        source.parts[0].head()


def test_an_excel_workbook_is_called_so() -> None:
    with pytest.raises(UnreadableError, match=r"Excel.*CSV"):
        read(archive(("[Content_Types].xml", b""), ("xl/workbook.xml", b"")))


def test_a_bomb_is_refused() -> None:
    zeros = bytes(80 * 2**20)
    bomb = gzip.compress(zeros, 9)
    with pytest.raises(LimitError, match="max_unpacked_ratio"):
        read(bomb)
    with pytest.raises(LimitError, match="max_unpacked_ratio"):
        read(archive(("a.csv", zeros)))
    assert len(b"".join(read(bomb, Limits(max_unpacked_ratio=2_000)))) == len(zeros)


def test_a_bomb_that_lies_about_its_size_gives_no_more_than_it_said() -> None:
    data = bytearray(archive(("a.csv", bytes(80 * 2**20))))
    entry = data.index(b"PK\x01\x02")
    struct.pack_into("<L", data, entry + 24, 100)
    with pytest.raises(BrokenOffError):
        read(bytes(data))


def test_more_bytes_than_allowed_are_refused() -> None:
    limits = Limits(max_unpacked_bytes=1000)
    for data in (gzip.compress(TEXT), archive(("a.csv", TEXT)), archive(("a", TEXT[:600]), ("b", TEXT[:600]))):
        with pytest.raises(LimitError, match="max_unpacked_bytes"):
            read(data, limits)
    assert read(TEXT, limits) == [TEXT], "what is not packed cannot grow"
    with pytest.raises(LimitError, match="max_files"):
        read(archive(("a", b""), ("b", b"")), Limits(max_files=1))


@pytest.mark.parametrize("cut", [11, 200, 20_000, -9, -1])
def test_a_truncated_gzip_gives_what_it_holds_and_then_says_where_it_broke(cut: int) -> None:
    got = []
    with Source(io.BytesIO(gzip.compress(TEXT)[:cut]), Limits()) as source:
        [part] = source.parts
        part.head()
        with pytest.raises(BrokenOffError, match=r"cut short after [\d,]+ unpacked bytes") as caught:
            got.extend(part.chunks)
    assert isinstance(caught.value, InputError)
    assert TEXT.startswith(b"".join(got))
    assert len(b"".join(got)) > 0.9 * len(TEXT) or cut in {11, 200, 20_000}


def test_damage_in_the_middle_is_told() -> None:
    packed = bytearray(gzip.compress(os.urandom(200_000)))
    packed[-4] ^= 1
    with pytest.raises(BrokenOffError, match="damaged"):
        read(bytes(packed))
    packed = bytearray(archive(("a.csv", os.urandom(200_000))))
    packed[100_000] ^= 0xFF
    with pytest.raises(BrokenOffError, match=r"a\.csv"):
        read(bytes(packed))
    with pytest.raises(BrokenOffError, match="damaged"):
        read(gzip.compress(b"1") + b"something else")


@pytest.mark.parametrize("cut", [5, 30, 100, -1, -20, -60])
def test_a_zip_without_its_end_is_refused(cut: int) -> None:
    with pytest.raises(UnreadableError):
        read(archive(("a.csv", TEXT))[:cut])


def test_what_cannot_be_opened_is_an_input_error(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing.csv"):
        with pytest.raises(InputError, match=path.name):
            Source(path, Limits())
