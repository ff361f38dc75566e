"""What a document names by its ids alone, its sources and sessions, named as other records are: by title or name."""

from dataclasses import replace
from typing import Any

from dialogues.differences import NAME, Difference, Row
from dialogues.documents import Document

# Which list of the document the ids under a name lead into.
LEADS_INTO = {"source": "sources", "sources": "sources", "session": "sessions", "readout_of": "sessions"}

Names = dict[tuple[str, str], Any]


def names_in(*documents: Document | None) -> Names:
    """The sources and sessions of documents, by list and id; the last document has the last word."""
    return {
        (listed, row["id"]): _name(row)
        for document in documents
        for listed in set(LEADS_INTO.values())
        for row in (document or {}).get(listed, ())
        if isinstance(row, dict)
    }


def _name(row: dict[str, Any]) -> dict[str, Any]:
    if row.keys() >= NAME:
        return {key: row[key] for key in NAME}
    # A session is called by its title, else by its track.
    titled = any((row.get("title") or {}).values())
    name = row["title"] if titled else row["track"]["name"]
    return {"type": "session", "id": row["id"], "name": name}


def named(one: Difference, names: Names) -> Difference:
    """The difference with names in place of ids. An id that no document knows stays."""
    last = next((step for step in reversed(one.path) if isinstance(step, str)), "")
    path = tuple(Row(_named(step.told, names)) if isinstance(step, Row) else step for step in one.path)
    return replace(
        one, path=path, before=_named(one.before, names, last), after=_named(one.after, names, last)
    )


def _named(value: Any, names: Names, under: str = "") -> Any:
    match value:
        case dict():
            return {key: _named(inner, names, key) for key, inner in value.items()}
        case list():
            return [_named(inner, names, under) for inner in value]
        case str():
            return names.get((LEADS_INTO.get(under, ""), value), value)
    return value
