"""One name for a request, in its answer and in every line that is logged for it."""

from __future__ import annotations

import re
import uuid
from contextvars import ContextVar

HEADER = "X-Request-ID"
_SANE = re.compile(r"[A-Za-z0-9._-]{1,64}", re.ASCII)
_current: ContextVar[str | None] = ContextVar("request_id", default=None)


def begin(sent: str | None) -> str:
    """Take the client's identifier where it is short and plain, else make one; it holds for this request's task."""
    name = sent if sent and _SANE.fullmatch(sent) else uuid.uuid4().hex
    _current.set(name)
    return name


def current() -> str | None:
    """The identifier of the request that is being answered; None outside of one."""
    return _current.get()
