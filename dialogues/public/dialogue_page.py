"""What the page of a dialogue tells: the series itself, and its meetings."""

from typing import Any

from dialogues.public import publications, sides, statuses
from dialogues.public.citations import Citations
from dialogues.public.frame import page_language
from dialogues.public.lists import meeting_line
from dialogues.public.texts import Document, chosen, other_words

MOST_MEETINGS = 500
OVER = ("held", "inferred")


def tells(document: Document) -> dict[str, Any]:
    """The context of a dialogue's page. Two queries: its meetings, and the dialogues that name it."""
    language = page_language()
    meetings = publications.meetings_of(document["id"], MOST_MEETINGS)
    held = [meeting for meeting in meetings if meeting["status"] in OVER]
    ahead = [meeting for meeting in meetings if meeting["status"] in ("planned", "announced")]
    years = sorted(year for meeting in held for year in _years(meeting))
    editions = {meeting["edition"] for meeting in meetings if meeting["edition"]}
    today = statuses.today()
    naming = publications.naming("dialogue", document["id"], "dialogue")
    return {
        "dialogue": document,
        "citations": Citations(document["sources"]),
        "title": chosen(document["name"], language),
        "other_titles": other_words(document["name"], language),
        "sides": sides.in_order(document, language),
        "meetings": [meeting_line(meeting) for meeting in meetings],
        "cut": len(meetings) == MOST_MEETINGS,
        "held": len(held),
        "first_year": years[0] if years else None,
        "last_year": years[-1] if years else None,
        "editions_recorded": len(editions),
        "highest_edition": max(editions, default=0),
        "last": held[0] if held and held[0]["date"]["latest"] else None,
        "ahead": [meeting for meeting in ahead if not statuses.unconfirmed(meeting, today)],
        "parts": [other for other in naming if (other["parent"] or {}).get("id") == document["id"]],
        "successors": [other for other in naming if (other["predecessor"] or {}).get("id") == document["id"]],
    }


def _years(meeting: Document) -> list[str]:
    date = meeting["date"]
    return [date[end][:4] for end in ("earliest", "latest") if date[end]]
