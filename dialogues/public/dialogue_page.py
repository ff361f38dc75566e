"""What the page of a dialogue tells: the series itself, and its meetings."""

from typing import Any

from dialogues.public import outcomes, publications, sides, statuses
from dialogues.public.citations import Citations
from dialogues.public.frame import page_language
from dialogues.public.lines import meeting_line
from dialogues.public.texts import Document, chosen, other_words

MOST_MEETINGS = 500
OVER = ("held", "inferred")


def tells(document: Document) -> dict[str, Any]:
    """The context of a dialogue's page. Two queries: its meetings, and the dialogues and outcomes that name it."""
    language = page_language()
    meetings = publications.meetings_of(document["id"], MOST_MEETINGS)
    held = [meeting for meeting in meetings if meeting["status"] in OVER]
    ahead = [meeting for meeting in meetings if meeting["status"] in ("planned", "announced")]
    years = sorted(year for meeting in held for year in _years(meeting))
    editions = {meeting["edition"] for meeting in meetings if meeting["edition"]}
    today = statuses.today()
    naming = publications.naming("dialogue", document["id"], "dialogue", "outcome")
    dialogues = [other for other in naming if other["type"] == "dialogue"]
    promised = [other for other in naming if (other.get("dialogue") or {}).get("id") == document["id"]]
    both = sides.in_order(document, language)
    return {
        "dialogue": document,
        "citations": Citations(document["sources"]),
        "title": chosen(document["name"], language),
        "other_titles": other_words(document["name"], language),
        "sides": both,
        "meetings": [meeting_line(meeting) for meeting in meetings],
        "cut": len(meetings) == MOST_MEETINGS,
        "held": len(held),
        "years": "–".join(sorted({years[0], years[-1]})) if years else "",
        "editions_recorded": len(editions),
        "highest_edition": max(editions, default=0),
        "last": held[0] if held and held[0]["date"]["latest"] else None,
        "ahead": [meeting for meeting in ahead if not statuses.unconfirmed(meeting, today)],
        "parts": [other for other in dialogues if (other["parent"] or {}).get("id") == document["id"]],
        "successors": [
            other for other in dialogues if (other["predecessor"] or {}).get("id") == document["id"]
        ],
        "outcomes": [
            {
                "outcome": outcome,
                "responsible": outcomes.responsible(outcome, both),
                "everyone": outcomes.for_everyone(outcome, both),
            }
            for outcome in sorted(promised, key=_latest_first)
        ],
    }


def _latest_first(outcome: Document) -> tuple[int, str, int, str]:
    """By the day of the meeting, the latest first, those without a day at the end; by id within a meeting."""
    latest = (outcome["meeting_date"]["latest"] or "0000-00-00").replace("-", "")
    return (-int(latest), outcome["meeting"]["id"], len(outcome["id"]), outcome["id"])


def _years(meeting: Document) -> list[str]:
    date = meeting["date"]
    return [date[end][:4] for end in ("earliest", "latest") if date[end]]
