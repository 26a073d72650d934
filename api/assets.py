"""Files of the explorer page, read once: small, and asked for together."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

TYPES = {
    "css": "text/css; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "svg": "image/svg+xml",
}
_PACKAGES = "vendor/stamp"  # written when all packages are there
_VERSION = b"@version@"


@dataclass(frozen=True, slots=True)
class Asset:
    body: bytes
    packed: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class Assets:
    """`page` is what the browser opens; it names the others under `version`, which changes with any of them.

    Without the packages that the build brings, `page` says so and is not `complete`.
    """

    page: Asset
    files: dict[str, Asset]
    version: str
    complete: bool


@cache
def assets() -> Assets:
    return read(resources.files("api") / "explorer")


def read(folder: Traversable) -> Assets:
    """The page in this folder."""
    found = {name: file.read_bytes() for name, file in sorted(_files(folder, ""))}
    digest = hashlib.sha256()
    for name, body in found.items():
        digest.update(f"{name}\n{len(body)}\n".encode() + body)
    version, complete = digest.hexdigest()[:16], (folder / _PACKAGES).is_file()
    files = {name: _asset(name, body) for name, body in found.items() if not name.endswith(".html")}
    page = found["index.html" if complete else "missing.html"].replace(_VERSION, version.encode())
    return Assets(_asset("index.html", page), files, version, complete)


def _files(folder: Traversable, prefix: str) -> Iterator[tuple[str, Traversable]]:
    for one in folder.iterdir():
        if one.is_dir():
            yield from _files(one, f"{prefix}{one.name}/")
        elif one.name.rpartition(".")[2] in TYPES:
            yield prefix + one.name, one


def _asset(name: str, body: bytes) -> Asset:
    return Asset(body, gzip.compress(body, 9, mtime=0), TYPES[name.rpartition(".")[2]])
