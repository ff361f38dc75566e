"""What a meeting promised, and what later meetings said of it."""

from dataclasses import dataclass
from typing import Any

from dialogues.public.words.texts import Document


@dataclass(frozen=True)
class Followed:
    """An outcome with the reports on it, the earliest first."""

    outcome: Document
    reports: list[Document]
    responsible: list[Document]
    everyone: bool

    @property
    def sourced(self) -> bool:
        return bool(self.outcome["sources"])


def followed(document: Document, reports: list[Document], sides: list[Document]) -> list[Followed]:
    """The outcomes of a meeting, each with the published reports on it and with who is responsible."""
    return [
        Followed(
            outcome,
            [report for report in reports if report["outcome"]["id"] == outcome["id"]],
            responsible(outcome, sides),
            for_everyone(outcome, sides),
        )
        for outcome in document["outcomes"]
    ]


def responsible(outcome: Document, sides: list[Document]) -> list[Document]:
    """The parties responsible, in the order of the sides.

    None where all are and organizations are named: those say it more exactly.
    """
    if outcome["organizations"] and by_everyone(outcome, sides):
        return []
    places = {side["id"]: place for place, side in enumerate(sides)}
    return sorted(outcome["parties"], key=lambda party: places.get(party["id"], len(places)))


def for_everyone(outcome: Document, sides: list[Document]) -> bool:
    """Whether “all parties” says it: more than two, all of them, and no organization by name."""
    return len(sides) > 2 and by_everyone(outcome, sides) and not outcome["organizations"]


def with_responsible(found: list[Document], sides: list[Document]) -> list[dict[str, Any]]:
    """Outcomes as lines of a list: each with who is responsible, and whether all parties of a larger meeting are."""
    return [
        {
            "outcome": outcome,
            "responsible": responsible(outcome, sides),
            "everyone": for_everyone(outcome, sides),
        }
        for outcome in found
    ]


def by_everyone(outcome: Document, parties: list[Document]) -> bool:
    """Whether all parties of the meeting are responsible."""
    ids = {party["id"] for party in parties}
    return len(ids) > 1 and ids == {party["id"] for party in outcome["parties"]}
