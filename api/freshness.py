"""ETag and 304: who has asked the same before, and nothing was written since, need not be answered again."""

from __future__ import annotations

from hashlib import sha256

from fastapi import FastAPI, Request, Response

from api.deps import StoreDep
from api.settings import Settings
from api.version import version

# Kept by whoever asked and nobody between, and never shown again without asking whether it still holds.
CACHE_CONTROL = "private, no-cache"


class NotModified(Exception):  # noqa: N818 - the name of an answer, no failure
    """What the client has is what it would get."""

    def __init__(self, tag: str) -> None:
        self.tag = tag


class Freshness:
    """What an answer rests on besides the question and the store: this version, and settings, for limits change it."""

    def __init__(self, settings: Settings) -> None:
        self._basis = f"{version()}\n{settings.model_dump_json()}"

    def __call__(self, request: Request, response: Response, store: StoreDep) -> None:
        """Give the answer an ETag, or raise NotModified where the client names that very one.

        The revision is read before the question is asked: an answer may be newer than its ETag says, never older.
        """
        if request.method != "GET":
            return
        asked = "\n".join((self._basis, store.revision(), request.url.path, request.url.query))
        tag = f'W/"{sha256(asked.encode("utf-8", "surrogatepass")).hexdigest()[:32]}"'
        if tag.removeprefix("W/") in _named(request.headers.getlist("if-none-match")):
            raise NotModified(tag)
        response.headers["ETag"], response.headers["Cache-Control"] = tag, CACHE_CONTROL


def _named(headers: list[str]) -> set[str]:
    """The tags that a client has, weak or not. `*` is none: whether there is an answer at all is not known here."""
    return {tag.strip().removeprefix("W/") for header in headers for tag in header.split(",")}


async def _not_modified(_: Request, error: Exception) -> Response:
    assert isinstance(error, NotModified)  # noqa: S101 - registered for this class alone
    return Response(status_code=304, headers={"ETag": error.tag, "Cache-Control": CACHE_CONTROL})


def install(app: FastAPI) -> None:
    app.add_exception_handler(NotModified, _not_modified)
