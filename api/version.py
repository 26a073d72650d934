"""The version of the installed package."""

from __future__ import annotations

from functools import cache


@cache
def version() -> str:
    from importlib import metadata  # 30 ms that most commands can do without

    return metadata.version("casus")
