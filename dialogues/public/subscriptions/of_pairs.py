"""The feed and the calendar of a pair of parties.

The feed has the dialogues in which both sit, the meetings at which both sat, and what those promised; the calendar
has the meetings. A pair has no record: both are known by their English address.
"""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import override

from dialogues.public import publications
from dialogues.public.lists.asking import refuse
from dialogues.public.pairs import pairs
from dialogues.public.pairs.pair_finding import found_pair
from dialogues.public.pairs.pairs import Pair
from dialogues.public.serving.answering import answers
from dialogues.public.serving.frame import page_language
from dialogues.public.subscriptions.calendars import calendar
from dialogues.public.subscriptions.feeds import answer
from dialogues.public.subscriptions.lasting import id_of_an_address


@answers
def feed_of_pair(request: HttpRequest, code: str) -> HttpResponse:
    """What changed last between two parties. Three queries."""
    found = found_pair(request, "public:pair_feed", code)
    if isinstance(found, HttpResponse):
        return found
    refuse(request, *request.GET)
    meetings = publications.shown("meeting").with_facet(found.pair.token)
    rows = publications.shown("dialogue", "meeting", "outcome").filter(
        Q(kind__in=("dialogue", "meeting"), facets__contains=[found.pair.token])
        | Q(kind="outcome", family__in=meetings.values("slug"))
    )
    _newest, moment = publications.newest_change()
    title = pairs.names(found.parties, page_language())
    known_as = id_of_an_address(_known_by(request, "public:pair_feed", found.pair))
    return answer(request, known_as, title, found.pair.address, rows, found.newest, moment)


@answers
def calendar_of_pair(request: HttpRequest, code: str) -> HttpResponseBase:
    """The meetings at which two parties sit. Three queries."""
    found = found_pair(request, "public:pair_calendar", code)
    if isinstance(found, HttpResponse):
        return found
    refuse(request, *request.GET)
    rows = publications.shown("meeting").with_facet(found.pair.token)
    _newest, moment = publications.newest_change()
    title = pairs.names(found.parties, page_language())
    uid = str(id_of_an_address(_known_by(request, "public:pair_calendar", found.pair)))
    page = found.pair.address
    return calendar(request, title, page, rows, found.newest, moment, uid, found.pair.code)


def _known_by(request: HttpRequest, name: str, pair: Pair) -> str:
    with override("en"):
        return request.build_absolute_uri(reverse(name, args=[pair.code]))
