"""What the page of an outcome tells: its text, its status with what that rests on, its way, what else was promised."""

from typing import Any

from dialogues.public.facts import chains
from dialogues.public.facts.citations import Citations
from dialogues.public.serving.frame import page_language
from dialogues.public.words.texts import Document, other_words


def tells(document: Document) -> dict[str, Any]:
    """The context of an outcome's page. One query: its meeting, and the reports on it."""
    reports, meetings = chains.with_their_way([document])
    meeting = next(iter(meetings), None)
    way = chains.chain(document, reports, meeting)
    return {
        "outcome": document,
        "one": way,
        "meeting": meeting,
        "citations": Citations(_sources(document, way)),
        "own_sources": [source["id"] for source in document["sources"]],
        "other_titles": other_words(document["text"], page_language()),
        "others": [one for one in (meeting or {}).get("outcomes", ()) if one["id"] != document["id"]],
        "newest": next((stop for stop in reversed(way.stops) if _gave_the_status(document, stop)), None),
    }


def _gave_the_status(outcome: Document, stop: chains.Stop) -> bool:
    given_by = outcome["reported_by"]
    return bool(given_by) and stop.report["meeting"]["id"] == given_by["id"]


def _sources(document: Document, way: chains.Chain) -> list[Document]:
    """The outcome's own sources, then those of the reports in their order, each once."""
    of_reports = [source for stop in way.stops for source in stop.report["sources"]]
    return list({source["id"]: source for source in (*document["sources"], *of_reports)}.values())
