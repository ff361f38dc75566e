"""Rows by edition: a column for each meeting of a dialogue, a mark where a row has to do with it.

What is not known is not blank: where no list was seen, the cell is hatched. Rows with one mark only share a line.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from dialogues.public.charts.marks import OVER, words_of
from dialogues.public.facts.editions import in_order
from dialogues.public.serving import addresses
from dialogues.public.words.texts import Document
from dialogues.public.words.tracks import Track, tracks_of

# Of a longer history the latest have a column.
MOST = 14
# Where there are as few columns as this, a single mark is worth a row.
FEW = 2

State = Literal["lead", "part", "unseen", ""]


@dataclass(frozen=True)
class Column:
    """One meeting: its number or a dash, its year, its words and its address."""

    meeting: Document
    words: str

    @property
    def head(self) -> str:
        return str(self.meeting["edition"] or "–")

    @property
    def year(self) -> str:
        earliest, latest = (self.meeting["date"][end] for end in ("earliest", "latest"))
        return (latest or earliest or "?")[:4]

    @property
    def short_year(self) -> str:
        return self.year if self.year == "?" else f"’{self.year[2:]}"

    @property
    def address(self) -> str:
        return addresses.address_of(self.meeting)

    @property
    def tracks(self) -> dict[str, Track]:
        return {track.code: track for track in tracks_of(self.meeting["sessions"])}


@dataclass
class Row:
    """A record with its state in each column; `earlier` for one that another succeeded, which stands above it."""

    record: Document
    cells: list[State]
    short: str = ""
    earlier: bool = False

    @property
    def seen(self) -> int:
        return sum(cell in ("lead", "part") for cell in self.cells)

    @property
    def weight(self) -> tuple[int, int, str]:
        """By which rows are ordered: those that lead most, then those seen most, then by id."""
        return -self.cells.count("lead"), -self.seen, self.record["id"]


@dataclass
class Group:
    """Rows under one heading. `once` are records with one mark, each with the column that has it."""

    heading: Document | None
    rows: list[Row] = field(default_factory=list)
    once: list[tuple[Document, Column]] = field(default_factory=list)


def columns(meetings: Iterable[Document], language: str) -> list[Column]:
    """A column for each of the latest meetings that took place, the earliest first."""
    over = [meeting for meeting in in_order(list(meetings)) if meeting["status"] in OVER]
    return [
        Column(meeting, words_of(meeting, tracks_of(meeting["sessions"]), language))
        for meeting in over[-MOST:]
    ]


def rows(
    found: Mapping[str, Mapping[int, State]], records: Mapping[str, Document], unseen: list[bool]
) -> list[Row]:
    """The rows of some records, by id; `found` has their states by column, `unseen` the columns without a list."""
    return [
        Row(
            records[id],
            [states.get(place, "unseen" if nothing else "") for place, nothing in enumerate(unseen)],
        )
        for id, states in found.items()
    ]


def set_apart(group: Group, those: list[Column], families: list[list[Row]]) -> Group:
    """Puts rows into a group in their order, and those of families with one mark on the line of the rest."""
    for family in families:
        if len(those) > FEW and sum(row.seen for row in family) == 1:
            group.once += [
                (row.record, those[place])
                for row in family
                for place, cell in enumerate(row.cells)
                if cell in ("lead", "part")
            ]
        else:
            group.rows += family
    return group


def track_rows(those: list[Column]) -> list[tuple[Track, list[Track | None]]]:
    """For each track that was seen: the track at each meeting that had it, stated or classified by us."""
    seen = sorted({code for column in those for code in column.tracks})
    return [(Track(code, stated=True), [column.tracks.get(code) for column in those]) for code in seen]
