"""Links of records that no longer answer, as the command `check_links` found them."""

import json
from typing import Any

from django.db import models
from django.db.models.functions import Cast, JSONObject
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dialogues.admin.work.entries import Entry, Part, WorkList
from dialogues.links.held import columns
from dialogues.models import Image, Link, Statement

ROWS: tuple[Any, ...] = (Statement, Image)


def dead() -> list[Part]:
    links = Link.objects.filter(dead=True)
    return [
        Part(
            model._default_manager.filter(**{f"{name}__in": links.values("url")}),
            of="meeting" if model in ROWS else "",
            name=models.F(name) if model in ROWS else None,
            field=models.Value(name, output_field=models.TextField()),
            told=_heard(name),
        )
        for model, name in columns()
    ]


def _heard(name: str) -> Any:
    told = JSONObject(status="status", error="error", since="failing_since", answered="answered_at")
    link = Link.objects.filter(url=models.OuterRef(name))
    return Cast(models.Subquery(link.values(told=told)), models.TextField())


def _reason(entry: Entry) -> str:
    told = json.loads(entry.told)
    what = (_("status %(status)s") % told) if told["status"] else told["error"]
    words = _("%(field)s: %(what)s since %(day)s.") % {
        "field": entry.field_label,
        "what": what,
        "day": _day(told["since"]),
    }
    return (
        f"{words} {_('Last answered %(day)s.') % {'day': _day(told['answered'])}}"
        if told["answered"]
        else words
    )


def _day(moment: str) -> str:
    read = parse_datetime(moment)
    return date_format(read) if read else moment


DEAD_LINKS = WorkList(
    "dead-links",
    gettext_lazy("Links that no longer answer"),
    gettext_lazy("The page is gone, or its site failed on three days. An archived address helps readers."),
    gettext_lazy("No link is known to be dead."),
    dead,
    _reason,
)
