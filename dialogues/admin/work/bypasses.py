"""What was published without a second person, until somebody else has approved it."""

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dialogues.admin.work.entries import NOTHING, Entry, Part, WorkList
from dialogues.models import Bypass


def unapproved() -> list[Part]:
    return [
        Part(
            Bypass.objects.unapproved(),
            key="made_at",
            name=models.F("reason"),
            since=models.F("made_at"),
            by=Coalesce("by__username", NOTHING, output_field=models.TextField()),
        )
    ]


def _published(entry: Entry) -> str:
    words = {"since": timesince(entry.since), "who": entry.by}
    return (
        _("Published %(since)s ago by %(who)s.") if entry.by else _("Published %(since)s ago by a command.")
    ) % words


UNAPPROVED = WorkList(
    "bypasses",
    gettext_lazy("Published without a second person"),
    gettext_lazy("Another publisher has to look at it afterwards and approve it."),
    gettext_lazy("Everything was cleared by a second person, or has been approved since."),
    unapproved,
    _published,
)
