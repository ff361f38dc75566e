"""The meetings of a dialogue in a row: the numbered ones, the one before, the one after, and what was not numbered."""

from dataclasses import dataclass

from dialogues.public import addresses
from dialogues.public.texts import Document


@dataclass(frozen=True)
class Edition:
    """One numbered place in the row; several meetings may claim it, the first recorded stands for it."""

    number: int
    meeting: Document
    current: bool

    @property
    def address(self) -> str:
        return addresses.address_of(self.meeting)


@dataclass(frozen=True)
class Row:
    """A dialogue's meetings seen from one of them."""

    editions: list[Edition]
    before: Document | None
    after: Document | None
    unnumbered: list[Document]
    expected: int | None

    @property
    def recorded(self) -> int:
        return len(self.editions)

    @property
    def highest(self) -> int:
        return max((edition.number for edition in self.editions), default=0)


def row(meeting: Document, others: list[Document]) -> Row:
    """The row of a dialogue's meetings as seen from this one, which may itself not be among `others` (a draft)."""
    everyone = [meeting, *(other for other in others if other["id"] != meeting["id"])]
    numbered: dict[int, Document] = {}
    for one in everyone:
        if one["edition"]:
            numbered.setdefault(one["edition"], one)
    editions = [
        Edition(number, numbered[number], numbered[number]["id"] == meeting["id"])
        for number in sorted(numbered)
    ]
    unnumbered = sorted((one for one in everyone if not one["edition"] and one is not meeting), key=_by_day)
    ordered = (
        [edition.meeting for edition in editions] if meeting["edition"] else sorted(everyone, key=_by_day)
    )
    ids = [one["id"] for one in ordered]
    at = ids.index(meeting["id"]) if meeting["id"] in ids else None
    before = ordered[at - 1] if at else None
    after = ordered[at + 1] if at is not None and at + 1 < len(ordered) else None
    expected = meeting["edition"] + 1 if meeting["edition"] and after is None else None
    return Row(editions, before, after, unnumbered, expected)


def _by_day(meeting: Document) -> tuple[str, str]:
    return (meeting["date"]["latest"] or "9999", meeting["id"])
