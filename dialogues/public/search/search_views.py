"""The page that searches everything. At most six queries: five where something is found.

They are: whether the reader's page is still good, what the address names, what the words mean besides, what is
counted, the rows; where nothing is found, near words and whether they find anything instead of rows.
"""

from django.http import HttpRequest, HttpResponse

from dialogues.public import publications
from dialogues.public.lists.asking import asked_by
from dialogues.public.lists.listing_views import tells
from dialogues.public.search import search_page
from dialogues.public.search.search_list import SEARCH
from dialogues.public.serving import freshness
from dialogues.public.serving.answering import answers
from dialogues.public.serving.frame import respond


@answers
def search(request: HttpRequest) -> HttpResponse:
    """What answers an address; without any question, how to search."""
    if unchanged := freshness.unchanged_since_asked(request):
        return unchanged
    rows = publications.shown(*SEARCH.kinds)
    asked = asked_by(request, SEARCH.questions, rows, SEARCH.orders, SEARCH.per_page)
    anything = any(True for _one in asked.all_chosen())
    context, newest = tells(SEARCH, asked, lines_too=anything)
    context |= search_page.tells(asked, context)
    answer = respond(request, SEARCH.template, context, part=SEARCH.name, indexed=not anything)
    return freshness.fresh(request, answer, newest)
