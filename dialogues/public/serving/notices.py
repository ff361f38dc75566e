"""Pages that stand in place of another: not found, gone, not answerable, only read, an error of ours."""

from collections.abc import Sequence

from django.conf import settings
from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language_from_path, override
from django.utils.translation import gettext as _

from dialogues.models.publications import Publication, tombstone
from dialogues.public.serving.frame import parts_of_the_site, respond
from dialogues.public.serving.freshness import keep
from dialogues.public.serving.paging import Reason
from dialogues.public.words.texts import PAGE_LANGUAGES


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
    return _without_records(request, 400)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: an error of ours. The handler500 of the site; needs no database."""
    return _without_records(request, 500)


def _in_language_of_the_address(
    request: HttpRequest, template: str, context: dict[str, object], status: int
) -> HttpResponse:
    with override(get_language_from_path(request.path_info) or "en"):
        return keep(respond(request, template, context, status=status, indexed=False), "")


def _without_records(request: HttpRequest, status: int) -> HttpResponse:
    """A page in both languages, that of the address first, with the ways into the site and nothing of the request."""
    first = get_language_from_path(request.path_info) or "en"
    languages = sorted(PAGE_LANGUAGES, key=lambda language: language != first)
    told = []
    for language in languages:
        with override(language):
            told.append(
                {
                    "language": language,
                    "site": _("Space Dialogues"),
                    "home": reverse("public:home"),
                    "parts": parts_of_the_site(),
                    "heading": _("The request cannot be read") if status == 400 else _("An error of ours"),
                    "words": _("The address or a header of it is not well formed.")
                    if status == 400
                    else _("The page could not be made. Please try again in a while."),
                    "elsewhere": _("Where to look"),
                }
            )
    try:
        look = static("public/site.css")
    except ValueError:  # no manifest: the page stands without its look
        look = ""
    page = render_to_string("500.html", {"told": told, "look": look})
    return keep(HttpResponse(page, status=status), "")
