"""What publishing would change, in words: where in the record, what is shown, what would be."""

import re
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

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
from dialogues.states import Change, changes
from participants.models import Organization, Party

_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")
MOST_CHARACTERS = 1000

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
    found = changes(record)
    if len(found) == 1 and not found[0].path and isinstance(found[0].would_be, dict):
        whole = found[0]
        found = [
            Change(whole.kind, whole.id, key, None, value)
            for key, value in whole.would_be.items()
            if key not in ("shape", "type") and in_words(value)
        ]
    return [_change_in_words(one) for one in found]


def _change_in_words(change: Change) -> ChangeInWords:
    name = re.sub(r"\[\d+\]", "", change.path.rpartition(".")[2])
    return ChangeInWords(where(change.path), in_words(change.shown, name), in_words(change.would_be, name))


def where(path: str) -> str:
    """`participations[2].title.en` as “Participations, no. 3: title: English”."""
    steps: list[str] = []
    for name, number in _STEP.findall(path):
        if number:
            steps[-1] += _(", no. %(number)s") % {"number": int(number) + 1}
        else:
            steps.append(_words_of(name))
    sentence = ": ".join(steps)
    return sentence[:1].upper() + sentence[1:]


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
    words = _in_words(value, name)
    return words if len(words) <= MOST_CHARACTERS else words[:MOST_CHARACTERS] + " …"


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
            return _label(name, str(value))


def _is_compound(value: Any) -> bool:
    """Whether a value tells several things: a session, not a name."""
    return isinstance(value, dict) and not {"type", "id", "name"} <= value.keys()


def _dict_in_words(value: dict[str, Any]) -> str:
    if {"type", "id", "name"} <= value.keys():
        return _in_words(value["name"]) or str(value["id"])
    if "edtf" in value:
        return str(value["edtf"] or "")
    if value.keys() >= {"en", "ja"}:
        return " / ".join(words for words in value.values() if words)
    told = [
        f"{_words_of(name)}: {words}"
        for name, inner in value.items()
        if name not in ("type", "id") and (words := _in_words(inner, name))
    ]
    return ", ".join(told)


def _label(name: str, word: str) -> str:
    """A word of a vocabulary in full; any other text as it is."""
    labels = (dict(choices.choices)[word] for choices in VOCABULARIES.get(name, ()) if word in choices.values)
    return str(next(labels, word))
