"""`casus responses --candidates`: what the endpoint answers, under a title that nobody mistakes."""

from __future__ import annotations

import json

import pytest
from fastapi.testclient import TestClient

from tests.api import feud
from tests.api.conftest import client
from tests.cli.conftest import Casus

__all__ = ["client"]


@pytest.fixture
def address(address: str) -> str:
    feud.tell(address)
    return address


@pytest.mark.parametrize(
    "params",
    [
        {},
        {"within": "1d", "order": "chance"},
        {"by": "Israel", "against": "Rusia", "action": "SANCTION"},
        {"to": "ASSAULT", "since": "2024-05-01", "until": "2024-05-31", "limit": "3"},
        {"against": "Iran", "roll_up": "none"},
        {"as_of": "2024-04-01T00:00:00Z", "place": "Tehran"},
    ],
)
def test_command_and_endpoint_answer_alike(casus: Casus, client: TestClient, params: dict[str, str]) -> None:
    options = [part for name, value in params.items() for part in (f"--{name.replace('_', '-')}", value)]
    answer = casus("responses", "--candidates", *options, "--json")
    assert answer.code == 0
    told = json.loads(answer.out)
    wanted = client.get("/v1/candidates", params=params).json()
    assert told == wanted
    assert told["candidate"] is True


def test_the_table_says_what_it_is_not(casus: Casus) -> None:
    answer = casus("responses", "--candidates", "--within", "14d")
    assert answer.code == 0
    assert answer.out.lstrip().startswith("Candidates: no text says so")
    for words in ("Russia -> Israel", "3 days later", "the same day, not known which was first",
                  "2 such acts in 9 days", "chance = 1 - exp(-acts / days", *feud.PAIRS[0]):  # fmt: skip
        assert words in " ".join(answer.out.split()), words
    assert "no text" not in casus("responses").out


def test_what_was_not_looked_at_is_said(casus: Casus) -> None:
    answer = casus("responses", "--candidates", CASUS_CANDIDATE_CAUSES="1")
    assert "there are more" in answer.err
    assert "CASUS_CANDIDATE_CAUSES" in answer.err
    assert "ev-reply" in answer.out
    assert "ev-raid" not in answer.out


def test_none_found_is_no_error(casus: Casus) -> None:
    answer = casus("responses", "--candidates", "--since", "2025-01-01")
    assert (answer.code, answer.out) == (0, "")
    assert answer.err == "casus: no candidates found; 0 causes were looked at\n"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--candidates", "--modality", "planned"], "--modality cannot be used with --candidates"),
        (["--candidates", "--min-confidence", "0"], "--min-confidence cannot be used with --candidates"),
        (["--within", "0"], "--within can be used only with --candidates"),
        (["--order", "chance"], "--order can be used only with --candidates"),
        (["--candidates", "--to", "AID"], "not hostile"),
        (["--candidates", "--within", "9999"], "3650"),
        (["--candidates", "--within", "soon"], "14d"),
    ],
)
def test_options_that_do_not_go_together_are_refused(casus: Casus, options: list[str], said: str) -> None:
    answer = casus("responses", *options)
    assert answer.code == 2
    assert said in answer.err
