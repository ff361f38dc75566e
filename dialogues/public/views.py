"""The front page, and the pages of single records."""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from dialogues.public import addresses, freshness, home_page, notices, publications
from dialogues.public.answering import answers
from dialogues.public.frame import respond
from dialogues.public.pages import render_page


@answers
def home(request: HttpRequest) -> HttpResponse:
    newest = publications.newest_revision()
    if unchanged := freshness.unchanged(request, newest):
        return unchanged
    return freshness.fresh(request, respond(request, "public/home.html", home_page.tells()), newest)


@answers
def record(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """The page of one record; where it once was, the way to it; where it was withdrawn, the notice."""
    publication = publications.found(kind, slug)
    if publication is None:
        present = publications.present_slug(kind, slug)
        if present is None:
            return notices.not_found(request)
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(
            addresses.address(kind, present) + (f"?{query}" if query else "")
        )
    if publication.withdrawn_at:
        return notices.withdrawn(request, publication)
    newest: int = publication.newest  # type: ignore[attr-defined]
    if unchanged := freshness.unchanged(request, newest):
        return unchanged
    return freshness.fresh(
        request, render_page(request, publication.document, publication=publication), newest
    )
