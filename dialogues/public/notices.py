"""Pages that stand in place of another: not found, gone, not answerable, only read, an error of ours."""

from collections.abc import Sequence

from django.conf import settings
from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language_from_path, override

from dialogues.models.publications import Publication, tombstone
from dialogues.public.frame import respond
from dialogues.public.freshness import keep
from dialogues.public.paging import Reason


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: nothing is known by this address. Also the handler404 of the site."""
    try:
        _ = request.GET
    except TooManyFieldsSent:  # which Django would answer with 500 here, as an error in its handler of errors
        return bad_request(request)
    return _in_language_of_the_address(request, "404.html", {"path": request.path}, 404)


def withdrawn(request: HttpRequest, publication: Publication) -> HttpResponse:
    """410: what it was, when and why it went; no fact is repeated."""
    return keep(
        respond(
            request,
            "410.html",
            {"notice": tombstone(publication), "contact": getattr(settings, "CONTACT_EMAIL", "")},
            status=410,
            indexed=False,
        ),
        "",
    )


def unanswerable(request: HttpRequest, reasons: Sequence[Reason]) -> HttpResponse:
    """400: the address asks what the page cannot answer."""
    return respond(request, "400.html", {"reasons": reasons, "path": request.path}, status=400, indexed=False)


def read_only(request: HttpRequest) -> HttpResponse:
    """405: something was sent to an address that is only read."""
    answer = respond(request, "405.html", {"path": request.path}, status=405, indexed=False)
    answer["Allow"] = "GET, HEAD"
    return answer


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400 for a request that cannot be read at all: the handler400 of the site. Nothing of the request is trusted."""
    return HttpResponse(render_to_string("500.html", {"status": 400}), status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: an error of ours. The handler500 of the site; needs no database."""
    return HttpResponse(render_to_string("500.html", {"status": 500}), status=500)


def _in_language_of_the_address(
    request: HttpRequest, template: str, context: dict[str, object], status: int
) -> HttpResponse:
    with override(get_language_from_path(request.path_info) or "en"):
        return keep(respond(request, template, context, status=status, indexed=False), "")
