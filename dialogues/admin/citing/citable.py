"""Which field of a record's form tells which fact, and where a source for it is kept.

A fact of a meeting, a dialogue, an organization or a person, one of a session, and the title that a person had on the
day are cited by claims: value, as stated, where. Whatever is a row with sources of its own (a participation, an item of
the agenda, an outcome, a count …) is cited there: such a row is itself what a source says, its words “as stated” have a
field beside it where the source uses others than ours, and a claim could not say which of thirty participations it is
about. Whom a source differs about (two hosts) is a fact of the meeting again: host, head, co_chairs. The other names of
a record are one fact, told by all rows together, as are the parties.

Public ids, orders, notes and summaries are ours: no source says them. Ids that others give (Wikidata, ROR, ORCID) are
facts about the record, and may be wrong.
"""

from dataclasses import asdict, dataclass
from typing import Any

from django.db import models

from dialogues.models import (
    AgendaItem,
    Attendance,
    Claim,
    Dialogue,
    DialogueClaim,
    DialogueName,
    DialogueParty,
    Image,
    Meeting,
    MeetingParty,
    MeetingRelation,
    OrganizationClaim,
    Outcome,
    OutcomeReport,
    Participation,
    PersonClaim,
    Place,
    Session,
    Statement,
)
from participants.models import Organization, OrganizationAlias, Person, PersonAlias


@dataclass(frozen=True)
class Citable:
    """How a source is cited for one field. Either `fact` or `box` is given, or both for a row that may have neither."""

    fact: str = ""  # what the claim is about
    of: str = (
        ""  # the field or column that says of whom: "session" for the row itself, "person" for its person
    )
    value: str = ""  # the field that has the value; empty: this one
    stated: str = ""  # the field that has the words of the source
    every_row: bool = False  # the value is told by all rows of the kind together
    box: str = ""  # the row's own box of sources


def _named(fact: str, stem: str, **more: Any) -> dict[str, Citable]:
    """A text in two languages: the English is the value; in another language it is the words as stated."""
    return {
        f"{stem}_en": Citable(fact, value=f"{stem}_en", **more),
        f"{stem}_ja": Citable(fact, value=f"{stem}_en", stated=f"{stem}_ja", **more),
        f"{stem}_other": Citable(fact, value=f"{stem}_en", **more),
    }


def _facts(*names: str, **more: Any) -> dict[str, Citable]:
    return {name: Citable(name, **more) for name in names}


def _by_the_row(box: str, *names: str) -> dict[str, Citable]:
    return {name: Citable(box=box) for name in names}


CITABLE: dict[type[models.Model], dict[str, Citable]] = {
    Meeting: {
        **_named("title", "title"),
        **_facts("dialogue", "kind", "status", "date", "format", "topics"),
        "edition": Citable("edition", stated="edition_stated"),
        "edition_stated": Citable("edition", value="edition", stated="edition_stated"),
    },
    Place: {
        **_named("places", "city", every_row=True),
        "country": Citable("country", every_row=True),
        **_named("venue", "venue", every_row=True),
    },
    MeetingParty: {"party": Citable("parties", every_row=True)},
    Session: {
        **_named("title", "title", of="session"),
        **_facts("track", "relation", "date", of="session"),
        "ordinal": Citable("ordinal", of="session", stated="ordinal_stated"),
        "ordinal_stated": Citable("ordinal", of="session", value="ordinal", stated="ordinal_stated"),
    },
    Participation: {
        **_by_the_row("sources", "role", "role_stated", "session", "principal", "organization", "person", "party"),
        **_named("title", "title", of="person", box="sources"),
    },
    Attendance: _by_the_row("source", "qualifier", "value", "unit", "session", "party", "as_stated"),
    AgendaItem: _by_the_row(
        "sources", "session", "topics", "text_en", "text_ja", "text_other", "presenter", "readout_of"
    ),
    Statement: _by_the_row(
        "source", "kind", "session", "person", "organization", "title_en", "title_ja", "title_other", "text_en",
        "text_ja", "text_other", "url", "link_label",
    ),
    Outcome: _by_the_row(
        "sources", "kind", "status", "text_en", "text_ja", "text_other", "parties", "organizations", "due",
        "due_words",
    ),
    OutcomeReport: _by_the_row("source", "outcome", "status"),
    MeetingRelation: {
        "kind": Citable("relations", value="other", every_row=True),
        "other": Citable("relations", every_row=True),
    },
    Image: _by_the_row(
        "source", "alt_en", "alt_ja", "alt_other", "alt_basis", "session", "caption", "credit", "url"
    ),
    Dialogue: {
        **_named("name", "name"),
        **_facts("focus", "level", "status", "cadence", "established", "parent", "predecessor", "mandate"),
    },
    DialogueParty: {"party": Citable("parties", every_row=True)},
    DialogueName: {"name": Citable("other_names", every_row=True)},
    Organization: {
        **_named("name", "name"),
        **_facts(
            "abbreviation", "party", "sector", "parent", "predecessor", "exists_from", "exists_until", "website",
            "wikidata", "ror",
        ),
    },
    OrganizationAlias: {"name": Citable("aliases", every_row=True)},
    Person: {**_named("name", "name"), **_facts("wikidata", "orcid")},
    PersonAlias: {"name": Citable("aliases", every_row=True)},
}  # fmt: skip

# The fields that can take over the value of a claim as it is.
TAKES_OVER: dict[type[models.Model], tuple[str, ...]] = {
    Meeting: ("date", "edition", "format", "kind", "status"),
    Session: ("date", "ordinal", "relation"),
    Dialogue: ("focus", "level", "status", "cadence", "established"),
    Organization: ("abbreviation", "sector", "exists_from", "exists_until", "website", "wikidata", "ror"),
    Person: ("wikidata", "orcid"),
}

# The claims of each kind of record: the way to the record, which is also the kind's name.
CLAIMS: dict[type[models.Model], str] = {
    Claim: "meeting",
    DialogueClaim: "dialogue",
    OrganizationClaim: "organization",
    PersonClaim: "person",
}

# Of what else than the record itself a claim on its form may be.
NARROWED_BY: dict[type[models.Model], tuple[str, ...]] = {Meeting: ("session", "person")}


def for_the_page(model: type[models.Model], formsets: list[Any]) -> dict[str, dict[str, dict[str, Any]]]:
    """What the page's script needs: by the prefix of the rows (empty for the record's own fields), by field."""
    told = {"": CITABLE[model]}
    told |= {formset.prefix: CITABLE[formset.model] for formset in formsets if formset.model in CITABLE}
    return {
        prefix: {name: asdict(citable) for name, citable in fields.items()} for prefix, fields in told.items()
    }
