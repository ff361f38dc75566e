"""The pages of lists: the rows that answer an address, page by page, and the facets beside them.

At most four queries: what the address names, what is counted, the rows of the page and what their lines tell of
other records; one more where a record is chosen that no facet shows, and where a reader's
browser asks whether the page that it has is still good.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse

from dialogues.public import publications
from dialogues.public.lists import formats, narrowing
from dialogues.public.lists.asking import Asked, asked_by
from dialogues.public.lists.chips import chips
from dialogues.public.lists.listings import Listing
from dialogues.public.serving import freshness
from dialogues.public.serving.answering import View, answers
from dialogues.public.serving.frame import page_language, respond
from dialogues.public.serving.paging import pager_of
from dialogues.public.words import vocabulary


def list_view(listing: Listing) -> View:
    """The view of a list."""

    @answers
    def listed(request: HttpRequest) -> HttpResponse:
        if unchanged := freshness.unchanged_since_asked(request):
            return unchanged
        rows = publications.shown(*listing.kinds)
        asked = asked_by(request, listing.questions, rows, listing.orders, listing.per_page)
        context, newest = tells(listing, asked)
        answer = respond(
            request, listing.template, context, part=listing.name, indexed=not any(asked.all_chosen())
        )
        return freshness.fresh(request, answer, newest)

    return listed


def tells(listing: Listing, asked: Asked, *, lines_too: bool = True) -> tuple[dict[str, Any], int]:
    """The context of a list, without its lines where they are not wanted, and the newest revision of anything.

    Raises NoSuchPage.
    """
    counted = asked.counts(facet.question for facet in listing.facets)
    pager = pager_of(asked.page, counted.count)
    rows = asked.ordered[asked.page.first : asked.page.last]
    lines = listing.lines(publications.lines(rows, listing.without)) if counted.count and lines_too else []
    groups = narrowing.groups(asked, counted, listing.facets, page_language())
    beside = listing.beside(asked, counted, groups) if listing.beside else {}
    return beside | {
        "listing": listing,
        "asked": asked,
        "count": counted.count,
        "pager": pager,
        "tally": vocabulary.counted(listing.kinds[0], counted.count),
        "fields": asked.hidden("q"),
        "without_words": asked.without("q"),
        "lines": lines,
        "groups": groups,
        "chips": chips(groups, asked, listing.facets, page_language()),
        "formats": formats.offers(listing, asked),
        "orders": [(order, asked.address(order=order.name)) for order in listing.orders],
        "before": asked.address(page=pager.previous) if pager.previous else "",
        "after": asked.address(page=pager.next) if pager.next else "",
    }, counted.newest
