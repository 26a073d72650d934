"""What tables for people say, no more and no less than is known."""

from __future__ import annotations

import io
from datetime import date

import pytest
from rich.console import Console

from api.commands import tables
from graph.model import ActorKind, ActorRef, ArticleRef, DatePrecision, Event, Modality
from tests.api.world import BATCH, CALLED, MET, MISSILES, RAID, WARNING, WILL_MEET


def shown(part: object) -> str:
    screen = Console(file=io.StringIO(), width=200, markup=False, highlight=False)
    screen.print(part)
    text: str = screen.file.getvalue()  # type: ignore[attr-defined]
    return text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "2024-08-05"),
        ({"date_end": date(2024, 8, 7)}, "2024-08-05 to 2024-08-07"),
        ({"date_precision": DatePrecision.WEEK}, "week of 2024-08-05"),
        ({"date_precision": DatePrecision.MONTH}, "2024-08"),
        ({"date_precision": DatePrecision.YEAR}, "2024"),
        ({"date": None, "date_precision": DatePrecision.UNKNOWN}, "undated"),
    ],
)
def test_a_date_is_as_precise_as_it_is_known(changes: dict[str, object], said: str) -> None:
    assert tables.day(MET.model_copy(update=changes)) == said


@pytest.mark.parametrize(
    ("days", "said"),
    [(None, ""), (0, "the same day"), (1, "1 day later"), (12, "12 days later"), (-1, "1 day earlier")],
)
def test_a_lag_is_said_in_words(days: int | None, said: str) -> None:
    assert tables.lag(days) == said


@pytest.mark.parametrize(
    ("actor", "said"),
    [
        (None, "(unnamed)"),
        (ActorRef(id="IRN", name="Iran", kind=ActorKind.COUNTRY, country="IRN"), "Iran"),
        (ActorRef(id="a", name="A. B.", kind=ActorKind.PERSON, country="IRN"), "A. B. (IRN)"),
        (ActorRef(id="a", name="Many", kind=ActorKind.GROUP), "Many"),
    ],
)
def test_an_actor_is_named_with_its_country(actor: ActorRef | None, said: str) -> None:
    assert tables.name(actor) == said


def test_what_has_not_happened_is_marked() -> None:
    assert tables.act(MET) == "CONSULT/visit"
    assert tables.act(WILL_MEET) == "CONSULT, planned"
    assert tables.act(MET.model_copy(update={"modality": Modality.CALLED_FOR})) == "CONSULT/visit, called for"


def test_a_claim_names_who_made_it() -> None:
    assert "as said by Sergei Ivanov (RUS)" in shown(tables.events([WILL_MEET]))


def test_an_article_without_a_title_is_named_by_what_it_has() -> None:
    assert tables.article(ArticleRef(id="ar-1")) == "ar-1"
    assert tables.article(ArticleRef(id="ar-1", url="https://a.example", published=date(2024, 1, 2))) == (
        "https://a.example · 2024-01-02"
    )


@pytest.mark.parametrize("event", [MET, CALLED, RAID, MISSILES, WARNING], ids=lambda event: event.action.value)
def test_news_cannot_steer_the_terminal(event: Event) -> None:
    report = event.reports[0].model_copy(update={"sentence": "\x1b]0;owned\x07\x1b[2J\x9b31m[red]text[/red]"})
    text = shown(tables.events([event.model_copy(update={"reports": (report,)})]))
    assert not set(text) & {"\x1b", "\x07", "\x9b"}
    assert "[red]text[/red]" in text


def test_every_event_of_an_answer_is_in_its_table() -> None:
    text = shown(tables.events(BATCH.events))
    for event in BATCH.events:
        assert event.id in text
