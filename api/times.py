"""Days and instants as people write them in options and queries: ISO 8601, nothing guessed."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_DAYS = re.compile(r"(\d{1,6})d?", re.ASCII)


def day(text: str) -> date:
    """A day, YYYY-MM-DD. Raises ValueError."""
    try:
        if not _DAY.fullmatch(text):
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"{text!r} is not a day; write YYYY-MM-DD") from error


def instant(text: str) -> datetime:
    """An instant in UTC, written with its zone, such as 2024-08-06T12:00:00Z. Raises ValueError."""
    advice = f"{text!r} is not an instant; write it with its zone, as 2024-08-06T12:00:00Z"
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise ValueError(advice) from error
    if moment.tzinfo is None:
        raise ValueError(advice)
    try:
        return moment.astimezone(UTC)
    except OverflowError as error:
        raise ValueError(f"{text!r} is before the first or after the last year that can be told") from error


def days(text: str) -> int:
    """How many days, 14d or 14. Raises ValueError."""
    if not (match := _DAYS.fullmatch(text)):
        raise ValueError(f"{text!r} is no number of days; write 14d")
    return int(match[1])
