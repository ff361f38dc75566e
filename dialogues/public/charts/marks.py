"""The mark of one meeting on a timeline: its shape, its place, its words, and the page that it leads to."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dialogues.public.charts.axis import Axis, percent
from dialogues.public.facts.titles import title_of
from dialogues.public.serving import addresses
from dialogues.public.words import dates, statuses
from dialogues.public.words.texts import Document
from dialogues.public.words.tracks import Track, tracks_of

OVER = ("held", "inferred")
# A date that can mean more days than this is drawn as a line with its mark in the middle.
WIDE = dt.timedelta(days=45)


@dataclass(frozen=True)
class Mark:
    """A meeting as a mark. `place` is in percent; `span` tells from where to where its day can be."""

    meeting: Document
    tracks: list[Track]
    words: str
    place: float
    span: tuple[str, str] | None

    @property
    def x(self) -> str:
        return percent(self.place)

    @property
    def symbol(self) -> str:
        """The shape: that of the track nearest to governments; of none where no session is recorded."""
        return self.tracks[0].symbol if self.tracks else "0"

    @property
    def further(self) -> list[Track]:
        """The tracks beside the one whose shape the mark has."""
        return self.tracks[1:]

    @property
    def over(self) -> bool:
        return self.meeting["status"] in OVER

    @property
    def address(self) -> str:
        return addresses.address_of(self.meeting)


def day_of(meeting: Document) -> tuple[dt.date, dt.date] | None:
    """The first and the last day that a meeting can mean; an open end is taken from the other; None without a day."""
    first, last = meeting["date"]["earliest"], meeting["date"]["latest"]
    if not (first or last):
        return None
    return dt.date.fromisoformat(first or last), dt.date.fromisoformat(last or first)


def mark(meeting: Document, axis: Axis, language: str) -> Mark | None:
    """The mark of a meeting; None for one without a day."""
    days = day_of(meeting)
    if not days:
        return None
    first, last = (axis.at(day) for day in days)
    wide = days[1] - days[0] > WIDE
    tracks = tracks_of(meeting["sessions"])
    return Mark(
        meeting,
        tracks,
        words_of(meeting, tracks, language),
        (first + last) / 2,
        (percent(first), percent(last)) if wide else None,
    )


def marks(meetings: Iterable[Document], axis: Axis, language: str) -> list[Mark]:
    """The marks of all meetings that have a day, from left to right."""
    found = [one for meeting in meetings if (one := mark(meeting, axis, language))]
    return sorted(found, key=lambda one: (one.place, one.meeting["id"]))


def words_of(meeting: Document, tracks: list[Track], language: str) -> str:
    """What a mark says: title, day and tracks, and what a reader must not miss of them."""
    edtf = meeting["date"]["edtf"]
    status = meeting["status"]
    parts = [
        title_of(meeting, language).text,
        dates.in_words(edtf, language, short=True) if edtf else _("No date"),
        *(track.label for track in tracks),
        "" if status == "held" else statuses.status_words(meeting, statuses.today()),
        _("Sources differ on the date") if "date" in meeting["disputed"] else "",
    ]
    return _(", ").join(part for part in parts if part)
