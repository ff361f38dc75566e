"""Organizations, people and sources that may be one: merge them, or say that they are two, once for all."""

import json
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models.functions import Cast, JSONObject
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from dialogues.admin.work.entries import Entry, Part, WorkList, name_of
from dialogues.models import PAIRS
from dialogues.pointing import KNOWN


def may_be_one() -> list[Part]:
    return [
        Part(
            pairs._default_manager.filter(told_apart_at=None),
            of="first",
            key="distance",
            told=_both(pairs._meta.get_field("first").related_model),
            name=name_of(pairs._meta.get_field("first").related_model, "first__"),
            leads_to=_address,
            beside="admin/desk/work/they_are_two.html",
        )
        for pairs in PAIRS
    ]


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


DUPLICATES = WorkList(
    "duplicates",
    gettext_lazy("Likely duplicates"),
    gettext_lazy("Two records are called alike. Merge them, or say that they are two."),
    gettext_lazy("No two records are known to be alike."),
    may_be_one,
    _reason,
)


@require_POST
def they_are_two(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Remembers of a pair that it is two, with who said so: it is not listed again."""
    pairs = next((pairs for pairs in PAIRS if pairs._meta.model_name == kind), None)
    if pairs is None:
        raise Http404
    model: Any = pairs._meta.get_field("first").related_model
    if not request.user.has_perm(f"{model._meta.app_label}.change_{model._meta.model_name}"):
        raise PermissionDenied
    pair = pairs._default_manager.select_related("first", "second").filter(pk=pk).first()
    if pair is None:
        messages.warning(request, _("This pair is gone: one of the two was merged, deleted or renamed."))
    else:
        # Whoever said it first stays on record.
        pairs._default_manager.filter(pk=pk, told_apart_at=None).update(
            told_apart_by=request.user, told_apart_at=timezone.now()
        )
        words = {"first": pair.first, "second": pair.second}
        messages.success(
            request, _("“%(first)s” and “%(second)s” are two. They are not listed again.") % words
        )
    return HttpResponseRedirect(DUPLICATES.address)
