"""What comes out of the database as the model's values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from neo4j import Record

from graph import model
from graph.bonds import Tie
from graph.merges import Merge
from graph.model import (
    Action,
    Actor,
    ActorRef,
    Article,
    ArticleRef,
    DatePrecision,
    Event,
    Link,
    Modality,
    Place,
    Report,
)
from graph.pairings import Pairing
from graph.profiles import Kind, Reading
from graph.rollup import country
from graph.store import Tally, Weight

Row = Mapping[str, Any]


def actor(row: Row) -> Actor:
    """An actor; `merged`: what those are called that were merged into it."""
    own = {name: value for name, value in row.items() if name != "merged"}
    return Actor(**{**own, "aliases": tuple(sorted({*row["aliases"], *row["merged"]} - {row["name"]}))})


def _grouped(actor: dict[str, Any] | None, key: str) -> ActorRef:
    return ActorRef(**actor) if actor else country(key)


def pairing(row: Record) -> Pairing:
    a, b = (_grouped(row[name], row[key]) for name, key in (("one", "a"), ("other", "b")))
    days = {"since": day(row["first"]), "until": day(row["last"])}
    return Pairing(a=a, b=b, events=row["events"], latest=row["latest"], **days)


def merge(row: Record) -> Merge:
    old, into = (ActorRef(**row[name]) for name in ("old", "into"))
    return Merge(old=old, into=into, by=row["by"], why=row["why"], at=moment(row["at"]))


def article(row: Row) -> Article:
    return Article(
        **_article(row),
        text=row["text"],
        lang=row["lang"],
        fetched_at=moment(row["fetchedAt"]) if row["fetchedAt"] else None,
        sha256=row["sha256"],
    )


def article_ref(row: Row) -> ArticleRef:
    return ArticleRef(**_article(row))


def event(record: Record) -> Event:
    """An event from a row of `event_details`."""
    row = record["event"]
    return Event(
        id=row["id"],
        action=row["action"],
        mode=row["mode"],
        cameo=row["cameo"],
        quad=row["quad"],
        intensity=row["intensity"],
        modality=row["modality"],
        source=_actor(record["source"]),
        target=_actor(record["target"]),
        date=day(row["date"]),
        date_end=day(row["dateEnd"]),
        date_precision=row["datePrecision"],
        place=Place(**record["place"]) if record["place"] else None,
        confidence=row["confidence"],
        recorded_at=moment(row["recordedAt"]),
        record=_record(row),
        reports=tuple(_report(report) for report in record["reports"]),
        reports_omitted=record["total"] - len(record["reports"]),
    )


def link(record: Record) -> Link:
    """A link from a row of `responses`, `causes` or `effects`."""
    row = record["link"]
    return Link(
        method=row["method"],
        evidence=row["evidence"],
        sentence=row["sentence"],
        start=row["start"],
        end=row["end"],
        confidence=row["confidence"],
        lag_days=row["lagDays"],
        article=article_ref(record["article"]),
    )


def kind(row: Record) -> Kind:
    return Kind(
        outward=row["outward"],
        action=Action(row["action"]),
        modality=Modality(row["modality"]),
        events=row["events"],
        first=day(row["first"]),
        last=day(row["last"]),
    )


def reading(row: Record) -> Reading:
    told = {name: row[name] for name in ("sentence", "start", "end", "event")}
    return Reading(article=article_ref(row["article"]), **told)


def tally(row: Record) -> Tally:
    return Tally(
        forward=row["forward"],
        day=day(row["date"]),
        precision=DatePrecision(row["datePrecision"]),
        action=Action(row["action"]),
        intensity=row["intensity"],
        events=row["events"],
        event=row["event"],
    )


def weight(row: Record) -> Weight:
    return Weight(
        actor=_grouped(row["actor"], row["other"]),
        outward=row["outward"],
        action=Action(row["action"]),
        events=row["events"],
        first=day(row["first"]),
        last=day(row["last"]),
    )


def tie(row: Record) -> Tie:
    return Tie(
        source=ActorRef(**row["source"]),
        target=ActorRef(**row["target"]),
        action=Action(row["action"]),
        events=row["events"],
        since=day(row["first"]),
        until=day(row["last"]),
    )


def day(value: Any) -> date | None:
    native: date | None = value.to_native() if value is not None else None
    return native


def moment(value: Any) -> datetime:
    native: datetime = value.to_native()
    return native.astimezone(UTC)


def _actor(row: Row | None) -> ActorRef | None:
    return ActorRef(**row) if row else None


def _article(row: Row) -> dict[str, Any]:
    names = ("id", "title", "url", "publisher")
    return {name: row[name] for name in names} | {"published": day(row["publishedAt"])}


def _record(row: Row) -> model.Record | None:
    if row["dataset"] is None:
        return None
    return model.Record(
        dataset=row["dataset"],
        id=row["recordId"],
        version=row["recordVersion"],
        mentions=row["mentions"],
        sources=row["sources"],
        articles=row["articles"],
        deaths=row["deaths"],
        deaths_low=row["deathsLow"],
        deaths_high=row["deathsHigh"],
        contexts=tuple(row["contexts"] or ()),
        note=row["note"],
    )


def _report(row: Row) -> Report:
    told = row["sentence"] is not None
    return Report(
        sentence=row["sentence"],
        sentence_index=row["sentenceIndex"],
        start=row["start"] if told else None,
        end=row["end"],
        trigger=row["trigger"] or None,
        attributed_to=_actor(row["attributedTo"]),
        extractor=row["extractor"],
        article=article_ref(row["article"]),
    )
