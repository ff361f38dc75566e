"""What the sources say about each fact: claims, grouped by fact and within it by value."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from dialogues.disputes import differ, same
from dialogues.public.words import dates, vocabulary
from dialogues.public.words.texts import Document

# Facts whose values are codes, as in documents, by the kind of record that has them.
CODES: dict[str, dict[str, vocabulary.Labels]] = {
    "meeting": {
        "format": vocabulary.FORMAT,
        "kind": vocabulary.MEETING_KIND,
        "status": vocabulary.MEETING_STATUS,
        "relation": vocabulary.SESSION_RELATION,
    },
    "dialogue": {"focus": vocabulary.FOCUS, "status": vocabulary.DIALOGUE_STATUS},
    "organization": {"sector": vocabulary.SECTOR},
    "person": {},
}
# Facts whose values are dates: a year alone is a date there, not a number. So are all that end in “date”.
DATED = ("date", "due", "published", "established", "exists_from", "exists_until")


@dataclass
class Value:
    """One value of a fact, and the claims that give it."""

    value: Any
    words: str
    shown: bool
    claims: list[Document] = field(default_factory=list)


@dataclass
class Fact:
    """One fact of a record, of a session or of a person at a meeting, with every value that a source gives."""

    name: str
    session: Document | None
    person: Document | None
    values: list[Value] = field(default_factory=list)
    kind: str = "meeting"

    @property
    def anchor(self) -> str:
        """The id of the fact on the page."""
        of = (self.session or self.person or {}).get("id")
        return f"fact-{self.name}-{of}" if of else f"fact-{self.name}"

    @property
    def heading(self) -> str:
        return heading(self.name, of_a_person=self.person is not None, kind=self.kind)

    @property
    def disputed(self) -> bool:
        """Whether sources differ. A claim without a value (“recently”) disputes nothing."""
        return differ(self.name, (value.value for value in self.values))

    @property
    def taken_over(self) -> bool:
        """Whether any of the values is the one that the page shows."""
        return any(value.shown for value in self.values)

    @property
    def reason(self) -> str:
        """Why the value that is shown is preferred."""
        return next((claim["reason"] or "" for claim in self._claims() if claim["preferred"]), "")

    @property
    def sources(self) -> list[str]:
        """The ids of the sources that give the value shown."""
        return [claim["source"] for value in self.values if value.shown for claim in value.claims]

    @property
    def others(self) -> list[Value]:
        """The values that are not shown."""
        return [value for value in self.values if not value.shown and value.value is not None]

    @property
    def differing_sources(self) -> list[str]:
        """The ids of the sources that give another value."""
        return [claim["source"] for value in self.others for claim in value.claims]

    @property
    def all_sources(self) -> set[str]:
        """The ids of the sources of every claim about the fact."""
        return {claim["source"] for claim in self._claims()}

    def _claims(self) -> list[Document]:
        return [claim for value in self.values for claim in value.claims]


def facts(document: Document, language: str) -> list[Fact]:
    """The facts of a record about which claims are recorded, each with its values: the one shown first.

    A document of the shape before claims has none.
    """
    kind = document.get("type", "meeting")
    sessions = {session["id"]: session for session in document.get("sessions", ())}
    found: dict[tuple[str, str | None, str | None], Fact] = {}
    for claim in document.get("claims", ()):
        person, session = claim.get("person"), claim.get("session")
        key = (claim["field"], session, person["id"] if person else None)
        fact = found.setdefault(key, Fact(claim["field"], sessions.get(session or ""), person, kind=kind))
        _value_of(fact, claim, language).claims.append(claim)
    for fact in found.values():
        for value in fact.values:
            value.shown = any(claim["preferred"] for claim in value.claims)
        if not fact.taken_over:
            recorded = _recorded(fact, document)
            for value in fact.values:
                value.shown = value.value is not None and any(same(value.value, one) for one in recorded)
        fact.values.sort(key=lambda value: (not value.shown, value.value is None))
    return list(found.values())


def in_sections(found: list[Fact]) -> dict[str, list[Fact]]:
    """The facts as a page tells them: in dispute, stated and shown, stated and not shown."""
    agreeing = [fact for fact in found if not fact.disputed]
    return {
        "differing": [fact for fact in found if fact.disputed],
        "agreeing": [fact for fact in agreeing if fact.taken_over],
        "not_taken_over": [fact for fact in agreeing if not fact.taken_over],
    }


def told(document: Document, language: str) -> dict[str, Any]:
    """What the page of a dialogue, an organization or a person tells of claims; `about` has the facts by name."""
    found = facts(document, language)
    return {"about": {fact.name: fact for fact in found}, **in_sections(found)}


def _recorded(fact: Fact, document: Document) -> list[Any]:
    """The values that the page shows of a fact, where they are such that a claim can be held against them."""
    if fact.kind != "meeting":
        return list(_recorded_of_a_record(document.get(fact.name)))
    of = fact.session or document
    match fact.name:
        case "date":
            return [(of.get("date") or {}).get("edtf")]
        case "edition" | "format" | "ordinal":
            return [of.get(fact.name)]
        case "places":
            cities = [place["city"]["en"] for place in document.get("places", ()) if place["city"]["en"]]
            return ["; ".join(cities)]
    return []


def _recorded_of_a_record(shown: Any) -> Iterator[Any]:
    """The same of a field of a dialogue, an organization or a person; of another record, its id and its names."""
    match shown:
        case {"edtf": edtf}:
            yield edtf
        case {"id": slug, "name": name}:
            yield slug
            yield from name.values()
        case {"name": str(name)}:
            yield name
        case {"en": _english}:
            yield from shown.values()
        case list():
            for one in shown:
                yield from _recorded_of_a_record(one)
        case _:
            yield shown


def _value_of(fact: Fact, claim: Document, language: str) -> Value:
    for value in fact.values:
        if same(value.value, claim["value"]):
            return value
    words = in_words(fact.name, claim["value"], language, fact.kind)
    fact.values.append(Value(claim["value"], words, shown=False))
    return fact.values[-1]


def heading(name: str, *, of_a_person: bool = False, kind: str = "meeting") -> str:
    """What a fact of a kind of record is called.

    The title of a person at a meeting is that on the day; a meeting and a session have one, too. A dialogue, an
    organization and a person have no facts but those of their fields, and are asked by the words of these.
    """
    is_field = kind != "meeting" or (name == "title" and not of_a_person)
    return vocabulary.label(vocabulary.FIELD if is_field else vocabulary.FACT, name)


def in_words(name: str, value: Any, language: str, kind: str = "meeting") -> str:
    """A claim's value as a reader would say it: dates and ordinals in words, anything else as it is recorded."""
    if value is None:
        return _("No value given")
    codes = CODES[kind].get(name, {})
    if isinstance(value, str) and value in codes:
        return vocabulary.label(codes, value)
    if isinstance(value, str):
        return dates.in_words(value, language) if name in DATED or name.endswith("date") else value
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int):
        return vocabulary.ordinal(value) if name == "edition" else str(value)
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return "; ".join(value)
    return json.dumps(value, ensure_ascii=False)


def fact_about(found: list[Fact], name: str, session: str | None = None) -> Fact | None:
    """The fact of this name about the meeting, or about one of its sessions, if any claim is about it."""
    for fact in found:
        if fact.name == name and fact.person is None and (fact.session or {}).get("id") == session:
            return fact
    return None
