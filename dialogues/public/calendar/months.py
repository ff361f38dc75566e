"""A month: its first and last day, where its page is, and what it is called in the manner of the language."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from functools import cached_property

from babel import Locale
from django.urls import reverse

from dialogues.public.words import dates

# Weeks and names of days are those of the country where the language of the page is at home.
COUNTRY = {"en": "US", "ja": "JP"}

_YEAR = re.compile(r"[0-9]{4}")
_MONTH = re.compile(r"[0-9]{1,2}")


@dataclass(frozen=True, order=True)
class Month:
    """A month of a year."""

    year: int
    number: int

    @cached_property
    def first(self) -> dt.date:
        return dt.date(self.year, self.number, 1)

    @cached_property
    def last(self) -> dt.date:
        return dt.date(self.year, self.number, calendar.monthrange(self.year, self.number)[1])

    @property
    def next(self) -> "Month":
        return Month(self.year + 1, 1) if self.number == 12 else Month(self.year, self.number + 1)

    @property
    def address(self) -> str:
        return reverse("public:calendar_month", args=[f"{self.year:04}", f"{self.number:02}"])

    def words(self, language: str) -> str:
        """August 2024, 2024年8月."""
        return dates.in_words(f"{self.year:04}-{self.number:02}", language)


def month_of(day: dt.date) -> Month:
    """The month in which a day lies."""
    return Month(day.year, day.month)


def months_between(first: Month, last: Month) -> list[Month]:
    """Every month from one to another, both included."""
    found = [first]
    while found[-1] < last:
        found.append(found[-1].next)
    return found


def year_written(text: str) -> int | None:
    """The year that an address writes with four digits; None where no calendar has it."""
    return int(text) or None if text.isascii() and _YEAR.fullmatch(text) else None


def month_written(year: str, month: str) -> Month | None:
    """The month that an address writes; None where no calendar has it."""
    known = year_written(year)
    if known is None or not month.isascii() or not _MONTH.fullmatch(month) or not 1 <= int(month) <= 12:
        return None
    return Month(known, int(month))


def year_address(year: int) -> str:
    """Where the page of a year is."""
    return reverse("public:calendar_year", args=[f"{year:04}"])


def year_words(year: int, language: str) -> str:
    """2024, 2024年."""
    return dates.in_words(f"{year:04}", language)


def at_home(language: str) -> Locale:
    """The language as it is used in its country."""
    return Locale(language, COUNTRY[language])


def month_names(language: str, *, short: bool = False) -> list[str]:
    """The names of the twelve months by themselves: August, Aug, 8月."""
    names = at_home(language).months["stand-alone"]["abbreviated" if short else "wide"]
    return [names[number] for number in range(1, 13)]
