"""The axis of a timeline: whole years from left to right, and where a day stands among them."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from dialogues.public.counts.years import LONGEST


@dataclass(frozen=True)
class Tick:
    """A year that the axis names; `major` ones are named on small screens, too."""

    year: int
    x: str
    major: bool

    @property
    def short(self) -> str:
        return f"’{self.year % 100:02}"


@dataclass(frozen=True)
class Axis:
    """Whole years, the first and the last of them included; `share` is the part of the width that they take."""

    first: int
    last: int
    share: float = 100

    def at(self, day: dt.date) -> float:
        """Where a day stands, in percent. A day outside of the years stands at their edge."""
        start, end = dt.date(self.first, 1, 1).toordinal(), dt.date(self.last, 12, 31).toordinal() + 1
        place = (day.toordinal() - start) / (end - start)
        return min(max(place, 0), 1) * self.share

    @property
    def ticks(self) -> list[Tick]:
        """The years to name: each of a few, every fifth or tenth of many."""
        count = self.last - self.first + 1
        step = 1 if count <= 16 else 5 if count <= 40 else 10
        named = [year for year in range(self.first, self.last + 1) if year % step == 0]
        every = 1 if len(named) <= 6 else 2
        return [
            Tick(year, percent(self.at(dt.date(year, 1, 1))), place % every == 0)
            for place, year in enumerate(named)
        ]


def axis(days: Iterable[dt.date], today: dt.date, share: float = 100) -> Axis:
    """The axis that holds these days and today. A day of very long ago, or ahead, does not stretch it."""
    years = [today.year, *(day.year for day in days)]
    first = max(min(years), today.year - LONGEST)
    return Axis(first, min(max(years), today.year + 10), share)


def percent(place: float) -> str:
    """A place as SVG writes it."""
    return f"{place:.2f}".rstrip("0").rstrip(".") + "%"
