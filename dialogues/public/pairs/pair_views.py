"""The pages of pairs of parties: all of them, and one."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from dialogues.public import publications
from dialogues.public.lists.formats import feed_and_calendar_of
from dialogues.public.pairs import pair_page, pairs_page
from dialogues.public.pairs.pair_finding import found_pair
from dialogues.public.serving import freshness
from dialogues.public.serving.answering import answers
from dialogues.public.serving.frame import respond
from dialogues.public.serving.paging import Page, Reason, Unanswerable, page_of, unknown_questions


@answers
def pairs(request: HttpRequest) -> HttpResponse:
    """The page of all pairs that met."""
    reasons = unknown_questions(request.GET, ["page", "sort"])
    sorts = request.GET.getlist("sort") or ["most"]
    if len(sorts) > 1 or sorts[0] not in pairs_page.ORDERS:
        meant = tuple((name, f"?sort={name}") for name in pairs_page.ORDERS)
        reasons.append(Reason(_("The list has no such order."), meant))
    if reasons:
        raise Unanswerable(reasons)
    page = Page(page_of(request.GET.getlist("page")).number, pairs_page.PER_PAGE)
    newest = publications.newest_revision()
    if unchanged := freshness.unchanged(request, newest):
        return unchanged
    context = pairs_page.tells(page, sorts[0])
    return freshness.fresh(request, respond(request, "public/pairs.html", context, part="pairs"), newest)


@answers
def pair(request: HttpRequest, code: str) -> HttpResponse:
    """The page of two parties; 301 to their canonical address, 404 where one of them is not in the register.

    Two parties of which no meeting is recorded have a page, too: that none is recorded is what the reader asked,
    and a blank is not proof of absence. It is kept from search engines, of which there would be one for any two.
    """
    found = found_pair(request, "public:pair", code)
    if isinstance(found, HttpResponse):
        return found
    if unknown := unknown_questions(request.GET, []):
        raise Unanswerable(unknown)
    context = pair_page.tells(found.pair, found.parties)
    context["formats"] = feed_and_calendar_of("pair", found.pair.code)
    answer = respond(request, "public/pair.html", context, part="pairs", indexed=bool(context["anything"]))
    return freshness.fresh(request, answer, found.newest)
