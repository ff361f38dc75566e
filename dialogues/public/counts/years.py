"""Meetings or sessions year by year: how many on which track, and the years of which none is recorded."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from dialogues.public.counts.tallies import Tallied
from dialogues.public.serving import addresses
from dialogues.public.words import statuses, vocabulary
from dialogues.public.words.tracks import Track

UNKNOWN = "unknown"
# A row of years that begins earlier than this before now is one wrong date, not a history.
LONGEST = 80


@dataclass(frozen=True)
class Mark:
    """How many there were on one track; on none where no session is recorded."""

    track: Track | None
    count: int


@dataclass
class Year:
    """One year, or all whose year is not known. `beside` counts what is told apart: meetings with others."""

    name: str
    address: str
    count: int = 0
    beside: int = 0
    marks: list[Mark] = field(default_factory=list)

    @property
    def known(self) -> bool:
        return self.name != UNKNOWN

    @property
    def on_tracks(self) -> list[int]:
        """How many on each of the tracks, for the cells of a table."""
        counts = {mark.track.code: mark.count for mark in self.marks if mark.track}
        return [counts.get(code, 0) for code in vocabulary.TRACK]


def years(
    counted: Iterable[Tallied],
    by_track: Iterable[Tallied],
    beside: Iterable[Tallied] = (),
    **asked: str | list[str],
) -> list[Year]:
    """Every year from the first that has any to this one, then those whose year is not known.

    `asked` are the questions by which the list of meetings finds what is counted.
    """
    found: dict[str, Year] = {}

    def year(name: str) -> Year:
        return found.setdefault(name, Year(name, meetings_asked(**asked, year=name)))

    for one in counted:
        year(one.value).count = one.count
    for one in beside:
        year(one.value).beside = one.count
    for one in sorted(by_track, key=lambda one: one.other or "9"):
        track = Track(one.other, stated=True) if one.other else None
        year(one.value).marks.append(Mark(track, one.count))
    known = sorted(int(name) for name in found if name != UNKNOWN)
    row = []
    if known:
        today = statuses.today().year
        row = [
            year(f"{number:04}")
            for number in range(max(known[0], today - LONGEST), max(known[-1], today) + 1)
        ]
    return [*row, found[UNKNOWN]] if UNKNOWN in found else row


def empty(row: Iterable[Year]) -> int:
    """How many of the years have none."""
    return sum(year.known and not year.count and not year.beside for year in row)


def meetings_asked(**asked: str | list[str]) -> str:
    """The address of the list of meetings that answers these questions."""
    return addresses.of_list("meetings", **asked)
