"""Where a date (EDTF) stands in a calendar: on days, in months, in years, or nowhere.

It stands on days where each of its ends is one day: a day, from one to another, one of several, several apart from
each other. What is doubted of such days (about, uncertain, one of them) is said in words beside the meeting.
Where a day is not known, it stands in the month in which all lies that it can mean; what can mean several months
(a year, a span, an open end) stands in none of them for certain, and in each perhaps.
"""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

from dialogues.public.calendar.months import Month, month_of, months_between
from participants.dates import ImpossibleDate, UncertainDate, read

# A date that can mean more years than this stands in none: so is it with the question for a year (`dialogues.facets`).
MOST_YEARS = 30


@dataclass(frozen=True)
class Standing:
    """Where a date stands. `days` are runs of days, first and last."""

    days: tuple[tuple[dt.date, dt.date], ...] = ()
    months: tuple[Month, ...] = ()
    perhaps: tuple[Month, ...] = ()
    years: tuple[int, ...] = ()

    def in_year(self, year: int) -> tuple[Month, ...]:
        """The months of a year in which it stands for certain."""
        return tuple(month for month in self.months if month.year == year)

    def on_days_of(self, month: Month) -> list[dt.date]:
        """The days of a month on which it stands."""
        found: set[dt.date] = set()
        for first, last in self.days:
            day, end = max(first, month.first), min(last, month.last)
            found.update(day + dt.timedelta(days=number) for number in range((end - day).days + 1))
        return sorted(found)


NOWHERE = Standing()


@lru_cache(maxsize=8192)
def standing(edtf: str) -> Standing:
    """Where the date stands that an EDTF text means."""
    try:
        whole = read(edtf) if edtf else None
        if whole is None or not (whole.earliest or whole.latest):
            return NOWHERE
        if not (whole.earliest and whole.latest):
            return _on_one_side(whole)
        if whole.latest.year - whole.earliest.year >= MOST_YEARS:
            return NOWHERE
        return _standing(whole, whole.earliest, whole.latest)
    except ImpossibleDate:
        return NOWHERE


def _on_one_side(date: UncertainDate) -> Standing:
    """Of a date with one end open, all that is known is the other end: it stands by that."""
    end = date.earliest or date.latest
    assert end
    return Standing(perhaps=(month_of(end),), years=(end.year,))


def _standing(date: UncertainDate, earliest: dt.date, latest: dt.date) -> Standing:
    years = tuple(range(earliest.year, latest.year + 1))
    runs = [_run(member) for member in _members(date.edtf)]
    if all(runs):
        days = tuple(run for run in runs if run)
        months = {month for first, last in days for month in months_between(month_of(first), month_of(last))}
        # Of days that are years apart, the years between have nothing.
        return Standing(days, tuple(sorted(months)), (), tuple(sorted({month.year for month in months})))
    touched = tuple(months_between(month_of(earliest), month_of(latest)))
    if len(touched) == 1:
        return Standing((), touched, (), years)
    return Standing((), (), touched, years)


def _members(edtf: str) -> list[str]:
    if edtf[:1] in ("[", "{"):
        return [member.strip().replace("..", "/") for member in edtf[1:-1].split(",")]
    return [edtf]


def _run(member: str) -> tuple[dt.date, dt.date] | None:
    """The first and last day of a day or an interval of days; None where an end is no day."""
    start, slash, end = member.partition("/")
    first, last = read(start), read(end if slash else start)
    if first.earliest and last.latest and first.earliest == first.latest and last.earliest == last.latest:
        return first.earliest, last.latest
    return None
