"""Where a list is as a feed, a calendar or a file: beside its page, with the same questions.

Whatever stands in LISTINGS has these addresses; those of a list that holds meetings alone have a calendar, too.
"""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dialogues.filters import QUESTIONS
from dialogues.public.lists.asking import Asked
from dialogues.public.lists.listings import Listing
from dialogues.public.serving.addresses import LISTS, of_list

ATOM, CALENDAR, JSON = "application/atom+xml", "text/calendar", "application/json"


@dataclass(frozen=True)
class Format:
    """One form of a list: the end of its address, the end of the address's name, its media type and its words."""

    path: str
    name: str
    type: str
    words: Any  # lazily translated


FEED = Format("feed.atom", "feed", ATOM, _("Feed"))
ICALENDAR = Format("calendar.ics", "calendar", CALENDAR, _("iCalendar"))
CSV = Format("list.csv", "csv", "text/csv", "CSV")
NDJSON = Format("list.ndjson", "ndjson", "application/x-ndjson", "NDJSON")


def formats_of(listing: Listing) -> tuple[Format, ...]:
    """The forms in which a list is to be had."""
    calendar = (ICALENDAR,) if listing.kinds == ("meeting",) else ()
    return (FEED, *calendar, CSV, NDJSON)


@dataclass(frozen=True)
class Offer:
    """One form in which what an address asks is to be had elsewhere."""

    words: str
    address: str
    type: str


def offers(listing: Listing, asked: Asked) -> list[Offer]:
    """The addresses of all forms of a list with the questions of this one, and of the API where it knows them."""
    found = [
        Offer(str(form.words), _elsewhere(listing, asked, form), form.type) for form in formats_of(listing)
    ]
    if len(listing.kinds) == 1 and listing.questions is QUESTIONS[listing.kinds[0]]:
        kind = listing.kinds[0]
        if kind in LISTS:
            path = reverse(f"api:{LISTS[kind]}")
            found.append(Offer("JSON", asked.address(path=path, order=asked.orders[0].name), JSON))
    return found


def feed_and_calendar_of(what: str, slug: str) -> list[Offer]:
    """The feed and the calendar of a dialogue or of a pair of parties."""
    return [
        Offer(str(form.words), reverse(f"public:{what}_{form.name}", args=[slug]), form.type)
        for form in (FEED, ICALENDAR)
    ]


def offers_of_meetings(**asked: str) -> list[Offer]:
    """The feed, the calendar and the table of the meetings that answer these questions."""
    return [
        Offer(str(form.words), of_list(f"meetings_{form.name}", **asked), form.type)
        for form in (FEED, ICALENDAR, CSV)
    ]


def _elsewhere(listing: Listing, asked: Asked, form: Format) -> str:
    path = reverse(f"public:{listing.name}_{form.name}")
    # A feed and a calendar have an order of their own; a file has that of the list.
    own = form in (FEED, ICALENDAR)
    return asked.address(path=path, order=asked.orders[0].name if own else "")
