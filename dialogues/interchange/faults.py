"""What is wrong with the files of an import, in plain words and with its place."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches

MOST_LISTED = 10_000

Report = Callable[[str, str], None]
"""Called with the place inside a record (`sessions[0].track`) and the reason."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: in which file and line, in which field, and why. A whole file has line 0."""

    file: str
    line: int
    field: str
    reason: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.field}: {self.reason}" if self.field else f"{place}: {self.reason}"


@dataclass
class Faults:
    """All faults of a run in the order of reading. Beyond MOST_LISTED they are only counted."""

    listed: list[Fault] = field(default_factory=list)
    count: int = 0
    # In a table, the places of a record are cells of one row or of several: how to say where, by file.
    in_tables: dict[str, Callable[[int, str], tuple[int, str]]] = field(default_factory=dict)

    def add(self, file: str, line: int, place: str, reason: str) -> None:
        self.count += 1
        if file in self.in_tables:
            line, place = self.in_tables[file](line, place)
        if len(self.listed) < MOST_LISTED:
            self.listed.append(Fault(file, line, place, reason))

    def at(self, file: str, line: int) -> Report:
        """A function that adds faults of one line."""
        return lambda place, reason: self.add(file, line, place, reason)

    def __iter__(self) -> Iterator[Fault]:
        return iter(sorted(self.listed, key=lambda fault: (fault.file, fault.line)))

    def __len__(self) -> int:
        return self.count


class Refused(Exception):
    """The files cannot be imported. `faults` holds every reason; nothing was written."""

    def __init__(self, faults: Faults) -> None:
        self.faults = faults
        super().__init__(f"{len(faults)} faults")


def did_you_mean(word: str, words: list[str]) -> str:
    """A sentence with the words nearest to one that is not known; all of them where there are few."""
    near = get_close_matches(word, words, n=3, cutoff=0.6)
    if near:
        return f"Did you mean {' or '.join(f'“{one}”' for one in near)}?"
    return f"Known are: {', '.join(words)}." if len(words) <= 20 else ""


def shortened(value: object, most: int = 60) -> str:
    """A value as a message shows it."""
    text = value if isinstance(value, str) else repr(value)[: most + 2]
    return text if len(text) <= most else f"{text[: most - 1]}…"
