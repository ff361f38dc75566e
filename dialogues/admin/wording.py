"""What publishing would change, in words: where in the record, what is shown, what would be."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from dialogues.admin.review.naming import named, names_in
from dialogues.differences import NAME, Difference, Row
from dialogues.models import (
    Attendance,
    Dialogue,
    Image,
    Meeting,
    MeetingRelation,
    Outcome,
    OutcomeStatus,
    Participation,
    Session,
    Source,
    Statement,
)
from dialogues.public.facts.claims import DATED
from dialogues.public.words.dates import in_words as date_in_words
from dialogues.states import both_documents, changes
from participants.models import Organization, Party

MOST_CHARACTERS = 1000
MOST_CHARACTERS_OF_A_NAME = 100

# What names a row, in this order.
NAMED_BY = (
    "role", "kind", "relation", "field", "qualifier", "person", "organization", "party", "meeting", "outcome",
    "track", "title", "text", "alt", "value", "source",
)  # fmt: skip
# Values that are dates, though nothing in them says so.
DATES = {"accessed", *DATED}

# The vocabularies in which a document's values of this name are written.
VOCABULARIES: dict[str, tuple[Any, ...]] = {
    "kind": (Meeting.Kind, Outcome.Kind, Statement.Kind, MeetingRelation.Kind, Source.Kind, Party.Kind),
    "status": (Meeting.Status, OutcomeStatus, Dialogue.Status),
    "status_recorded": (OutcomeStatus,),
    "role": (Participation.Role,),
    "format": (Meeting.Format,),
    "relation": (Session.Relation,),
    "track_basis": (Session.TrackBasis,),
    "alt_basis": (Image.AltBasis,),
    "qualifier": (Attendance.Qualifier,),
    "sector": (Organization.Sector,),
    "focus": (Dialogue.Focus,),
    "reliability": (Source.Reliability,),
}


@dataclass(frozen=True)
class ChangeInWords:
    where: str
    shown: str
    would_be: str


def changes_in_words(record: Any) -> list[ChangeInWords]:
    """The changes as a person reads them. Of a record that is not shown, everything that it tells."""
    shown, rendered = both_documents(record)
    names = names_in(shown, rendered)
    found = [named(one, names) for one in changes(shown, rendered)]
    if len(found) == 1 and not found[0].path and isinstance(found[0].after, dict):
        found = [
            Difference((name,), None, value)
            for name, value in found[0].after.items()
            if name not in ("shape", "type") and in_words(value)
        ]
    return [_change_in_words(one) for one in found]


def _change_in_words(one: Difference) -> ChangeInWords:
    names = [step for step in one.path if isinstance(step, str)]
    if names[-1:] == ["order"] and isinstance(one.after, list):
        listed = ["; ".join(_called(row) for row in rows) for rows in (one.before, one.after)]
        return ChangeInWords(where(one.path), *map(_shortened, listed))
    name = names[-1] if names else ""
    if name == "value" and isinstance(row := one.path[-2], Row):
        name = row.told.get("field", name)
    return ChangeInWords(where(one.path, one), in_words(one.before, name), in_words(one.after, name))


def where(path: tuple[str | Row, ...], one: Difference | None = None) -> str:
    """The way to a value in words: “Participation: Keynote, Jane Doe: title: English”, “Removed: Participation: …”."""
    steps: list[str] = []
    for place, step in enumerate(path):
        following = path[place + 1] if place + 1 < len(path) else None
        if isinstance(step, Row):
            steps.append(_called(step.told))
        else:
            steps.append(_row_of(step) if isinstance(following, Row) else _words_of(step))
    sentence = ": ".join(filter(None, steps))
    sentence = sentence[:1].upper() + sentence[1:]
    if one and isinstance(path[-1], Row):
        if one.before is None:
            return _("Added: %(part)s") % {"part": sentence}
        if one.after is None:
            return _("Removed: %(part)s") % {"part": sentence}
    return sentence


def _called(row: Any) -> str:
    """What names a row of a list, in words."""
    if not isinstance(row, dict) or row.keys() >= NAME:
        return in_words(row)
    told = ", ".join(_names_of(row)) or str(row.get("id") or "")
    return _shortened(told, MOST_CHARACTERS_OF_A_NAME)


def _names_of(row: dict[str, Any]) -> Iterator[str]:
    for name in NAMED_BY:
        is_wider = name in ("party", "title") and (row.get("person") or row.get("organization"))
        value = row.get(name)
        if isinstance(value, dict) and {"en", "ja"} <= value.keys():
            value = value["en"] or value["ja"]
        if not is_wider and (words := _value_in_words(row, name, value)):
            yield words


def _row_of(name: str) -> str:
    """One of a list."""
    known = {
        "participations": _("participation"),
        "attendance": _("attendance"),
        "sessions": _("session"),
        "agenda": _("agenda item"),
        "outcomes": _("outcome"),
        "outcome_reports": _("report on an outcome"),
        "statements": _("statement"),
        "relations": _("relation"),
        "images": _("picture"),
        "claims": _("claim"),
        "sources": _("source"),
        "parties": _("party"),
        "organizations": _("organization"),
        "topics": _("topic"),
        "places": _("place"),
        "names": _("name"),
        "posts": _("post"),
    }
    return str(known.get(name) or _words_of(name))


def _words_of(name: str) -> str:
    known = {
        "id": _("public id"),
        "en": _("English"),
        "ja": _("Japanese"),
        "edtf": _("as recorded"),
        "earliest": _("first possible day"),
        "latest": _("last possible day"),
        "disputed": _("facts about which sources differ"),
        "edition": _("number in the series"),
        "edition_stated": _("number as stated"),
        "outcome_reports": _("reports on outcomes"),
        "images": _("pictures"),
        "url": _("address"),
    }
    return str(known.get(name, name.replace("_", " ")))


def in_words(value: Any, name: str = "") -> str:
    """A value of a document as a person reads it, under its name there; empty where there is nothing."""
    return _shortened(_in_words(value, name))


def _shortened(words: str, most: int = MOST_CHARACTERS) -> str:
    return words if len(words) <= most else words[:most] + " …"


def _in_words(value: Any, name: str = "") -> str:
    if value in (None, "", [], {}):
        return ""
    match value:
        case True:
            return _("yes")
        case False:
            return _("no")
        case dict():
            return _dict_in_words(value)
        case list():
            told = filter(None, (_in_words(one, name) for one in value))
            return ("\n" if any(_is_compound(one) for one in value) else "; ").join(told)
        case _:
            if name == "disputed":
                return _words_of(str(value))
            return date_in_words(str(value)) if name in DATES else _label(name, str(value))


def _is_compound(value: Any) -> bool:
    """Whether a value tells several things: a session, not a name."""
    return isinstance(value, dict) and not value.keys() >= NAME


def _dict_in_words(value: dict[str, Any]) -> str:
    if value.keys() >= NAME:
        return _in_words(value["name"]) or str(value["id"])
    if "edtf" in value:
        return ", ".join(filter(None, (date_in_words(value["edtf"] or ""), value.get("words"))))
    if value.keys() >= {"en", "ja"}:
        return " / ".join(words for words in value.values() if words)
    told = [
        f"{_words_of(name)}: {words}"
        for name, inner in sorted(value.items(), key=lambda item: _place(item[0]))
        # What a row does not say is not told, and “no” is what it does not say.
        if name not in ("type", "id", "order")
        and inner is not False
        and (words := _value_in_words(value, name, inner))
    ]
    return ", ".join(told)


def _place(name: str) -> int:
    """The database keeps no order of names: what names a row comes first."""
    return NAMED_BY.index(name) if name in NAMED_BY else len(NAMED_BY)


def _value_in_words(row: dict[str, Any], name: str, value: Any) -> str:
    """A value of a row. Which kind of value a claim gives, its field says."""
    if name == "field":
        return _words_of(str(value)) if value else ""
    return _in_words(value, str(row.get("field")) if name == "value" else name)


def _label(name: str, word: str) -> str:
    """A word of a vocabulary in full; any other text as it is."""
    labels = (dict(choices.choices)[word] for choices in VOCABULARIES.get(name, ()) if word in choices.values)
    return str(next(labels, word))
