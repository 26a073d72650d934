"""The service starts without its store, and finds it by itself."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from api.stores import Door
from graph.errors import StoreError, StoreUnavailableError
from graph.sqlite import open_sqlite
from graph.store import Store
from tests.api.shapes import assert_listing, assert_problem
from tests.api.waiting import wait_for


class _Switch:
    """Opens the real store while it is on."""

    def __init__(self, address: str) -> None:
        self.path = address.removeprefix("sqlite:///")
        self.on = False
        self.tries = 0
        self.opened: list[Store] = []

    def __call__(self) -> Store:
        self.tries += 1
        if not self.on:
            raise StoreUnavailableError("the store is away; start it")
        self.opened.append(open_sqlite(self.path))
        return self.opened[-1]


def test_the_service_starts_without_its_store_and_recovers(settings: Settings) -> None:
    switch = _Switch(settings.store)
    with TestClient(create_app(settings, switch), base_url="http://localhost") as client:
        assert client.get("/healthz").status_code == 200
        assert_problem(client.get("/readyz"), 503, "store_unavailable")
        assert_problem(client.get("/v1/meetings"), 503, "store_unavailable")
        assert_problem(client.post("/v1/articles", json={"text": "a"}), 503, "store_unavailable")
        switch.on = True
        wait_for(lambda: client.get("/readyz").status_code == 200)
        ready = client.get("/readyz")
        assert (ready.json()["status"], ready.json()["store"]) == ("ready", "sqlite")
        assert assert_listing(client.get("/v1/meetings").json())
    assert len(switch.opened) == 1, "one open store for the whole process"
    with pytest.raises(StoreError):
        switch.opened[0].view().counts()


def test_a_failed_opening_is_not_repeated_by_every_waiting_request(settings: Settings) -> None:
    switch = _Switch(settings.store)
    door = Door(switch, pause=3600)
    failures: list[StoreError] = []

    def ask() -> None:
        with pytest.raises(StoreUnavailableError, match="start it") as caught:
            door.store()
        failures.append(caught.value)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(failures), switch.tries) == (8, 1)


def test_a_setting_that_cannot_be_used_is_no_fault_of_whoever_asks(
    settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for wrong in ({"store": "foo://x"}, {"store": "bolt://x", "neo4j_password_file": tmp_path / "none"}):
        with TestClient(create_app(settings.model_copy(update=wrong)), base_url="http://localhost") as client:
            assert_problem(client.get("/v1/meetings"), 503, "store_unavailable")
            assert_problem(client.get("/readyz"), 503, "store_unavailable")
    assert "CASUS_NEO4J_PASSWORD_FILE" in caplog.text


def test_the_store_is_opened_once_for_all_threads(settings: Settings) -> None:
    switch = _Switch(settings.store)
    switch.on = True
    door = Door(switch, pause=0)
    stores: list[Store] = []
    threads = [threading.Thread(target=lambda: stores.append(door.store())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    door.close()
    assert len({id(store) for store in stores}) == switch.tries == 1


def test_a_store_that_vanishes_is_not_ready(settings: Settings) -> None:
    switch = _Switch(settings.store)
    switch.on = True
    with TestClient(create_app(settings, switch), base_url="http://localhost") as client:
        assert client.get("/readyz").status_code == 200
        switch.opened[0].close()
        assert_problem(client.get("/readyz"), 503, "store_unavailable")
        assert client.get("/healthz").status_code == 200
