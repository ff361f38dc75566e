"""What the page of a month tells: its weeks, its meetings by day, and those that stand on no day of it."""

from typing import Any

from django.db.models import F, Q

from dialogues.models.publications import PublicationQuerySet
from dialogues.public import publications
from dialogues.public.calendar.months import Month, year_address, year_words
from dialogues.public.calendar.recorded import Recorded
from dialogues.public.calendar.standing import standing
from dialogues.public.calendar.weeks import weekdays, weeks
from dialogues.public.facts.lines import meeting_line
from dialogues.public.lists.asking import Asked
from dialogues.public.words import vocabulary

MOST = 200


def tells(month: Month, asked: Asked, found: Recorded, language: str) -> dict[str, Any]:
    """The context of the page of a month. One query."""
    any_at_all = found.months[month] or found.perhaps[month]
    meetings = publications.lines(_touching(month, asked.rows)[:MOST]) if any_at_all else []
    lines = [(standing(meeting["date"]["edtf"] or ""), meeting_line(meeting)) for meeting in meetings]
    dated = [(where.on_days_of(month), line) for where, line in lines]
    dated = sorted(((days, line) for days, line in dated if days), key=lambda pair: pair[0][0])
    before, after = found.before(month), found.after(month)
    return {
        "month": month,
        "words": month.words(language),
        "year_address": asked.address(path=year_address(month.year)),
        "year_words": year_words(month.year, language),
        "count": found.months[month],
        "tally": vocabulary.counted("meeting", found.months[month]),
        "weekdays": weekdays(language),
        "weeks": weeks(month, [line for _days, line in dated], language),
        "dated": [line for _days, line in dated],
        "dayless": [line for where, line in lines if not where.days and month in where.months],
        "perhaps": [line for where, line in lines if month in where.perhaps],
        "cut": len(meetings) == MOST,
        "before": _turn(before, asked, language),
        "after": _turn(after, asked, language),
    }


def _turn(month: Month | None, asked: Asked, language: str) -> tuple[str, str] | None:
    """A month near this one: its words, and its address."""
    return (month.words(language), asked.address(path=month.address)) if month else None


def _touching(month: Month, rows: PublicationQuerySet) -> PublicationQuerySet:
    """Those of some meetings that stand in a month or may stand there, the earliest first."""
    inside = (month.first, month.last)
    touching = (
        Q(earliest__lte=month.last, latest__gte=month.first)
        | Q(earliest=None, latest__range=inside)
        | Q(latest=None, earliest__range=inside)
    )
    rows = rows.with_facet(f"year:{month.year:04}").filter(touching)
    # What lies in the month stands before what may lie anywhere in its year.
    return rows.order_by((F("latest") - F("earliest")).asc(nulls_last=True), "earliest", "slug")
