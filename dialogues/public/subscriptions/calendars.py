"""The calendars that answer addresses (iCalendar, RFC 5545): of a meeting, a dialogue, a list, and all that is planned.

To subscribe to one is to ask its address again from time to time: an event keeps its UID, and its SEQUENCE rises with
each change. Events are sent as they are read, so that a calendar of any length takes the same memory.
"""

import datetime as dt
from collections.abc import Iterator
from itertools import batched

import icalendar
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from dialogues.models.publications import Publication, PublicationQuerySet
from dialogues.public import publications
from dialogues.public.facts import describing
from dialogues.public.facts.awaited import awaited
from dialogues.public.lists.asking import PAGE, SORT, asked_by, refuse
from dialogues.public.lists.listings import Listing
from dialogues.public.serving import addresses, finding, freshness
from dialogues.public.serving.answering import View, answers
from dialogues.public.serving.frame import page_language
from dialogues.public.serving.sending import named, sent, streamed
from dialogues.public.subscriptions.events import (
    MOST_IN_A_NOTE,
    add_words,
    event,
    for_events,
    left_out,
    note,
)
from dialogues.public.subscriptions.lasting import id_of_a_part, id_of_an_address, lasting_id
from dialogues.public.words.texts import Words

CONTENT_TYPE = "text/calendar; charset=utf-8"
AT_ONCE = 200
_END = b"END:VCALENDAR\r\n"
NEVER = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def calendar_of_list(listing: Listing) -> View:
    """The meetings that answer the questions of an address. At most three queries."""

    @answers
    def listed(request: HttpRequest) -> HttpResponseBase:
        if unchanged := freshness.unchanged_since_asked(request):
            return unchanged
        refuse(request, SORT, PAGE)
        asked = asked_by(request, listing.questions, publications.shown(*listing.kinds), listing.orders)
        newest, moment = publications.newest_change()
        page = asked.address(path=reverse(f"public:{listing.name}"))
        known_by = request.build_absolute_uri(addresses.in_language(page, "en"))
        uid = str(id_of_an_address(known_by))
        return calendar(request, _("Meetings"), page, asked.rows, newest, moment, uid, listing.name)

    return listed


@answers
def planned(request: HttpRequest) -> HttpResponseBase:
    """Every meeting that is planned or announced. Two queries."""
    refuse(request, *request.GET)
    newest, moment = publications.newest_change()
    if unchanged := freshness.unchanged(request, newest):
        return unchanged
    page = reverse("public:meetings") + "?status=planned&status=announced"
    uid = str(id_of_an_address(request.build_absolute_uri(addresses.in_language(page, "en"))))
    rows = awaited(publications.shown("meeting"))
    return calendar(request, _("Planned meetings"), page, rows, newest, moment, uid, "planned")


@answers
def calendar_of_dialogue(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The meetings of a dialogue. Two queries."""
    publication = finding.found(request, "public:dialogue_calendar", "dialogue", slug)
    if isinstance(publication, HttpResponse):
        return publication
    refuse(request, *request.GET)
    title = describing.title(publication.document, page_language()).text
    page = addresses.address("dialogue", slug)
    rows = publications.shown("meeting").with_facet(f"dialogue:{slug}")
    newest: int = publication.newest  # type: ignore[attr-defined]
    uid = str(id_of_a_part(publication, "calendar"))
    return calendar(request, title, page, rows, newest, publication.published_at, uid, slug)


@answers
def calendar_of_meeting(request: HttpRequest, slug: str) -> HttpResponse:
    """One meeting. One query."""
    publication = finding.found(request, "public:meeting_calendar", "meeting", slug)
    if isinstance(publication, HttpResponse):
        return publication
    refuse(request, *request.GET)
    body = of_one(request, publication)
    newest: int = publication.newest  # type: ignore[attr-defined]
    return sent(request, body, CONTENT_TYPE, newest, filename=f"space-dialogues-{slug}.ics")


def of_one(request: HttpRequest, publication: Publication) -> bytes:
    """The calendar of one meeting, in the language of the page."""
    language = page_language()
    made = event(request, publication, publication.document, language)
    inner = made or note(
        str(lasting_id(publication)),
        publication.published_at,
        [left_out(request, publication.document, language)],
        1,
        language,
    )
    page = request.build_absolute_uri(addresses.address("meeting", publication.slug))
    title = describing.title(publication.document, language).text
    return _head(title, page, language) + inner.to_ical() + _END


def calendar(
    request: HttpRequest,
    title: str,
    page: str,
    rows: PublicationQuerySet,
    newest: int,
    moment: dt.datetime,
    uid: str,
    what: str,
) -> HttpResponseBase:
    """The calendar of some meetings; `page` shows the same, `uid` is that of its note."""
    parts = _parts(request, f"{title} | {_('Space Dialogues')}", page, rows, moment, uid, page_language())
    return streamed(request, parts, CONTENT_TYPE, newest, filename=named(what, "ics"))


def _parts(
    request: HttpRequest,
    title: str,
    page: str,
    rows: PublicationQuerySet,
    moment: dt.datetime,
    uid: str,
    language: str,
) -> Iterator[bytes]:
    """The parts of a calendar as they are sent; the language is that of the address, whenever a part is made."""
    count = events = 0
    lines: list[str] = []
    with override(language):
        about = _("Meetings whose first and last day are known exactly. A note at the end names the others.")
        yield _head(title, request.build_absolute_uri(page), language, about)
    ordered = for_events(rows).order_by(F("earliest").asc(nulls_last=True), "slug")
    for batch in batched(ordered.iterator(chunk_size=AT_ONCE), AT_ONCE, strict=False):
        made = []
        with override(language):
            for publication in batch:
                document = publication.line  # type: ignore[attr-defined]
                if one := event(request, publication, document, language):
                    made.append(one.to_ical())
                    continue
                count += 1
                if len(lines) < MOST_IN_A_NOTE:
                    lines.append(left_out(request, document, language))
        events += len(made)
        yield b"".join(made)
    with override(language):
        last = note(uid, moment, lines, count, language).to_ical() if count or not events else b""
    yield last + _END


def _head(title: str, page: str, language: str, about: str = "") -> bytes:
    head = icalendar.Calendar()
    head.add("prodid", "-//Space Dialogues//Register of space dialogues//EN")
    head.add("version", "2.0")
    head.add("calscale", "GREGORIAN")
    # Each said twice: as RFC 7986 has it, and as programs read it that are older.
    for name, text in (("name", title), ("description", about)):
        if text:
            add_words(head, name, Words(text, language, False))
            older = {"name": "x-wr-calname", "description": "x-wr-caldesc"}[name]
            add_words(head, older, Words(text, language, False))
    head.add("url", page)
    head.add("refresh-interval", dt.timedelta(days=1), parameters={"VALUE": "DURATION"})
    head.add("x-published-ttl", "P1D")
    return head.to_ical().removesuffix(_END)
