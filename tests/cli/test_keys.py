"""casus keys: made once, shown once, listed without their secrets, revoked for good."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from api import tokens
from api.settings import Settings
from tests.api.keyed import bearer, service
from tests.cli.conftest import Casus


def test_a_key_opens_the_service_until_it_is_revoked(casus: Casus, settings: Settings) -> None:
    made = casus("keys", "create", "--scope", "read", "--name", "Ann")
    token = made.out.strip()
    assert (made.code, made.out.count("\n")) == (0, 1)
    with service(settings) as client:
        assert client.get("/v1/meetings", headers=bearer(token)).status_code == 200
        number = (tokens.parse(token) or ("",))[0]
        assert casus("keys", "revoke", number).code == 0
        assert client.get("/v1/meetings", headers=bearer(token)).status_code == 401
    assert casus("keys", "revoke", number).code == 0, "again changes nothing"


def test_the_secret_is_printed_once_and_nowhere_else(casus: Casus) -> None:
    made = casus("keys", "create", "--scope", "write", "--scope", "export", "--json")
    answer = json.loads(made.out)
    secret = answer["key"][23:]
    assert secret not in made.err
    assert answer["scopes"] == ["export", "write"]
    for listed in (casus("keys", "list"), casus("keys", "list", "--json")):
        assert answer["id"] in listed.out
        assert secret not in listed.out + listed.err


def test_the_list_tells_whose_what_and_until_when(casus: Casus) -> None:
    casus("keys", "create", "--scope", "admin", "--name", "Ann [red]\x1b[2J", "--expires", "90d")
    casus("keys", "create", "--scope", "read")
    newest, oldest = json.loads(casus("keys", "list", "--json").out)
    assert set(oldest) == {"id", "name", "scopes", "state", "created_at", "expires_at", "revoked_at"}
    assert (oldest["scopes"], oldest["state"]) == (["admin"], "live")
    days = datetime.fromisoformat(oldest["expires_at"]) - datetime.now(UTC)
    assert timedelta(days=89) < days <= timedelta(days=90)
    assert (newest["name"], newest["expires_at"]) == ("", None)
    casus("keys", "revoke", oldest["id"])
    table = casus("keys", "list").out
    assert "revoked" in table
    assert "never" in table
    assert "Ann [red]" in table
    assert "\x1b" not in table


@pytest.mark.parametrize("when", ["2999-01-01", "2999-01-01T00:00:00+07:00", "1d"])
def test_days_and_instants_to_come_are_taken(casus: Casus, when: str) -> None:
    assert casus("keys", "create", "--scope", "read", "--expires", when).code == 0


@pytest.mark.parametrize(
    "when", ["", "d", "-1d", "0d", "٣d", "tomorrow", "2020-01-01", "2999-13-01", "2999-01-01T00:00", "99999999999d"]
)
def test_other_words_are_a_usage_error(casus: Casus, when: str) -> None:
    answer = casus("keys", "create", "--scope", "read", f"--expires={when}")
    assert (answer.code, answer.out) == (2, "")
    assert json.loads(casus("keys", "list", "--json").out) == []


@pytest.mark.parametrize("options", [[], ["--scope", "root"], ["--scope", "read", "--name", "x" * 101]])
def test_what_is_no_key_is_not_made(casus: Casus, options: list[str]) -> None:
    answer = casus("keys", "create", *options)
    assert (answer.code, answer.out) == (2, "")
    assert json.loads(casus("keys", "list", "--json").out) == []


def test_an_unknown_key_cannot_be_revoked_and_a_secret_is_not_repeated(casus: Casus) -> None:
    leaked = f"casus_{'0' * 16}_{'s' * 43}"
    for wrong in ("0123", leaked, leaked[:-1]):
        answer = casus("keys", "revoke", wrong)
        assert answer.code == 2
        assert "sss" not in answer.err + answer.out


def test_a_whole_key_revokes_itself(casus: Casus) -> None:
    token = casus("keys", "create", "--scope", "read").out.strip()
    answer = casus("keys", "revoke", token)
    assert answer.code == 0
    assert token[23:] not in answer.err + answer.out
    assert json.loads(casus("keys", "list", "--json").out)[0]["state"] == "revoked"


def test_the_first_key_makes_the_store(casus: Casus, tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'new.db'}"
    assert casus("keys", "list", "--store", address).code == 2
    assert casus("keys", "create", "--scope", "read", "--store", address).code == 0
    assert len(json.loads(casus("keys", "list", "--json", "--store", address).out)) == 1
