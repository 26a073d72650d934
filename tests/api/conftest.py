from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.ingest import worker
from api.settings import Settings
from loaders.extract.pipeline import Extractor
from tests.api.world import PhraseReader, world


@pytest.fixture(scope="session")
def world_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented world as a closed store, to be copied."""
    file = tmp_path_factory.mktemp("world") / "casus.db"
    world(file).close()
    return file


@pytest.fixture
def address(world_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A store that holds the invented world, and an extractor that needs no model."""
    shutil.copy(world_file, tmp_path / "casus.db")
    monkeypatch.setattr(Extractor, "default", staticmethod(lambda: Extractor(PhraseReader())))
    return f"sqlite:///{tmp_path / 'casus.db'}"


@pytest.fixture
def settings(address: str) -> Settings:
    return Settings(store=address, retry_after=1, page_default=50, page_max=100, body_bytes=20_000, stop_seconds=5)


@pytest.fixture
def client(settings: Settings) -> Iterator[TestClient]:
    app = create_app(settings, work=worker(settings))
    with TestClient(app, base_url="http://localhost", raise_server_exceptions=False) as client:
        yield client
