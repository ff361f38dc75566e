"""What the tests of this folder do: write files, import them, export everything, begin anew."""

import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import connection

from dialogues.interchange import File, Plan, plan
from dialogues.interchange.exporting import export

RECORDS = (
    "participants_party, participants_organization, participants_person, dialogues_topic, dialogues_source, "
    "dialogues_dialogue, dialogues_meeting, dialogues_importedrecord"
)


def file(records: Iterable[Any] | bytes, name: str = "records.jsonl") -> File:
    """A file that holds these records, or these bytes."""
    if not isinstance(records, bytes):
        records = b"".join(json.dumps(record).encode() + b"\n" for record in records)
    return File(name, lambda: io.BytesIO(records), len(records))


Given = File | str | Path | list[Any]


def planned(*files: Given, overwrite: bool = False) -> Plan:
    return plan([_to_read(one) for one in files], overwrite=overwrite)


def _to_read(given: Given) -> File | str:
    if isinstance(given, list):
        return file(given)
    return str(given) if isinstance(given, Path) else given


def imported(*files: Given, overwrite: bool = False, **options: Any) -> Plan:
    """Imports without a fault, and lets the database check every constraint that it had put off."""
    with planned(*files, overwrite=overwrite) as made:
        assert [str(fault) for fault in made.faults] == []
        made.carry_out(by=None, bypass="A test publishes.", **options)
    check_constraints()
    return made


def faults(*files: Given) -> list[str]:
    """The faults that an import of these files finds, as lines."""
    with planned(*files) as made:
        return [str(fault) for fault in made.faults]


def exported() -> bytes:
    stream = io.BytesIO()
    export(stream)
    return stream.getvalue()


def exported_records() -> dict[tuple[str, str], dict[str, Any]]:
    records = [json.loads(line) for line in exported().splitlines()]
    return {(record["type"], record["id"]): record for record in records}


def check_constraints() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def begin_anew() -> None:
    """An empty register, inside the test's transaction."""
    check_constraints()
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {RECORDS} CASCADE")
