"""Dialogues as a timeline: a row each, every meeting a mark, and a dotted line where none is recorded since."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dialogues.public.charts.axis import Axis, axis, percent
from dialogues.public.charts.marks import Mark, day_of, marks
from dialogues.public.counts.years import meetings_asked
from dialogues.public.words import vocabulary
from dialogues.public.words.texts import Document

# The part of the width that is left for years where some meetings have no day.
BESIDE_UNDATED = 93.0
# Where marks of meetings without a day stand.
UNDATED = "97%"


@dataclass(frozen=True)
class Strip:
    """One dialogue. `held` counts all its meetings that took place, `undated` those of them without a day."""

    dialogue: Document
    held: int
    marks: list[Mark]
    undated: list[Document]
    line: tuple[str, str] | None
    dots: tuple[str, str] | None

    @property
    def undated_address(self) -> str:
        return meetings_asked(dialogue=self.dialogue["id"], year="unknown")


@dataclass(frozen=True)
class Strips:
    """All rows on one axis."""

    axis: Axis
    rows: list[Strip]

    @property
    def undated(self) -> str:
        """Where marks without a day stand; empty where there are none."""
        return UNDATED if any(row.undated for row in self.rows) else ""

    @property
    def ahead(self) -> bool:
        """Whether any mark is of a meeting of which nothing says that it was held."""
        return any(not mark.over for row in self.rows for mark in row.marks)

    @property
    def symbols(self) -> list[tuple[str, str]]:
        """The shapes that are seen, with their words, for the key."""
        seen = {mark.symbol for row in self.rows for mark in row.marks}
        return [
            (code.replace(".", ""), vocabulary.label(vocabulary.TRACK, code))
            for code in vocabulary.TRACK
            if code.replace(".", "") in seen
        ]


def strips(
    dialogues: Iterable[Document],
    meetings: Iterable[Document],
    held: Mapping[str, int],
    today: dt.date,
    language: str,
) -> Strips:
    """The rows of dialogues in their order. `meetings` are those of all of them; `held` counts them by dialogue."""
    by_dialogue: dict[str, list[Document]] = {}
    for meeting in meetings:
        by_dialogue.setdefault(meeting["dialogue"]["id"], []).append(meeting)
    days = [found for those in by_dialogue.values() for one in those if (found := day_of(one))]
    anywhere_undated = any(not day_of(one) for those in by_dialogue.values() for one in those)
    years = axis((day for two in days for day in two), today, BESIDE_UNDATED if anywhere_undated else 100)
    return Strips(
        years,
        [
            _strip(
                dialogue,
                by_dialogue.get(dialogue["id"], []),
                held.get(dialogue["id"], 0),
                years,
                today,
                language,
            )
            for dialogue in dialogues
        ],
    )


def _strip(
    dialogue: Document, meetings: list[Document], held: int, years: Axis, today: dt.date, language: str
) -> Strip:
    found = marks(meetings, years, language)
    now = years.at(today)
    last = found[-1].place if found else now
    return Strip(
        dialogue,
        held,
        found,
        [meeting for meeting in meetings if not day_of(meeting)],
        (found[0].x, found[-1].x) if len(found) > 1 else None,
        (percent(last), percent(now)) if found and last < now else None,
    )
