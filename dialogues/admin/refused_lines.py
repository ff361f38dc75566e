"""The refused lines of an upload with their reasons, to download: one line in memory at a time.

A spreadsheet takes a cell that begins with an equals sign, and a few others, for a formula: such cells get an
apostrophe before them.
"""

import csv
import io
import json
from collections.abc import Iterator
from itertools import groupby

from dialogues.interchange import Fault, File
from dialogues.interchange.reading import raw_lines

COLUMNS = ("file", "line", "field", "reason", "content")
FORMULAS = tuple("=+-@\t\r\n＝＋－＠")
# What a cell of Excel holds.
LONGEST_CELL = 32_000


def neutral(cell: object) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = str(cell)[:LONGEST_CELL]
    return f"'{text}" if text.startswith(FORMULAS) or text.lstrip().startswith(FORMULAS) else text


def as_csv(file: File, faults: list[Fault]) -> Iterator[str]:
    """A row for each fault; the line itself stands in the first of its rows."""
    yield "\ufeff" + _row(COLUMNS)
    for number, of_line, content in _lines(file, faults):
        for place, fault in enumerate(of_line):
            cells = (fault.file, number or "", fault.field, fault.reason, "" if place else content)
            yield _row(tuple(neutral(cell) for cell in cells))


def as_jsonl(file: File, faults: list[Fault]) -> Iterator[str]:
    """An object for each line, with all of its faults."""
    for number, of_line, content in _lines(file, faults):
        told = [{"field": fault.field, "reason": fault.reason} for fault in of_line]
        line = {"file": of_line[0].file, "line": number, "faults": told, "content": content}
        yield json.dumps(line, ensure_ascii=False) + "\n"


def _row(cells: tuple[object, ...]) -> str:
    stream = io.StringIO()
    csv.writer(stream).writerow(cells)
    return stream.getvalue()


def _lines(file: File, faults: list[Fault]) -> Iterator[tuple[int, list[Fault], str]]:
    """Each faulty line of a file: its number (0: the whole file), its faults, and what it says."""
    contents = _contents(file)
    reached, content = 0, ""
    for number, of_line in groupby(sorted(faults, key=lambda one: one.line), lambda one: one.line):
        while reached < number:
            reached, content = next(contents, (number, ""))
        yield number, list(of_line), content if reached == number else ""


def _contents(file: File) -> Iterator[tuple[int, str]]:
    try:
        for number, (raw, _whole) in enumerate(raw_lines(file), 1):
            yield (
                number,
                (raw or b"").decode("utf-8-sig" if number == 1 else "utf-8", "replace").strip("\r\n"),
            )
    except OSError:
        return  # its reason is among the faults
