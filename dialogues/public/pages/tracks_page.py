"""What the page of all tracks tells: what each means, who sits, and its sessions over the years."""

from dataclasses import dataclass
from typing import Any

from dialogues.public import publications
from dialogues.public.charts.track_years import track_years
from dialogues.public.counts.tallies import Tallied, Tally, tallied
from dialogues.public.serving.frame import page_language
from dialogues.public.words import statuses
from dialogues.public.words.texts import Document
from dialogues.public.words.tracks import Track


@dataclass(frozen=True)
class Basis:
    """How many sessions there are, and of how many a source names the track."""

    stated: int
    inferred: int

    @property
    def count(self) -> int:
        return self.stated + self.inferred


def tells() -> dict[str, Any]:
    """The context of the page of all tracks. Two queries."""
    language = page_language()
    documents = publications.lines(publications.shown("track").order_by("slug"), ())
    sessions = publications.shown("session")
    counts = tallied(
        [
            Tally("basis", sessions, ("track", "track_basis")),
            Tally("year", sessions, ("year", "track")),
            Tally("meeting", publications.shown("meeting"), ("track",)),
            Tally("dialogue", sessions, ("track", "dialogue")),
        ]
    )
    codes = [document["id"] for document in documents]
    meetings = {one.value: one.count for one in counts["meeting"]}
    tracks = [
        {
            "document": document,
            "track": Track(document["id"], stated=True),
            "basis": basis(counts["basis"], document["id"]),
            "other_definition": other_language(document["definition"], language),
            "other_who_sits": other_language(document["who_sits"], language),
            "meetings": meetings.get(document["id"], 0),
            "dialogues": sum(one.value == document["id"] and bool(one.other) for one in counts["dialogue"]),
        }
        for document in documents
    ]
    every = [one["basis"] for one in tracks]
    return {
        "tracks": tracks,
        "all_sessions": Basis(sum(one.stated for one in every), sum(one.inferred for one in every)),
        "chart": track_years(counts["year"], codes, statuses.today().year),
    }


def basis(counted: list[Tallied], code: str) -> Basis:
    """Of what was counted by track and basis: the sessions of one track."""
    found = {one.other: one.count for one in counted if one.value == code}
    return Basis(found.get("stated", 0), found.get("inferred", 0))


def other_language(text: Document | None, language: str) -> Document | None:
    """A text in the other of the two languages alone, to stand beside that of the page; None without one."""
    other = "en" if language == "ja" else "ja"
    words = (text or {}).get(other)
    return {other: words} if words and (text or {}).get(language) else None
