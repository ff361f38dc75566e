"""Where a meeting stands today: a status must not lie after the date."""

import datetime as dt

from django.utils import timezone

from dialogues.public import vocabulary
from dialogues.public.texts import Document


def today() -> dt.date:
    """The day by which a planned meeting is past: the day in UTC."""
    return timezone.now().astimezone(dt.UTC).date()


def unconfirmed(meeting: Document, day: dt.date) -> bool:
    """Whether a meeting was to be held by now, and nothing recorded says that it was."""
    latest = meeting["date"]["latest"]
    return meeting["status"] in vocabulary.UNCONFIRMED and bool(latest) and latest < day.isoformat()


def status_words(meeting: Document, day: dt.date) -> str:
    """The status of a meeting in words that are true today."""
    labels = vocabulary.UNCONFIRMED if unconfirmed(meeting, day) else vocabulary.MEETING_STATUS
    return vocabulary.label(labels, meeting["status"])
