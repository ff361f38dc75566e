"""Lines of lists: what a reader sees of a record before opening its page."""

from typing import Any

from dialogues.public.words import statuses, tracks
from dialogues.public.words.texts import Document


def meeting_line(meeting: Document) -> dict[str, Any]:
    """A meeting as a line: its day, title, tracks, place and status, and whether sources differ."""
    today = statuses.today()
    return {
        "meeting": meeting,
        "places": _distinct(meeting["places"]),
        "tracks": tracks.tracks_of(meeting["sessions"]),
        "status": "" if meeting["status"] == "held" else statuses.status_words(meeting, today),
        "disputed_date": "date" in meeting["disputed"],
    }


def _distinct(places: list[Document]) -> list[Document]:
    """The places of a meeting, those that a line calls the same only once: by city, else by venue, else by country."""
    called: dict[str, Document] = {}
    for place in places:
        called.setdefault(str(_given(place["city"]) or _given(place["venue"]) or place["country"]), place)
    return list(called.values())


def _given(text: Document | None) -> list[str]:
    return [words for words in (text or {}).values() if words]
