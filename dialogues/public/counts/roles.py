"""In which roles an organization or a person took part, year by year: how many meetings in each.

A meeting that an organization's office attended counts for the organization, too. A meeting without a year has a
column of its own; years long before the last that has any are told together.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from dialogues.public.counts.tallies import Tallied, Tally, compiled
from dialogues.public.counts.years import UNKNOWN, meetings_asked
from dialogues.public.serving import addresses
from dialogues.public.words import vocabulary

# As many columns as stand beside each other on a wide screen.
MOST_YEARS = 20
EARLIER = "earlier"

# The ids of a record and of all organizations below it: parameters are its id, and its token.
ITSELF_AND_BELOW = """
    SELECT %s::text
    UNION ALL SELECT slug FROM dialogues_publication WHERE kind = 'organization' AND facets @> ARRAY[%s::text]
"""
_ROLES = """
SELECT %s, part ->> 'role', substr(year, 6), count(DISTINCT answers.slug), min(earliest), max(latest), '', '',
       CASE WHEN count(DISTINCT answers.slug) = 1 THEN jsonb_build_array(min(answers.slug)) END
FROM ({rows}) AS answers, jsonb_array_elements(answers.document -> 'participations') AS part,
     unnest(answers.facets) AS year
WHERE starts_with(year, 'year:') AND part -> %s::text ->> 'id' IN (
    {itself_and_below}
) GROUP BY 2, 3
"""


@dataclass(frozen=True)
class RolesByYear(Tally):
    """The roles of one organization (or of any below it) or of one person in meetings, by the meetings' years."""

    detailed: ClassVar[bool] = True

    kind: str = ""
    slug: str = ""

    def statement(self) -> tuple[str, list[Any]]:
        rows, values = compiled(self.rows)
        # Nothing stands below a person; the token that finds what does holds for organizations alone.
        below = f"{self.kind}:{self.slug}"
        return _ROLES.format(rows=rows, itself_and_below=ITSELF_AND_BELOW), [
            self.name,
            *values,
            self.kind,
            self.slug,
            below,
        ]


@dataclass(frozen=True)
class Column:
    """One year, the years before the first that has a column, or the meetings whose year is not known."""

    name: str
    label: str
    address: str


@dataclass(frozen=True)
class Cell:
    """How many meetings; `address` leads to the one, else to those of the year."""

    column: Column
    count: int
    address: str


@dataclass(frozen=True)
class Row:
    """One role with a cell for every column."""

    role: str
    cells: list[Cell]


@dataclass(frozen=True)
class Matrix:
    columns: list[Column]
    rows: list[Row]


def matrix(counted: Iterable[Tallied], **asked: str | list[str]) -> Matrix:
    """Roles as rows, in their usual order, and years as columns, without a gap from the first to the last.

    `asked` are the questions by which the list of meetings finds what is counted.
    """
    counted = list(counted)
    known = sorted(int(one.other) for one in counted if one.other != UNKNOWN)
    first = max(known[0], known[-1] - MOST_YEARS + 1) if known else 0
    names = [f"{year:04}" for year in range(first, known[-1] + 1)] if known else []
    if known and known[0] < first:
        names.insert(0, EARLIER)
    if any(one.other == UNKNOWN for one in counted):
        names.append(UNKNOWN)
    columns = [_column(name, first, asked) for name in names]
    found: dict[str, dict[str, list[Tallied]]] = {}
    for one in counted:
        early = one.other != UNKNOWN and int(one.other) < first
        found.setdefault(one.value, {}).setdefault(EARLIER if early else one.other, []).append(one)
    order = list(vocabulary.ROLE)
    roles = sorted(found, key=lambda role: (order.index(role) if role in order else len(order), role))
    return Matrix(
        columns,
        [Row(role, [_cell(one, found[role].get(one.name, [])) for one in columns]) for role in roles],
    )


def _cell(column: Column, counted: list[Tallied]) -> Cell:
    count = sum(one.count for one in counted)
    if count == 1 and counted[0].detail:
        return Cell(column, count, addresses.address("meeting", counted[0].detail[0]))
    return Cell(column, count, column.address)


def _column(name: str, first: int, asked: dict[str, str | list[str]]) -> Column:
    if name == EARLIER:
        day = f"{first - 1:04}-12-31"
        return Column(name, _("Before %(year)s") % {"year": first}, meetings_asked(**asked, date_to=day))
    label = _("Year not known") if name == UNKNOWN else name
    return Column(name, label, meetings_asked(**asked, year=name))
