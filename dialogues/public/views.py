"""The front page, and the pages of single records."""

from django.http import HttpRequest, HttpResponse

from dialogues.public import publications
from dialogues.public.linked_data import graphs
from dialogues.public.pages import home_page
from dialogues.public.records.rendering import render_page
from dialogues.public.serving import finding, freshness
from dialogues.public.serving.answering import answers
from dialogues.public.serving.frame import respond


@answers
def home(request: HttpRequest) -> HttpResponse:
    newest = publications.newest_revision()
    if unchanged := freshness.unchanged(request, newest):
        return unchanged
    context = home_page.tells() | {"linked_data": graphs.of_site(request)}
    return freshness.fresh(request, respond(request, "public/home.html", context), newest)


@answers
def record(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """The page of one record; where it once was, the way to it; where it was withdrawn, the notice."""
    publication = finding.found(request, f"public:{kind}", kind, slug)
    if isinstance(publication, HttpResponse):
        return publication
    newest: int = publication.newest  # type: ignore[attr-defined]
    return freshness.fresh(
        request, render_page(request, publication.document, publication=publication), newest
    )
