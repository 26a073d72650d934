"""What acknowledging promises: a batch that was acknowledged outlives the process, whole, and once."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bench.kill import EVENTS, MOST, kill_and_reload
from graph.sqlite import open_sqlite
from graph.store import EventQuery, ResponseQuery
from tests.api.waiting import wait_for

CASUS = Path(sys.executable).parent / "casus"
SAMPLES = Path(__file__).parents[2] / "samples" / "en"  # ten articles of our own
ANY = EventQuery(modalities=frozenset(), limit=1000)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_killed_load_loses_and_doubles_nothing(tmp_path: Path, seed: int) -> None:
    """More rounds, and other stores: python -m bench.kill."""
    done = kill_and_reload(f"sqlite:///{tmp_path / 'casus.db'}", random.Random(seed))  # noqa: S311 - no secret
    assert 0 <= done.acknowledged < EVENTS // MOST


def test_a_killed_casus_load_run_again_gives_what_an_uninterrupted_one_gives(tmp_path: Path) -> None:
    whole, torn = tmp_path / "whole.db", tmp_path / "torn.db"
    _load(whole).communicate()
    killed = _load(torn)
    try:
        wait_for(lambda: _articles(torn) >= 3)
    finally:
        killed.kill()
        killed.communicate()
    assert killed.returncode == -9
    assert 3 <= _articles(torn) < _articles(whole) == 10
    again = _load(torn)
    said = again.communicate()
    assert again.returncode == 0, said
    assert _content(torn) == _content(whole)


def _load(file: Path) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "CASUS_STORE": f"sqlite:///{file}", "CASUS_WORKERS": "1"}
    return subprocess.Popen(
        [str(CASUS), "load", str(SAMPLES)], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def _articles(file: Path) -> int:
    """How many are in the file, which need not be there yet."""
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
            found: int = connection.execute("SELECT count(*) FROM article").fetchone()[0]
            return found
    except sqlite3.OperationalError:
        return 0


def _content(file: Path) -> list[object]:
    """All that the store holds, less the instants at which it was read and recorded."""
    store = open_sqlite(file)
    try:
        assert [finding for finding in store.check() if not finding.ok] == []
        view = store.view()
        events = view.events(ANY)
        pairs = view.responses(ResponseQuery(ANY, ANY, limit=1000))
        assert events.items
        assert not events.truncated
        assert not pairs.truncated
        articles = {report.article.id for event in events.items for report in event.reports}
        texts = [found.text for key in sorted(articles) if (found := view.article(key))]
        told = [event.model_dump(exclude={"recorded_at"}) for event in events.items]
        links = [(pair.cause.id, pair.effect.id, pair.link) for pair in pairs.items]
        return [dict(view.counts()), texts, told, links]
    finally:
        store.close()
