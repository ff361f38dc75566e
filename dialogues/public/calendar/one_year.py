"""What the page of a year tells: its months with their meetings, and those that stand in no month of it."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Window
from django.db.models.functions import RowNumber, TruncMonth

from dialogues.models.publications import PublicationQuerySet
from dialogues.public import publications
from dialogues.public.calendar.months import Month, month_names, year_address, year_words
from dialogues.public.calendar.recorded import Recorded
from dialogues.public.calendar.standing import standing
from dialogues.public.facts.lines import meeting_line
from dialogues.public.lists.asking import Asked
from dialogues.public.words import vocabulary
from dialogues.public.words.texts import Document

# Of one month; the page of the month has more.
MOST_OF_A_MONTH = 12


@dataclass
class MonthOfYear:
    """A month of the year, with the first of its meetings."""

    month: Month
    name: str
    short: str
    words: str
    address: str
    count: int
    lines: list[dict[str, Any]] = field(default_factory=list)

    @property
    def more(self) -> int:
        return self.count - len(self.lines)


def tells(year: int, asked: Asked, found: Recorded, language: str) -> dict[str, Any]:
    """The context of the page of a year. One query."""
    rows = asked.rows.with_facet(f"year:{year:04}")
    meetings = publications.lines(_first_of_each_month(rows)) if found.years[year] else []
    names = zip(month_names(language), month_names(language, short=True), strict=True)
    months = [
        MonthOfYear(
            (month := Month(year, number)),
            name,
            short,
            month.words(language),
            asked.address(path=month.address),
            found.months[month],
        )
        for number, (name, short) in enumerate(names, 1)
    ]
    loose = []
    for meeting in sorted(meetings, key=_by_day):
        where = standing(meeting["date"]["edtf"] or "").in_year(year)
        for month in where:
            lines = months[month.number - 1].lines
            if len(lines) < MOST_OF_A_MONTH:
                lines.append(meeting_line(meeting))
        if not where:
            loose.append(meeting_line(meeting))
    before = max((one for one in found.years if one < year), default=None)
    after = min((one for one in found.years if one > year), default=None)
    return {
        "year": year,
        "year_words": year_words(year, language),
        "count": found.years[year],
        "tally": vocabulary.counted("meeting", found.years[year]),
        "months": months,
        "loose": loose,
        "more_loose": found.loose[year] - len(loose),
        "before": _turn(before, asked, language),
        "after": _turn(after, asked, language),
    }


def _turn(year: int | None, asked: Asked, language: str) -> tuple[str, str] | None:
    """A year near this one: its words, and its address."""
    return (year_words(year, language), asked.address(path=year_address(year))) if year else None


def _first_of_each_month(rows: PublicationQuerySet) -> PublicationQuerySet:
    """The first meetings of each month, and as many of each span that is longer."""
    place = Window(
        RowNumber(),
        partition_by=[TruncMonth("earliest"), TruncMonth("latest")],
        order_by=[F("earliest"), F("latest"), F("slug")],
    )
    return rows.annotate(place=place).filter(place__lte=MOST_OF_A_MONTH)


def _by_day(meeting: Document) -> tuple[str, str, str]:
    date = meeting["date"]
    return date["earliest"] or date["latest"] or "", date["latest"] or "", meeting["id"]
