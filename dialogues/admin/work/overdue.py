"""What has passed and was not followed: meetings that were planned, outcomes that were due."""

import datetime as dt
from typing import Any

from django.db import models
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dialogues.admin.work.entries import Entry, Part, WorkList
from dialogues.models import Meeting, Outcome, OutcomeStatus

STATUS = models.Value("status", output_field=models.TextField())


def still_planned() -> list[Part]:
    # Postponed ones, too: they are to be held another day, or not at all.
    waiting = (Meeting.Status.PLANNED, Meeting.Status.ANNOUNCED, Meeting.Status.POSTPONED)
    rows = Meeting.objects.filter(status__in=waiting, date_latest__lt=timezone.localdate())
    return [Part(rows, key="date_latest", field=STATUS, told=_text("status"))]


def due() -> list[Part]:
    undone = (OutcomeStatus.OPEN, OutcomeStatus.IN_PROGRESS)
    rows = Outcome.objects.filter(status__in=undone, due_latest__lt=timezone.localdate())
    return [Part(rows, of="meeting", key="due_latest", field=STATUS, told=_text("status"))]


def _text(name: str) -> Any:
    return Cast(name, models.TextField())


def _day(entry: Entry) -> str:
    return date_format(dt.date.fromisoformat(entry.place[0]))


PAST = WorkList(
    "past",
    gettext_lazy("Planned, and the day has passed"),
    gettext_lazy("Say whether they were held, postponed or canceled. Readers see “not yet confirmed”."),
    gettext_lazy("No planned meeting has passed."),
    still_planned,
    lambda entry: (
        _("%(status)s; its last possible day was %(day)s.")
        % {"status": Meeting.Status(entry.told).label, "day": _day(entry)}
    ),
)
OVERDUE = WorkList(
    "overdue",
    gettext_lazy("Outcomes overdue"),
    gettext_lazy("They were due, and no source says that they were done."),
    gettext_lazy("No outcome is overdue."),
    due,
    lambda entry: (
        _("%(status)s; was due by %(day)s.") % {"status": OutcomeStatus(entry.told).label, "day": _day(entry)}
    ),
)
