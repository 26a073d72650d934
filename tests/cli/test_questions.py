"""What the commands answer over the invented world."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.api.shapes import assert_event, assert_response
from tests.api.world import ENVOY, MET, MISSILES, RAID, WARNING, WILL_MEET
from tests.cli.conftest import Answer, Casus


def test_meetings_show_both_sides_day_place_sentence_and_article(casus: Casus) -> None:
    answer = casus("meetings", "Iran", "--with", "Rusia")
    assert answer.code == 0
    for words in ("Sergei Ivanov (RUS)", "with Reza Ahmadi (IRN)", "2024-08-05", "Tehran", "Sergei Ivanov met Reza",
                  "Envoy in Tehran", "The Invented Times", "2024-08-06", MET.id):  # fmt: skip
        assert words in answer.out, words
    assert answer.err == ""


def test_a_day_known_only_by_its_month_says_no_more(casus: Casus) -> None:
    out = casus("meetings", "Israel").out
    assert "2024-07 " in out
    assert "2024-07-01" not in out


def test_responses_show_cause_effect_and_words(casus: Casus) -> None:
    answer = casus("responses", "--to", "assault")
    assert answer.code == 0
    for words in ("Israel -> Iran", "Iran -> Israel", "In response to the raid", "12 days later", RAID.id, MISSILES.id):
        assert words in answer.out, words


def test_a_chain_shows_every_step_with_its_words(casus: Casus) -> None:
    answer = casus("chains", RAID.id, "--modality", "occurred", "--modality", "threatened")
    assert answer.code == 0
    for words in ("Israel -> Iran", "In response to the raid", "after the raid", "12 days later", RAID.id, WARNING.id):
        assert words in answer.out, words
    assert answer.err == ""


def test_a_chain_says_what_it_leaves_out(casus: Casus) -> None:
    assert "--depth" in casus("chains", RAID.id, "--limit", "1").err
    assert "... and more" in casus("chains", RAID.id, "--limit", "1").out
    assert "no chains found" in casus("chains", "Russia").err


def test_a_dyad_shows_counts_and_each_act(casus: Casus) -> None:
    answer = casus("dyad", "Iran", "Israel")
    assert answer.code == 0
    for words in ("Iran -> Israel", "Israel -> Iran", "1 ASSAULT", "2024-04", "11 days", MISSILES.id, RAID.id):
        assert words in answer.out, words
    assert "no events found" in casus("dyad", "Iran", "Israel", "--since", "2024-05-01").err


def test_neighbours_are_told_with_what_was_done(casus: Casus) -> None:
    out = casus("neighbours", "Iran").out
    for words in ("Israel", "1 ASSAULT", "2024-04-01", "2024-04-13", "Sergei Ivanov (RUS)", "1 CONSULT"):
        assert words in out, words
    assert "raise --limit" in casus("neighbours", "Iran", "--limit", "1").err


def test_an_actor_is_told_at_a_glance(casus: Casus) -> None:
    out = casus("actor", "Sergei Ivanov").out
    for words in (
        "Sergei Ivanov: person, RUS",
        "it acted: 1 CONSULT",
        'also called Ivanov: "Sergei Ivanov met',
        "Ahmadi",
    ):
        assert words in out, words
    assert "raise --limit" in casus("actor", "Iran", "--limit", "1").out
    assert casus("actor", "Nobody").code == 2


def items(answer: Answer) -> list[Any]:
    return list(json.loads(answer.out)["items"])


def test_json_has_the_shapes_of_the_wire(casus: Casus) -> None:
    (meeting,) = items(casus("meetings", "Iran", "--json"))
    assert_event(meeting)
    (pair,) = items(casus("responses", "--by", "Iran", "--json"))
    assert_response(pair)
    threats = items(casus("events", "Iran", "--action", "threaten", "--json"))
    assert [event["id"] for event in threats] == [WARNING.id]


def test_what_is_planned_is_asked_for_by_status(casus: Casus) -> None:
    planned = items(casus("events", "--modality", "planned", "--json"))
    assert [event["id"] for event in planned] == [WILL_MEET.id]
    assert "planned" in casus("events", "--modality", "planned").out


@pytest.mark.parametrize("command", [["meetings", "Iran"], ["responses", "--by", "Iran"], ["events", "Iran"]])
def test_nothing_found_is_no_error(casus: Casus, command: list[str]) -> None:
    answer = casus(*command, "--since", "2025-01-01", "--json")
    assert (answer.code, items(answer)) == (0, [])
    assert answer.err.startswith("casus: no ")
    assert casus(*command, "--since", "2025-01-01").out == ""


def test_more_than_was_asked_for_is_said(casus: Casus) -> None:
    answer = casus("meetings", "--limit", "1", "--json")
    assert len(items(answer)) == 1
    assert "raise --limit" in answer.err


def test_next_goes_on_where_an_answer_ended(casus: Casus) -> None:
    first = json.loads(casus("events", "--limit", "1", "--json").out)
    rest = items(casus("events", "--cursor", first["next"], "--json"))
    assert first["items"] + rest == items(casus("events", "--json"))
    other = casus("events", "--country", "Iran", "--cursor", first["next"])
    assert (other.code, other.out) == (2, "")
    assert "another question" in other.err


def test_a_limit_over_a_page_is_answered_page_by_page(casus: Casus) -> None:
    paged = casus("events", "--limit", "50", "--json", CASUS_PAGE_MAX="1", CASUS_PAGE_DEFAULT="1")
    assert json.loads(paged.out) == json.loads(casus("events", "--json").out)
    assert paged.err == ""


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["meetings", "Irann"], "did you mean Iran?"),
        (["meetings", "--since", "2024-02-01", "--until", "2024-01-01"], "swap them"),
        (["responses", "--to", "WAR"], "no action"),
        (["show", "ev-0"], "nothing is called"),
        (["show", "Ivanov"], "2 actors are called"),
        (["meetings", "--store", "mysql://x"], "sqlite:///"),
        (["meetings", "--store", "bolt://neo4j:hunter2@localhost"], "CASUS_NEO4J_PASSWORD"),
    ],
)
def test_a_question_without_sense_is_one_line_and_status_2(casus: Casus, args: list[str], words: str) -> None:
    answer = casus(*args)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("casus: ")
    assert words in answer.err
    assert answer.err.count("\n") == 1
    assert "hunter2" not in answer.err


@pytest.mark.parametrize(
    "args",
    [
        ["meetings", "--since", "monday"],
        ["meetings", "--as-of", "2024-01-01"],
        ["meetings", "--modality", "maybe"],
        ["meetings", "--limit", "0"],
        ["meetings", "--form"],
        ["nonsense"],
        ["extract", "x", "--format", "xml"],
    ],
)
def test_wrong_options_are_status_2(casus: Casus, args: list[str]) -> None:
    answer = casus(*args)
    assert (answer.code, answer.out) == (2, "")
    assert "Error" in answer.err


def test_a_setting_that_cannot_be_used_is_named(casus: Casus) -> None:
    answer = casus("meetings", CASUS_PAGE_MAX="many")
    assert answer.code == 2
    assert answer.err.startswith("casus: CASUS_PAGE_MAX: ")


def test_a_store_that_cannot_be_used_is_status_3(casus: Casus, tmp_path: Path) -> None:
    answer = casus("meetings", "--store", f"sqlite:///{tmp_path}")
    assert (answer.code, answer.out) == (3, "")
    assert answer.err.count("\n") == 1


def test_show_gives_an_event_with_what_led_to_it(casus: Casus) -> None:
    answer = casus("show", MISSILES.id)
    assert answer.code == 0
    for words in ("What led to it", RAID.id, "Missiles after the raid"):
        assert words in answer.out
    assert "What it led to" in casus("show", RAID.id).out


def test_show_tells_machines_what_it_tells_people(casus: Casus) -> None:
    event = json.loads(casus("show", RAID.id, "--json").out)
    led_to = [pair["effect"]["id"] for pair in event.pop("effects")]
    assert (event.pop("causes"), event.pop("truncated"), led_to) == ([], False, [MISSILES.id, WARNING.id])
    assert_event(event)
    actor = json.loads(casus("show", ENVOY.id, "--json").out)
    assert ([each["id"] for each in actor["events"]], actor["truncated"]) == ([MET.id], False)


def test_show_gives_as_many_as_were_asked_for(casus: Casus) -> None:
    few = {"CASUS_PAGE_MAX": "1", "CASUS_PAGE_DEFAULT": "1"}
    for key in ("IRN", RAID.id, MET.reports[0].article.id):
        assert json.loads(casus("show", key, "--json", **few).out)["truncated"]
        assert "raise --limit" in casus("show", key, **few).out
        assert not json.loads(casus("show", key, "--json", "--limit", "9", **few).out)["truncated"]


@pytest.mark.parametrize("columns", ["abc", "", "0", "-5"])
def test_a_width_that_is_none_ends_nothing(casus: Casus, columns: str) -> None:
    assert MET.id in casus("meetings", COLUMNS=columns).out


def test_show_gives_an_actor_by_name_and_an_article_by_identifier(casus: Casus) -> None:
    actor = casus("show", "Sergei Ivanov")
    assert f"person, RUS, {ENVOY.id}" in actor.out
    assert MET.id in actor.out
    article = MET.reports[0].article
    assert article.title is not None
    shown = casus("show", article.id)
    assert article.title in shown.out
    wire = json.loads(casus("show", article.id, "--json").out)
    assert wire["events"][0]["id"] == MET.id


def test_markup_in_news_is_text(casus: Casus) -> None:
    assert "[bold]ever[/bold]" in casus("events", "--modality", "denied").out


def test_what_was_not_known_then_is_not_answered(casus: Casus) -> None:
    assert items(casus("events", "--as-of", "2024-01-01T00:00:00Z", "--json")) == []


def test_store_check_and_migrate(casus: Casus) -> None:
    checked = casus("store", "check")
    assert checked.code == 0
    assert "BAD" not in checked.out
    assert all(finding["ok"] for finding in json.loads(casus("store", "check", "--json").out))
    assert "nothing to do" in casus("store", "migrate").out


def test_version_is_told(casus: Casus) -> None:
    assert casus("version").out.startswith("casus ")
    assert set(json.loads(casus("version", "--json").out)) == {"casus", "python", "sqlite"}


@pytest.mark.parametrize("command", [["meetings"], ["show", "IRN"], ["store", "check"], ["store", "migrate"]])
def test_a_question_makes_no_empty_store(casus: Casus, tmp_path: Path, command: list[str]) -> None:
    file = tmp_path / "none.db"
    answer = casus(*command, "--store", f"sqlite:///{file}")
    assert (answer.code, answer.out) == (2, "")
    assert "casus load" in answer.err
    assert not file.exists()
