"""The records as files: one file a kind, one record a line, in a stable order; the same records, the same bytes."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from django.db import connection, transaction

from dialogues.interchange.reading import Progress
from dialogues.interchange.recorded import all_recorded
from dialogues.interchange.references import PLURALS
from dialogues.interchange.shapes import SHAPES


def line(kind: str, record: dict[str, Any]) -> bytes:
    """One record as its line: the type, then the fields in the order of the format; what is not known is left out."""
    return json.dumps({"type": kind} | record, ensure_ascii=False).encode() + b"\n"


def exported(kind: str) -> Iterator[bytes]:
    """The lines of all records of a kind, by id."""
    for record in all_recorded(kind):
        yield line(kind, record)


def export(to: Path | BinaryIO, progress: Progress = lambda count: None) -> dict[str, int]:
    """Writes all records into a folder, or one after the other into a stream. Returns how many of each kind.

    All files show one moment. A file is put in place when it is whole; a folder is made where there is none.
    """
    counts = {}
    with transaction.atomic():
        if not connection.savepoint_ids:  # inside another transaction, that one decides
            _one_moment()
        for kind in SHAPES:
            if isinstance(to, Path):
                to.mkdir(parents=True, exist_ok=True)
                unfinished = to / f".{PLURALS[kind]}.jsonl.unfinished"
                with unfinished.open("wb") as stream:
                    counts[kind] = _write(kind, stream, progress)
                unfinished.replace(to / f"{PLURALS[kind]}.jsonl")
            else:
                counts[kind] = _write(kind, to, progress)
    return counts


def _one_moment() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")


def _write(kind: str, stream: BinaryIO, progress: Progress) -> int:
    count = 0
    for one in exported(kind):
        stream.write(one)
        progress(1)
        count += 1
    return count
