"""What waits for a publisher, and what readers see of an older version."""

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dialogues.admin.standing import in_state
from dialogues.admin.work.entries import NOTHING, Entry, Part, WorkList
from dialogues.models import Dialogue, Meeting, Source, Topic, Track
from dialogues.states import State
from participants.models import Organization, Party, Person

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
EDITED = WorkList(
    "edited",
    gettext_lazy("Edited since published"),
    gettext_lazy("What readers see is older than what is recorded."),
    gettext_lazy("What is public is what is recorded."),
    edited,
    lambda entry: _("What readers see is older."),
)
