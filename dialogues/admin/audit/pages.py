"""The pages that read the audit trail: a record's history, all changes, deleted records."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _

from dialogues.admin.audit.redacting import redact_history
from dialogues.admin.audit.restoring import restore
from dialogues.admin.audit.seeing import kind_seen, kinds_seen, may, number_of, page_context
from dialogues.audit.acts import called, deleted, history_of, latest, people_of
from dialogues.audit.models import Change
from dialogues.audit.watched import Watched, by_table
from dialogues.audit.words import fields_told, is_content
from participants.records import Record


def audit_urls() -> list[Any]:
    """The addresses, for the admin site. They stand before those of the stock histories and take their place."""

    def staff(view: Any) -> Any:
        return admin.site.admin_view(view)

    records = [one for one in by_table().values() if one.is_record]
    return [
        path("audit/", staff(all_changes), name="audit_changes"),
        path("audit/<slug:kind>/deleted/", staff(deleted_records), name="audit_deleted"),
        path("audit/<slug:kind>/<int:pk>/", staff(history), name="audit_history"),
        path("audit/<slug:kind>/<int:pk>/restore/<int:moment>/", staff(restore), name="audit_restore"),
        path("audit/<slug:kind>/<int:pk>/redact/<int:up_to>/", staff(redact_history), name="audit_redact"),
        *(
            path(
                f"{one.model._meta.app_label}/{one.kind}/<int:pk>/history/",
                staff(history),
                {"kind": one.kind},
            )
            for one in records
        ),
    ]


def history(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Every change of one record, newest first, also after it was deleted."""
    one = kind_seen(request, kind)
    if not Change.objects.of(kind, pk).exists():
        raise Http404
    by, what = number_of(request, "by"), request.GET.get("what", "")
    entries, following = history_of(kind, pk, before=number_of(request, "before"), by=by, what=what)
    original = one.model._base_manager.filter(pk=pk).first()
    is_record = issubclass(one.model, Record)
    context = page_context(request, _("History"), one) | {
        "subtitle": called(kind, pk),
        "record": str(original) if original else called(kind, pk),
        "original": original,
        "pk": pk,
        "entries": entries,
        "following": following and _address(by=by, what=what, before=following),
        "by": by,
        "what": what,
        "people": people_of(kind, pk),
        "whats": _whats(one),
        "may_redact": request.user.is_superuser and not what,
        # Narrowed to a field, an act is not told whole: its last change may be another.
        "may_restore": is_record and not what and may(request, "change" if original else "add", one),
        "newest": Change.objects.of(kind, pk).order_by("-id").values_list("id", flat=True)[0],
    }
    return TemplateResponse(request, "admin/desk/audit/history.html", context)


def all_changes(request: HttpRequest) -> HttpResponse:
    """What each act did to each record of the register, newest first. For whoever may see some of it."""
    seen = kinds_seen(request)
    if not seen:
        raise PermissionDenied
    by, kind = number_of(request, "by"), request.GET.get("kind", "")
    kinds = [kind] if kind in seen else list(seen)
    entries, following = latest(kinds, before=number_of(request, "before"), by=by)
    context = page_context(request, _("All changes")) | {
        "entries": [(entry, seen[entry.kind].model._meta.verbose_name) for entry in entries],
        "following": following and _address(by=by, kind=kind, before=following),
        "by": by,
        "chosen": kind,
        "people": User.objects.filter(is_staff=True).order_by("username"),
        "kinds": sorted((str(one.model._meta.verbose_name_plural), name) for name, one in seen.items()),
    }
    return TemplateResponse(request, "admin/desk/audit/all_changes.html", context)


def deleted_records(request: HttpRequest, kind: str) -> HttpResponse:
    """The records of a kind that are no longer there."""
    one = kind_seen(request, kind)
    entries, following = deleted(kind, before=number_of(request, "before"))
    context = page_context(request, _("Deleted records"), one) | {
        "subtitle": one.model._meta.verbose_name_plural,
        "entries": entries,
        "following": following and _address(before=following),
        "may_restore": issubclass(one.model, Record) and may(request, "add", one),
    }
    return TemplateResponse(request, "admin/desk/audit/deleted.html", context)


def _whats(one: Watched) -> list[tuple[str, str]]:
    """What a history can be narrowed to: the fields of the record, and its parts."""
    columns = [str(field.column) for field in one.model._meta.concrete_fields]
    fields = [
        (str(field.column), str(field.verbose_name))
        for field in fields_told(one, columns)
        if is_content(field.name)
    ]
    parts = [
        (
            other.table,
            _list_of(other) if other.model._meta.auto_created else str(other.model._meta.verbose_name_plural),
        )
        for other in by_table().values()
        if other.kind == one.kind and not other.is_record
    ]
    return [*fields, *sorted(parts, key=lambda part: part[1])]


def _list_of(one: Watched) -> str:
    owner: Any = one.model._meta.auto_created
    relation = next(field for field in owner._meta.many_to_many if field.remote_field.through is one.model)
    return f"{owner._meta.verbose_name}: {relation.verbose_name}" if one.via else str(relation.verbose_name)


def _address(**given: Any) -> str:
    return "?" + urlencode({name: value for name, value in given.items() if value})
