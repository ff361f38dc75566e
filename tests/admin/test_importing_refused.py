"""Lines that are refused at the desk: all of them with their reasons, to download, and nothing is written."""

# ruff: noqa: E501 -- files and reasons as they are

import csv
import gzip
import io
import json
from typing import Any

import pytest
from bs4 import BeautifulSoup

from dialogues.admin.refused_lines import neutral
from participants.models import Organization
from tests.admin.desk import page
from tests.admin.test_importing import lines, previewed, table
from tests.interchange.desk import imported
from tests.interchange.test_faults import WORLD

pytestmark = pytest.mark.django_db

FAULTY = "id,name_en,sector,party,note\nok,Sound,industry,US,\n=1+1,@X,industri,ZZ,=HYPERLINK(1)\n-2,+3,industry,US,\n"


def body(response: Any) -> str:
    return b"".join(response.streaming_content).decode()


def refused(client: Any, content: bytes, name: str) -> tuple[str, BeautifulSoup]:
    """Uploads a file that is refused. Returns the address of its preview and the page, which has no button."""
    address, soup = previewed(client, content, name)
    assert not soup.select_one("#confirm_form [name=_confirm]")
    shown = soup.select_one("#confirm_form [name=shown]")["value"]
    assert client.post(address, {"_confirm": "1", "shown": shown}).url == address
    return address, soup


@pytest.fixture
def faulty(editing) -> str:
    imported(WORLD)
    return refused(editing, FAULTY.encode(), "=orgs.csv")[0]


def test_every_fault_is_shown_with_line_field_and_reason(editing, faulty):
    assert [row[:2] for row in table(page(editing, faulty), "refused")] == [
        ["3", "id"],
        ["3", "sector"],
        ["3", "party"],
        ["4", "id"],
    ]
    assert Organization.objects.count() == 1


def test_refused_lines_are_downloaded_as_a_spreadsheet_in_which_nothing_is_a_formula(editing, faulty):
    response = editing.get(f"{faulty}refused.csv")
    assert response["Content-Disposition"] == 'attachment; filename="refused-orgs.csv"'
    text = body(response)
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text[1:])))
    assert rows[0] == ["file", "line", "field", "reason", "content"]
    assert [(row[1], row[2], row[4]) for row in rows[1:]] == [
        ("3", "id", "'=1+1,@X,industri,ZZ,=HYPERLINK(1)"),
        ("3", "sector", ""),
        ("3", "party", ""),
        ("4", "id", "'-2,+3,industry,US,"),
    ]
    assert rows[1][0] == "'=orgs.csv"
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_refused_lines_are_downloaded_as_json_lines_as_they_were(editing, faulty):
    found = [json.loads(line) for line in body(editing.get(f"{faulty}refused.jsonl")).splitlines()]
    assert [(one["line"], len(one["faults"]), one["content"]) for one in found] == [
        (3, 3, "=1+1,@X,industri,ZZ,=HYPERLINK(1)"),
        (4, 1, "-2,+3,industry,US,"),
    ]


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", "\t=1", "\r=1", " =1", "＝1", "\n=1"])
def test_a_cell_that_a_spreadsheet_would_compute_gets_an_apostrophe(cell):
    assert neutral(cell) == f"'{cell}"


def test_a_cell_that_is_no_formula_stays_as_it_is():
    assert [neutral(cell) for cell in ("a=1", 7, "", "宇宙", "2024-08")] == [
        "a=1",
        "7",
        "",
        "宇宙",
        "2024-08",
    ]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("x.jsonl", lines(WORLD[0])[:-9], "It is not JSON: Unterminated string starting at (character 63). The file ends within this line: it seems to be cut off."),
        ("x.jsonl", '{"type": "é"}\n'.encode("latin-1"), "Byte 11 is not UTF-8. Save the file as UTF-8."),
        ("x.jsonl", b'{"a": "\x00"}\n', "It holds the character NUL."),
        ("x.jsonl", b'{"a": ' + b"[" * 100_000 + b"}\n", "It is nested too deep."),
        ("x.jsonl", b'{"a": ' + b"9" * 9999 + b"}\n", "The number 9999999999999999999… is too large."),
        ("x.jsonl", b"x" * (9 * 1024**2), "The line is longer than 8 MB."),
        ("x.jsonl.gz", gzip.compress(lines(WORLD[0]), mtime=0)[:-9], "The packed file is damaged or cut off here."),
        ("x.csv", "id,sector\na,ö\n".encode("latin-1"), "Byte 3 is not UTF-8. Save the file as “CSV UTF-8 (Comma delimited)”."),
        ("x.csv", b"id,sector\na,\x00\n", "It holds the character NUL."),
        ("x.csv", b"id,sector\n" + b"x" * (2 * 1024**2), "The line is longer than 1 MB."),
        ("x.csv", b"id,sector" + b"," * 10_000 + b"x", "It has 10,002 columns; at most 100 are read."),
        ("x.csv", b'id,sector\n"a,b\n', "A quotation mark opens in this row and is not closed, or a cell is longer than 131,072 characters: the file seems to be cut off or damaged."),
    ],
)  # fmt: skip
def test_a_damaged_or_hostile_file_is_told_and_changes_nothing(editing, name, content, reason):
    address, soup = refused(editing, content, name)
    assert [row[2] for row in table(soup, "refused")] == [reason]
    for form in ("csv", "jsonl"):
        assert body(editing.get(f"{address}refused.{form}"))


def test_what_a_file_says_is_shown_as_text(editing):
    _address, soup = refused(editing, b'{"type": "<script>alert(1)</script>", "id": "x"}\n', "<b>.jsonl")
    assert [one for one in soup.select("script") if "alert" in one.text] == []
    assert "“<script>alert(1)</script>” is not a kind of record." in soup.text
