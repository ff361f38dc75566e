"""Spreadsheets that cannot be trusted: each gets a plain reason with its line, and nothing is held or guessed."""

# ruff: noqa: E501 -- each reason stands beside what causes it
import gzip
import io
import tracemalloc

import pytest

from dialogues.interchange.faults import Faults
from dialogues.interchange.reading import File
from dialogues.interchange.spreadsheets import rows
from tests.interchange.desk import faults, file

HEADER = b"id,name_en,sector\n"
KNOWN = {"id", "name_en", "sector"}


def read(data: bytes) -> tuple[list[tuple[int, list[str]]], list[str]]:
    """The rows with their lines, and the faults."""
    found = Faults()
    known = lambda names: len(KNOWN & set(names))  # noqa: E731
    made = [(row.line, row.cells) for row in rows(file(data, "x.csv"), found, known)]
    return made, [str(fault) for fault in found]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_any_usual_separator_mark_and_line_end_is_read(separator, mark, end):
    table = end.join(
        separator.join(row)
        for row in (
            ["id", "name_en", "sector"],
            ["a", "宇宙, 局; x" if separator == "\t" else "宇宙", "industry"],
        )
    )
    found, told = read(mark + table.encode())
    assert told == []
    assert found[0] == (1, ["id", "name_en", "sector"])
    assert (found[1][0], found[1][1][0], found[1][1][2]) == (2, "a", "industry")


def test_the_separator_that_excel_names_in_a_first_line_is_passed_over():
    assert read(b"sep=;\nid;sector\na;industry\n") == ([(2, ["id", "sector"]), (3, ["a", "industry"])], [])


def test_a_cell_may_hold_lines_and_separators_and_rows_keep_their_lines():
    found, told = read(HEADER + b'a,"One,\r\ntwo ""x""",industry\n\n,,\nb,B,industry\n')
    assert told == []
    assert found[1:] == [(2, ["a", 'One,\ntwo "x"', "industry"]), (6, ["b", "B", "industry"])]


def test_what_looks_like_a_formula_is_text():
    assert read(HEADER + b'=1+1,@SUM(A1),"-2+3"\n')[0][1] == (2, ["=1+1", "@SUM(A1)", "-2+3"])


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "x.csv:1: The first line must hold the names of the columns."),
        ("id,sector\na,ö\n".encode("latin-1"), "x.csv:2: Byte 3 is not UTF-8. Save the file as “CSV UTF-8 (Comma delimited)”."),
        ("id,sector\n".encode("utf-16"), "x.csv:1: Byte 1 is not UTF-8. Save the file as “CSV UTF-8 (Comma delimited)”."),
        (HEADER + b"a,\x00,b\n", "x.csv:2: It holds the character NUL."),
        (HEADER + b"a,b,c\nd,e\n", "x.csv:3: The row has 2 cells, and the header has 3: it seems to be cut off."),
        (
            HEADER + b"a,b,c,d\n",
            "x.csv:2: The row has 4 cells, and the header has 3. A text that holds the separator must stand in quotation "
            "marks.",
        ),
        (
            HEADER + b'a,"b,c\nd,e,f\n',
            "x.csv:2: A quotation mark opens in this row and is not closed, or a cell is longer than 131,072 characters: "
            "the file seems to be cut off or damaged.",
        ),
        (
            HEADER + b'a,"b" x,c\n',
            "x.csv:2: A text goes on after its closing quotation mark. Quotation marks within a text are doubled.",
        ),
        (HEADER[:-1] + b"," * 10_000 + b"x\n", "x.csv:1: It has 10,003 columns; at most 100 are read."),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_with_its_line(data, reason):
    assert read(data)[1] == [reason]


class Endless(io.RawIOBase):
    """A gigabyte that was never made."""

    def __init__(self, first: bytes, part: bytes) -> None:
        self.parts = iter([first, *[part] * 1024])

    def read(self, size: int = -1) -> bytes:
        return next(self.parts, b"")


@pytest.mark.parametrize(
    ("part", "reason"),
    [
        (b"x" * 1024**2, "x.csv:2: The line is longer than 1 MB."),
        (b'"a\n",' * 200_000, "x.csv:2: The row is longer than 1 MB."),
        (b"a,b,c\n" * 170_000, "x.csv:100002: It has more than 100,000 rows. Divide it into several files."),
    ],
)
def test_a_gigabyte_is_refused_without_being_held(part, reason):
    told = Faults()
    stream = Endless(HEADER, part)
    tracemalloc.start()
    for _row in rows(File("x.csv", lambda: stream), told, len):
        pass
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [str(fault) for fault in told] == [reason]
    assert most < 64 * 1024**2


@pytest.mark.django_db
def test_a_packed_spreadsheet_that_is_cut_off_is_refused():
    packed = gzip.compress(HEADER + b"a,A,industry\n" * 500)
    assert (
        faults(file(packed[:-20], "x.csv.gz"))[0]
        == "x.csv.gz: It cannot be read: the packed file is damaged or cut off."
    )
