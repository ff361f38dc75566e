"""The sessions of a meeting by its days, as a table that is drawn: a column for each day, a row for each session.

Drawn where it says more than the list of sessions: the meeting has few days, all of them known, and a source gives the
day of one session or more. A session whose day no source gives stands under all days, in a dashed frame.
"""

import datetime as dt
from dataclasses import dataclass

from babel.dates import format_date

from dialogues.public.facts import sides
from dialogues.public.words import dates
from dialogues.public.words.texts import Document
from dialogues.public.words.tracks import Track, track_of

MOST_DAYS = 4


@dataclass(frozen=True)
class Row:
    """One session: on how many of the days it stands, and how many it leaves free before and after."""

    session: Document
    track: Track
    before: range
    days: int
    after: range
    known: bool
    read_out_in: list[Track]

    @property
    def beside(self) -> bool:
        """Whether it was held in connection with the meeting, and is no part of it."""
        return bool(self.session["relation"] != "part_of")


@dataclass(frozen=True)
class SessionDays:
    """The days of a meeting in words, and its sessions: its parts first, then what was held in connection with it."""

    days: list[str]
    rows: list[Row]

    @property
    def any_unknown(self) -> bool:
        return any(not row.known for row in self.rows)

    @property
    def any_beside(self) -> bool:
        """Whether some rows are set apart from others."""
        return len({row.beside for row in self.rows}) > 1


def session_days(meeting: Document, language: str) -> SessionDays | None:
    """The sessions of a meeting by its days; None where a drawing would say no more than the list."""
    days = _days(meeting["date"]["edtf"])
    if not 2 <= len(days) <= MOST_DAYS or len(meeting["sessions"]) < 2:
        return None
    rows = [_row(session, meeting, days) for session in sides.by_track(meeting["sessions"])]
    if not any(row.known for row in rows):
        return None
    pattern = "M月d日(EEE)" if language == "ja" else "EEE, MMM d"
    return SessionDays(
        [format_date(day, pattern, locale=language) for day in days],
        sorted(rows, key=lambda row: row.beside),
    )


def _row(session: Document, meeting: Document, days: list[dt.date]) -> Row:
    own = _days(session["date"]["edtf"])
    known = bool(own) and own[0] in days and own[-1] in days
    first, last = (days.index(own[0]), days.index(own[-1])) if known else (0, len(days) - 1)
    read_out_in = [
        track_of(other)
        for other in meeting["sessions"]
        if any(item["readout_of"] == session["id"] for item in other["agenda"])
    ]
    return Row(
        session,
        track_of(session),
        range(first),
        last - first + 1,
        range(len(days) - 1 - last),
        known,
        read_out_in,
    )


def _days(edtf: str | None) -> list[dt.date]:
    """The days of a date that is one certain day, or runs from one such day to another; else none."""
    ends = (edtf or "").split("/")
    if len(ends) > 2 or not all(dates.exact_day(end) for end in ends):
        return []
    first, last = dt.date.fromisoformat(ends[0]), dt.date.fromisoformat(ends[-1])
    return [first + dt.timedelta(days=number) for number in range(min((last - first).days, MOST_DAYS) + 1)]
