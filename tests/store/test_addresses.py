"""What addresses promise: the scheme names the store, and none holds a secret."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import InputError, StoreUnavailableError
from graph.stores import open_store


@pytest.mark.parametrize(
    "form",
    [
        "sqlite:///casus.db",
        "sqlite://casus.db",
        "sqlite:casus.db",
        " SQLite:///./casus.db ",
        "sqlite:///{}/casus.db",
        "sqlite:{}/casus.db",
    ],
)
def test_a_file_is_named_in_any_usual_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    monkeypatch.chdir(tmp_path)
    open_store(form.format(tmp_path)).close()
    assert [path.name for path in tmp_path.iterdir()] == ["casus.db"]


def test_an_absolute_path_with_a_slash_too_few_is_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match="four slashes"):
        open_store(f"sqlite://{tmp_path}/casus.db")


def test_a_path_may_hold_blanks_and_signs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    open_store("sqlite:///a b%20#@é.db").close()
    assert [path.name for path in tmp_path.iterdir()] == ["a b%20#@é.db"]


def test_an_opened_store_tells_an_address_that_opens_it_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for address in ("sqlite:///casus.db", f"sqlite:///{tmp_path}/casus.db"):
        store = open_store(address)
        store.close()
        assert store.address == address


@pytest.mark.parametrize(
    "address",
    [
        "",
        "casus.db",
        "/folder/casus.db",
        "postgres://host/db",
        "http://host",
        "sqlite:",
        "sqlite://",
        "sqlite:///",
        "sqlite:///:memory:",
        "sqlite:///casus.db?mode=memory",
        "sqlite:///a\x00b",
    ],
)
def test_an_address_that_names_no_store_is_refused_with_the_forms(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError) as caught:
        open_store(address)
    assert "sqlite:///casus.db" in str(caught.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "address",
    [
        "neo4j://neo4j:hunter2@localhost:7687",
        "neo4j+s://hunter2@localhost",
        "bolt://:hunter2@localhost",
        "bolt+ssc://neo4j:hun@ter2@localhost",
        "neo4j://localhost:7687?password=hunter2",
        "sqlite://me:hunter2@host/casus.db",
    ],
)
def test_a_user_or_password_in_an_address_is_refused_and_not_repeated(address: str) -> None:
    with pytest.raises(InputError) as caught:
        open_store(address)
    assert "CASUS_NEO4J_PASSWORD" in str(caught.value)
    assert "hunter" not in str(caught.value)


def test_neo4j_is_opened_by_its_schemes() -> None:
    store = open_store("bolt://127.0.0.1:1", user="neo4j", password="x", query_seconds=1)
    try:
        with pytest.raises(StoreUnavailableError):
            store.health()
    finally:
        store.close()
