"""One EDTF date taken apart, and what the two languages share in wording it."""

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass

SEASONS = (21, 22, 23, 24)

_PART = re.compile(
    r"([~?%]?)([0-9X]{4})([~?%]?)(?:-([~?%]?)([0-9X]{2})([~?%]?)(?:-([~?%]?)([0-9X]{2})([~?%]?))?)?"
)
_NAMES = ("year", "month", "day")


class Unworded(ValueError):
    """The text is EDTF that this module has no words for, or no EDTF at all."""


@dataclass(frozen=True)
class Day:
    """One EDTF date taken apart: its digits (None where they are not known), and what is doubted of it."""

    year: str | None
    month: int | None
    day: int | None
    precision: str
    approximate: frozenset[str] = frozenset()
    uncertain: frozenset[str] = frozenset()

    @property
    def sure(self) -> bool:
        return not (self.approximate or self.uncertain)

    def unknown(self) -> list[str]:
        return [name for name in _NAMES[: _NAMES.index(self.precision) + 1] if getattr(self, name) is None]


def taken_apart(text: str) -> Day:
    """The digits and doubts of one date. Raises Unworded."""
    match = _PART.fullmatch(text)
    if not match:
        raise Unworded(text)
    groups = match.groups()
    doubts: dict[str, set[str]] = {"~": set(), "?": set()}
    for index, name in enumerate(_NAMES):
        before, _digits, after = groups[index * 3 : index * 3 + 3]
        for mark in "~?":
            if before in (mark, "%"):
                doubts[mark].add(name)
            if after in (mark, "%"):
                doubts[mark].update(_NAMES[: index + 1])
    year, month, day = groups[1], groups[4], groups[7]
    if any(digits and "X" in digits and digits != "XX" for digits in (month, day)):
        raise Unworded(text)
    if month not in (None, "XX") and int(month) not in (*range(1, 13), *SEASONS):
        raise Unworded(text)
    return Day(
        None if year == "XXXX" else year,
        int(month) if month and month != "XX" else None,
        int(day) if day and day != "XX" else None,
        "day" if day else "month" if month else "year",
        frozenset(doubts["~"]),
        frozenset(doubts["?"]),
    )


class Language(ABC):
    """A language that words dates: which parts of two dates need to be said once only."""

    @abstractmethod
    def plain(self, day: Day) -> str:
        """A day, month or year without its doubts, in words."""

    @abstractmethod
    def single(self, day: Day) -> str:
        """The same with its doubts, in words."""

    @staticmethod
    def same_kind(days: list[Day]) -> bool:
        return all(
            (day.precision, day.year, day.sure, day.unknown())
            == (days[0].precision, days[0].year, True, days[0].unknown())
            for day in days
        )

    @staticmethod
    def doubt(day: Day) -> tuple[bool, list[str]]:
        """Whether all of the date is doubted (then no part is named), and the parts that are."""
        parts = [name for name in _NAMES if name in day.uncertain]
        return parts == list(_NAMES[: _NAMES.index(day.precision) + 1]), parts
