from __future__ import annotations

from pathlib import Path

import pytest

from graph.sqlite import open_sqlite
from loaders.extract.pipeline import Extractor
from loaders.limits import Limits
from loaders.load import load
from loaders.readers.inputs import read_inputs

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture(scope="session")
def samples_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples as `make demo` loads them, read by the packaged reader, in a closed store."""
    file = tmp_path_factory.mktemp("samples") / "casus.db"
    store = open_sqlite(file)
    summary = load(read_inputs([str(SAMPLES)], Limits()), store, Extractor.default())
    store.close()
    assert (summary.loaded, summary.rejected) == (20, 0)
    return file
