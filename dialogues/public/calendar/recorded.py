"""How many meetings stand in each month and each year.

The database counts meetings by their dates; where a date stands is told by `standing`, for each date once. Of a date
that lies in one month, its two bounds say enough; only of others the text is read, for which a document is unpacked.
"""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Case, Count, Q, Subquery, TextField, When
from django.db.models.fields.json import KT
from django.db.models.functions import TruncMonth

from dialogues.models.publications import Publication, PublicationQuerySet
from dialogues.public import publications
from dialogues.public.calendar.months import Month, month_of
from dialogues.public.calendar.standing import NOWHERE, Standing, standing
from dialogues.public.words import statuses


@dataclass
class Recorded:
    """Meetings by month and by year, and the newest revision of anything.

    A meeting that stands in several months counts in each. `loose` are those of a year that stand in no month of it,
    `nowhere` those that stand in no year.
    """

    newest: int = 0
    nowhere: int = 0
    months: Counter[Month] = field(default_factory=Counter)
    years: Counter[int] = field(default_factory=Counter)
    loose: Counter[int] = field(default_factory=Counter)
    perhaps: Counter[Month] = field(default_factory=Counter)

    @property
    def span(self) -> tuple[int, int]:
        """The first and the last year of which the calendar has a page: to the year after this one at least."""
        today = statuses.today().year
        return min([*self.years, today]), max([*self.years, today + 1])

    def before(self, month: Month) -> Month | None:
        """The last month before this one that has something."""
        return max((one for one in self.months if one < month), default=None)

    def after(self, month: Month) -> Month | None:
        """The first month after this one that has something."""
        return min((one for one in self.months if one > month), default=None)

    def add(self, where: Standing, count: int) -> None:
        for month in where.months:
            self.months[month] += count
        for month in where.perhaps:
            self.perhaps[month] += count
        for year in where.years:
            self.years[year] += count
            if not where.in_year(year):
                self.loose[year] += count
        if not where.years:
            self.nowhere += count


def recorded(meetings: PublicationQuerySet) -> Recorded:
    """Where meetings stand. One query, two where there is no meeting."""
    newest = Publication.public.get_queryset().order_by("-revision").values("revision")[:1]
    in_one_month = Q(earliest__isnull=False, latest__isnull=False, month_of_earliest=TruncMonth("latest"))
    undated = Q(earliest__isnull=True, latest__isnull=True)
    rows = (
        meetings.order_by()
        .annotate(month_of_earliest=TruncMonth("earliest"))
        .annotate(
            text=Case(
                When(in_one_month | undated, then=None),
                default=KT("document__date__edtf"),
                output_field=TextField(),
            )
        )
        .values("month_of_earliest", "text")
        .annotate(count=Count("pk"), newest=Subquery(newest))
        .values_list("month_of_earliest", "text", "count", "newest")
    )
    found = Recorded()
    for first, text, count, number in rows:
        found.newest = number
        found.add(_standing(first, text), count)
    if not found.newest:
        found.newest = publications.newest_revision()
    return found


def _standing(first: dt.date | None, text: str | None) -> Standing:
    if text:
        return standing(text)
    if first is None:
        return NOWHERE
    return Standing((), (month_of(first),), (), (first.year,))
