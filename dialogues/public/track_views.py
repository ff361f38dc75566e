"""The page of all tracks. That of one is among the pages of records."""

from django.http import HttpRequest, HttpResponse

from dialogues.public import freshness, publications, tracks_page
from dialogues.public.answering import answers
from dialogues.public.frame import respond
from dialogues.public.paging import Unanswerable, unknown_questions


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
