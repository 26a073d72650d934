"""From what a user names (files, directories, addresses, standard input) to articles."""

from __future__ import annotations

import io
import logging
import os
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, cast

from graph.errors import FetchError
from graph.text import legible
from loaders.address import without_credentials
from loaders.article import RawArticle, Rejection
from loaders.fetch import Resolver, fetch, resolve
from loaders.limits import Limits
from loaders.readers.csv import read_csv
from loaders.readers.detect import SUFFIXES, Kind, of_content_type, sniff
from loaders.readers.feed import read_feed
from loaders.readers.html import read_html
from loaders.readers.jsonl import read_jsonl
from loaders.readers.lines import SAMPLE, peek
from loaders.readers.parser import Parser
from loaders.readers.record import too_large
from loaders.readers.text import read_text

_LOG = logging.getLogger(__name__)
_WANTED = ", ".join(sorted(SUFFIXES))

Found = Iterator[RawArticle | Rejection]


def read_inputs(
    inputs: Sequence[str],
    limits: Limits,
    *,
    parser: Parser | None = None,
    resolver: Resolver = resolve,
    stdin: BinaryIO | None = None,
) -> Found:
    """Articles and Rejections of each input in turn: a path, a directory, an http(s) address, or `-`.

    Nothing is raised for what is wrong with an input: that is a Rejection, and the next one goes on. Without a
    `parser`, one is started when a page or feed first needs it and ended with the iterator.
    """
    with ExitStack() as stack:
        reader = _Reader(limits, parser or stack.enter_context(Parser(limits)), resolver)
        for name in inputs:
            try:
                if name == "-":
                    yield from reader.stdin(_buffered(stdin or sys.stdin.buffer))
                elif "://" in name:
                    yield from reader.address(name)
                else:
                    yield from reader.path(Path(name))
            except OSError as error:
                yield _unreadable(_shown(name), error)
            except Exception as error:  # one input that no reader foresaw must not stop the rest
                _LOG.exception("reading %s failed", _shown(name))
                yield Rejection(_shown(name), "unreadable", f"{type(error).__name__} while reading it; report this")


class _Reader:
    def __init__(self, limits: Limits, parser: Parser, resolver: Resolver) -> None:
        self._limits = limits
        self._parser = parser
        self._resolver = resolver

    def stdin(self, stream: io.BufferedReader) -> Found:
        yield from self.stream(stream, "-", sniff(peek(stream)))

    def address(self, url: str) -> Found:
        try:
            page = fetch(url, self._limits, self._resolver)
        except FetchError as error:
            yield Rejection(_shown(url), error.code, str(error))
            return
        kind = of_content_type(page.content_type, page.body)
        yield from self.stream(_buffered(io.BytesIO(page.body)), _shown(url), kind, page.charset, page.url)

    def path(self, path: Path) -> Found:
        try:
            mode = path.stat().st_mode
        except (FileNotFoundError, NotADirectoryError):
            yield Rejection(_shown(path), "missing", "no such file; check the path")
            return
        except ValueError:
            yield Rejection(_shown(path), "missing", "no path can be called that; check it")
            return
        if stat.S_ISDIR(mode):
            yield from self._directory(path)
        elif stat.S_ISREG(mode):
            yield from self._file(path)
        else:
            yield Rejection(_shown(path), "unsupported", "not a regular file; give - and redirect a pipe to it")

    def stream(
        self, stream: io.BufferedReader, where: str, kind: Kind, charset: str | None = None, url: str | None = None
    ) -> Found:
        if kind == "jsonl":
            yield from read_jsonl(stream, where, self._limits)
            return
        if kind == "csv":
            yield from read_csv(stream, where, self._limits)
            return
        limit = self._limits.max_input_bytes
        data = stream.read(limit + 1)
        if len(data) > limit:
            yield too_large(where, f"more than {limit:,} bytes of {kind}", "max_input_bytes", limit)
        elif kind == "feed":
            yield from read_feed(data, where, self._limits, self._parser, charset)
        elif kind == "html":
            yield read_html(data, where, self._limits, self._parser, charset, url)
        else:
            yield read_text(data, where, self._limits, charset)

    def _file(self, path: Path) -> Found:
        suffix = path.suffix.lower()
        if suffix and suffix not in SUFFIXES:
            yield Rejection(_shown(path), "unsupported", f"{suffix} is not read; {_WANTED} are")
            return
        with path.open("rb", buffering=SAMPLE) as opened:
            stream = _buffered(opened)
            yield from self.stream(stream, _shown(path), sniff(peek(stream), SUFFIXES.get(suffix)))

    def _directory(self, top: Path) -> Found:
        """Every file in it and in its folders, by name; hidden ones are left out, links to folders not followed."""
        failed: list[OSError] = []
        count = 0
        for folder, folders, files in os.walk(top, onerror=failed.append):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(name for name in files if not name.startswith(".")):
                count += 1
                if count > self._limits.max_files:
                    reason = f"more than {self._limits.max_files:,} files (max_files); load its folders one by one"
                    yield Rejection(_shown(top), "too_many", reason)
                    return
                yield from self._member(Path(folder, name))
        yield from (_unreadable(_shown(error.filename), error) for error in failed)
        if not count and not failed:
            yield Rejection(_shown(top), "empty", "no files in this directory; check the path")

    def _member(self, path: Path) -> Found:
        """A file of a directory: without a suffix it is not taken for an article, and a failure stays its own."""
        if not path.suffix:
            yield Rejection(_shown(path), "unsupported", f"no suffix; in a directory {_WANTED} are read")
            return
        try:
            yield from self.path(path)
        except OSError as error:
            yield _unreadable(_shown(path), error)


def _buffered(stream: BinaryIO) -> io.BufferedReader:
    return stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast("io.RawIOBase", stream), SAMPLE)


def _unreadable(where: str, error: OSError) -> Rejection:
    return Rejection(where, "unreadable", f"{error.strerror or error}; check that it can be read")


def _shown(path: Path | str) -> str:
    """What may be printed: a name in no encoding holds surrogates, a hostile one controls, an address a password."""
    return without_credentials(legible(str(path)).replace("\n", " "))
