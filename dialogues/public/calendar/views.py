"""The pages of the calendar: all years, a year, a month.

A month or a year without a meeting has a page as long as it lies within the years recorded: that none is recorded is
what the reader asked. Beyond those years there is none, and what no calendar has is not found; the answer names the
years there are. Every page takes the questions of the list of meetings, but for those that its address answers.

At most three queries: what the address names, what is counted, and the meetings of the page; one more for the names
of what is chosen.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse

from dialogues.public.calendar import all_years, elsewhere, one_month, one_year
from dialogues.public.calendar.months import month_written, year_address, year_written
from dialogues.public.calendar.recorded import Recorded, recorded
from dialogues.public.lists.asking import Asked
from dialogues.public.lists.asking_the_calendar import asked_of_the_calendar
from dialogues.public.lists.chips import chips
from dialogues.public.lists.listings import LISTINGS
from dialogues.public.serving import freshness
from dialogues.public.serving.answering import answers
from dialogues.public.serving.frame import page_language, respond


@answers
def calendar(request: HttpRequest) -> HttpResponse:
    """All years with their months, what is ahead, and what stands in no year."""
    if unchanged := freshness.unchanged_since_asked(request):
        return unchanged
    asked = asked_of_the_calendar(request)
    found = recorded(asked.rows)
    context = all_years.tells(asked, found, page_language())
    return _page(request, "public/calendar.html", context, asked, found)


@answers
def calendar_year(request: HttpRequest, year: str) -> HttpResponse:
    """One year."""
    if unchanged := freshness.unchanged_since_asked(request):
        return unchanged
    asked, known = asked_of_the_calendar(request), year_written(year)
    found = recorded(asked.rows)
    if known is None or not _within(known, found):
        return _no_such_time(request, asked, found)
    context = one_year.tells(known, asked, found, page_language())
    return _page(request, "public/calendar_year.html", context, asked, found, year=f"{known:04}")


@answers
def calendar_month(request: HttpRequest, year: str, month: str) -> HttpResponse:
    """One month; 301 where an address writes it with one digit."""
    if unchanged := freshness.unchanged_since_asked(request):
        return unchanged
    asked, known = asked_of_the_calendar(request), month_written(year, month)
    if known and len(month) == 1:
        return HttpResponsePermanentRedirect(asked.address(path=known.address))
    found = recorded(asked.rows)
    if known is None or not _within(known.year, found):
        return _no_such_time(request, asked, found)
    context = one_month.tells(known, asked, found, page_language())
    inside = {"date_from": known.first.isoformat(), "date_to": known.last.isoformat()}
    return _page(request, "public/calendar_month.html", context, asked, found, **inside)


def _within(year: int, found: Recorded) -> bool:
    first, last = found.span
    return first <= year <= last


def _page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    asked: Asked,
    found: Recorded,
    **inside: str,
) -> HttpResponse:
    """A page; `inside` are the questions by which the list of meetings finds those of its time."""
    offers, planned = elsewhere.offers(asked, **inside), elsewhere.planned()
    context |= {
        "asked": asked,
        "chips": chips([], asked, LISTINGS["meetings"].facets, page_language()),
        "without_words": asked.without("q"),
        "all_years": asked.address(path=reverse("public:calendar")),
        "in_the_list": elsewhere.in_the_list(asked, **inside),
        "offers": offers,
        "planned": planned,
        "formats": [*offers, planned],
    }
    indexed = bool(context["count"]) and not any(asked.all_chosen())
    answer = respond(request, template, context, part="calendar", indexed=indexed)
    return freshness.fresh(request, answer, found.newest)


def _no_such_time(request: HttpRequest, asked: Asked, found: Recorded) -> HttpResponse:
    context = {
        "asked": asked,
        "path": request.path,
        "all_years": asked.address(path=reverse("public:calendar")),
        "years": [
            (year, asked.address(path=year_address(year))) for year in sorted(found.years, reverse=True)
        ],
    }
    answer = respond(request, "public/no_such_time.html", context, part="calendar", status=404, indexed=False)
    return freshness.keep(answer, "")
