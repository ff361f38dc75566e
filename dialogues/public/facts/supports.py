"""What one source supports of one record: the facts that it is cited for, and where others give another value."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from dialogues.public.facts import claims
from dialogues.public.facts.citations import Citation, Citations
from dialogues.public.facts.claims import Fact, Value
from dialogues.public.facts.lines import meeting_line
from dialogues.public.serving import addresses
from dialogues.public.words.texts import Document


@dataclass(frozen=True)
class Said:
    """One value that the source gives to a fact, with the claims that give it."""

    fact: Fact
    value: Value
    claims: list[Document]
    record: Document

    @property
    def differs(self) -> bool:
        """Whether another value is given, too. A claim without a value disputes nothing."""
        return self.fact.disputed and self.value.value is not None

    @property
    def address(self) -> str:
        """Where the page of the record sets the values side by side."""
        return f"{addresses.address_of(self.record)}#{self.fact.anchor}"


@dataclass(frozen=True)
class Difference:
    """A fact on which the source and others, or the source and itself, differ."""

    own: list[Said]
    others: list[tuple[Value, list[Citation]]]

    @property
    def fact(self) -> Fact:
        return self.own[0].fact


@dataclass
class FactsSupported:
    """The facts of one record that a source is cited for by claims."""

    record: Document
    said: list[Said] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)


@dataclass
class Support(FactsSupported):
    """What a source is cited for at one meeting."""

    named: list[Document] = field(default_factory=list)
    counted: list[Document] = field(default_factory=list)
    items: list[Document] = field(default_factory=list)
    statements: list[Document] = field(default_factory=list)
    outcomes: list[Document] = field(default_factory=list)
    reports: list[Document] = field(default_factory=list)
    pictures: int = 0

    @property
    def line(self) -> dict[str, Any]:
        return meeting_line(self.record)

    @property
    def particular(self) -> bool:
        """Whether it is cited for any single fact, and not for the meeting as a whole alone."""
        parts = (
            self.said,
            self.named,
            self.counted,
            self.items,
            self.statements,
            self.outcomes,
            self.reports,
        )
        return any(parts) or self.pictures > 0


def support(source: str, meeting: Document, language: str) -> Support:
    """What a meeting's document cites a source for."""
    found = _with_facts(Support(meeting), source, language)
    names: dict[str, Document] = {}
    for part in meeting["participations"]:
        if source in part["sources"] and (who := part["person"] or part["organization"]):
            names.setdefault(f"{who['type']}:{who['id']}", who)
    found.named = list(names.values())
    found.counted = _own(source, meeting["attendance"])
    found.items = [
        item for session in meeting["sessions"] for item in session["agenda"] if source in item["sources"]
    ]
    found.statements = _own(source, meeting["statements"])
    found.outcomes = [outcome for outcome in meeting["outcomes"] if source in outcome["sources"]]
    found.reports = _own(source, meeting["outcome_reports"])
    found.pictures = len(_own(source, meeting["images"]))
    return found


def facts_supported(source: str, record: Document, language: str) -> FactsSupported:
    """The facts of a dialogue, an organization or a person for which its document cites a source."""
    return _with_facts(FactsSupported(record), source, language)


def _with_facts[Found: FactsSupported](found: Found, source: str, language: str) -> Found:
    record = found.record
    citations = Citations(record.get("sources", []))
    for fact in claims.facts(record, language):
        said = [
            Said(fact, value, own, record) for value in fact.values if (own := _own(source, value.claims))
        ]
        found.said += said
        if differing := [one for one in said if one.differs]:
            found.differences.append(Difference(differing, _others(source, fact, citations)))
    return found


def _own(source: str, parts: Iterable[Document]) -> list[Document]:
    return [part for part in parts if part["source"] == source]


def _others(source: str, fact: Fact, citations: Citations) -> list[tuple[Value, list[Citation]]]:
    """The values that other sources give to a fact, each with those sources."""
    given = [
        (value, [claim["source"] for claim in value.claims if claim["source"] != source])
        for value in fact.values
        if value.value is not None
    ]
    return [(value, citations.of(sources)) for value, sources in given if sources]
