"""Where each variable comes from, what limits it, and the words for its codes."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from dialogues.public.codebook.variables import Variable
from dialogues.public.words import vocabulary
from dialogues.public.words.vocabulary import Labels

SOURCE, OURS, GIVEN, MADE = "source", "ours", "given", "made"
# Where a variable comes from; what is not named in FROM is from sources.
ORIGIN: Labels = {
    SOURCE: _("From sources, as staff recorded it"),
    OURS: _("Classified, worded or weighed by us"),
    GIVEN: _("Given by the register"),
    MADE: _("Made by rule from other variables"),
}
_OF_ALL = {
    "shape": GIVEN,
    "type": GIVEN,
    "id": GIVEN,
    "order": GIVEN,
    "note": OURS,
    "lang": OURS,
    "meeting_date": MADE,
    "disputed": MADE,
}
_FROM_A_CLAIM = {"field": OURS, "value": OURS, "as_rendered": OURS, "preferred": OURS, "reason": OURS}
_FROM: Mapping[str, Mapping[str, str]] = {
    "party": {"kind": OURS},
    "organization": {"sector": OURS},
    "topic": {"name": OURS, "parent": OURS, "definition": OURS},
    "track": {"name": GIVEN, "definition": GIVEN, "who_sits": GIVEN},
    "source": {
        "name": MADE,
        "kind": OURS,
        "language": OURS,
        "reliability": OURS,
        "accessed": OURS,
        "document": OURS,
    },
    "dialogue": {"level": OURS, "focus": OURS, "status": OURS},
    "meeting": {"kind": OURS, "status": OURS, "summary": OURS, "topics": OURS},
    "session": {
        "track": OURS,
        "track_basis": OURS,
        "parties": MADE,
        "participations": MADE,
        "attendance": MADE,
    },
    "outcome": {
        "kind": OURS,
        "status_recorded": OURS,
        "status": MADE,
        "reported_by": MADE,
        "reports": MADE,
        "topics": MADE,
        "dialogue": MADE,
    },
    "outcome_report": {"promised_at": MADE, "status": OURS},
    "alias": {"kind": OURS},
    "participation": {"role": OURS},
    "statement": {"kind": OURS, "text": OURS},
    "relation": {"kind": OURS},
    "image": {"alt_basis": OURS},
    "record_claim": _FROM_A_CLAIM,
    "claim": _FROM_A_CLAIM,
    "agenda_item": {"topics": OURS},
}

_LIMITS_OF_A_CLAIM = {
    "field": _("The list of facts is open."),
    "value": _("Its form depends on the fact: a date in EDTF, a number, a text, a list."),
    "preferred": _("At most one for each fact; where none is, the first with a value is shown."),
}
# What a scholar has to mind; what holds for all is said at the head of the page.
_LIMITS: Mapping[str, Mapping[str, Any]] = {
    "organization": {
        "parent": _("The parent of today, or the last one; not a history."),
        "exists_from": _("Recorded for few bodies."),
    },
    "person": {"name": _("Some names are known in one script alone, some in part.")},
    "source": {
        "reliability": _("How near to the original, not how true."),
        "document": _("The stored text itself is not public."),
    },
    "dialogue": {"status": _("As of the last publication; sources seldom say that a series ended.")},
    "meeting": {
        "edition": _(
            "Null where no source numbers the meeting; unnumbered meetings occur in numbered series."
        ),
        "status": _(
            "A planned meeting whose last possible day has passed stays planned until a source says more."
        ),
        "date": _(
            "As exact as the sources. “earliest” and “latest” are the first and last day that it can mean."
        ),
        "places": _("An empty list: no source seen names a place."),
        "participations": _("Those whom the sources seen name; seldom whole delegations."),
        "outcomes": _("An empty list: none recorded, not none produced."),
        "topics": _("Of the meeting as a whole, at any depth of the tree of topics."),
    },
    "session": {
        "track": _("Most tracks are inferred: see track_basis."),
        "ordinal": _("As sources count; it may differ from what is recorded here."),
        "participations": _("Those of the meeting that name this session. Not inside a meeting’s document."),
        "attendance": _("Those of the meeting that name this session. Not inside a meeting’s document."),
    },
    "outcome": {
        "status": _("Of sources seen: that nothing is reported does not mean that nothing was done."),
        "topics": _("Sources seldom say more of a single outcome."),
        "due": _("“words” are the source’s own and may stand without a date."),
        "parties": _("Empty where the source names nobody."),
    },
    "outcome_report": {"status": _("Some are our reading: see note.")},
    "participation": {
        "role": _("A list of fixed roles; the source’s own word is in role_stated where it says more."),
        "title": _("The title on the day; not a career."),
        "principal": _("False where no source says so."),
    },
    "attendance": {"value": _("A count of the source. Counts with different units do not add up.")},
    "relation": {"kind": _("Stored with one of the two meetings.")},
    "record_claim": _LIMITS_OF_A_CLAIM,
    "claim": _LIMITS_OF_A_CLAIM,
}

# The words for codes, by the name of the vocabulary. Codes that the API does not list are listed here.
_WORDS: Mapping[str, Mapping[str, str]] = {
    "party": {"kind": "PARTY_KIND"},
    "organization": {"sector": "SECTOR"},
    "source": {"kind": "SOURCE_KIND", "reliability": "RELIABILITY"},
    "dialogue": {"focus": "FOCUS", "status": "DIALOGUE_STATUS"},
    "meeting": {"kind": "MEETING_KIND", "status": "MEETING_STATUS", "format": "FORMAT"},
    "session": {"track_basis": "TRACK_BASIS", "relation": "SESSION_RELATION"},
    "outcome": {"kind": "OUTCOME_KIND", "status_recorded": "OUTCOME_STATUS", "status": "OUTCOME_STATUS"},
    "outcome_report": {"status": "OUTCOME_STATUS"},
    "alias": {"kind": "ALIAS_KIND"},
    "participation": {"role": "ROLE"},
    "attendance": {"qualifier": "QUALIFIER"},
    "statement": {"kind": "STATEMENT_KIND"},
    "relation": {"kind": "RELATION"},
    "image": {"alt_basis": "ALT_BASIS"},
}


def origin(variable: Variable) -> str:
    """The code of where a variable comes from."""
    own = _FROM.get(variable.table, {}).get(variable.name)
    return own or _OF_ALL.get(variable.name, SOURCE)


def limits(variable: Variable) -> str:
    """What limits a variable, beside what holds for all; empty where nothing does."""
    return str(_LIMITS.get(variable.table, {}).get(variable.name, ""))


def codes(variable: Variable) -> dict[str, str]:
    """The codes that a variable may hold, with their words; empty where it holds none.

    That every record says its own kind is no vocabulary to explain.
    """
    if variable.name == "type":
        return {}
    name = _WORDS.get(variable.table, {}).get(variable.name)
    if name is None:
        return {code: code for code in variable.values}
    labels = getattr(vocabulary, name)
    return {code: str(words).replace("%(count)s", "…") for code, words in labels.items()}
