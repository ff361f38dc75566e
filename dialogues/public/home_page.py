"""What the front page tells: how much there is, what was held lately, what is expected, which dialogues there are."""

from typing import Any

from django.db.models import F, Q

from dialogues.public import publications, statuses, vocabulary
from dialogues.public.lines import meeting_line
from dialogues.public.texts import Document

TALLIED = ("meeting", "dialogue", "party", "organization", "outcome", "source")
LATELY = 6
DIALOGUES = 24
# Planned and announced meetings that are looked at to find those ahead.
AWAITED = 60


def tells() -> dict[str, Any]:
    """The context of the front page. Four queries."""
    today = statuses.today()
    counts = publications.counts()
    over = Q(facets__contains=["status:held"]) | Q(facets__contains=["status:inferred"])
    ahead = Q(facets__contains=["status:planned"]) | Q(facets__contains=["status:announced"])
    meetings = publications.shown("meeting")
    held = meetings.filter(over).newest_day_first()
    awaited = publications.lines(
        meetings.filter(ahead).order_by(F("latest").desc(nulls_first=True), "slug")[:AWAITED]
    )
    expected = [meeting for meeting in awaited if not statuses.unconfirmed(meeting, today)]
    unconfirmed = [meeting for meeting in awaited if statuses.unconfirmed(meeting, today)]
    dialogues = publications.by_title(publications.shown("dialogue"))
    return {
        "tally": [vocabulary.counted(kind, counts.get(kind, 0)) for kind in TALLIED if counts.get(kind)],
        "held": [meeting_line(meeting) for meeting in publications.lines(held[:LATELY])],
        "expected": [meeting_line(meeting) for meeting in sorted(expected, key=_by_day)[:LATELY]],
        "unconfirmed": [meeting_line(meeting) for meeting in unconfirmed[:LATELY]],
        "dialogues": publications.lines(dialogues[:DIALOGUES]),
        "more_dialogues": counts.get("dialogue", 0) > DIALOGUES,
    }


def _by_day(meeting: Document) -> str:
    return meeting["date"]["latest"] or "9999"
