"""From a file, an archive or standard input to the bytes of the tables in it; memory does not grow with them."""

from __future__ import annotations

import io
import re
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import IO, BinaryIO, Self, cast

from graph.errors import LimitError, UnreadableError
from graph.text import legible
from loaders.limits import Limits
from loaders.readers.decode import mark_of

# Bytes that tell what a table is: some dozen rows of the widest.
HEAD = 64 * 2**10
_CHUNK = 256 * 2**10
# Small pieces, so that little is lost before the place where a file is damaged.
_PACKED_CHUNK = 16 * 2**10
# A short file of equal rows is packed tightly and harms nobody.
_UNSUSPECTED = 64 * 2**20
_GZIP, _ZIP = b"\x1f\x8b", (b"PK\x03\x04", b"PK\x05\x06")
# What zipfile lets through of a directory or a member that was tampered with.
_BAD_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
)
_KNOWN = (
    (_GZIP, "gzip"),
    (_ZIP[0], "a zip archive"),
    (_ZIP[1], "a zip archive"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ", "xz"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\x28\xb5\x2f\xfd", "Zstandard"),
    (b"Rar!", "a RAR archive"),
)


class BrokenOffError(UnreadableError):
    """The input ends early or is damaged from some place on; what came before was read."""

    code = "broken_off"


class Part:
    """One table of an input: the file itself, or a member of its archive. `name` is for people.

    `chunks` gives all its bytes, unpacked, once; it raises BrokenOffError after what could be read, LimitError for a
    bomb. `broken` is that error where `head` met it.
    """

    def __init__(self, name: str, chunks: Iterator[bytes], beside: Callable[[], Iterator[bytes]] | None = None) -> None:
        self.name = name
        self.chunks = chunks
        self.broken: BrokenOffError | None = None
        self._beside = beside

    def head(self) -> bytes:
        """The first HEAD bytes or more, or all where there are fewer; `chunks` still gives them. UnreadableError."""
        # A member is opened for its head alone, for an archive may hold thousands; a stream is there once.
        source = self._beside() if self._beside else self.chunks
        taken, size = [], 0
        try:
            while size < HEAD and (chunk := next(source, b"")):
                taken.append(chunk)
                size += len(chunk)
        except BrokenOffError as error:
            self.broken, source = error, _raising(error)
        if self._beside is None:
            self.chunks = chain(taken, source)
        head = b"".join(taken)
        if reason := _no_table(head):
            raise UnreadableError(f"{self.name}: it is {reason}; unpack it, or save it as CSV in UTF-8")
        return head


class Source:
    """An input, opened: a path, or a stream that stays the caller's. By its first bytes, whatever its name says.

    `size` is its bytes where known, `done` those read so far (both unpacked for a zip archive). Raises
    UnreadableError for what cannot be read, LimitError for more than `max_unpacked_bytes` or `max_files`.
    """

    def __init__(self, source: Path | BinaryIO, limits: Limits) -> None:
        self.name = legible(str(source)).replace("\n", " ") if isinstance(source, Path) else "standard input"
        self.size: int | None = None
        self.done = 0
        self._limits = limits
        self._unpacked = 0
        self._stack = ExitStack()
        try:
            self.parts = tuple(self._parts(self._opened(source)))
        except OSError as error:
            self.close()
            raise UnreadableError(f"{self.name}: {error.strerror or error}; check that it can be read") from error
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        self._stack.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _opened(self, source: Path | BinaryIO) -> io.BufferedReader:
        if isinstance(source, Path):
            return self._stack.enter_context(source.open("rb"))
        if isinstance(source, io.BufferedReader):
            return source
        stream: io.BufferedReader = io.BufferedReader(cast("io.RawIOBase", source), _CHUNK)
        self._stack.callback(stream.detach)
        return stream

    def _parts(self, stream: io.BufferedReader) -> Iterator[Part]:
        if stream.seekable():
            start = stream.tell()
            self.size = stream.seek(0, io.SEEK_END) - start
            stream.seek(start)
        magic = stream.read(4)
        if magic in _ZIP:
            yield from self._members(stream, magic)
        elif magic.startswith(_GZIP):
            yield Part(self.name, self._bounded(_gunzip(self._read(stream, magic, _PACKED_CHUNK), self.name)))
        else:
            yield Part(self.name, self._read(stream, magic, _CHUNK))

    def _read(self, stream: io.BufferedReader, first: bytes, size: int) -> Iterator[bytes]:
        chunk = first
        while chunk:
            self.done += len(chunk)
            yield chunk
            try:
                chunk = stream.read1(size)
            except OSError as error:
                reason = f"{self.name}: {error.strerror or error} after {self.done:,} bytes"
                raise BrokenOffError(reason) from error

    def _bounded(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        most, ratio = self._limits.max_unpacked_bytes, self._limits.max_unpacked_ratio
        for chunk in chunks:
            self._unpacked += len(chunk)
            if self._unpacked > most:
                raise LimitError(f"{self.name}: more than {most:,} bytes when unpacked; raise max_unpacked_bytes")
            if self._unpacked > max(_UNSUSPECTED, ratio * self.done):
                raise LimitError(_bomb(self.name, ratio))
            yield chunk

    def _members(self, stream: io.BufferedReader, magic: bytes) -> Iterator[Part]:
        if stream.seekable():
            stream.seek(-len(magic), io.SEEK_CUR)
            archive = _archive(stream, self.name)
        else:  # the directory of a zip archive is at its end
            archive = _archive(self._spooled(stream, magic), self.name)
        packed = self.size or 0
        infos = _harmless(archive, self.name)
        if len(infos) > self._limits.max_files:
            raise LimitError(f"{self.name}: more than {self._limits.max_files:,} files (max_files); unpack it")
        # zipfile lets no member grow over the size that its entry says.
        self.size, self.done = sum(info.file_size for info in infos), 0
        if self.size > self._limits.max_unpacked_bytes:
            found = f"{self.name}: {self.size:,} bytes when unpacked, {self._limits.max_unpacked_bytes:,} allowed"
            raise LimitError(f"{found}; raise max_unpacked_bytes")
        if self.size > max(_UNSUSPECTED, self._limits.max_unpacked_ratio * packed):
            raise LimitError(_bomb(self.name, self._limits.max_unpacked_ratio))
        for info in infos:
            name = f"{self.name}: {legible(info.filename)}"
            opened = partial(_member, archive, info, name)
            yield Part(name, self._counted(opened()), opened)

    def _counted(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        for chunk in chunks:
            self.done += len(chunk)
            yield chunk

    def _spooled(self, stream: io.BufferedReader, magic: bytes) -> IO[bytes]:
        file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - the stack closes it
        self._stack.callback(file.close)
        for chunk in self._read(stream, magic, _CHUNK):
            if self.done > self._limits.max_unpacked_bytes:
                raise LimitError(f"{self.name}: more than {self._limits.max_unpacked_bytes:,} bytes; give its path")
            file.write(chunk)
        self.size = self.done
        return file


def _archive(stream: IO[bytes], name: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(stream)
    except _BAD_ZIP as error:
        raise UnreadableError(f"{name}: no zip archive that can be read ({error}); fetch or pack it again") from error


def _harmless(archive: zipfile.ZipFile, name: str) -> list[zipfile.ZipInfo]:
    """The files of the archive by name. Raises UnreadableError for the first entry that is no honest one."""
    for info in archive.infolist():
        if reason := _refused(info):
            raise UnreadableError(f"{name}: {legible(info.filename)!r} {reason}; unpack it yourself")
    infos = [info for info in archive.infolist() if not info.is_dir() and not _hidden(info.filename)]
    if any(info.filename == "[Content_Types].xml" for info in infos):
        raise UnreadableError(f"{name}: it is an Excel workbook; save it as CSV in UTF-8")
    return sorted(infos, key=lambda info: info.filename)


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> Iterator[bytes]:
    count = 0
    try:
        with archive.open(info) as stream:
            while chunk := cast("zipfile.ZipExtFile", stream).read1(_PACKED_CHUNK):
                count += len(chunk)
                yield chunk
    except _BAD_ZIP as error:
        raise BrokenOffError(
            f"{name}: cut short or damaged after {count:,} bytes ({str(error) or 'it ends'})"
        ) from error


def _gunzip(packed: Iterator[bytes], name: str) -> Iterator[bytes]:
    """The members of a gzip file one after the other; zeros after the last are padding (tapes)."""
    inflater, count = None, 0
    for piece in packed:
        data = piece
        while data:
            if inflater is None:
                if not data.strip(b"\0"):
                    break
                inflater = zlib.decompressobj(wbits=31)
            try:
                chunk = inflater.decompress(data, _CHUNK)
            except zlib.error as error:
                raise BrokenOffError(f"{name}: the gzip data are damaged after {count:,} unpacked bytes") from error
            count += len(chunk)
            if chunk:
                yield chunk
            data = inflater.unused_data if inflater.eof else inflater.unconsumed_tail
            inflater = None if inflater.eof else inflater
    if inflater is not None:
        raise BrokenOffError(f"{name}: the gzip data are cut short after {count:,} unpacked bytes")


def _raising(error: Exception) -> Iterator[bytes]:
    yield from ()
    raise error


def _hidden(name: str) -> bool:
    return any(step.startswith((".", "__MACOSX")) for step in name.split("/"))


def _refused(info: zipfile.ZipInfo) -> str | None:
    steps = re.split(r"[\\/]", info.filename)
    if ".." in steps or not steps[0] or re.match(r"[A-Za-z]:", info.filename):
        return "lies outside the archive"
    if info.flag_bits & 1:
        return "is encrypted"
    if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        return f"is packed by a method that is not read ({info.compress_type})"
    return None


def _no_table(head: bytes) -> str | None:
    if kind := next((name for magic, name in _KNOWN if head.startswith(magic)), None):
        return kind
    if head[257:262] == b"ustar":
        return "a tar archive"
    marked = mark_of(head)
    return f"in {marked.upper()}" if marked and marked != "utf-8-sig" else None


def _bomb(name: str, ratio: int) -> str:
    found = f"{name}: grows more than {ratio:,} times when unpacked, as only a bomb would"
    return f"{found}; unpack it yourself or raise max_unpacked_ratio"
