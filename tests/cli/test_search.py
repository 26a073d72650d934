"""What `casus search` prints over the invented world."""

from __future__ import annotations

import json

import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import client
from tests.api.world import MET
from tests.cli.conftest import Casus

__all__ = ["client"]


def test_a_search_shows_what_fits_how_and_of_whom(casus: Casus) -> None:
    answer = casus("search", "ivanov", "tehran")
    assert answer.code == 0
    for words in ("Sentences", "Sergei Ivanov met Reza Ahmadi", "exact", "The Invented Times", MET.id):
        assert words in answer.out, words
    assert "Actors" not in answer.out
    assert answer.err == ""


def test_names_show_their_country_and_identifier(casus: Casus) -> None:
    answer = casus("search", "Rusia")
    for words in ("Actors", "Rusia", "Russia, RUS"):
        assert words in answer.out, words


def test_what_is_left_out_or_not_found_is_said(casus: Casus) -> None:
    assert "there are more" in casus("search", "iran", "--limit", "1").err
    nothing = casus("search", "nowhere", "at", "all")
    assert (nothing.code, nothing.out) == (0, "")
    assert "no hits found" in nothing.err


@pytest.mark.parametrize("words", [["iran"], ["Teheran"], ["sergei", "ivanvo"], ["???"], ["x" * 300]])
def test_command_and_endpoint_find_alike(casus: Casus, client: TestClient, words: list[str]) -> None:
    over_http = client.get("/v1/search", params={"q": " ".join(words)})
    answer = casus("search", *words, "--json")
    if over_http.status_code == 200:
        assert json.loads(answer.out) == over_http.json()
    else:
        assert (answer.code, answer.err) == (2, f"casus: {over_http.json()['detail']}\n")
