"""What a revision promises: whoever has seen it knows whether anything was written since."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graph.errors import InputError
from graph.model import Action, Job, JobState
from graph.rows import Rows
from graph.sqlite import open_sqlite
from graph.store import Batch, Store
from tests.store.build import article, batch, event, hours, link, report, state
from tests.store.places import Place

NEWS = article("Iran met Iraq.", "So it said.")
MEETING = event(
    Action.CONSULT, state("Iran", "IRN"), state("Iraq", "IRQ"), date(2024, 4, 2), report(NEWS, "Iran met Iraq.", "met")
)


def test_every_write_changes_the_revision(store: Store) -> None:
    seen, writer = [store.revision()], store.writer()
    for write in (
        lambda: writer.write(batch([NEWS], [MEETING]), hours(0)),
        lambda: writer.write_rows(Rows(dataset="gdelt", extractor="test"), hours(1)),
        lambda: writer.retract_events([MEETING.id], hours(2)),
        lambda: writer.retract(NEWS.id, hours(3)),
    ):
        write()
        seen.append(store.revision())
    assert len(set(seen)) == len(seen)


def test_a_revision_stays_while_nothing_is_written(store: Store, home: Place) -> None:
    store.writer().write(batch([NEWS], [MEETING]), hours(0))
    before = store.revision()
    store.view().counts()
    store.jobs().put(
        Job(id="jb-1", state=JobState.QUEUED, created_at=hours(0), updated_at=hours(0), payload={"text": "a"})
    )
    assert store.revision() == before
    store.close()
    again = home.open()
    try:
        assert again.revision() == before
    finally:
        again.close()


def test_a_write_that_fails_leaves_the_revision(store: Store) -> None:
    store.writer().write(batch([NEWS], [MEETING]), hours(0))
    before = store.revision()
    later = event(Action.ASSAULT, state("Iran", "IRN"), None, None, report(NEWS, "So it said.", "said"))
    with pytest.raises(InputError):
        store.writer().write(batch([NEWS], [MEETING], [link(MEETING, later, NEWS)]), hours(1))
    assert store.revision() == before


def test_another_process_s_write_is_seen(store: Store, home: Place) -> None:
    before = store.revision()
    other = home.open()
    try:
        other.writer().write(Batch(), hours(0))
        assert store.revision() == other.revision() != before
    finally:
        other.close()


def test_two_files_never_have_the_same_revision(tmp_path: Path) -> None:
    """Else a file that is put in another's place would be taken for it."""
    seen = []
    for name in ("a.db", "b.db"):
        store = open_sqlite(tmp_path / name)
        seen.append(store.revision())
        store.writer().write(batch([NEWS], [MEETING]), hours(0))
        seen.append(store.revision())
        store.close()
    assert len(set(seen)) == 4
