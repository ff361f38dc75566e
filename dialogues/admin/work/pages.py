"""The pages of the day's work: one a list, with all of it, by kind."""

from typing import Any

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path

from dialogues.admin.work.duplicates import perhaps_one, they_are_two
from dialogues.admin.work.entries import models_of, page_of
from dialogues.admin.work.lists import LISTS, SETTLED
from dialogues.admin.work.still_right import list_again, still_right

ON_A_PAGE = 50


def work_urls(site: AdminSite) -> list[Any]:
    def work_list(request: HttpRequest, name: str) -> HttpResponse:
        return _page(site, request, name)

    return [
        path("work/<slug:name>/", site.admin_view(work_list), name="work_list"),
        path("work/duplicates/<slug:kind>/<int:pk>/two/", site.admin_view(they_are_two), name="they_are_two"),
        path("work/duplicates/<slug:kind>/<int:pk>/one/", site.admin_view(perhaps_one), name="perhaps_one"),
        path(
            "work/older-language/<slug:kind>/<int:pk>/<slug:field>/right/",
            site.admin_view(still_right),
            name="still_right",
        ),
        path(
            "work/older-language/<slug:kind>/<int:pk>/<slug:field>/again/",
            site.admin_view(list_again),
            name="list_again",
        ),
    ]


def _page(site: AdminSite, request: HttpRequest, name: str) -> HttpResponse:
    one = next((one for one in (*LISTS, *SETTLED) if one.name == name), None)
    if one is None:
        raise Http404
    kinds = models_of(one.seen(request).values())
    if not kinds:
        raise PermissionDenied
    kind, after = request.GET.get("kind", ""), request.GET.get("after", "")
    if kind and kind not in kinds:
        raise Http404
    try:
        entries, next_page = page_of(one, request, kind, after, ON_A_PAGE)
    except ValidationError as error:
        raise Http404(" ".join(error.messages)) from None
    context = {
        **site.each_context(request),
        "title": one.title,
        "list": one,
        "entries": [(entry, one.reason(entry)) for entry in entries],
        "kinds": kinds,
        "kind": kind,
        "after": after,
        "next_page": next_page,
    }
    return TemplateResponse(request, "admin/desk/work/list.html", context)
