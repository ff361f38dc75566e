"""The codebook as a page and as a file. They tell of no record, so they are as new as their release."""

from django.http import HttpRequest, HttpResponse

from dialogues.public.codebook import codebook_page
from dialogues.public.lists.asking import refuse
from dialogues.public.pages.about_views import NO_REVISION
from dialogues.public.serving import freshness
from dialogues.public.serving.answering import answers
from dialogues.public.serving.frame import respond
from dialogues.public.serving.sending import sent


@answers
def codebook(request: HttpRequest) -> HttpResponse:
    """The page. No query."""
    refuse(request, *request.GET)
    if unchanged := freshness.unchanged(request, NO_REVISION):
        return unchanged
    answer = respond(request, "public/codebook.html", codebook_page.tells(), part="data")
    return freshness.fresh(request, answer, NO_REVISION)


@answers
def codebook_csv(request: HttpRequest) -> HttpResponse:
    """The same as one table, in both languages. No query."""
    refuse(request, *request.GET)
    if unchanged := freshness.unchanged(request, NO_REVISION):
        return unchanged
    body = codebook_page.as_csv()
    return sent(
        request, body, "text/csv; charset=utf-8", NO_REVISION, filename="space-dialogues-codebook.csv"
    )
