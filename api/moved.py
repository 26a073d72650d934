"""Identifiers of merged actors in a path: 308 to the same question about the actor that stands for them."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from fastapi import Depends, FastAPI, Request, Response

from api.deps import StoreDep
from api.freshness import CACHE_CONTROL
from api.observer import template

_ACTORS = ("actor_id", "a", "b")  # the parts of our paths that name an actor


class Moved(Exception):  # noqa: N818 - the name of an answer, no failure
    """`location` is where the answer is."""

    def __init__(self, location: str) -> None:
        self.location = location


def follow(request: Request, store: StoreDep) -> None:
    """Raise Moved where the path names a merged actor by its identifier; a name in a path is followed silently."""
    named = {key: value for key, value in request.path_params.items() if key in _ACTORS}
    found = {key: store.view().actor(value) for key, value in named.items()}
    last = {key: actor.id for key, actor in found.items() if actor and actor.id != named[key]}
    if last:
        parts = {key: quote(value, safe="") for key, value in {**request.path_params, **last}.items()}
        path = request.scope.get("root_path", "") + str(template(request.scope)).format(**parts)
        raise Moved(f"{path}?{request.url.query}" if request.url.query else path)


FOLLOWED = Depends(follow)
REDIRECT: dict[int | str, dict[str, Any]] = {
    308: {"description": "The actor was merged into another one; `Location` asks the same of that one."}
}


async def _moved(_: Request, error: Exception) -> Response:
    assert isinstance(error, Moved)  # noqa: S101 - registered for this class alone
    # A merge can be undone, so nobody may take the redirect for granted.
    return Response(status_code=308, headers={"Location": error.location, "Cache-Control": CACHE_CONTROL})


def install(app: FastAPI) -> None:
    app.add_exception_handler(Moved, _moved)
