"""The page on how sources are weighed."""

from django.http import HttpRequest, HttpResponse

from dialogues.public import publications
from dialogues.public.pages import weighing_page
from dialogues.public.serving import freshness
from dialogues.public.serving.answering import answers
from dialogues.public.serving.frame import respond
from dialogues.public.serving.paging import Unanswerable, unknown_questions


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
