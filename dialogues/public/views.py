"""Which question an address asks, and which template answers it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.views.decorators.http import require_safe

from dialogues.models.publications import Publication
from dialogues.public import addresses, freshness, home_page, lists, notices, paging, publications
from dialogues.public.frame import respond
from dialogues.public.pages import render_page

View = Callable[..., HttpResponse]


def answers(view: View) -> View:
    """A view that reads only, and answers what it cannot answer with a page that helps."""

    @require_safe
    @wraps(view)
    def answering(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except paging.Unanswerable as question:
            return notices.unanswerable(request, question.reasons)
        except paging.NoSuchPage:
            return notices.not_found(request)

    return answering


@answers
def home(request: HttpRequest) -> HttpResponse:
    newest = publications.newest_revision()
    if unchanged := freshness.unchanged(request, newest):
        return unchanged
    return freshness.fresh(request, respond(request, "public/home.html", home_page.tells()), newest)


@answers
def dialogues(request: HttpRequest) -> HttpResponse:
    rows = publications.by_title(publications.shown("dialogue"))
    return _list(request, "dialogue", "dialogues", rows, lambda documents: documents)


@answers
def meetings(request: HttpRequest) -> HttpResponse:
    rows = publications.shown("meeting").newest_day_first()
    return _list(
        request, "meeting", "meetings", rows, lambda documents: list(map(lists.meeting_line, documents))
    )


@answers
def organizations(request: HttpRequest) -> HttpResponse:
    rows = publications.by_title(publications.shown("organization"))
    return _list(request, "organization", "organizations", rows, lambda documents: documents)


@answers
def people(request: HttpRequest) -> HttpResponse:
    rows = publications.by_title(publications.shown("person"))
    return _list(request, "person", "people", rows, lambda documents: documents)


def _list(
    request: HttpRequest,
    kind: str,
    part: str,
    rows: QuerySet[Publication],
    lines: Callable[[list[dict[str, Any]]], list[dict[str, Any]]],
) -> HttpResponse:
    """A list of one kind in pages. Two queries: how many there are, and those of the page."""
    page = paging.asked_page(request)
    count, newest = publications.count_and_newest(kind)
    pager = paging.pager_of(page, count)
    if unchanged := freshness.unchanged(request, newest):
        return unchanged
    found = publications.lines(rows[page.first : page.last])
    context = {"lines": lines(found), "count": count, "pager": pager}
    return freshness.fresh(request, respond(request, f"public/{part}.html", context, part=part), newest)


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
