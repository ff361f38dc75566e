"""The meetings of a dialogue in a row: the numbered ones, the one before, the one after, and what was not numbered."""

from dataclasses import dataclass

from dialogues.public.serving import addresses
from dialogues.public.words.texts import Document


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


@dataclass(frozen=True)
class Missing:
    """Numbers that follow each other and of which no meeting is recorded, with the recorded ones around them."""

    first: int
    last: int
    before: Document | None
    after: Document

    @property
    def words(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


def missing(meetings: list[Document]) -> list[Missing]:
    """The numbers below the highest recorded one of which no meeting is recorded, run by run."""
    numbered = {meeting["edition"]: meeting for meeting in meetings if meeting["edition"]}
    found: list[Missing] = []
    before = 0
    for number in sorted(numbered):
        if number - before > 1:
            found.append(Missing(before + 1, number - 1, numbered.get(before), numbered[number]))
        before = number
    return found


def in_order(meetings: list[Document]) -> list[Document]:
    """The meetings of a dialogue from the first to the last: by number, those without one by day between them."""
    ordered = sorted((one for one in meetings if one["edition"]), key=lambda one: (one["edition"], one["id"]))
    for one in sorted((one for one in meetings if not one["edition"]), key=_by_day):
        day = _by_day(one)[0]
        later = (
            place
            for place, other in enumerate(ordered)
            if other["date"]["latest"] and other["date"]["latest"] > day
        )
        ordered.insert(next(later, len(ordered)), one)
    return ordered
