"""The samples answer the two questions of the demo: who met whom, and which attack led to which response.

`expected.tsv` is what a careful reader finds in them (docs/samples.md), written without looking at Casus.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.model import Action, Event, Modality, Response
from graph.sqlite import open_sqlite
from graph.store import EventQuery, ResponseQuery, Store
from graph.text import fold

ROOT = Path(__file__).parents[2]
_LINES = (ROOT / "tests/samples/expected.tsv").read_text(encoding="utf-8").splitlines()
EXPECTED = list(csv.DictReader(_LINES, delimiter="\t"))


@pytest.fixture(scope="module")
def store(samples_file: Path) -> Iterator[Store]:
    store = open_sqlite(samples_file)
    yield store
    store.close()


@pytest.fixture(scope="module")
def meetings(store: Store) -> tuple[Event, ...]:
    query = EventQuery(actions=frozenset({Action.CONSULT}), both_sides=True, limit=500)
    return store.view().events(query).items


@pytest.fixture(scope="module")
def responses(store: Store) -> tuple[Response, ...]:
    return store.view().responses(ResponseQuery(limit=500)).items


def articles(event: Event) -> set[str]:
    return {"/".join((report.article.url or "").split("/")[-2:]) for report in event.reports}


def same(row: dict[str, str], event: Event) -> bool:
    """Whether an expected meeting is this one: its article, and a shared word in both names, in either order."""
    if row["kind"] != "meeting" or row["article"] not in articles(event) or not (event.source and event.target):
        return False
    wanted = [set(fold(row[side]).split()) for side in ("source", "target")]
    found = [set(fold(side.name).split()) for side in (event.source, event.target)]
    return bool(wanted[0] & found[0] and wanted[1] & found[1]) or bool(wanted[0] & found[1] and wanted[1] & found[0])


@pytest.mark.parametrize(
    ("article", "one", "other", "day"),
    [
        ("id/modi-kyiv", "Narendra Modi", "Volodymyr Zelenskyy", "2024-08-23"),
        ("id/putin-kim-pyongyang", "Vladimir Putin", "Kim Jong Un", "2024-06-19"),
        ("id/shoigu-teheran", "Sergei Shoigu", "Masoud Pezeshkian", "2024-08-05"),
        ("id/konsulat-damaskus", "Hossein Amir-Abdollahian", "Badr Albusaidi", "2024-04-07"),
        ("en/shoigu-tehran", "Sergei Shoigu", "Masoud Pezeshkian", "2024-08-05"),
        ("en/second-thomas-talks", "Enrique Manalo", "Wang Yi", "2024-07-26"),
        ("en/eu-ev-tariffs", "Valdis Dombrovskis", "Wang Wentao", "2024-09-19"),
        ("en/hwasong-drills", "Lloyd Austin", "Kim Yong-hyun", "2024-10-30"),
    ],
)
def test_who_met_whom_and_when(meetings: tuple[Event, ...], article: str, one: str, other: str, day: str) -> None:
    found = [
        event
        for event in meetings
        if article in articles(event) and {one, other} == {side.name for side in (event.source, event.target) if side}
    ]
    assert day in {event.date.isoformat() for event in found if event.date}


def test_most_meetings_are_found_and_few_are_invented(meetings: tuple[Event, ...]) -> None:
    wanted = [row for row in EXPECTED if row["kind"] == "meeting" and row["modality"] == "occurred"]
    found = sum(any(same(row, event) for event in meetings) for row in wanted)
    right = sum(any(same(row, event) for row in wanted) for event in meetings)
    assert found / len(wanted) >= 0.7
    assert right / len(meetings) >= 0.75


def test_no_meeting_that_is_only_announced_has_happened(meetings: tuple[Event, ...]) -> None:
    ahead = re.compile(r"\b(will|akan|dijadwalkan)\s+(\w+\s+){0,2}(meet|hold|visit|bertemu|berkunjung|menggelar)")
    assert [r.sentence for event in meetings for r in event.reports if ahead.search(r.sentence)] == []


def test_one_event_told_in_both_languages_has_reports_in_both(store: Store) -> None:
    events = store.view().events(EventQuery(modalities=frozenset(Modality), limit=500)).items
    both = [event for event in events if {article[:2] for article in articles(event)} >= {"id", "en"}]
    assert ("Sergei Shoigu", "Masoud Pezeshkian") in {
        (event.source.name, event.target.name) for event in both if event.source and event.target
    }


def test_the_strike_on_the_consulate_led_to_the_missiles(responses: tuple[Response, ...]) -> None:
    """In one language at least: an attack in Damascus, Iran's attack on Israel, and the words that say so."""
    told = [
        response
        for response in responses
        if response.cause.action is Action.ASSAULT
        and response.effect.action is Action.ASSAULT
        and response.effect.source
        and response.effect.source.country == "IRN"
        and articles(response.effect) & {"id/konsulat-damaskus", "en/iran-true-promise", "id/shoigu-teheran"}
    ]
    assert told
    assert all(response.link.evidence in response.link.sentence for response in told)


def test_every_link_quotes_the_words_that_say_so(store: Store, responses: tuple[Response, ...]) -> None:
    assert len(responses) >= 10
    for response in responses:
        article = store.view().article(response.link.article.id)
        assert article is not None
        assert article.text[response.link.start : response.link.end] == response.link.evidence
