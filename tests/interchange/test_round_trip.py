"""What goes in comes out: nothing is lost, and the same records are the same bytes."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as effort

from dialogues.interchange.faults import Faults
from dialogues.interchange.shapes import SHAPES
from tests.interchange import random_records
from tests.interchange.desk import begin_anew, exported, exported_records, file, imported, planned

pytestmark = pytest.mark.django_db
DATA = settings.BASE_DIR / "data"
SETS = {"topics", "sources", "parties of an outcome", "organizations"}

careful = effort(
    max_examples=10,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)


def shipped() -> list[dict[str, Any]]:
    return [
        json.loads(line) for path in sorted(DATA.glob("*.jsonl")) for line in path.read_bytes().splitlines()
    ]


def lost(given: Any, found: Any, path: str = "") -> list[str]:
    """Where something that was given is missing or different. This knows nothing of the importer."""
    if given in (None, "", [], {}) or (given is False and found is None):
        return []
    if path.endswith("definition") and isinstance(given, str):
        given = {"en": given}
    if isinstance(given, dict) and isinstance(found, dict):
        return [loss for key in given for loss in lost(given[key], found.get(key), f"{path}.{key}")]
    if isinstance(given, list) and isinstance(found, list) and len(given) == len(found):
        if path.rpartition(".")[2] in ("topics", "sources", "organizations") or path.endswith("].parties"):
            given, found = sorted(given), sorted(found)
        return [loss for i, one in enumerate(given) for loss in lost(one, found[i], f"{path}[{i}]")]
    return [] if given == found and type(given) is type(found) else [f"{path}: {given!r} became {found!r}"]


def test_the_shipped_records_lose_nothing():
    imported(DATA)
    found = exported_records()
    losses = [
        loss
        for record in shipped()
        for loss in lost(record, found[record["type"], record["id"]], record["id"])
    ]
    assert losses == []
    assert len(found) == len(shipped())


def test_the_shipped_records_come_back_byte_for_byte():
    imported(DATA)
    first = exported()
    begin_anew()
    imported(file(first))
    assert exported() == first


def test_an_export_into_a_folder_holds_a_file_a_kind(tmp_path: Path):
    imported(DATA)
    from django.core.management import call_command

    call_command("export_records", str(tmp_path / "new" / "folder"), verbosity=0)
    names = ["dialogues", "meetings", "organizations", "parties", "people", "sources", "topics"]
    assert sorted(path.name for path in (tmp_path / "new" / "folder").iterdir()) == [
        f"{name}.jsonl" for name in names
    ]
    with planned(tmp_path / "new" / "folder") as again:
        assert again.empty
        assert again.same.total() == len(shipped())


@careful
@given(random_records.record_sets())
def test_any_records_come_back_byte_for_byte(records):
    begin_anew()
    imported(records[::2], records[1::2])
    first = exported()
    assert {(r["type"], r["id"]): r for r in map(json.loads, first.splitlines())} == canonical(records)
    begin_anew()
    imported(file(first))
    assert exported() == first


@careful
@given(random_records.record_sets(), random_records.record_sets())
def test_records_imported_over_others_become_what_the_files_say(before, after):
    begin_anew()
    imported(before)
    imported(after)
    assert exported_records() == canonical(after)
    with planned(after) as again:
        assert again.empty


def canonical(records: list[dict[str, Any]]) -> dict[tuple[str, str], dict[str, Any]]:
    faults, found = Faults(), {}
    for record in records:
        checked = SHAPES[record["type"]].check(record, "", faults.at("records", 1))
        found[record["type"], record["id"]] = {"type": record["type"]} | (checked or {})
    assert [str(fault) for fault in faults] == []
    return found
