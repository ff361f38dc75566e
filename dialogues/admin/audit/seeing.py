"""Who may see which histories: whoever may see the records."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from dialogues.audit.acts import record_of
from dialogues.audit.watched import Watched, by_table


def may(request: HttpRequest, act: str, one: Watched) -> bool:
    """Whether the user may do something (view, add, change) to records of a kind."""
    options = one.model._meta
    held = request.user.has_perm(f"{options.app_label}.{act}_{options.model_name}")
    return held or (act == "view" and may(request, "change", one))


def kinds_seen(request: HttpRequest) -> dict[str, Watched]:
    """The kinds whose records the user may see."""
    return {one.kind: one for one in by_table().values() if one.is_record and may(request, "view", one)}


def kind_seen(request: HttpRequest, kind: str) -> Watched:
    """The table of a kind. Raises Http404 where there is none, PermissionDenied where the user may not see it."""
    try:
        one = record_of(kind)
    except KeyError:
        raise Http404 from None
    if not may(request, "view", one):
        raise PermissionDenied
    return one


def number_of(request: HttpRequest, name: str) -> int:
    """A number in the address; 0 where there is none."""
    given = request.GET.get(name, "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 19 else 0


def page_context(request: HttpRequest, title: str, one: Watched | None = None) -> dict[str, Any]:
    return {
        **admin.site.each_context(request),
        "title": title,
        "opts": one.model._meta if one else None,
        "has_list": bool(one and one.model in admin.site._registry),
        "kind": one.kind if one else "",
    }
