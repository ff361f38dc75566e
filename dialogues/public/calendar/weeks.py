"""A month as weeks, each day with the meetings that stand on it. Weeks begin as is the custom of the language."""

import calendar
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from dialogues.public.calendar.months import Month, at_home
from dialogues.public.calendar.standing import standing
from dialogues.public.words import statuses
from dialogues.public.words.texts import Document

# Of one day; the list beneath the weeks names all.
MOST_IN_A_DAY = 4


@dataclass(frozen=True)
class Entry:
    """A meeting on one of its days: which of them, of how many in a run."""

    line: dict[str, Any]
    doubt: bool
    disputed: bool
    number: int
    of: int


@dataclass
class Day:
    """A day of a month, with its meetings."""

    date: dt.date
    today: bool
    entries: list[Entry] = field(default_factory=list)
    more: int = 0


@dataclass(frozen=True)
class Weekday:
    name: str
    short: str


def weekdays(language: str) -> list[Weekday]:
    """The days of the week in their order, with their names."""
    at = at_home(language)
    names, short = at.days["stand-alone"]["wide"], at.days["stand-alone"]["abbreviated"]
    return [Weekday(names[day], short[day]) for day in _order(language)]


def weeks(month: Month, lines: Iterable[dict[str, Any]], language: str) -> list[list[Day | None]]:
    """The weeks of a month; None stands where a day is of another month."""
    today = statuses.today()
    days = {
        date.day: Day(date, date == today)
        for date in (month.first.replace(day=number) for number in range(1, month.last.day + 1))
    }
    for line in lines:
        for date, entry in _entries(month, line):
            day = days[date.day]
            if len(day.entries) < MOST_IN_A_DAY:
                day.entries.append(entry)
            else:
                day.more += 1
    # Numbers, not dates: of December 9999, no calendar has the days that follow.
    numbers = calendar.Calendar(at_home(language).first_week_day).monthdayscalendar(month.year, month.number)
    return [[days.get(number) for number in week] for week in numbers]


def _entries(month: Month, line: dict[str, Any]) -> list[tuple[dt.date, Entry]]:
    meeting: Document = line["meeting"]
    edtf = meeting["date"]["edtf"] or ""
    where = standing(edtf)
    # A day among others that it may also be, or that are not next to it, is told with the words of the whole date.
    doubt = any(sign in edtf for sign in "~?%[{X")
    found = []
    for date in where.on_days_of(month):
        first, last = next(run for run in where.days if run[0] <= date <= run[1])
        number, of = (date - first).days + 1, (last - first).days + 1
        found.append((date, Entry(line, doubt, line["disputed_date"], number, of)))
    return found


def _order(language: str) -> list[int]:
    first = at_home(language).first_week_day
    return [(first + number) % 7 for number in range(7)]
