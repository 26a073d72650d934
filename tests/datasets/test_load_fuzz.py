"""No file loses a row in silence. `CASUS_FUZZ_EXAMPLES=10000` loads that many files."""

from __future__ import annotations

import gzip
import io
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import CasusError
from graph.model import JobState
from graph.sqlite import open_sqlite
from loaders.datasets import feed
from loaders.datasets.feed import Spec
from loaders.datasets.formats.known import FORMATS
from loaders.datasets.inputs import DataSet, Wish, split
from loaders.datasets.trial import trial
from loaders.limits import Limits
from tests.datasets.loads import ANY, load
from tests.datasets.written import SHAPES, quoted

EXAMPLES = int(os.environ.get("CASUS_FUZZ_EXAMPLES", "60"))
CELLS = st.sampled_from(
    [
        *"20240230 00000000 2023-02-30 31/12/23 -1 0 91.5 -180.01 nan NA None NULL ZZZ XXXGOV 9999 1831 042".split(),
        *'Consult CONSULT visit Battles not é \ufeff \u202e \u0663 \' ; #date " "" "a \\N \U0010ffff'.split(),
        *("", " ", "\x85", "\u2028", "\x1f", "x" * 3000, "9" * 30, "a;b;" * 100, "https://u:p@h.example/"),
    ]
)
BYTES = st.sampled_from([b"\0", b"\xe9", b"\xff\x81", b'"', b"\t", b",", b";", b"\r", b"\n", b"\r\n", b"", b"\x1a"])
LIMITS = Limits(max_row_chars=2000)
ENDS = st.sampled_from(["\n", "\r\n", "\r"])


@st.composite
def tables(draw: st.DrawFn) -> tuple[str, bytes]:
    """A format and a file that once was of it: cells, rows, columns, bytes and the end of it changed."""
    shape = draw(st.sampled_from(sorted(SHAPES)))
    format_, header, row, write = SHAPES[shape]
    made = [row(draw(st.integers(1, 6))) for _ in range(draw(st.integers(0, 6)))]
    for cells in made:
        for _ in range(draw(st.integers(0, 3))):
            cells[draw(st.integers(0, len(cells) - 1))] = draw(CELLS)
        if draw(st.integers(0, 5)) == 0:
            del cells[draw(st.integers(0, len(cells) - 1)) :: draw(st.integers(1, 40))]
    if header and draw(st.integers(0, 9)):
        made.insert(0, [*header])
    if draw(st.integers(0, 9)) == 0:
        order = draw(st.permutations(range(len(row(1)))))
        made = [[cells[place] for place in order if place < len(cells)] for cells in made]
    if write is quoted:
        data = write(made, end=draw(ENDS))
    else:
        data = "".join("\t".join(cells) + draw(ENDS) for cells in made).encode()
    for _ in range(draw(st.integers(0, 3))):
        place = draw(st.integers(0, len(data)))
        data = data[:place] + draw(BYTES) + data[place + draw(st.integers(0, 2)) :]
    mark = draw(st.sampled_from([b"", b"", b"", b"\xef\xbb\xbf", b"\xff\xfe"]))
    return format_, mark + data


@st.composite
def files(draw: st.DrawFn) -> tuple[str, bytes]:
    """A table as it is, packed, packed wrongly, cut short, or nothing of the kind."""
    format_, data = draw(tables())
    kind = draw(st.sampled_from(["plain", "plain", "plain", "gzip", "zip", "outside", "two", "noise"]))
    if kind == "gzip":
        data = gzip.compress(data, mtime=0)
    elif kind == "noise":
        data = draw(st.binary(max_size=300))
    elif kind != "plain":
        other = draw(tables())[1] if kind == "two" else b""
        data = _zipped(
            {"../rows.csv" if kind == "outside" else "rows.csv": data, **({"b.csv": other} if other else {})}
        )
    if draw(st.integers(0, 4)) == 0:
        data = data[: draw(st.integers(0, len(data)))]
    if kind != "plain" and data and draw(st.integers(0, 4)) == 0:
        place = draw(st.integers(0, len(data) - 1))
        data = data[:place] + draw(st.binary(max_size=4)) + data[place + 1 :]
    return format_, data


def _zipped(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return file.getvalue()


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store without anything in it, closed, to be copied."""
    path = tmp_path_factory.mktemp("empty") / "casus.db"
    open_sqlite(path).close()
    return path


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(files(), st.booleans(), st.booleans(), st.integers(1, 4), st.sampled_from([None, 0, 2]))
def test_every_row_of_any_file_is_loaded_merged_or_rejected_with_its_reason(
    empty: Path, file: tuple[str, bytes], told: bool, whole: bool, batch: int, max_rejects: int | None
) -> None:
    format_, data = file
    with tempfile.TemporaryDirectory(dir=empty.parent) as name, pytest.MonkeyPatch.context() as patched:
        patched.setattr(feed, "BATCH_ROWS", batch)
        path = Path(name) / "rows"
        path.write_bytes(data)
        for one in _sets(path, Wish(format_ if told else None, whole=whole)):
            _check(one, Path(shutil.copy(empty, name)), max_rejects)


def _sets(path: Path, wish: Wish) -> Iterator[DataSet]:
    for one in split([str(path)], LIMITS, wish)[0]:
        assert (one.format in FORMATS) != bool(one.reason)
        if one.format:
            yield one


def _check(one: DataSet, file: Path, max_rejects: int | None) -> None:
    assert one.path
    assert one.format
    store = open_sqlite(file)
    try:
        tried, faults = trial(Spec(one.path, one.format, "", LIMITS), 1000)
        assert tried.tally.read == tried.tally.loaded + tried.tally.merged + tried.tally.rejected
        assert len(faults) == tried.tally.rejected
        outcome = load(one.path, store, one.format, whole=one.whole, max_rejects=max_rejects, limits=LIMITS)
        again = load(one.path, store, one.format, whole=one.whole, limits=LIMITS)
        assert again.known == (outcome.state is JobState.DONE)
        assert (again.tally.read, again.error) == (tried.tally.read, tried.error)
        events = store.view().events(ANY).items
        assert len(events) == store.view().counts()["events"] <= again.tally.loaded
        assert not [finding for finding in store.check() if not finding.ok]
    except CasusError:
        pass  # told in one line: what, where, what to do
    finally:
        store.close()
