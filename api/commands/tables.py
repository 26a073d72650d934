"""Answers as tables for people."""

from __future__ import annotations

from collections.abc import Iterable

from rich import box
from rich.table import Table
from rich.text import Text

from graph.candidates import Candidates
from graph.model import (
    Action,
    ActorKind,
    ActorRef,
    ArticleRef,
    DatePrecision,
    Event,
    Link,
    Modality,
    Record,
    Report,
    Response,
)
from graph.text import legible


def day(event: Event) -> str:
    """The day as precisely as it is known: 2024-08-05, week of 2024-08-05, 2024-08, 2024, undated."""
    if event.date is None:
        return "undated"
    first = event.date.isoformat()
    match event.date_precision:
        case DatePrecision.WEEK:
            return f"week of {first}"
        case DatePrecision.MONTH:
            return first[:7]
        case DatePrecision.YEAR:
            return first[:4]
    return f"{first} to {event.date_end.isoformat()}" if event.date_end else first


def name(actor: ActorRef | None) -> str:
    if actor is None:
        return "(unnamed)"
    known = actor.country and actor.kind is not ActorKind.COUNTRY
    return f"{actor.name} ({actor.country})" if known else actor.name


def act(event: Event) -> str:
    """The action with its mode, and its status unless it has simply happened."""
    words = event.action.value + (f"/{event.mode}" if event.mode else "")
    return words if event.modality is Modality.OCCURRED else f"{words}, {event.modality.value.replace('_', ' ')}"


def article(ref: ArticleRef) -> str:
    known = (ref.title or ref.url, ref.publisher, ref.published.isoformat() if ref.published else None)
    return " · ".join(part for part in known if part) or ref.id


def _plain(*lines: tuple[str, str]) -> Text:
    """Lines of (words, style), cleaned of what could steer a terminal."""
    return Text("\n").join(Text(legible(words), style) for words, style in lines if words)


def _quote(report: Report) -> Text:
    said = f"as said by {name(report.attributed_to)}" if report.attributed_to else ""
    return _plain((report.sentence or "", ""), (said, "italic"), (article(report.article), "dim"))


def _told(event: Event) -> Text:
    """What a data set's coders say, every sentence that tells of the event, and the sources that quote none."""
    lines = []
    if event.record:
        lines.append(_plain((event.record.note or "", "italic"), (counted(event.record), "")))
    lines += [_quote(report) for report in event.reports if report.sentence]
    if cited := [article(report.article) for report in event.reports if not report.sentence]:
        lines.append(_plain((f"(no sentence) {'; '.join(cited)}", "dim")))
    return Text("\n").join(lines)


def counted(record: Record) -> str:
    """Set, identifier and counts of a row, in one line: `UCDP GED 239008, 5 killed (5 to 6)`."""
    words = [f"{record.dataset} {record.id}"]
    if record.deaths is not None:
        told = [count for count in (record.deaths_low, record.deaths_high) if count is not None]
        words.append(f"{record.deaths} killed" + (f" ({min(told)} to {max(told)})" if told else ""))
    for label, count in (("mentions", record.mentions), ("sources", record.sources), ("articles", record.articles)):
        words += [f"{count} {label}"] if count is not None else []
    return ", ".join(words)


def event_lines(event: Event) -> Text:
    if event.action is Action.CONSULT:
        who = f"{name(event.source)} with {name(event.target)}"
    else:
        who = f"{name(event.source)} -> {name(event.target)}" if event.target else name(event.source)
    where = event.place.name if event.place else ""
    return _plain((day(event), "bold"), (who, ""), (act(event), ""), (where, "italic"), (event.id, "dim"))


def _table(title: str, *columns: tuple[str, int]) -> Table:
    table = Table(title=title, box=box.SIMPLE_HEAD, show_lines=True, expand=False, title_justify="left")
    for heading, ratio in columns:
        table.add_column(heading, ratio=ratio, overflow="fold")
    return table


def meetings(found: Iterable[Event]) -> Table:
    table = _table("Who met whom", ("When", 4), ("Who", 6), ("Where", 3), ("The text says", 14))
    for event in found:
        table.add_row(
            _plain((day(event), "bold"), (act(event), ""), (event.id, "dim")),
            _plain((name(event.source), ""), (f"with {name(event.target)}", "")),
            _plain((event.place.name if event.place else "", "")),
            _told(event),
        )
    return table


def events(found: Iterable[Event], title: str = "Events") -> Table:
    table = _table(title, ("Event", 8), ("The text says", 14))
    for event in found:
        table.add_row(event_lines(event), _told(event))
    return table


def lag(days: int | None) -> str:
    """How long the effect came after its cause."""
    if days is None:
        return ""
    if days == 0:
        return "the same day"
    return f"{abs(days)} day{'' if abs(days) == 1 else 's'} {'later' if days > 0 else 'earlier'}"


def link_lines(link: Link) -> Text:
    return _plain(
        (f"“{link.evidence}”", "bold"), (lag(link.lag_days), ""), (link.sentence, ""), (article(link.article), "dim")
    )


def responses(found: Iterable[Response], title: str = "Which act led to which response") -> Table:
    table = _table(title, ("Cause", 7), ("Response", 7), ("The words that say so", 10))
    for pair in found:
        table.add_row(event_lines(pair.cause), event_lines(pair.effect), link_lines(pair.link))
    return table


def candidates(found: Candidates) -> Table:
    """Pairs that no text joins, and under them by which method they were found."""
    table = _table(
        "Candidates: no text says so", ("Act", 7), ("Act the other way, not known to be a response", 7), ("Chance", 6)
    )
    for pair in found.items:
        after = lag(pair.lag_days) if pair.order_known else f"{lag(pair.lag_days)}, not known which was first"
        often = f"{pair.acts} such act{'' if pair.acts == 1 else 's'} in {pair.days} days"
        table.add_row(
            event_lines(pair.cause),
            event_lines(pair.effect),
            _plain((f"{pair.chance:.3g}", "bold"), (after, ""), (often, "dim")),
        )
    table.caption, table.caption_justify = found.method, "left"
    return table
