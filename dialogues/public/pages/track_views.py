"""The page of all tracks. That of one is among the pages of records."""

from django.http import HttpRequest, HttpResponse

from dialogues.public import publications
from dialogues.public.pages import tracks_page
from dialogues.public.serving import freshness
from dialogues.public.serving.answering import answers
from dialogues.public.serving.frame import respond
from dialogues.public.serving.paging import Unanswerable, unknown_questions


@answers
def tracks(request: HttpRequest) -> HttpResponse:
    """The page of all tracks. Three queries."""
    if unknown := unknown_questions(request.GET, []):
        raise Unanswerable(unknown)
    newest = publications.newest_revision()
    if unchanged := freshness.unchanged(request, newest):
        return unchanged
    answer = respond(request, "public/tracks.html", tracks_page.tells(), part="tracks")
    return freshness.fresh(request, answer, newest)
