"""A record by the id in an address: the record itself, or the answer that stands in its place."""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse

from dialogues.models.publications import Publication
from dialogues.public import publications
from dialogues.public.serving import freshness, notices


def found(request: HttpRequest, name: str, kind: str, slug: str) -> Publication | HttpResponse:
    """The publication that an address names, with `newest`, the newest revision of anything.

    Else an answer: 301 where the record has another id now (`name` is that of the address), 404, 410 for a
    withdrawn one, 304 for a reader who has it as it is. One query; more where nothing has the id now.
    """
    publication = publications.found(kind, slug)
    if publication is None:
        present = publications.present_slug(kind, slug) or _in_capitals(kind, slug)
        if present is None:
            return notices.not_found(request)
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(reverse(name, args=[present]) + (f"?{query}" if query else ""))
    if publication.withdrawn_at:
        return notices.withdrawn(request, publication)
    newest: int = publication.newest  # type: ignore[attr-defined]
    return freshness.unchanged(request, newest) or publication


def _in_capitals(kind: str, slug: str) -> str | None:
    """The code of a party that an address writes in small letters."""
    code = slug.upper()
    if kind != "party" or code == slug:
        return None
    return code if publications.found(kind, code) else publications.present_slug(kind, code)
