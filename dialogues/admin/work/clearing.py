"""What waits for a publisher, what came back from one, and what readers see of an older version."""

from dataclasses import replace
from typing import Any

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.text import Truncator
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dialogues.admin.standing import in_state
from dialogues.admin.work.entries import NOTHING, Entry, Part, WorkList
from dialogues.documents import kind_of
from dialogues.models import Dialogue, Meeting, SentBack, Source, Topic, Track
from dialogues.states import State
from participants.models import Organization, Party, Person

LONGEST_NOTE = 300
CLEARED = (Meeting, Dialogue, Organization, Person, Party, Topic, Source, Track)


def in_review() -> list[Part]:
    return [
        Part(
            model._default_manager.filter(submitted_at__isnull=False),
            key="submitted_at",
            since=models.F("submitted_at"),
            by=Coalesce("submitted_by__username", NOTHING, output_field=models.TextField()),
        )
        for model in CLEARED
    ]


def _sent(entry: Entry) -> str:
    words = {"since": timesince(entry.since), "who": entry.by}
    return (_("Sent %(since)s ago by %(who)s.") if entry.by else _("Sent %(since)s ago.")) % words


def sent_back() -> list[Part]:
    return [_sent_back_of(model) for model in CLEARED]


def _sent_back_of(model: Any) -> Part:
    kind = kind_of(model())
    of_it = SentBack.objects.of(kind, models.OuterRef("pk"))
    return Part(
        model._default_manager.filter(pk__in=SentBack.objects.filter(kind=kind).values("record_id")),
        told=models.Subquery(of_it.values("note")),
        since=models.Subquery(of_it.values("at")),
        by=Coalesce(models.Subquery(of_it.values("by__username")), NOTHING, output_field=models.TextField()),
    )


def _to(part: Part, user: Any) -> Part:
    """What this user sent for review. What nobody is known to have sent is for everybody."""
    theirs = SentBack.objects.filter(models.Q(to=user) | models.Q(to__isnull=True), kind=kind_of(part.head()))
    return replace(part, rows=part.rows.filter(pk__in=theirs.values("record_id")))


def _why_sent_back(entry: Entry) -> str:
    words = {
        "since": timesince(entry.since),
        "who": entry.by,
        "note": Truncator(entry.told).chars(LONGEST_NOTE),
    }
    said = (
        _("Sent back %(since)s ago by %(who)s: %(note)s")
        if entry.by
        else _("Sent back %(since)s ago: %(note)s")
    )
    return said % words


def edited() -> list[Part]:
    return [Part(in_state(model._default_manager.all(), State.EDITED)) for model in CLEARED]


IN_REVIEW = WorkList(
    "in-review",
    gettext_lazy("In review"),
    gettext_lazy("Sent by an editor, waiting for a publisher."),
    gettext_lazy("Nothing waits for review."),
    in_review,
    _sent,
)
SENT_BACK = WorkList(
    "sent-back",
    gettext_lazy("Sent back to you"),
    gettext_lazy("A publisher says what to put right. Send it for review again when it is."),
    gettext_lazy("Nothing that you sent for review came back."),
    sent_back,
    _why_sent_back,
    mine=_to,
)
EDITED = WorkList(
    "edited",
    gettext_lazy("Edited since published"),
    gettext_lazy("What readers see is older than what is recorded."),
    gettext_lazy("What is public is what is recorded."),
    edited,
    lambda entry: _("What readers see is older."),
)
