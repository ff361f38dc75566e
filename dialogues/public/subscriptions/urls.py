"""The addresses of feeds, calendars and files. A list has them by standing in LISTINGS; so does the search."""

from collections.abc import Iterator

from django.urls import URLPattern, path

from dialogues.public.lists.formats import CSV, FEED, ICALENDAR, NDJSON, Format, formats_of
from dialogues.public.lists.listings import LISTINGS, Listing
from dialogues.public.search.search_list import SEARCH
from dialogues.public.serving import public_ids  # noqa: F401  gives addresses their <id:…>
from dialogues.public.subscriptions import calendars, downloads, feeds, of_pairs

_VIEWS = {
    FEED: feeds.feed_of_list,
    ICALENDAR: calendars.calendar_of_list,
    CSV: downloads.csv_of_list,
    NDJSON: downloads.ndjson_of_list,
}


def _of_list(listing: Listing) -> Iterator[URLPattern]:
    for form in formats_of(listing):
        yield path(f"{listing.name}/{form.path}", _VIEWS[form](listing), name=f"{listing.name}_{form.name}")


def _of_record(kind: str, plural: str, form: Format, view: object) -> URLPattern:
    return path(f"{plural}/<id:slug>/{form.path}", view, name=f"{kind}_{form.name}")  # type: ignore[call-overload]


urlpatterns = [
    *(pattern for listing in (*LISTINGS.values(), SEARCH) for pattern in _of_list(listing)),
    _of_record("meeting", "meetings", ICALENDAR, calendars.calendar_of_meeting),
    _of_record("dialogue", "dialogues", ICALENDAR, calendars.calendar_of_dialogue),
    _of_record("dialogue", "dialogues", FEED, feeds.feed_of_dialogue),
    path(f"pairs/<id:code>/{FEED.path}", of_pairs.feed_of_pair, name="pair_feed"),
    path(f"pairs/<id:code>/{ICALENDAR.path}", of_pairs.calendar_of_pair, name="pair_calendar"),
    path("calendar/planned.ics", calendars.planned, name="planned_calendar"),
]
