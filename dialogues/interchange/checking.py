"""The first pass over the files: each line is checked by itself, and what is to be written is set aside on disk.

A line that was imported before, byte for byte, into a record that nobody has edited since is not checked again.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import batched
from typing import IO, Any

from django.db import models

from dialogues.interchange.faults import Faults, did_you_mean, shortened
from dialogues.interchange.kept import Imported, imported
from dialogues.interchange.reading import File, Line, Progress, lines
from dialogues.interchange.shapes import SHAPES
from dialogues.interchange.spreadsheets import is_spreadsheet
from dialogues.interchange.tables import table_lines

# Part of each line's fingerprint: a number that changes with the rules makes every line be checked again.
FORMAT = 1
BATCH = 200


@dataclass(frozen=True, slots=True)
class Checked:
    """One record of the files in canonical form, with its place and the fingerprint of its line.

    Where the line has faults it is not sound: the record lacks what was faulty.
    """

    file: str
    line: int
    sha256: str
    record: dict[str, Any]
    sound: bool = True


class Spool:
    """Checked records of one kind, kept in a temporary file and read in the order in which they were written."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.count = 0

    def write(self, *values: Any) -> None:
        self.file.write(json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
        self.count += 1

    def __iter__(self) -> Iterator[list[Any]]:
        self.file.flush()
        self.file.seek(0)
        for line in self.file:
            yield json.loads(line)
        self.file.seek(0, 2)


@dataclass
class FirstPass:
    """What the first pass found: where each id is declared, and which lines need no more work."""

    declared: dict[tuple[str, str], tuple[str, int]] = field(default_factory=dict)
    same: list[Imported] = field(default_factory=list)


def first_pass(
    files: Iterable[File], spools: dict[str, Spool], faults: Faults, progress: Progress, *, afresh: bool
) -> FirstPass:
    """Reads and checks all files. `afresh`: also lines that were imported before as they are."""
    found = FirstPass()
    for file in files:
        read = table_lines if is_spreadsheet(file) else lines
        for batch in batched(read(file, faults, progress), BATCH, strict=False):
            known = [line for line in batch if _declare(line, found, faults)]
            before = {} if afresh else _imported(known)
            for line in known:
                kind, slug, sha256 = line.value["type"], line.value["id"], fingerprint(line.raw)
                last = before.get((kind, slug))
                if last and last.sha256 == sha256 and last.untouched:
                    found.same.append(last)
                    continue
                report, before_it = faults.at(line.file, line.number), faults.count
                record = SHAPES[kind].check(line.value, "", report) or {}
                _declare_parts(record, line, found, faults)
                spools[kind].write(line.file, line.number, sha256, record, faults.count == before_it)
    return found


def fingerprint(raw: bytes) -> str:
    """The SHA-256 of a line, by which it is known again."""
    return hashlib.sha256(b"%d\n%b" % (FORMAT, raw)).hexdigest()


def _declare(line: Line, found: FirstPass, faults: Faults) -> bool:
    """Notes the id of a line's record; False where it has none that could be checked further."""
    kind, slug = line.value.get("type"), line.value.get("id")
    report = faults.at(line.file, line.number)
    if not isinstance(kind, str) or kind not in SHAPES:
        near = (
            did_you_mean(kind, list(SHAPES)) if isinstance(kind, str) else f"Known are: {', '.join(SHAPES)}."
        )
        report(
            "type",
            f"“{shortened(kind)}” is not a kind of record. {near}" if kind else f"It is missing. {near}",
        )
        return False
    if not isinstance(slug, str) or not slug:
        report("id", "It is missing, and it must be given.")
        return False
    return _once(kind, slug, "id", line, found, faults)


def _once(kind: str, slug: str, place: str, line: Line, found: FirstPass, faults: Faults) -> bool:
    first = found.declared.setdefault((kind, slug), (line.file, line.number))
    if first != (line.file, line.number):
        reason = f"The {kind} “{shortened(slug)}” is given already, at {first[0]}:{first[1]}."
        faults.add(line.file, line.number, place, reason)
        return False
    return True


def _declare_parts(record: dict[str, Any], line: Line, found: FirstPass, faults: Faults) -> None:
    for index, session in enumerate(record.get("sessions", [])):
        if "id" in session:
            _once("session", session["id"], f"sessions[{index}].id", line, found, faults)
    for index, outcome in enumerate(record.get("outcomes", [])):
        if "id" in outcome:
            _once("outcome", outcome["id"], f"outcomes[{index}].id", line, found, faults)
        for number, said in enumerate(outcome.get("reports", [])):
            if "id" in said:
                place = f"outcomes[{index}].reports[{number}].id"
                _once("outcome_report", said["id"], place, line, found, faults)


def _imported(known: list[Line]) -> dict[tuple[str, str], Imported]:
    found: dict[tuple[str, str], Imported] = {}
    for kind in {line.value["type"] for line in known}:
        slugs = [line.value["id"] for line in known if line.value["type"] == kind]
        found |= {(kind, one.slug): one for one in imported(kind, models.Q(slug__in=slugs))}
    return found
