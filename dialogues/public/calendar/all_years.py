"""What the page of all years tells: a grid of years and months, what is ahead, and what stands in no year."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F

from dialogues.public import publications
from dialogues.public.calendar.months import Month, month_names, year_address
from dialogues.public.calendar.recorded import Recorded
from dialogues.public.facts import awaited
from dialogues.public.facts.lines import meeting_line
from dialogues.public.lists.asking import Asked
from dialogues.public.words import statuses
from dialogues.public.words.texts import Document

# A grid that begins earlier than this before now is one wrong date, not a history; such a year stands by itself.
LONGEST = 80
MOST_AHEAD, MOST_UNDATED = 60, 200


@dataclass(frozen=True)
class Cell:
    """A month of the grid, or what of a year stands in no month (then `name` is empty)."""

    name: str
    short: str
    words: str
    address: str
    count: int

    @property
    def weight(self) -> str:
        """How dark the cell is: one, two, or more. The number in it says it, too."""
        return f"w{min(self.count, 3)}"


@dataclass(frozen=True)
class Row:
    """A year of the grid."""

    year: int
    address: str
    count: int
    cells: list[Cell]


def tells(asked: Asked, found: Recorded, language: str) -> dict[str, Any]:
    """The context of the page of all years. One query."""
    undated = asked.rows.with_facet("year:unknown").order_by(F("latest").asc(nulls_last=True), "slug")
    lists = publications.together(
        awaited=(awaited.awaited(asked.rows), MOST_AHEAD), undated=(undated, MOST_UNDATED)
    )
    expected, unconfirmed = awaited.expected_and_unconfirmed(lists["awaited"])
    dated = [meeting for meeting in lists["undated"] if meeting["date"]["edtf"]]
    return {
        "rows": _rows(asked, found, language),
        "month_names": list(zip(month_names(language), month_names(language, short=True), strict=True)),
        "any_loose": any(found.loose.values()),
        "count": sum(found.years.values()) + found.nowhere,
        "expected": [meeting_line(meeting) for meeting in expected],
        "unconfirmed": [meeting_line(meeting) for meeting in unconfirmed],
        "yearless": [meeting_line(meeting) for meeting in sorted(dated, key=_by_day_of_the_year)],
        "dateless": [meeting_line(meeting) for meeting in lists["undated"] if not meeting["date"]["edtf"]],
        "cut": len(lists["undated"]) == MOST_UNDATED,
    }


def _rows(asked: Asked, found: Recorded, language: str) -> list[Row]:
    """Every year from the first that has any to this one or the last, the newest first."""
    if not found.years:
        return []
    today = statuses.today().year
    row = range(max(min(found.years), today - LONGEST), max(*found.years, today) + 1)
    return [_row(asked, found, year, language) for year in sorted({*row, *found.years}, reverse=True)]


def _row(asked: Asked, found: Recorded, year: int, language: str) -> Row:
    address = asked.address(path=year_address(year))
    names = zip(month_names(language), month_names(language, short=True), strict=True)
    cells = []
    for number, (name, short) in enumerate(names, 1):
        month = Month(year, number)
        count = found.months[month]
        cells.append(Cell(name, short, month.words(language), asked.address(path=month.address), count))
    cells.append(Cell("", "", "", f"{address}#loose", found.loose[year]))
    return Row(year, address, found.years[year], cells)


def _by_day_of_the_year(meeting: Document) -> str:
    """What is known of a date after its year: XXXX-04-10 stands by 04-10."""
    return str(meeting["date"]["edtf"]).lstrip("[{").partition("-")[2]
