"""From the bytes of a spreadsheet saved as CSV to its header and rows, each with its line, at a bounded memory.

Cells are texts and nothing else: what looks like a formula is the text that it is. Nothing after a fault that
leaves the rows in doubt (a quotation mark that is not closed, bytes that are not UTF-8) is read.
"""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dialogues.interchange.faults import Faults, shortened
from dialogues.interchange.reading import File, Progress, raw_lines

LONGEST_ROW = 1024 * 1024
MOST_ROWS = 100_000
MOST_COLUMNS = 100
SEPARATORS = (",", ";", "\t")
ENDINGS = (".csv", ".csv.gz")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line on which it begins, and its cells."""

    line: int
    cells: list[str]


class Unreadable(Exception):
    """The file cannot be read on from this line; the words say why."""

    def __init__(self, line: int, reason: str) -> None:
        self.line = line
        super().__init__(reason)


def is_spreadsheet(file: File) -> bool:
    """Whether a file is read as CSV: by its name."""
    return file.name.lower().endswith(ENDINGS)


def rows(
    file: File, faults: Faults, known: Callable[[list[str]], int], progress: Progress = lambda count: None
) -> Iterator[Row]:
    """The header and then the rows of a file that are not empty. What cannot be read is added to the faults.

    `known` tells how many names of a header are known: the separator is the one by which most are.
    """
    try:
        yield from _rows(_Texts(raw_lines(file, progress, LONGEST_ROW)), known)
    except Unreadable as error:
        faults.add(file.name, error.line, "", str(error))
    except OSError as error:
        faults.add(file.name, 0, "", f"It cannot be read: {error.strerror or error}.")


def _rows(lines: "_Texts", known: Callable[[list[str]], int]) -> Iterator[Row]:
    first = next(lines, "")
    if first.lower().startswith("sep=") and len(first.strip()) == 5:  # as Excel writes it
        first = next(lines, "")
    if not first.strip():
        raise Unreadable(max(lines.number, 1), "The first line must hold the names of the columns.")
    separator = max(SEPARATORS, key=lambda one: known(_cells(first, one)))
    lines.put_back(first)
    count, width = 0, 0
    reader = csv.reader(lines, delimiter=separator, strict=True)
    while True:
        lines.begin_row()
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise Unreadable(lines.row, _in_words(error, lines)) from None
        if cells is None:
            return
        cells = [cell.replace("\r\n", "\n").replace("\r", "\n").strip() for cell in cells]
        if not any(cells):
            continue
        if not width:
            while not cells[-1]:
                cells.pop()
            width = len(cells)
            if width > MOST_COLUMNS:
                raise Unreadable(lines.row, f"It has {width:,} columns; at most {MOST_COLUMNS} are read.")
        else:
            count += 1
            if count > MOST_ROWS:
                raise Unreadable(
                    lines.row, f"It has more than {MOST_ROWS:,} rows. Divide it into several files."
                )
            cells = _as_wide_as_the_header(cells, width, lines.row)
        yield Row(lines.row, cells)


def _as_wide_as_the_header(cells: list[str], width: int, line: int) -> list[str]:
    if len(cells) < width:
        reason = f"The row has {len(cells)} cells, and the header has {width}: it seems to be cut off."
        raise Unreadable(line, reason)
    if any(cells[width:]):
        reason = (
            f"The row has {len(cells):,} cells, and the header has {width}. A text that holds the separator must "
            "stand in quotation marks."
        )
        raise Unreadable(line, reason)
    return cells[:width]


def _cells(line: str, separator: str) -> list[str]:
    try:
        return next(csv.reader(io.StringIO(line), delimiter=separator), [])
    except csv.Error:
        return []


def _in_words(error: csv.Error, lines: "_Texts") -> str:
    said = str(error)
    if "unexpected end" in said or "field larger" in said:
        return (
            "A quotation mark opens in this row and is not closed, or a cell is longer than "
            f"{csv.field_size_limit():,} characters: the file seems to be cut off or damaged."
        )
    if "expected after" in said:
        return "A text goes on after its closing quotation mark. Quotation marks within a text are doubled."
    if "new-line" in said:
        return "The line ends are not understood. Save the file as “CSV UTF-8”."
    return f"It is not CSV: {shortened(said)}."


class _Texts:
    """The lines of a file as texts, counted; a row may span several."""

    def __init__(self, lines: Iterator[tuple[bytes | None, bool]]) -> None:
        self.lines, self.number, self.row, self.taken = lines, 0, 1, 0
        self.kept: str | None = None

    def begin_row(self) -> None:
        self.row, self.taken = self.number + (self.kept is None), 0

    def put_back(self, line: str) -> None:
        self.kept = line

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self.kept is not None:
            line, self.kept = self.kept, None
            return line
        raw, ended = next(self.lines)
        self.number += 1
        if raw is None:
            raise Unreadable(self.number, f"The line is longer than {LONGEST_ROW // 1024**2} MB.")
        self.taken += len(raw)
        if self.taken > LONGEST_ROW:
            raise Unreadable(self.row, f"The row is longer than {LONGEST_ROW // 1024**2} MB.")
        try:
            line = raw.decode("utf-8-sig" if self.number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            reason = f"Byte {error.start + 1} is not UTF-8. Save the file as “CSV UTF-8 (Comma delimited)”."
            raise Unreadable(self.number, reason) from None
        if "\0" in line:
            raise Unreadable(self.number, "It holds the character NUL.")
        return line + "\n" if ended else line
