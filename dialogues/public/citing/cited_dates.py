"""Dates as files of references write them. A file never says more than the date: what it cannot say it words.

CSL knows years, months, days, seasons, intervals and “circa”; all else it takes as a literal. BibLaTeX reads the
levels 0 and 1 of EDTF as they are; of anything above that it gets the words alone.
"""

import re
from typing import Any

from dialogues.public.words import dates
from dialogues.public.words.edtf import SEASONS, Day, Unworded, taken_apart

_END = r"(?:[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(?:-(?:[0-9]{2}|XX)(?:-(?:[0-9]{2}|XX))?)?[~?%]?"
_BIBLATEX = re.compile(rf"{_END}|{_END}/(?:{_END}|\.\.)?|(?:\.\.)?/{_END}")


def csl_date(edtf: str, language: str) -> dict[str, Any]:
    """A date of EDTF as a CSL date variable; as a literal where its parts cannot hold it."""
    literal = {"literal": dates.in_words(edtf, language)}
    try:
        days = days_of(edtf)
    except Unworded:
        return literal
    parts = [_parts(day) for day in days]
    if not all(parts):
        return literal
    made: dict[str, Any] = {"date-parts": parts}
    if any(day.month in SEASONS for day in days):
        if len(days) > 1:
            return literal
        made = {"date-parts": [parts[0][:1]], "season": (days[0].month or 0) - SEASONS[0] + 1}
    if not all(day.sure for day in days):
        made["circa"] = True
    return made


def biblatex_date(edtf: str) -> str:
    """The same for BibLaTeX's `date`; empty where it has no way to write it."""
    return edtf if _BIBLATEX.fullmatch(edtf) else ""


def years(edtf: str) -> list[str]:
    """The year or the first and the last year of a date, each only where all its digits are known."""
    try:
        found = [day.year for day in days_of(edtf)]
    except Unworded:
        return []
    known = [year for year in found if year and year.isdigit()]
    return list(dict.fromkeys(known)) if len(known) == len(found) else []


def month(edtf: str) -> int | None:
    """The month of a date that is within one month for certain."""
    try:
        found = {(day.year, day.month, day.sure) for day in days_of(edtf)}
    except Unworded:
        return None
    _year, only, sure = found.pop()
    return only if not found and sure and only not in SEASONS else None


def days_of(edtf: str) -> list[Day]:
    """The one day, month or year of a date, or both ends of an interval. Raises Unworded for sets and open ends."""
    ends = [taken_apart(end) for end in edtf.split("/")]
    if len(ends) > 2:
        raise Unworded(edtf)
    return ends[:1] if ends[0] == ends[-1] else ends


def _parts(day: Day) -> list[int]:
    """What is known of a day from the year on; empty where more is known than a row of numbers can say."""
    if not (day.year and day.year.isdigit()) or (day.day and not day.month):
        return []
    return [int(day.year), *([day.month] if day.month else []), *([day.day] if day.day else [])]
