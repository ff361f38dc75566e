"""Import at the desk: a file is uploaded, what it would do is shown, and what was shown is done, or nothing is.

Nothing is written before it is confirmed. What is confirmed is planned anew, and carried out only where the new plan
is the one that was shown. An import never publishes: readers see nothing of it before somebody clears it.
"""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import redirect
from django.template.defaultfilters import filesizeformat
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET

from dialogues.admin.import_preview import preview
from dialogues.admin.import_rights import kinds_of, missing_rights, refuse
from dialogues.admin.refused_lines import as_csv, as_jsonl
from dialogues.interchange import File, Overtaken, Plan, plan
from dialogues.interchange.columns import TABLES
from dialogues.interchange.shapes import SHAPES
from dialogues.models import Upload
from dialogues.models.uploads import keep_upload

MOST_BYTES = 50 * 1024**2
MOST_UNPACKED = 200 * 1024**2
ENDINGS = (".jsonl", ".jsonl.gz", ".csv")
# What the form needs beside the file.
FORM_BYTES = 64 * 1024


def import_urls() -> list[URLPattern]:
    """The addresses of the import, for the admin site."""

    def staff(view: Any) -> Any:
        return admin.site.admin_view(view)

    return [
        path("import/", staff(upload_view), name="import"),
        path("import/columns/<slug:table>.csv", staff(template_view), name="import_template"),
        path("import/<int:pk>/", staff(preview_view), name="import_preview"),
        path("import/<int:pk>/done/", staff(result_view), name="import_result"),
        path("import/<int:pk>/refused.<slug:form>", staff(refused_view), name="import_refused"),
    ]


# The protection against forged forms would read the whole file before its size could be refused.
@csrf_exempt
def upload_view(request: HttpRequest) -> HttpResponse:
    """The page where a file is chosen; what is sent to it is kept, and its preview shown."""
    if not kinds_of(request.user):
        raise PermissionDenied
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES + FORM_BYTES:
        return _upload_page(request, _too_large(), status=413)
    return _upload(request)


@csrf_protect
def _upload(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _upload_page(request)
    file = request.FILES.get("file")
    if file is None:
        return _upload_page(request, _("Choose a file."), status=400)
    name = file.name or ""
    if not name.lower().endswith(ENDINGS):
        words = _("“%(name)s” is not a file that can be imported. Its name must end in %(endings)s.")
        return _upload_page(request, words % {"name": name, "endings": ", ".join(ENDINGS)}, status=400)
    if not file.size:
        return _upload_page(request, _("“%(name)s” is empty.") % {"name": name}, status=400)
    if file.size > MOST_BYTES:
        return _upload_page(request, _too_large(), status=413)
    upload = keep_upload(request.user, name, file.chunks(1024**2))  # type: ignore[arg-type]
    return redirect("admin:import_preview", upload.pk)


def _too_large() -> str:
    most = filesizeformat(MOST_BYTES)
    return _("The file is too large: at most %(most)s are taken here. Divide it, or pack it with gzip.") % {
        "most": most
    }


def _upload_page(request: HttpRequest, error: str = "", status: int = 200) -> HttpResponse:
    context = {
        "title": _("Import"),
        "error": error,
        "most": MOST_BYTES,
        "endings": ", ".join(ENDINGS),
        "tables": TABLES,
        "kinds": [str(SHAPES[kind].model._meta.verbose_name_plural) for kind in kinds_of(request.user)],
        "waiting": Upload.objects.waiting().filter(owner_id=request.user.pk),
    }
    return _page(request, "admin/desk/import.html", context, status)


def _page(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    return TemplateResponse(request, template, {**admin.site.each_context(request), **context}, status=status)


@require_GET
def template_view(request: HttpRequest, table: str) -> HttpResponse:
    """A spreadsheet with the names of the columns and nothing else."""
    found = next((one for one in TABLES if one.name == table), None)
    if found is None or not kinds_of(request.user):
        raise PermissionDenied
    # Without the mark at its beginning, Excel would take the file for one in another encoding.
    response = HttpResponse(
        "\ufeff" + ",".join(found.template) + "\r\n", content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = content_disposition_header(True, f"{table}.csv") or ""
    return response


# --- the preview, and what comes of it ----------------------------------------------------------------------------


def _mine(request: HttpRequest, pk: int) -> Upload | None:
    """The upload, where it is the user's own and no older than a day."""
    if not kinds_of(request.user):
        raise PermissionDenied
    return Upload.objects.filter(owner_id=request.user.pk, pk=pk).exclude(pk__in=_outdated()).first()


def _outdated() -> Any:
    return Upload.objects.outdated().values("pk")


def _gone(request: HttpRequest) -> HttpResponse:
    messages.error(request, _("This upload is no longer kept. Nothing was imported; upload the file again."))
    return redirect("admin:import")


def _planned(upload: Upload, *, overwrite: bool) -> Plan:
    file = File(upload.name, upload.open, upload.size, MOST_UNPACKED)  # type: ignore[arg-type]
    return plan([file], overwrite=overwrite)


def preview_view(request: HttpRequest, pk: int) -> HttpResponse:
    """What an upload would do; sent to it, that is done."""
    if (upload := _mine(request, pk)) is None:
        return _gone(request)
    if upload.imported_at:
        return redirect("admin:import_result", pk)
    if request.method == "POST":
        return _drop(request, upload) if "_drop" in request.POST else _confirm(request, upload)
    overwrite = "overwrite" in request.GET
    with _planned(upload, overwrite=overwrite) as planned:
        if missing := missing_rights(request.user, planned):
            return _refused(request, upload, missing)
        context = {"title": _("Import: preview"), "upload": upload, "overwrite": overwrite}
        return _page(request, "admin/desk/import_preview.html", context | preview(planned))


def _refused(request: HttpRequest, upload: Upload, missing: list[str]) -> HttpResponse:
    upload.delete()
    messages.error(request, refuse(missing))
    return redirect("admin:import")


def _drop(request: HttpRequest, upload: Upload) -> HttpResponse:
    upload.delete()
    messages.success(request, _("“%(name)s” was dropped. Nothing was imported.") % {"name": upload.name})
    return redirect("admin:import")


def _confirm(request: HttpRequest, upload: Upload) -> HttpResponse:
    overwrite = "overwrite" in request.POST
    try:
        with transaction.atomic():
            # Whoever presses the button twice waits here, and finds it done.
            upload = Upload.objects.select_for_update().get(pk=upload.pk)
            if upload.imported_at:
                return redirect("admin:import_result", upload.pk)
            with _planned(upload, overwrite=overwrite) as planned:
                if missing := missing_rights(request.user, planned):
                    return _refused(request, upload, missing)
                if planned.faults.count or planned.fingerprint() != request.POST.get("shown"):
                    raise Overtaken
                _carry_out(request, upload, planned)
    except Upload.DoesNotExist:
        return _gone(request)
    except (Overtaken, DatabaseError):
        words = _(
            "Nothing was imported: records were changed after this preview was made. This is the new preview; look "
            "at it and confirm again."
        )
        messages.warning(request, words)
        address = request.path + ("?overwrite=1" if overwrite else "")
        return HttpResponseRedirect(address)
    return redirect("admin:import_result", upload.pk)


def _carry_out(request: HttpRequest, upload: Upload, planned: Plan) -> None:
    planned.carry_out(by=request.user)
    # Some rules are checked at the end of a transaction; here, while the reason can still be told.
    connection.check_constraints()
    changed: dict[str, list[str]] = {}
    for one in planned.changed:
        changed.setdefault(one.kind, []).append(one.id)
    message = _("Imported from “%(name)s”.") % {"name": upload.name}
    for flag, by_kind in ((ADDITION, planned.new), (CHANGE, changed)):
        for kind, slugs in by_kind.items():
            rows = SHAPES[kind].model._default_manager.filter(slug__in=slugs)
            LogEntry.objects.log_actions(request.user.pk, rows, flag, message)  # type: ignore[arg-type]
    upload.pieces.all().delete()
    upload.imported_at = timezone.now()
    upload.result = {
        "new": sum(map(len, planned.new.values())),
        "changed": len(planned.changed),
        "same": planned.same.total(),
        "left_alone": len(planned.left_alone),
    }
    upload.save()


@require_GET
def result_view(request: HttpRequest, pk: int) -> HttpResponse:
    """What came of an import."""
    upload = _mine(request, pk)
    if upload is None or not upload.imported_at:
        return _gone(request)
    return _page(
        request,
        "admin/desk/import_result.html",
        {"title": _("Import: done"), "upload": upload, **upload.result},
    )


@require_GET
def refused_view(request: HttpRequest, pk: int, form: str) -> HttpResponse | StreamingHttpResponse:
    """The refused lines with their reasons, to be mended in a spreadsheet or an editor."""
    upload = _mine(request, pk)
    if upload is None or upload.imported_at or form not in ("csv", "jsonl"):
        return _gone(request)
    with _planned(upload, overwrite="overwrite" in request.GET) as planned:
        if missing := missing_rights(request.user, planned):
            return _refused(request, upload, missing)
        faults = list(planned.faults)
    file = File(upload.name, upload.open, upload.size, MOST_UNPACKED)  # type: ignore[arg-type]
    lines, kind = (
        (as_csv(file, faults), "text/csv") if form == "csv" else (as_jsonl(file, faults), "application/jsonl")
    )
    response = StreamingHttpResponse(lines, content_type=f"{kind}; charset=utf-8")
    name = get_valid_filename(f"refused-{upload.name.partition('.')[0] or 'lines'}.{form}")
    response["Content-Disposition"] = content_disposition_header(True, name) or ""
    return response
