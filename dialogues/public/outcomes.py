"""What a meeting promised, and what later meetings said of it."""

from dataclasses import dataclass

from dialogues.public.texts import Document


@dataclass(frozen=True)
class Followed:
    """An outcome with the reports on it, the earliest first."""

    outcome: Document
    reports: list[Document]

    @property
    def sourced(self) -> bool:
        return bool(self.outcome["sources"])


def followed(document: Document, reports: list[Document]) -> list[Followed]:
    """The outcomes of a meeting, each with the published reports on it."""
    return [
        Followed(outcome, [report for report in reports if report["outcome"]["id"] == outcome["id"]])
        for outcome in document["outcomes"]
    ]


def by_everyone(outcome: Document, parties: list[Document]) -> bool:
    """Whether all parties of the meeting, and no single organization, are responsible."""
    responsible = {party["id"] for party in outcome["parties"]}
    return (
        not outcome["organizations"]
        and len(parties) > 1
        and responsible == {party["id"] for party in parties}
    )
