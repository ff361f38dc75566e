"""Saying of a text whose other language was changed that it is right as it stands, and taking that back."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dialogues.admin.work.entries import WorkList
from dialogues.admin.work.languages import OLDER, STILL_RIGHT
from dialogues.audit.models import OlderText


@require_POST
def still_right(request: HttpRequest, kind: str, pk: int, field: str) -> HttpResponse:
    """Remembers that the text is right, with who said so; not where the other was changed after the list was read."""
    read = _moment(request.POST.get("since", ""))
    found = _texts(request, OLDER, kind, pk, field).open().filter(since=read)
    if found.update(right_by=request.user, right_at=timezone.now(), right_after=read):
        messages.success(request, _("It is no longer listed, until the other language is changed again."))
    else:
        messages.warning(request, _("It was changed after you read the list. Look again."))
    return HttpResponseRedirect(OLDER.address)


@require_POST
def list_again(request: HttpRequest, kind: str, pk: int, field: str) -> HttpResponse:
    """Puts the text among those that are older again."""
    _texts(request, STILL_RIGHT, kind, pk, field).update(right_by=None, right_at=None, right_after=None)
    messages.success(request, _("It is listed again."))
    return HttpResponseRedirect(STILL_RIGHT.address)


def _texts(request: HttpRequest, listed: WorkList, kind: str, pk: int, field: str) -> Any:
    """The text that the list shows. Raises where there is none such, or the user may not change it."""
    part = next((part for part in listed.parts() if part.kind == kind), None)
    if part is None:
        raise Http404
    head = part.head._meta
    if not request.user.has_perm(f"{head.app_label}.change_{head.model_name}"):
        raise PermissionDenied
    stem, _bar, older = field.rpartition("_")
    table = part.rows.model._meta.db_table
    return OlderText.objects.filter(table_name=table, row_id=pk, stem=stem, older=older)


def _moment(text: str) -> dt.datetime:
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError:
        raise Http404 from None
