"""What acknowledging promises: a batch that was acknowledged outlives the process, whole, and once."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from bench.kill import EVENTS, MOST, kill_and_reload


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_killed_load_loses_and_doubles_nothing(tmp_path: Path, seed: int) -> None:
    """More rounds, and other stores: python -m bench.kill."""
    done = kill_and_reload(f"sqlite:///{tmp_path / 'casus.db'}", random.Random(seed))  # noqa: S311 - no secret
    assert 0 <= done.acknowledged < EVENTS // MOST
