"""Pairs of parties by year: the highest track as the shape, the meetings counted, a small mark for another track.

A thin line joins years with meetings, dots follow the last one. Meetings whose year is not known have a column of
their own, and so have those before the years that are told apart.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dialogues.public.counts.years import UNKNOWN, meetings_asked
from dialogues.public.pairs.pair_tallies import Line
from dialogues.public.pairs.pair_years import EARLIER, PairYear
from dialogues.public.words.statuses import OVER
from dialogues.public.words.tracks import Track

LATELY = 5


@dataclass(frozen=True)
class Column:
    """A year, the years before those told apart, or all meetings whose year is not known."""

    name: str
    words: str
    short: str


@dataclass(frozen=True)
class Cell:
    """What is recorded of one pair in one column; `lines` are the names of the lines that are drawn in it."""

    lines: str = ""
    count: int = 0
    tracks: tuple[Track, ...] = ()
    words: str = ""
    address: str = ""

    @property
    def symbol(self) -> str:
        return self.tracks[0].symbol if self.tracks else "0"

    @property
    def further(self) -> Track | None:
        return self.tracks[1] if len(self.tracks) > 1 else None


@dataclass(frozen=True)
class Row:
    """A pair with a cell in each column. `later` is the day of its last meeting where that was none of governments."""

    line: Line
    cells: list[Cell]

    @property
    def later(self) -> bool:
        governments, last = self.line.governments, self.line.last
        return bool(governments and last and last["latest"] > governments["latest"])


@dataclass(frozen=True)
class Matrix:
    """All pairs that are shown. `quiet` counts those without a recent meeting of governments."""

    columns: list[Column]
    rows: list[Row]
    quiet: int

    @property
    def finding(self) -> str:
        """What the chart shows, in a sentence."""
        if not self.quiet:
            return _("Each of these pairs has a government meeting recorded in the last five years")
        return ngettext(
            "%(count)s of %(all)s pairs has no government meeting recorded in the last five years",
            "%(count)s of %(all)s pairs have no government meeting recorded in the last five years",
            self.quiet,
        ) % {"count": self.quiet, "all": len(self.rows)}


def matrix(lines: Iterable[Line], found: Iterable[PairYear], since: int, until: int) -> Matrix:
    """The matrix of some pairs. `since` and `until` are the first and the last year that has a column of its own."""
    met: dict[str, dict[str, PairYear]] = {}
    for one in found:
        met.setdefault(one.pair, {})[one.year] = one
    seen = {year for years in met.values() for year in years}
    columns = [Column(str(year), str(year), f"{year % 100:02}") for year in range(since, until + 1)]
    if EARLIER in seen:
        columns.insert(0, Column(EARLIER, _("to %(year)s") % {"year": since - 1}, f"≤{(since - 1) % 100:02}"))
    if UNKNOWN in seen:
        columns.append(Column(UNKNOWN, _("year not known"), "?"))
    rows = [Row(line, _cells(line, met.get(line.pair.token, {}), columns, since)) for line in lines]
    lately = f"{until - LATELY}"
    return Matrix(columns, rows, sum(_quiet(row.line, lately) for row in rows))


def _quiet(line: Line, lately: str) -> bool:
    return not line.governments or line.governments["latest"] < lately


def _cells(line: Line, met: dict[str, PairYear], columns: list[Column], since: int) -> list[Cell]:
    known = [place for place, column in enumerate(columns) if column.name in met and column.name != UNKNOWN]
    last = max(place for place, column in enumerate(columns) if column.name != UNKNOWN)
    cells = []
    for place, column in enumerate(columns):
        lines = "" if column.name == UNKNOWN or not known else _lines(place, known, last)
        cells.append(
            _met(line, met[column.name], column, since, lines) if column.name in met else Cell(lines)
        )
    return cells


def _lines(place: int, known: list[int], last: int) -> str:
    """The lines through a column: towards the meeting before, towards the next, or on to the last year."""
    before = "before" if known[0] < place <= known[-1] else "since-before" if place > known[-1] else ""
    after = "after" if known[0] <= place < known[-1] else ""
    if known[-1] <= place < last:
        after = "since-after"
    return " ".join(filter(None, (before, after)))


def _met(line: Line, found: PairYear, column: Column, since: int, lines: str) -> Cell:
    count = ngettext("%(count)s meeting", "%(count)s meetings", found.count) % {"count": found.count}
    parts = [f"{line.names} {column.words}{_(': ')}{count}", *(track.label for track in found.tracks)]
    asked: dict[str, str | list[str]] = {
        "pair": line.pair.code, "status": [token.partition(":")[2] for token in OVER],
    }  # fmt: skip
    if column.name == EARLIER:
        asked["date_to"] = f"{since - 1}-12-31"
    else:
        asked["year"] = column.name
    return Cell(lines, found.count, found.tracks, _(", ").join(parts), meetings_asked(**asked))
