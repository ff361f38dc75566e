"""What a calendar says of a meeting, and which meetings can be events at all.

An event of a calendar has a first and a last day. So a meeting becomes one only where its date says both: a certain
day, or a certain first and last day. A month, a year, “about”, “uncertain”, one of several days, days apart from each
other, an open end and no date at all do not: an event would claim days that no source gives. Such meetings are
told in a note (VJOURNAL) at the end of the calendar, with their dates in words; calendars show no notes among the days.

All days, no hours: no source's hour is recorded, and a day is a day where the meeting took place. The end of an
event is the day after its last one (RFC 5545, DTEND is exclusive).

STATUS is CONFIRMED for what was held or announced, TENTATIVE for what is planned, inferred, or not yet confirmed
after its day, CANCELLED for what was canceled or postponed. Where sources differ on the date, the text says so.
"""

import datetime as dt
import re
from dataclasses import dataclass

import icalendar
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dialogues.models.publications import Publication, PublicationQuerySet
from dialogues.public.facts import describing
from dialogues.public.publications import NOT_IN_A_LINE, Without
from dialogues.public.serving import addresses
from dialogues.public.subscriptions.lasting import lasting_id
from dialogues.public.words import dates, statuses, tracks, vocabulary
from dialogues.public.words.texts import Document, Words

MOST_IN_A_NOTE = 100
_NOT_IN_AN_EVENT = tuple(key for key in NOT_IN_A_LINE if key != "summary")
_COLUMNS = ("kind", "slug", "record_id", "revision", "first_published_at", "published_at")
_STATUS = {
    "held": "CONFIRMED",
    "announced": "CONFIRMED",
    "planned": "TENTATIVE",
    "inferred": "TENTATIVE",
    "postponed": "CANCELLED",
    "cancelled": "CANCELLED",
}
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True)
class Days:
    """The first and the last day of a meeting."""

    first: dt.date
    last: dt.date


def days(edtf: str | None) -> Days | None:
    """The days of a meeting whose date says both ends for certain; None for any other date."""
    first, slash, last = (edtf or "").partition("/")
    if not slash:
        last = first
    if not (dates.exact_day(first) and dates.exact_day(last)):
        return None
    return Days(dt.date.fromisoformat(first), dt.date.fromisoformat(last))


def for_events(rows: PublicationQuerySet) -> PublicationQuerySet:
    """Meetings as events need them: `line` is the document without what an event does not say."""
    return rows.only(*_COLUMNS).annotate(line=Without("document", _NOT_IN_AN_EVENT))


def event(
    request: HttpRequest, publication: Publication, document: Document, language: str
) -> icalendar.Event | None:
    """A meeting as an event, in a language; None where its date cannot be one."""
    when = days(document["date"]["edtf"])
    if when is None:
        return None
    page = request.build_absolute_uri(addresses.address("meeting", publication.slug))
    made = icalendar.Event()
    made.add("uid", str(lasting_id(publication)))
    made.add("dtstamp", publication.published_at)
    made.add("created", publication.first_published_at)
    made.add("last-modified", publication.published_at)
    made.add("sequence", publication.revision)
    made.add("dtstart", when.first)
    made.add("dtend", when.last + dt.timedelta(days=1))
    made.add("status", _status(document))
    made.add("transp", "TRANSPARENT")
    made.add("class", "PUBLIC")
    add_words(made, "summary", describing.title(document, language))
    add_words(made, "description", Words(_description(document, page, language), language, False))
    if places := describing.places(document, language):
        add_words(made, "location", Words("; ".join(places), language, False))
    made.add("categories", [clean(words) for words in _categories(document)])
    made.add("url", page)
    return made


def add_words(component: icalendar.Component, name: str, words: Words) -> None:
    """A text with its language, without what no calendar can hold."""
    # Said to be text: a property of a name that icalendar does not know (X-WR-CALNAME) would not be escaped.
    component.add(name, icalendar.vText(clean(words.text)), parameters={"LANGUAGE": words.language})


def clean(text: str) -> str:
    """A text with one kind of line end and no other control characters."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def left_out(request: HttpRequest, document: Document, language: str) -> str:
    """A line of the note about meetings that are no events: which, when in words, and where."""
    edtf = document["date"]["edtf"]
    when = dates.in_words(edtf, language) if edtf else _("No date")
    page = request.build_absolute_uri(addresses.address("meeting", document["id"]))
    return f"{describing.title(document, language).text}{_(': ')}{when}\n{page}"


def note(uid: str, moment: dt.datetime, lines: list[str], count: int, language: str) -> icalendar.Journal:
    """The note about what is not in a calendar: `count` meetings, the first of them as `lines`.

    A calendar must hold something (RFC 5545): where there is no event, the note says so.
    """
    made = icalendar.Journal()
    made.add("uid", uid)
    made.add("dtstamp", moment)
    if count:
        summary = ngettext(
            "%(count)s meeting without an exact day is not in this calendar",
            "%(count)s meetings without exact days are not in this calendar",
            count,
        ) % {"count": f"{count:,}"}
    else:
        summary = _("No meeting is in this calendar.")
    add_words(made, "summary", Words(summary, language, False))
    if lines:
        more = ["…"] if count > len(lines) else []
        add_words(made, "description", Words("\n\n".join([*lines, *more]), language, False))
    return made


def _status(document: Document) -> str:
    if statuses.unconfirmed(document, statuses.today()):
        return "TENTATIVE"
    return _STATUS.get(document["status"], "TENTATIVE")


def _description(document: Document, page: str, language: str) -> str:
    own = describing.own_text(document, language)
    parts = [describing.line(document, language), own.text if own else "", page]
    return "\n\n".join(part for part in parts if part)


def _categories(document: Document) -> list[str]:
    kind = vocabulary.label(vocabulary.MEETING_KIND, document["kind"])
    return [kind, *(track.label for track in tracks.tracks_of(document["sessions"]))]
