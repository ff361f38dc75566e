"""Sessions by year as bars, a row for each track, on one axis and to one scale."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dialogues.public.charts.axis import Axis, percent
from dialogues.public.counts.tallies import Tallied
from dialogues.public.counts.years import LONGEST, UNKNOWN, meetings_asked
from dialogues.public.words import vocabulary
from dialogues.public.words.tracks import Track

# The height of the highest bar and that of the row, in pixels; the rest holds the numbers.
TALL, ROW = 48, 66
# The part of the width that is left for years where the year of some sessions is not known.
BESIDE_UNDATED = 92.0


@dataclass(frozen=True)
class Bar:
    """The sessions of one year on one track. `x` is the left side, `middle` where its number stands."""

    year: str
    count: int
    words: str
    address: str
    x: str
    middle: str
    width: str
    height: int

    @property
    def y(self) -> int:
        return ROW - self.height

    @property
    def number_y(self) -> int:
        return self.y - 4


@dataclass(frozen=True)
class Row:
    """One track with its bars."""

    track: Track
    count: int
    bars: list[Bar]


@dataclass(frozen=True)
class TrackYears:
    """All rows, the years that the axis names, and the table of the same: a year, and its bar on each track."""

    rows: list[Row]
    first: int
    last: int
    ticks: list[tuple[int, str, bool]]
    undated: str
    table: list[tuple[str, list[Bar | None]]]
    height: int = ROW


def track_years(counted: Iterable[Tallied], tracks: Iterable[str], this_year: int) -> TrackYears | None:
    """The chart of sessions counted by year and track; None where there is none."""
    counts = {(one.other, one.value): one.count for one in counted}
    codes = [code for code in vocabulary.TRACK if code in set(tracks)]
    seen = {year for (code, year) in counts if code in codes}
    if not seen:
        return None
    known = sorted(int(year) for year in seen if year != UNKNOWN) or [this_year]
    first, last = max(known[0], this_year - LONGEST), max(known[-1], this_year)
    axis = Axis(first, last, BESIDE_UNDATED if UNKNOWN in seen else 100)
    slot = axis.share / (last - first + 1)
    most = max(count for (code, _year), count in counts.items() if code in codes)
    names = [*map(str, range(first, last + 1)), *([UNKNOWN] if UNKNOWN in seen else [])]

    def bar(code: str, year: str) -> Bar | None:
        count = counts.get((code, year), 0)
        if not count:
            return None
        start = (int(year) - first) * slot if year != UNKNOWN else 100 - slot
        return Bar(
            year,
            count,
            _words(code, year, count),
            meetings_asked(track=code, year=year),
            percent(start + slot * 0.12),
            percent(start + slot / 2),
            percent(slot * 0.76),
            max(3, round(TALL * count / most)),
        )

    table = [(year, [bar(code, year) for code in codes]) for year in names]
    rows = []
    for place, code in enumerate(codes):
        bars = [cells[place] for _year, cells in table]
        found = [one for one in bars if one]
        rows.append(Row(Track(code, stated=True), sum(one.count for one in found), found))
    ticks = [(tick.year, percent((tick.year - first + 0.5) * slot), tick.major) for tick in axis.ticks]
    undated = percent(100 - slot / 2) if UNKNOWN in seen else ""
    return TrackYears(rows, first, last, ticks, undated, [line for line in table if any(line[1])])


def _words(code: str, year: str, count: int) -> str:
    words = {
        "track": vocabulary.label(vocabulary.TRACK, code),
        "year": _("Year not known") if year == UNKNOWN else year,
        "count": count,
    }
    return (
        ngettext("%(track)s, %(year)s: %(count)s session", "%(track)s, %(year)s: %(count)s sessions", count)
        % words
    )
