"""Where a meeting stands today: a status must not lie after the date."""

import datetime as dt

from django.utils import timezone

from dialogues.public.words import vocabulary
from dialogues.public.words.texts import Document

# Of a meeting that was, or is taken to have been: what a pair “met” counts.
OVER = ("status:held", "status:inferred")
# The same as the list of meetings is asked for them.
OVER_STATUSES = [token.partition(":")[2] for token in OVER]


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
