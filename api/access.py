"""Which scope an endpoint asks for. A router without either of these is open to every key: a test finds it."""

from __future__ import annotations

from fastapi import Depends, Request
from fastapi.params import Depends as Dependency

from api.ring import Granted
from graph.errors import ForbiddenError
from graph.keys import KeyScope

_READING = frozenset({"GET", "HEAD"})


def needs(wanted: KeyScope) -> Dependency:
    """The dependency of an endpoint that a key must have this scope for."""

    async def check(request: Request) -> None:
        _check(request, wanted)

    dependency: Dependency = Depends(check)
    return dependency


def _check(request: Request, wanted: KeyScope) -> None:
    granted: Granted = request.state.granted
    if wanted not in granted.scopes:
        has = ", ".join(granted.scopes)
        raise ForbiddenError(f"this asks for the scope {wanted}, the key {granted.key} has {has}; use another key")


async def _by_method(request: Request) -> None:
    _check(request, KeyScope.READ if request.method in _READING else KeyScope.WRITE)


BY_METHOD = Depends(_by_method)  # questions read, everything else writes
