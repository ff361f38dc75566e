"""The page on how sources are weighed."""

from django.http import HttpRequest, HttpResponse

from dialogues.public import freshness, publications, weighing_page
from dialogues.public.answering import answers
from dialogues.public.frame import respond
from dialogues.public.paging import Unanswerable, unknown_questions


@answers
def weighing(request: HttpRequest) -> HttpResponse:
    """The page on how sources are weighed. Three queries."""
    if unknown := unknown_questions(request.GET, []):
        raise Unanswerable(unknown)
    newest = publications.newest_revision()
    if unchanged := freshness.unchanged(request, newest):
        return unchanged
    answer = respond(request, "public/weighing.html", weighing_page.tells(), part="weighing")
    return freshness.fresh(request, answer, newest)
