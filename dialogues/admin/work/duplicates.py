"""Organizations, people and sources that may be one: merge them, or say that they are two.

Whoever says so is remembered; the pair is listed apart, and may be put among the likely duplicates again.
"""

import json
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models.functions import Cast, Coalesce, JSONObject
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from dialogues.admin.work.entries import NOTHING, Entry, Part, WorkList, name_of
from dialogues.models import PAIRS
from dialogues.pointing import KNOWN


def may_be_one() -> list[Part]:
    return [
        replace(_pairs(pairs, told_apart_at=None), key="distance", beside="admin/desk/work/they_are_two.html")
        for pairs in PAIRS
    ]


def told_apart() -> list[Part]:
    return [
        replace(
            _pairs(pairs, told_apart_at__isnull=False),
            since=models.F("told_apart_at"),
            by=Coalesce("told_apart_by__username", NOTHING, output_field=models.TextField()),
            beside="admin/desk/work/perhaps_one.html",
        )
        for pairs in PAIRS
    ]


def _pairs(pairs: Any, **which: Any) -> Part:
    record = pairs._meta.get_field("first").related_model
    return Part(
        pairs._default_manager.filter(**which),
        of="first",
        told=_both(record),
        name=name_of(record, "first__"),
        leads_to=_address,
    )


def _both(model: Any) -> Any:
    told = JSONObject(
        name=name_of(model, "second__"), id="second__slug", own_id="first__slug", pk="second_id"
    )
    return Cast(told, models.TextField())


def _address(entry: Entry) -> str:
    """Where two become one: the later goes into the earlier. Sources are not merged; there the two are shown."""
    model, other = entry.part.head, json.loads(entry.told)["pk"]
    where = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    if model in KNOWN:
        return f"{reverse(f'{where}_merge', args=[other])}?{urlencode({'other': entry.head_id})}"
    return f"{reverse(f'{where}_changelist')}?{urlencode({'id__in': f'{entry.head_id},{other}'})}"


def _reason(entry: Entry) -> str:
    return _("Perhaps the same as “%(name)s” (%(own_id)s and %(id)s).") % json.loads(entry.told)


def _said(entry: Entry) -> str:
    words = json.loads(entry.told) | {"since": timesince(entry.since), "who": entry.by}
    return (
        _("Not “%(name)s” (%(own_id)s and %(id)s). Said %(since)s ago by %(who)s.")
        if entry.by
        else _("Not “%(name)s” (%(own_id)s and %(id)s). Said %(since)s ago.")
    ) % words


TOLD_APART = WorkList(
    "told-apart",
    gettext_lazy("Said to be two"),
    gettext_lazy("Two records are called alike, and somebody said that they are two."),
    gettext_lazy("No two records that are called alike were said to be two."),
    told_apart,
    _said,
)
DUPLICATES = WorkList(
    "duplicates",
    gettext_lazy("Likely duplicates"),
    gettext_lazy("Two records are called alike. Merge them, or say that they are two."),
    gettext_lazy("No two records are known to be alike."),
    may_be_one,
    _reason,
    done=TOLD_APART,
)


@require_POST
def they_are_two(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Remembers of a pair that it is two, with who said so."""
    pairs, pair = _pair(request, kind, pk)
    if pair:
        # Whoever said it first stays on record.
        pairs._default_manager.filter(pk=pk, told_apart_at=None).update(
            told_apart_by=request.user, told_apart_at=timezone.now()
        )
        words = {"first": pair.first, "second": pair.second}
        messages.success(
            request, _("“%(first)s” and “%(second)s” are two. They are listed apart now.") % words
        )
    return HttpResponseRedirect(DUPLICATES.address)


@require_POST
def perhaps_one(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Puts a pair that was said to be two among the likely duplicates again."""
    pairs, pair = _pair(request, kind, pk)
    if pair:
        pairs._default_manager.filter(pk=pk).update(told_apart_by=None, told_apart_at=None)
        words = {"first": pair.first, "second": pair.second}
        messages.success(
            request, _("“%(first)s” and “%(second)s” are among the likely duplicates again.") % words
        )
    return HttpResponseRedirect(TOLD_APART.address)


def _pair(request: HttpRequest, kind: str, pk: int) -> tuple[Any, Any]:
    """The table of a kind, and a pair in it; None, with a warning, where that is gone. Raises where it may not be."""
    pairs = next((pairs for pairs in PAIRS if pairs._meta.model_name == kind), None)
    if pairs is None:
        raise Http404
    model: Any = pairs._meta.get_field("first").related_model
    if not request.user.has_perm(f"{model._meta.app_label}.change_{model._meta.model_name}"):
        raise PermissionDenied
    pair = pairs._default_manager.select_related("first", "second").filter(pk=pk).first()
    if pair is None:
        messages.warning(request, _("This pair is gone: one of the two was merged, deleted or renamed."))
    return pairs, pair
