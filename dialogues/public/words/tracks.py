"""Which tracks a meeting had, and whether a source names them or they were classified here."""

from collections.abc import Iterable
from dataclasses import dataclass

from dialogues.public.words import vocabulary
from dialogues.public.words.texts import Document


@dataclass(frozen=True)
class Track:
    """A track as a mark shows it: its code, its words, and whether a source names it."""

    code: str
    stated: bool

    @property
    def label(self) -> str:
        return vocabulary.label(vocabulary.TRACK, self.code)

    @property
    def symbol(self) -> str:
        """The part of class names and symbol ids that stands for the track: 10, 15, 20."""
        return self.code.replace(".", "")


def tracks_seen(flags: Iterable[bool]) -> list[Track]:
    """The tracks whose flags are set; there is a flag for each in its order."""
    return [Track(code, stated=True) for code, seen in zip(vocabulary.TRACK, flags, strict=True) if seen]


def track_of(session: Document) -> Track:
    """The track of one session."""
    return Track(session["track"]["id"], session["track_basis"] == "stated")


def tracks_of(sessions: list[Document]) -> list[Track]:
    """The tracks of several sessions, each once: stated where any session's source states it."""
    stated: dict[str, bool] = {}
    for track in map(track_of, sessions):
        stated[track.code] = stated.get(track.code, False) or track.stated
    return [Track(code, stated[code]) for code in sorted(stated)]
