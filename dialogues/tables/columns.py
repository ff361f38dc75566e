"""The columns of spreadsheets, a table for each kind. Their names are English in every language, and stay.

So do their places: a new column is added at the end.
A cell that is not known is empty. Several values in one cell are parted by “; ”. A cell that a spreadsheet would take
for a formula begins with an apostrophe, which spreadsheets do not show; the file of documents (NDJSON) has no such
marks and loses nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dialogues.models.publications import Publication

Document = dict[str, Any]

BETWEEN = "; "
# What Excel, LibreOffice or Sheets begin a formula with. A tab or a return before it is skipped by them.
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True)
class Column:
    """One column: its name, and what stands there for a publication."""

    name: str
    value: Callable[[Publication], Any]


def cell(value: Any) -> str:
    """A value as a spreadsheet shows it: never run, never on two lines that are one."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        value = BETWEEN.join(str(one) for one in value if one not in (None, ""))
    text = str(value).replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return f"'{text}" if text.startswith(_BEGINS_A_FORMULA) else text


def _of(*path: str) -> Callable[[Publication], Any]:
    """What stands at a path of the document."""

    def value(publication: Publication) -> Any:
        found: Any = publication.document
        for key in path:
            found = found.get(key) if isinstance(found, dict) else None
        return found

    return value


def _ids(*path: str) -> Callable[[Publication], list[str]]:
    """The ids of the records that stand in a list of the document, or of the one that stands there."""
    inner = _of(*path)

    def value(publication: Publication) -> list[str]:
        found = inner(publication) or []
        return [one["id"] for one in ([found] if isinstance(found, dict) else found)]

    return value


def _named(kind: str) -> Callable[[Publication], list[str]]:
    """The ids of all records of a kind that the document names anywhere."""
    return lambda publication: [
        one.partition(":")[2] for one in publication.cites if one.startswith(f"{kind}:")
    ]


def _text(name: str, key: str = "") -> list[Column]:
    """A text in English and in Japanese; empty where it does not exist in the language."""
    return [Column(f"{key or name}_{tag}", _of(name, tag)) for tag in ("en", "ja")]


def _date(name: str = "date", key: str = "") -> list[Column]:
    """A date as EDTF, and the first and the last day that it can mean."""
    key = key or name
    return [
        Column(f"{key}_edtf", _of(name, "edtf")),
        Column(f"{key}_earliest", _of(name, "earliest")),
        Column(f"{key}_latest", _of(name, "latest")),
    ]


def _tracks(document: Document) -> list[str]:
    return sorted({session["track"]["id"] for session in document["sessions"]})


def _tracks_stated(document: Document) -> list[str]:
    stated = (session for session in document["sessions"] if session["track_basis"] == "stated")
    return sorted({session["track"]["id"] for session in stated})


_MEETING = [
    *_text("title"),
    *_date(),
    Column("date_disputed", _of("date", "disputed")),
    Column("status", _of("status")),
    Column("kind", _of("kind")),
    Column("format", _of("format")),
    Column("dialogue", _ids("dialogue")),
    Column("edition", _of("edition")),
    Column("edition_stated", _of("edition_stated")),
    Column("parties", _ids("parties")),
    Column("tracks", lambda one: _tracks(one.document)),
    Column("tracks_stated_by_a_source", lambda one: _tracks_stated(one.document)),
    Column("countries", lambda one: [place["country"] for place in one.document["places"]]),
    Column("cities_en", lambda one: [place["city"]["en"] for place in one.document["places"]]),
    Column("cities_ja", lambda one: [place["city"]["ja"] for place in one.document["places"]]),
    *_text("summary"),
    Column("topics", _ids("topics")),
    Column("organizations", _named("organization")),
    Column("people", _named("person")),
    Column("outcomes", _ids("outcomes")),
    Column("disputed_facts", _of("disputed")),
    Column("sources", _ids("sources")),
    Column("note", _of("note")),
]
_DIALOGUE = [
    *_text("name"),
    Column("parties", _ids("parties")),
    Column("focus", _of("focus")),
    Column("status", _of("status")),
    Column("level", _of("level")),
    *_date("established"),
    Column("cadence", _of("cadence")),
    Column("part_of", _ids("parent")),
    Column("predecessor", _ids("predecessor")),
    Column("sources", _ids("sources")),
    Column("note", _of("note")),
]
_OUTCOME = [
    *_text("text"),
    Column("kind", _of("kind")),
    Column("status", _of("status")),
    Column("status_recorded", _of("status_recorded")),
    Column("status_reported_by", _ids("reported_by")),
    Column("parties", _ids("parties")),
    Column("organizations", _ids("organizations")),
    *_date("due"),
    Column("due_words", _of("due", "words")),
    Column("meeting", _ids("meeting")),
    *_date("meeting_date"),
    Column("dialogue", _ids("dialogue")),
    Column("sources", _ids("sources")),
]
_ORGANIZATION = [
    *_text("name"),
    Column("abbreviation", _of("abbreviation")),
    Column("party", _ids("party")),
    Column("sector", _of("sector")),
    Column("part_of", _ids("parent")),
    Column("predecessor", _ids("predecessor")),
    *_date("exists_from"),
    *_date("exists_until"),
    Column("other_names", lambda one: [alias["name"] for alias in one.document["aliases"]]),
    Column("website", _of("website")),
    Column("wikidata", _of("wikidata")),
    Column("ror", _of("ror")),
    Column("note", _of("note")),
]
_PERSON = [
    *_text("name"),
    Column("other_names", lambda one: [alias["name"] for alias in one.document["aliases"]]),
    Column("wikidata", _of("wikidata")),
    Column("orcid", _of("orcid")),
    Column("note", _of("note")),
]
_SOURCE = [
    Column("title", _of("title")),
    Column("publisher", _of("publisher")),
    Column("kind", _of("kind")),
    Column("language", _of("language")),
    Column("reliability", _of("reliability")),
    *_date("published"),
    Column("accessed", _of("accessed")),
    Column("url", _of("url")),
    Column("archived_url", _of("archived_url")),
    Column("note", _of("note")),
]
_TITLE = [
    Column("title_en", lambda one: one.title_en),
    Column("title_ja", lambda one: one.title_ja),
]
_DAYS = [Column("earliest", lambda one: one.earliest), Column("latest", lambda one: one.latest)]
_CHANGE = [
    Column("revision", lambda one: one.revision),
    Column("first_published_at", lambda one: one.first_published_at.isoformat()),
    Column("published_at", lambda one: one.published_at.isoformat()),
]

_OF_A_KIND: dict[str, list[Column]] = {
    "meeting": _MEETING,
    "dialogue": _DIALOGUE,
    "outcome": _OUTCOME,
    "organization": _ORGANIZATION,
    "person": _PERSON,
    "topic": [*_text("name"), Column("part_of", _ids("parent")), *_text("definition")],
    "party": [*_text("name"), Column("kind", _of("kind"))],
    "track": [*_text("name"), *_text("definition"), *_text("who_sits")],
    "source": _SOURCE,
}
# What was added later stands after all others: whoever reads a table by position finds everything where it was.
_ADDED: dict[str, list[Column]] = {
    "dialogue": [Column("disputed_facts", _of("disputed"))],
    "organization": [Column("disputed_facts", _of("disputed")), Column("sources", _ids("sources"))],
    "person": [Column("disputed_facts", _of("disputed")), Column("sources", _ids("sources"))],
}
# Of several kinds at once, and of kinds without a table of their own: what all publications have.
_OF_ANY = [Column("record", lambda one: one.kind), *_TITLE, *_DAYS]


def columns(kinds: tuple[str, ...], beside: tuple[Column, ...] = ()) -> list[Column]:
    """The columns of a table of records of these kinds; `beside` are further ones that one site's tables have."""
    kind = kinds[0] if len(kinds) == 1 else ""
    own = _OF_A_KIND.get(kind, _OF_ANY)
    return [Column("id", lambda one: one.slug), *own, *_CHANGE, *beside, *_ADDED.get(kind, [])]
