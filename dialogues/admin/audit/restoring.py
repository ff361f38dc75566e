"""Restoring at the desk: the difference first, then the question, then an edit like any other."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from dialogues.admin.audit.seeing import kind_seen, may, page_context
from dialogues.admin.refusals import why_refused
from dialogues.audit.acts import called
from dialogues.audit.models import Change
from dialogues.audit.restoring import CannotRestore, Restoring
from participants.records import Record


def restore(request: HttpRequest, kind: str, pk: int, moment: int) -> HttpResponse:
    """Shows what restoring a record to the state after a change would do, and does it when confirmed."""
    one = kind_seen(request, kind)
    if not issubclass(one.model, Record) or not Change.objects.of(kind, pk).filter(id__lte=moment).exists():
        raise Http404
    with transaction.atomic():
        if request.method == "POST":
            # Whoever edits it at the same moment comes before or after, not in between.
            list(one.model._base_manager.select_for_update().filter(pk=pk))
        restoring = Restoring(kind, pk, moment)
        if not may(request, "add" if restoring.is_deleted else "change", one):
            raise PermissionDenied
        if request.method == "POST" and (response := _restored(request, restoring)):
            return response
    record: Any = one.model._base_manager.filter(pk=pk).first()
    context = page_context(request, _("Restore"), one) | {
        "subtitle": called(kind, pk),
        "record": str(record) if record else called(kind, pk),
        "original": record,
        "pk": pk,
        "at": Change.objects.filter(id__lte=moment).order_by("-id").values_list("at", flat=True)[0],
        "lines": restoring.lines(),
        "obstacles": restoring.obstacles(),
        "seen": restoring.newest,
    }
    return TemplateResponse(request, "admin/desk/audit/restore.html", context)


def _restored(request: HttpRequest, restoring: Restoring) -> HttpResponse | None:
    """Restores what was confirmed; None, with a message, where it did not."""
    if request.POST.get("seen") != str(restoring.newest):
        messages.error(
            request, _("The record changed after this page was opened. Nothing was restored: look again.")
        )
        return None
    try:
        with transaction.atomic():
            record = restoring.restore()
    except CannotRestore:
        return None  # the page says why
    except IntegrityError as error:
        messages.error(request, why_refused(error))
        return None
    messages.success(
        request,
        _("“%(record)s” was restored. Readers see nothing of it before it is published.")
        % {"record": record},
    )
    options = record._meta
    return HttpResponseRedirect(
        reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[record.pk])
    )
