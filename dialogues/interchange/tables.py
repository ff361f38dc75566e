"""Rows of spreadsheets become records as in the other files: what is recorded, with what the cells say put over it.

A header tells which of the three tables it is. A row of organizations or meetings is one record. The rows of
participations that name one meeting are together that meeting's whole list, in their order.
"""

import copy
import json
import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import batched
from typing import Any

from django.db import models

from dialogues.interchange.columns import TABLES, Column, Table, fill
from dialogues.interchange.faults import Faults, did_you_mean, shortened
from dialogues.interchange.kept import imported
from dialogues.interchange.reading import File, Line, Progress
from dialogues.interchange.recorded import recorded
from dialogues.interchange.shapes import SHAPES
from dialogues.interchange.spreadsheets import Row, rows

BATCH = 200
# By these a row of participations is known again; what it has no column for then stays as it is.
KNOWN_BY = ("session", "party", "organization", "person", "role")


@dataclass(frozen=True)
class Header:
    """Which table it is, and its columns in the order of the cells."""

    table: Table
    columns: list[Column]

    def values(self, row: Row, file: str, faults: Faults) -> Iterator[tuple[Column, Any]]:
        """What each cell says; None for an empty cell."""
        report = faults.at(file, row.line)
        for column, cell in zip(self.columns, row.cells, strict=True):
            yield column, column.read(cell, column.name, report) if cell else None


def table_lines(file: File, faults: Faults, progress: Progress = lambda count: None) -> Iterator[Line]:
    """The records of a spreadsheet, each with the line on which it begins. What is wrong is added to the faults."""
    found = rows(file, faults, lambda names: max(_count(table, names) for table in TABLES), progress)
    first = next(found, None)
    header = first and _header(first, file.name, faults)
    if not header:
        return
    if header.table.name == "participations":
        yield from _participations(header, found, file, faults)
        return
    faults.in_tables[file.name] = _in_a_cell
    for batch in batched(found, BATCH, strict=False):
        given = [(row, dict(_by_path(header, row, file.name, faults))) for row in batch]
        there = _there(header.table.kind, [values.get(("id",)) for _row, values in given])
        for row, values in given:
            yield _line(file.name, row.line, _one_record(header, row, values, there, file.name, faults))


def _count(table: Table, names: list[str]) -> int:
    return sum(1 for name in names if table.column(name.strip()))


def _header(row: Row, file: str, faults: Faults) -> Header | None:
    """What the header says; None where it was reported."""
    table = max(TABLES, key=lambda one: (_count(one, row.cells), len(set(one.required) & set(row.cells))))
    report = faults.at(file, row.line)
    if not _count(table, row.cells):
        known = "; ".join(f"{one.name}: {', '.join(one.required)}" for one in TABLES)
        report(
            "",
            f"The first line must hold the names of the columns. The tables and their first columns: {known}.",
        )
        return None
    before = faults.count
    columns: dict[str, Column] = {}
    for place, name in enumerate(row.cells, 1):
        column = table.column(name)
        if not name:
            report("", f"Column {place} has no name.")
        elif column is None:
            near = did_you_mean(name.lower(), table.template)
            report(shortened(name), f"Unknown column in a table of {table.name}. {near}".strip())
        elif column.name in columns:
            report(name, "The column is given twice.")
        else:
            columns[column.name] = column
    for missing in table.required:
        if missing not in columns:
            report(missing, f"The column is missing, and a table of {table.name} must have it.")
    return Header(table, list(columns.values())) if faults.count == before else None


def _by_path(header: Header, row: Row, file: str, faults: Faults) -> Iterator[tuple[tuple[str, ...], Any]]:
    for column, value in header.values(row, file, faults):
        yield column.path, value


def _there(kind: str, slugs: list[Any]) -> dict[str, dict[str, Any]]:
    """What is recorded of these, by the ids in the file; what staff renamed since its import is found too."""
    named = {slug for slug in slugs if slug}
    now = {slug: slug for slug in named} | {
        one.slug: one.slug_now for one in imported(kind, models.Q(slug__in=named)) if one.slug_now
    }
    known = recorded(SHAPES[kind], set(now.values()))
    return {slug: known[there][1] for slug, there in now.items() if there in known}


def _line(file: str, number: int, record: dict[str, Any]) -> Line:
    return Line(file, number, json.dumps(record, ensure_ascii=False, sort_keys=True).encode(), record)


# --- organizations and meetings: a row, a record ------------------------------------------------------------------


def _one_record(
    header: Header,
    row: Row,
    values: dict[tuple[str, ...], Any],
    there: dict[str, dict[str, Any]],
    file: str,
    faults: Faults,
) -> dict[str, Any]:
    slug = values.get(("id",))
    record = copy.deepcopy(there.get(slug or "", {}))
    places = record.get("places", [])
    place = {path[1:]: value for path, value in values.items() if path[0] == "place"}
    for path, value in values.items():
        if path[0] != "place":
            fill(record, path, value)
    if place and len(places) > 1:
        _leave_places(places[0], place, faults, file, row.line)
    elif place:
        one = places[0] if places else {}
        for path, value in place.items():
            fill(one, path, value)
        record["places"] = [one] if any(one.get(key) for key in ("city", "country", "venue")) else []
    return {"type": header.table.kind, **record, "id": slug}


def _leave_places(
    first: dict[str, Any], place: dict[tuple[str, ...], Any], faults: Faults, file: str, line: int
) -> None:
    """A table has room for one place. Where several are recorded they stay, and other words are refused."""
    for path, value in place.items():
        recorded_there: Any = first
        for key in path:
            recorded_there = (recorded_there or {}).get(key)
        if value is not None and value != recorded_there:
            reason = "The meeting has several places, and a table has room for one. Leave the cell empty."
            faults.add(file, line, "_".join(path), reason)


def _in_a_cell(line: int, place: str) -> tuple[int, str]:
    """The column in which a place of a record stands."""
    place = re.sub(r"\[\d+\].*", "", re.sub(r"^places\[0\]\.", "", place)).replace(".", "_")
    return line, "name_en" if place == "name" else place


# --- participations: the rows of a meeting are its list -----------------------------------------------------------


def _participations(header: Header, found: Iterator[Row], file: File, faults: Faults) -> Iterator[Line]:
    meetings: dict[str, list[dict[str, Any]]] = {}
    lines: dict[str, array[int]] = {}
    for row in found:
        part: dict[str, Any] = {}
        for column, value in header.values(row, file.name, faults):
            fill(part, column.path, value)
        slug = part.pop("meeting", None)
        if not slug:
            faults.add(file.name, row.line, "meeting", "It is missing, and it must be given.")
            continue
        meetings.setdefault(slug, []).append(part)
        lines.setdefault(slug, array("L")).append(row.line)
    by_first_line = {places[0]: places for places in lines.values()}
    faults.in_tables[file.name] = lambda line, place: _in_a_row(by_first_line, line, place)
    for batch in batched(meetings, BATCH, strict=False):
        there = _there("meeting", list(batch))
        for slug in batch:
            if slug not in there:
                reason = (
                    f"There is no meeting “{shortened(slug)}” recorded. Import it before its participations."
                )
                faults.add(file.name, lines[slug][0], "meeting", reason)
                continue
            left = list(there[slug].get("participations", []))
            parts = [_with_the_rest(header, part, left) for part in meetings[slug]]
            record = {**there[slug], "type": "meeting", "id": slug, "participations": parts}
            yield _line(file.name, lines[slug][0], record)


def _with_the_rest(header: Header, part: dict[str, Any], left: list[dict[str, Any]]) -> dict[str, Any]:
    """A row with what it has no column for, from the recorded participation that it is known by.

    Takes that one out of those that are `left`, so that the next row like it finds the next one.
    """
    given = [column for column in header.columns if column.path[0] != "meeting"]
    known_by = [column.name for column in given if column.name in KNOWN_BY]
    for index, one in enumerate(left):
        if all(one.get(key) == part.get(key) for key in known_by):
            known = copy.deepcopy(left.pop(index))
            for column in given:
                value: Any = part
                for key in column.path:
                    value = (value or {}).get(key)
                fill(known, column.path, value)
            return known
    return part


def _in_a_row(meetings: dict[int, "array[int]"], line: int, place: str) -> tuple[int, str]:
    """The row and column in which a place of a meeting stands, of which the table tells the participations."""
    if found := re.match(r"participations\[(\d+)\]\.?(.*)", place):
        rows_of_it, rest = meetings.get(line), re.sub(r"\[\d+\].*", "", found[2])
        if rows_of_it and int(found[1]) < len(rows_of_it):
            return rows_of_it[int(found[1])], rest.replace(".", "_")
    return line, "meeting" if place == "id" else place
