"""Where an organization or a person appears: at which meeting, in which role, with which title on the day."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from dialogues.public.facts.citations import Citations
from dialogues.public.facts.lines import meeting_line
from dialogues.public.words import tracks
from dialogues.public.words.texts import Document


@dataclass
class Appearance:
    """What an organization or a person did at one meeting."""

    line: dict[str, Any]
    parts: list[dict[str, Any]] = field(default_factory=list)
    presented: list[Document] = field(default_factory=list)
    statements: list[dict[str, Any]] = field(default_factory=list)
    outcomes: list[Document] = field(default_factory=list)


def appearances(record: Document, meetings: list[Document], below: set[str]) -> list[Appearance]:
    """What the record did at each meeting. `below` are the ids of organizations that are part of it:
    a meeting that only they attended is listed under their names."""
    ids = {record["id"], *below} if record["type"] == "organization" else {record["id"]}
    return [_at(record["type"], ids, meeting) for meeting in meetings]


def cited_by(record: Document, found: list[Appearance]) -> Citations:
    """The sources of the record itself, and those that say what was done at these meetings, in their order."""
    cited: dict[str, Document] = {source["id"]: source for source in record.get("sources", ())}
    for one in found:
        ids = [id for did in one.parts for id in did["part"]["sources"]]
        ids += [given["statement"]["source"] for given in one.statements]
        known = {source["id"]: source for source in one.line["meeting"]["sources"]}
        cited |= {id: known[id] for id in ids if id in known and id not in cited}
    return Citations(list(cited.values()))


def _at(kind: str, ids: set[str], meeting: Document) -> Appearance:
    sessions = {session["id"]: session for session in meeting["sessions"]}
    found = Appearance(meeting_line(meeting))
    for part in meeting["participations"]:
        if _names(part, kind, ids):
            session = sessions.get(part["session"] or "")
            found.parts.append({"part": part, "track": tracks.track_of(session) if session else None})
    titles = [_titled(one["part"]) for one in found.parts]
    for statement in meeting["statements"]:
        if _names(statement, kind, ids):
            # A title that was just given need not be read again.
            found.statements.append({"statement": statement, "titled": _titled(statement) not in titles})
            titles.append(_titled(statement))
    if kind == "organization":
        found.presented = [item for item in _agenda(meeting) if (item["presenter"] or {}).get("id") in ids]
        found.outcomes = [
            outcome
            for outcome in meeting["outcomes"]
            if any(one["id"] in ids for one in outcome["organizations"])
        ]
    return found


def _names(part: Document, kind: str, ids: set[str]) -> bool:
    return (part[kind] or {}).get("id") in ids


def _titled(part: Document) -> tuple[str | None, str | None, str | None]:
    """Whose title it is, and which."""
    return ((part["person"] or {}).get("id"), part["title"].get("en"), part["title"].get("ja"))


def _agenda(meeting: Document) -> Iterator[Document]:
    for session in meeting["sessions"]:
        yield from session["agenda"]
