"""Waiting for what happens in another thread or process."""

from __future__ import annotations

import time
from collections.abc import Callable

DEADLINE = 30.0


def wait_for(true: Callable[[], object]) -> None:
    end = time.monotonic() + DEADLINE
    while not true():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.02)
