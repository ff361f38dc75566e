"""Who else has the form of a record open: told at its head when it is drawn, and by its page every 25 seconds.

A page that is open and used says so at an address of its own; what did not say it for 90 seconds has gone. The same
answer says who is signed in by now, with a fresh token against forged requests, and which version is recorded: a
page whose session ended meanwhile finds back by it, and a newer save is told before anybody runs into it.
"""

import datetime as dt
from typing import Any

from django.apps import apps
from django.contrib.admin import AdminSite
from django.contrib.admin.exceptions import NotRegistered
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.urls import path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dialogues.admin.keeping.telling import who_saved
from dialogues.models.open_forms import UNHEARD, OpenForm


def note_open(user: Any, record: Any, *, anew: bool = False) -> dt.datetime:
    """Notes that somebody has the form of a record open; `anew` where it was just drawn. Returns the moment."""
    now = timezone.now()
    noted = OpenForm(kind=record._meta.label, record_id=record.pk, since=now, seen_at=now)
    noted.user_id = user.pk
    told = ["seen_at", "since"] if anew else ["seen_at"]
    OpenForm.objects.bulk_create(
        [noted], update_conflicts=True, unique_fields=["kind", "record_id", "user"], update_fields=told
    )
    return now


def note_left(user: Any, record: Any, drawn: dt.datetime) -> None:
    """Notes that the form that was drawn then was left, and forgets those of which nothing was heard.

    A page says it while the next is on its way: where the same form was drawn again since, it stays noted.
    """
    gone = models.Q(kind=record._meta.label, record_id=record.pk, user=user.pk, since__lte=drawn)
    OpenForm.objects.filter(gone | models.Q(seen_at__lt=timezone.now() - UNHEARD)).delete()


def also_open(user: Any, record: Any) -> str:
    """Who else has it open and since when, in words; empty where nobody has."""
    others = (
        OpenForm.objects.filter(
            kind=record._meta.label, record_id=record.pk, seen_at__gte=timezone.now() - UNHEARD
        )
        .exclude(user=user.pk)
        .select_related("user")
        .order_by("since")
    )
    told = [
        _("%(who)s since %(time)s")
        % {"who": one.user, "time": date_format(timezone.localtime(one.since), "DATETIME_FORMAT")}
        for one in others
    ]
    return _("Also open: %(who)s.") % {"who": ", ".join(told)} if told else ""


def moment(text: str) -> dt.datetime | None:
    """The moment that a page says it was drawn at; None where it says none."""
    try:
        said = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return said if said.tzinfo else None


def presence_urls(site: AdminSite) -> list[Any]:
    def open_form(request: HttpRequest) -> JsonResponse:
        return _answer(site, request)

    return [path("open-forms/", site.admin_view(open_form), name="open_forms")]


def _answer(site: AdminSite, request: HttpRequest) -> JsonResponse:
    said = {"csrf": get_token(request), "user": str(request.user.pk)}
    if not request.GET.get("id"):
        return JsonResponse(said)
    record = _record(site, request)
    if "left" in request.GET:
        if drawn := moment(request.GET["left"]):
            note_left(request.user, record, drawn)
        return JsonResponse(said)
    note_open(request.user, record)
    seen, now = request.GET.get("seen"), str(record.version)
    newer = _("%(who)s saved a newer version. When you save, both texts are shown.")
    return JsonResponse(
        said
        | {
            "also": also_open(request.user, record),
            "newer": newer % {"who": who_saved(request, record)} if seen and seen != now else "",
        }
    )


def _record(site: AdminSite, request: HttpRequest) -> Any:
    """The record that the address names, where whoever asks may change it."""
    try:
        model = apps.get_model(request.GET.get("kind", ""))
        desk = site.get_model_admin(model)
        record = desk.get_object(request, request.GET["id"])
    except (LookupError, ValueError, NotRegistered):
        raise Http404 from None
    if record is None or not hasattr(record, "version"):
        raise Http404
    if not desk.has_change_permission(request, record):
        raise PermissionDenied
    return record
