"""Lines of lists: what a reader sees of a record before opening its page."""

from typing import Any

from dialogues.public import statuses, tracks
from dialogues.public.texts import Document


def meeting_line(meeting: Document) -> dict[str, Any]:
    """A meeting as a line: its day, title, tracks, place and status, and whether sources differ."""
    today = statuses.today()
    return {
        "meeting": meeting,
        "tracks": tracks.tracks_of(meeting["sessions"]),
        "status": "" if meeting["status"] == "held" else statuses.status_words(meeting, today),
        "disputed_date": "date" in meeting["disputed"],
    }
