"""What day, week, month or year a date's words mean, seen from the day of publication.

Nothing is guessed: words that need a publication day have no meaning without one, and a day without a year takes the
year that lies nearest to it.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from babel import Locale

from graph.model import DatePrecision
from loaders.extract.languages import Language, language

_DAY, _WEEK, _MONTH, _YEAR = DatePrecision.DAY, DatePrecision.WEEK, DatePrecision.MONTH, DatePrecision.YEAR


@dataclass(frozen=True, slots=True)
class When:
    """First and last day (`end` None for a single day) and how sharp the words are."""

    start: date
    end: date | None
    precision: DatePrecision


@dataclass(frozen=True, slots=True)
class Seen:
    """Where the words are read from: publication day, the last day named before them, and whether they look ahead."""

    published: date | None = None
    anchor: date | None = None
    ahead: bool = False


def resolve(words: str, lang: str, seen: Seen) -> When | None:
    """The meaning of `words`, or None when they have none that is sure.

    >>> resolve("Senin (5/8)", "id", Seen(date(2024, 8, 6))).start.isoformat()
    '2024-08-05'
    """
    grammar = _grammar(lang)
    low = re.sub(r"\s+", " ", words.strip().lower().replace("’", "'"))
    for pattern, read in grammar.rules:
        found = pattern.search(low)
        if found is None:
            continue
        try:
            when = read(found, seen)
        except (ValueError, OverflowError):
            continue
        if when is not None:
            return when
    return None


def _day(day: date) -> When:
    return When(day, None, _DAY)


def _week(day: date, weeks: int) -> When:
    monday = day - timedelta(day.weekday()) + timedelta(7 * weeks)
    return When(monday, monday + timedelta(6), _WEEK)


def _month(year: int, month: int) -> When:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return When(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), _MONTH)


def _years(first: int, last: int) -> When:
    return When(date(first, 1, 1), date(last, 12, 31), _YEAR)


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"


class _Grammar:
    """The patterns of one language, sharpest first."""

    def __init__(self, lang: Language) -> None:
        self.words = words = lang.dates
        locale = Locale(lang.code)
        self.months = _names(locale.months["format"]) | words["months"]
        self.weekdays = _names(locale.days["format"]) | words["days"]
        month, weekday = _any(self.months) + r"\.?", _any(self.weekdays)
        number, unit = rf"(?:\d+|{_any(words['numbers'])})", _any(words["units"])
        last, coming, this = _any(words["last"]), _any(words["next"]), _any(words["this"])
        part = rf"(?:(?P<part>{_any(words['early'] + words['middle'] + words['late'])})[\s-]+(?:of\s+)?)?"
        year = r"(?P<year>1[0-9]\d\d|20\d\d)"
        until = _any(words["until"])
        relative = rf"(?:(?P<last>{last})|(?P<next>{coming})|(?P<this>{this}))"
        relative_unit = (
            rf"{part}(?:the\s+)?{relative}\s+(?P<unit>{unit})"
            if words["relative_first"]
            else rf"{part}(?P<unit>{unit})\s+{relative}"
        )
        offset = rf"(?:(?P<n>{number})\s*)?(?:the\s+)?(?P<unit>{unit})\s+"
        around = rf"(?:(?P<before>{_any(words['before'])})|(?P<after>{_any(words['after'] + words['counted_from'])}))"
        week = _any(unit for unit, meaning in words["units"].items() if meaning == "week")
        of_week = rf"{relative}\s+{week}" if words["relative_first"] else rf"{week}\s+{relative}"
        ordinal = _any(words["ordinals"]) if words["ordinals"] else "(?!)"
        ago = rf"(?P<n>{number})\s*(?P<unit>{unit})\s+{_any(words['ago'])}"
        rules: list[tuple[str, Callable[[re.Match[str], Seen], When | None]]] = [
            (r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)", self._iso),
            (r"(?P<a>\d{1,2})/(?P<b>\d{1,2})(?:/(?P<year>\d{4}))?", self._numeric),
            (r"(?P<a>\d{1,2})\.(?P<b>\d{1,2})\.(?P<year>\d{4})", self._numeric),
            (
                rf"(?P<day>\d{{1,2}})\s*{until}\s*(?P<day2>\d{{1,2}})\s+(?P<month>{month})(?:,?\s+{year})?",
                self._named,
            ),
            (
                rf"(?P<month>{month})\s+(?P<day>\d{{1,2}})\s*{until}\s*(?P<day2>\d{{1,2}})(?:,?\s+{year})?",
                self._named,
            ),
            (rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{month})(?:,?\s+{year})?", self._named),
            (rf"(?P<month>{month})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+{year})?", self._named),
            (rf"(?P<nth>{ordinal})\s+of\s+(?P<month>{month})(?:,?\s+{year})?", self._named),
            (rf"(?P<holiday>{_any(words['holidays'])})(?:,?\s+{year})?", self._holiday),
            (ago, self._ago),
            (offset + around, self._offset),
            (_any(words["same_day"]), lambda _, seen: _beside(seen, 0)),
            (_any(words["next_day"]), lambda _, seen: _beside(seen, 1)),
            (_any(words["previous_day"]), lambda _, seen: _beside(seen, -1)),
            (rf"(?P<weekday>{weekday})\s+(?:of\s+)?{of_week}", self._day_of_week),
            (relative_unit, self._relative),
            (
                rf"{part}(?P<month>{month})(?:\s+of)?(?:\s+{year})?"
                + ("" if words["relative_first"] else rf"(?:\s+{relative})?"),
                self._monthly,
            ),
            (rf"(?P<fixed>{_any(words['fixed'])})", self._fixed),
            (rf"{relative}?\s*{_any(words['weekend'])}\s*{relative.replace('P<', 'P<w')}?", self._weekend),
            (rf"(?P<weekday>{weekday})\b.*?\b(?:{until})\s+(?:the\s+)?(?P<weekday2>{weekday})", self._weekdays),
            (rf"(?:{relative}\s+)?(?P<weekday>{weekday})(?:\s+{relative.replace('P<', 'P<w')})?", self._weekday),
            (rf"{year}\s*[–/-]\s*(?P<year2>\d{{4}})", self._yearly),
            (rf"{year}{_any(words['decade'])}", self._decade),
            (year, self._yearly),
            (
                rf"^(?:the\s+)?(?:(?P<nth>{ordinal})|(?P<day>\d{{1,2}})(?:st|nd|rd|th))(?:\s+{words['of_month']})?$",
                self._day_of_month,
            ),
            (_any(words["parts_of_day"]), lambda _, seen: _beside(seen, 0)),
        ]
        self.rules = tuple((re.compile(rf"(?<![\w/]){pattern}(?![\w/])"), read) for pattern, read in rules)

    def _number(self, words: str | None) -> int:
        if not words:
            return 1
        return int(words) if words.isdigit() else int(self.words["numbers"][words])

    def _iso(self, found: re.Match[str], _: Seen) -> When:
        return _day(date(int(found["year"]), int(found["month"]), int(found["day"])))

    def _numeric(self, found: re.Match[str], seen: Seen) -> When | None:
        first, second = int(found["a"]), int(found["b"])
        if not self.words["day_first"] and first > 12 and not found["year"]:
            return None  # "24/7" is no day
        day, month = (first, second) if self.words["day_first"] or first > 12 else (second, first)
        return self._calendar_day(found["year"], month, day, seen)

    def _named(self, found: re.Match[str], seen: Seen) -> When | None:
        month, groups = self.months[found["month"].rstrip(".")], found.groupdict()
        first = self._calendar_day(found["year"], month, self._nth(found), seen)
        if first is None or not groups.get("day2"):
            return first
        return When(first.start, first.start.replace(day=int(groups["day2"])), _DAY)

    def _nth(self, found: re.Match[str]) -> int:
        nth = found.groupdict().get("nth")
        return int(self.words["ordinals"][nth] if nth else found["day"])

    def _holiday(self, found: re.Match[str], seen: Seen) -> When | None:
        month, day = self.words["holidays"][found["holiday"]].split("-")
        return self._calendar_day(found["year"], int(month), int(day), seen)

    def _day_of_month(self, found: re.Match[str], seen: Seen) -> When | None:
        """The nearest such day, of the month of publication or one beside it."""
        if seen.published is None:
            return None
        months = [_month(seen.published.year, seen.published.month + n).start for n in (-1, 0, 1)]
        days = [day for first in months if (day := self._try(first.year, first.month, self._nth(found)))]
        before = [day for day in days if day <= seen.published]
        after = [day for day in days if day > seen.published]
        return _day(after[0] if after and (seen.ahead or not before) else before[-1])

    def _calendar_day(self, year: str | None, month: int, day: int, seen: Seen) -> When | None:
        if year:
            return _day(date(int(year), month, day))
        if seen.published is None:
            return None
        near = [self._try(seen.published.year + n, month, day) for n in (-1, 0, 1)]
        return _day(min((d for d in near if d), key=lambda d: abs((d - _now(seen)).days)))

    def _try(self, year: int, month: int, day: int) -> date | None:
        try:
            return date(year, month, day)
        except ValueError:
            return None

    def _ago(self, found: re.Match[str], seen: Seen) -> When | None:
        return self._shift(seen.published, found["unit"], -self._number(found["n"])) if seen.published else None

    def _offset(self, found: re.Match[str], seen: Seen) -> When | None:
        count = self._number(found["n"])
        if seen.anchor is None:
            return None
        if found["n"] and found["after"] in self.words["counted_from"] and found.end() == len(found.string):
            return self._shift(seen.anchor, found["unit"], -count)
        if self.words["units"][found["unit"]] == "week":
            return _day(seen.anchor + timedelta(-7 * count if found["before"] else 7 * count))
        return self._shift(seen.anchor, found["unit"], -count if found["before"] else count)

    def _shift(self, day: date, unit: str, count: int) -> When | None:
        match self.words["units"][unit]:
            case "day":
                return _day(day + timedelta(count))
            case "month":
                return _month(day.year, day.month + count)
            case "year":
                return _years(day.year + count, day.year + count)
        return _week(day, count)

    def _relative(self, found: re.Match[str], seen: Seen) -> When | None:
        if seen.published is None:
            return None
        step = _step(found)
        match self.words["units"][found["unit"]]:
            case "day":
                return None
            case "week":
                return _week(seen.published, step)
            case "month":
                return self._part(_month(seen.published.year, seen.published.month + step), found["part"])
        return self._part(_years(seen.published.year + step, seen.published.year + step), found["part"])

    def _monthly(self, found: re.Match[str], seen: Seen) -> When | None:
        month, year = self.months[found["month"].rstrip(".")], found["year"]
        if not year and seen.published is None:
            return None
        if year:
            return self._part(_month(int(year), month), found["part"])
        near = [_month(_now(seen).year + n, month) for n in (-1, 0, 1)]
        nearest = min(near, key=lambda m: abs((m.start - _now(seen)).days))
        return self._part(nearest, found["part"])

    def _part(self, whole: When, part: str | None) -> When:
        if not part or whole.end is None:
            return whole
        days = (whole.end - whole.start).days + 1
        if part in self.words["early"]:
            return When(whole.start, whole.start + timedelta(days // 3 - 1), whole.precision)
        if part in self.words["middle"]:
            return When(whole.start + timedelta(days // 3), whole.start + timedelta(2 * days // 3 - 1), whole.precision)
        return When(whole.start + timedelta(2 * days // 3), whole.end, whole.precision)

    def _fixed(self, found: re.Match[str], seen: Seen) -> When | None:
        return _day(seen.published + timedelta(self.words["fixed"][found["fixed"]])) if seen.published else None

    def _weekend(self, found: re.Match[str], seen: Seen) -> When | None:
        if seen.published is None:
            return None
        saturday = seen.published - timedelta(seen.published.weekday()) + timedelta(5)
        if saturday > seen.published and not seen.ahead and not _ahead(found):
            saturday -= timedelta(7)
        return When(saturday, saturday + timedelta(1), _DAY)

    def _day_of_week(self, found: re.Match[str], seen: Seen) -> When | None:
        if seen.published is None:
            return None
        return _day(_week(seen.published, _step(found)).start + timedelta(self.weekdays[found["weekday"]]))

    def _weekday(self, found: re.Match[str], seen: Seen) -> When | None:
        if seen.published is None:
            return None
        number, groups = self.weekdays[found["weekday"]], found.groupdict()
        if seen.ahead or _ahead(found):
            return _day(seen.published + timedelta((number - seen.published.weekday() - 1) % 7 + 1))
        back = (seen.published.weekday() - number) % 7
        last = groups["last"] or groups["wlast"]
        return _day(seen.published - timedelta(back + 7 if back <= self.words["too_near_for_last"] and last else back))

    def _weekdays(self, found: re.Match[str], seen: Seen) -> When | None:
        if seen.published is None:
            return None
        last = seen.published - timedelta((seen.published.weekday() - self.weekdays[found["weekday2"]]) % 7)
        first = last - timedelta((last.weekday() - self.weekdays[found["weekday"]]) % 7)
        return When(first, last, _DAY)

    def _decade(self, found: re.Match[str], _: Seen) -> When:
        return _years(int(found["year"]), int(found["year"]) + 9)

    def _yearly(self, found: re.Match[str], _: Seen) -> When | None:
        last = int(found.groupdict().get("year2") or found["year"])
        return _years(int(found["year"]), last) if last >= int(found["year"]) else None


def _beside(seen: Seen, days: int) -> When | None:
    return _day(seen.anchor + timedelta(days)) if seen.anchor else None


def _step(found: re.Match[str]) -> int:
    return -1 if found["last"] else 1 if found["next"] else 0


def _ahead(found: re.Match[str]) -> bool:
    return bool(found["next"] or found["wnext"])


def _now(seen: Seen) -> date:
    """The day that a date without a year is near to: news looks back, unless the act is still to come."""
    day = seen.published or date.min
    return day + timedelta(120 if seen.ahead else -90)


def _names(widths: dict[str, dict[int, str]]) -> dict[str, int]:
    return {name.lower().rstrip("."): n for width in ("abbreviated", "wide") for n, name in widths[width].items()}


@cache
def _grammar(lang: str) -> _Grammar:
    return _Grammar(language(lang))
