"""The pages about the register itself: what it is, on which terms its data is to be had, how usable its pages are.

They tell nothing of any record but the data page, whose example is one. So the others are as new as their release.
"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from dialogues.public.lists.asking import refuse
from dialogues.public.pages import data_page
from dialogues.public.serving import freshness
from dialogues.public.serving.answering import View, answers
from dialogues.public.serving.elsewhere import address_if_any
from dialogues.public.serving.frame import respond
from dialogues.public.serving.sending import sent

# Nothing of these pages changes with what is published.
NO_REVISION = 0


def _page_of_words(name: str) -> View:
    """The view of a page that is words alone."""

    @answers
    def page(request: HttpRequest) -> HttpResponse:
        refuse(request, *request.GET)
        if unchanged := freshness.unchanged(request, NO_REVISION):
            return unchanged
        context: dict[str, Any] = {
            "contact": settings.CONTACT_EMAIL,
            "weighing": address_if_any("weighing"),
            "site": request.build_absolute_uri("/"),
        }
        return freshness.fresh(
            request, respond(request, f"public/{name}.html", context, part=name), NO_REVISION
        )

    return page


about = _page_of_words("about")
accessibility = _page_of_words("accessibility")
terms = _page_of_words("terms")


@answers
def data(request: HttpRequest) -> HttpResponse:
    """How the data is to be had. One query."""
    refuse(request, *request.GET)
    example, newest = data_page.example()
    if unchanged := freshness.unchanged(request, newest):
        return unchanged
    context = data_page.tells(request, example)
    return freshness.fresh(request, respond(request, "public/data.html", context, part="data"), newest)


def _file(name: str, content_type: str) -> View:
    """The view of a file of the folder of documents, as it is."""

    @answers
    def sent_as_it_is(request: HttpRequest) -> HttpResponse:
        refuse(request, *request.GET)
        if unchanged := freshness.unchanged(request, NO_REVISION):
            return unchanged
        return sent(request, (settings.BASE_DIR / "docs" / name).read_bytes(), content_type, NO_REVISION)

    return sent_as_it_is


interchange = _file("interchange.md", "text/markdown; charset=utf-8")
interchange_schema = _file("interchange.schema.json", "application/schema+json")
mirror = _file("examples/mirror.py", "text/x-python; charset=utf-8")
