"""Meetings that are planned or announced: those still ahead, and those whose last possible day has passed."""

from django.db.models import F

from dialogues.models.publications import PublicationQuerySet
from dialogues.public.words import statuses
from dialogues.public.words.texts import Document

AHEAD = ("status:planned", "status:announced")


def awaited(meetings: PublicationQuerySet) -> PublicationQuerySet:
    """Of some meetings, those planned or announced: the last day latest first, after those without a day."""
    return meetings.filter(facets__overlap=list(AHEAD)).order_by(F("latest").desc(nulls_first=True), "slug")


def expected_and_unconfirmed(meetings: list[Document]) -> tuple[list[Document], list[Document]]:
    """Of awaited meetings, those ahead (the next first, then those without a day) and those not yet confirmed."""
    today = statuses.today()
    expected = [meeting for meeting in meetings if not statuses.unconfirmed(meeting, today)]
    unconfirmed = [meeting for meeting in meetings if statuses.unconfirmed(meeting, today)]
    return sorted(expected, key=lambda meeting: meeting["date"]["latest"] or "9999"), unconfirmed
