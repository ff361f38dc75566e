"""The meetings of one dialogue on a timeline: the height is the place, figures are the months between, and what is
missing is seen: long times without a meeting are hatched, numbers without a record are told beneath.

A number is an edition; a meeting without one is a smaller mark, one that was announced and not confirmed an outline.
"""

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dialogues.public.charts.axis import Axis, axis, percent
from dialogues.public.charts.lanes import Lane, lanes
from dialogues.public.charts.marks import OVER, Mark, day_of, marks
from dialogues.public.facts import editions
from dialogues.public.words.texts import Document

# More months than this without a meeting are hatched.
LONG = 24
# Of a longer history the latest are drawn; the list of meetings holds all.
MOST = 60
# Marks of one lane need this much room; where a small screen has less, the chart is wider than the screen and scrolls.
ROOM = 26
WIDTHS = ((280, ""), (600, "w-40"), (900, "w-60"))
WIDEST = "w-90"


@dataclass(frozen=True)
class Node:
    """A meeting on its lane."""

    mark: Mark
    y: int

    @property
    def number(self) -> int | None:
        edition: int | None = self.mark.meeting["edition"]
        return edition


@dataclass(frozen=True)
class Gap:
    """The time between two meetings that follow each other; no months where one of the days is known too vaguely."""

    x: str
    start: str
    width: str
    months: int | None
    slope: tuple[str, int, str, int]

    @property
    def long(self) -> bool:
        return (self.months or 0) > LONG


@dataclass(frozen=True)
class Missing:
    """Numbers of which no meeting is recorded; from where to where they fall, where both ends have a day."""

    numbers: str
    between: tuple[str, str] | None
    middle: str = ""


@dataclass(frozen=True)
class Timeline:
    """What is drawn. `dots` lead from the last meeting to today; `undated` are meetings that have no place on it,
    `cut` says that earlier ones are left out.
    """

    axis: Axis
    lanes: list[Lane]
    nodes: list[Node]
    gaps: list[Gap]
    missing: list[Missing]
    dots: tuple[str, str, int] | None
    undated: list[Document]
    cut: bool

    @property
    def bottom(self) -> int:
        """Where the lanes end and the years stand."""
        return max(lane.y for lane in self.lanes) + 34

    @property
    def height(self) -> int:
        return self.bottom + (48 if any(one.between for one in self.missing) else 22)

    @property
    def longest(self) -> int:
        """The most months between two meetings that follow each other."""
        return max((gap.months or 0 for gap in self.gaps), default=0)

    @property
    def reading(self) -> list[str]:
        """How the chart is read, in sentences: of what is seen on it, and of nothing else."""
        outlined = any(not node.mark.over for node in self.nodes)
        said = (
            (len(self.lanes) > 1, _("The height is the place.")),
            (bool(self.turns), self.turns),
            (any(node.number for node in self.nodes), _("A number is that of the meeting.")),
            (any(not node.number for node in self.nodes), _("A small mark is a meeting without a number.")),
            (outlined, _("An outline was announced; no source seen says that it was held.")),
            (any(gap.months for gap in self.gaps), _("Figures along the top are months between meetings.")),
            (any(gap.long for gap in self.gaps), _("Hatching: no meeting recorded for more than two years.")),
            (True, _("Each mark leads to its meeting.")),
        )
        return [words for seen, words in said if seen]

    @property
    def turns(self) -> str:
        """How often the country changed from one meeting to the next, in a sentence, where all are in one of two."""
        if [bool(lane.country) for lane in self.lanes] != [True, True] or len(self.gaps) < 2:
            return ""
        changed = sum(gap.slope[1] != gap.slope[3] for gap in self.gaps)
        return ngettext(
            "From one meeting to the next the country changed %(count)s time of %(all)s.",
            "From one meeting to the next the country changed %(count)s times of %(all)s.",
            changed,
        ) % {"count": changed, "all": len(self.gaps)}

    @property
    def width(self) -> str:
        """The class of the width that the marks need so that none hides another."""
        last: dict[int, float] = {}
        least = 100.0
        for node in self.nodes:
            if node.y in last and (apart := node.mark.place - last[node.y]) > 0.2:
                least = min(least, apart)
            last[node.y] = node.mark.place
        needed = ROOM * 100 / least
        return next((name for width, name in WIDTHS if needed <= width), WIDEST)


def timeline(document: Document, meetings: list[Document], today: dt.date, language: str) -> Timeline | None:
    """The timeline of a dialogue; None where fewer than two of its meetings have a day."""
    with_days = [(days, meeting) for meeting in meetings if (days := day_of(meeting))]
    dated = [meeting for _days, meeting in sorted(with_days, key=lambda one: (one[0], one[1]["id"]))[-MOST:]]
    if len(dated) < 2:
        return None
    years = axis((day for meeting in dated for day in day_of(meeting) or ()), today)
    found = marks(dated, years, language)
    levels = lanes(document, [one.meeting for one in found], language)
    nodes = [
        Node(one, next(lane.y for lane in levels if one.meeting["id"] in lane.meetings)) for one in found
    ]
    over = [node for node in nodes if node.mark.over]
    last, now = (over or nodes)[-1], years.at(today)
    places = {node.mark.meeting["id"]: node.mark for node in nodes}
    row = [meeting["id"] for meeting in editions.in_order(meetings) if meeting["status"] in OVER]
    neighbors = set(pairwise(row))
    return Timeline(
        years,
        levels,
        nodes,
        [_gap(one, other, neighbors) for one, other in pairwise(over)],
        [_missing(run, places) for run in editions.missing(meetings)],
        (last.mark.x, percent(now), last.y) if last.mark.place < now else None,
        [meeting for meeting in meetings if not day_of(meeting)],
        len(dated) < len(with_days),
    )


def months_between(one: Document, other: Document) -> int | None:
    """The months from one meeting to another; None where a month of one of them is not known."""
    days = [day_of(meeting) for meeting in (one, other)]
    ends = [two for two, meeting in zip(days, (one, other), strict=True) if two and _exact(meeting, two)]
    if len(ends) < 2:
        return None
    (first, _end), (second, _other) = ends
    return round((second - first).days / 30.44)


def _exact(meeting: Document, days: tuple[dt.date, dt.date]) -> bool:
    return bool(meeting["date"]["earliest"] and meeting["date"]["latest"]) and (days[1] - days[0]).days <= 45


def _gap(one: Node, other: Node, neighbors: set[tuple[str, str]]) -> Gap:
    """The time between two marks. It has no months where a meeting without a day may have been in between."""
    start, end = one.mark.place, other.mark.place
    ends = one.mark.meeting, other.mark.meeting
    return Gap(
        percent((start + end) / 2),
        percent(start),
        percent(end - start),
        months_between(*ends) if (ends[0]["id"], ends[1]["id"]) in neighbors else None,
        (one.mark.x, one.y, other.mark.x, other.y),
    )


def _missing(run: editions.Missing, places: dict[str, Mark]) -> Missing:
    start = places.get(run.before["id"]) if run.before else None
    end = places.get(run.after["id"])
    if not start or not end or start.place >= end.place:
        return Missing(run.words, None)
    return Missing(run.words, (start.x, end.x), percent((start.place + end.place) / 2))
