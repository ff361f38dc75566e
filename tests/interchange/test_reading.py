"""Bytes that are no records: each is refused with its line and a plain reason, and reading goes on."""

import gzip
import io
import json
import tracemalloc
import zlib
from pathlib import Path

import pytest

from dialogues.interchange import reading
from dialogues.interchange.faults import Faults
from dialogues.interchange.reading import File, files, lines

GOOD = b'{"type": "party", "id": "JP"}\n'


def read(data: bytes, name: str = "x.jsonl") -> tuple[list[int], list[str]]:
    """The numbers of the lines that hold an object, and the faults."""
    faults = Faults()
    found = [line.number for line in lines(File(name, lambda: io.BytesIO(data)), faults)]
    return found, [str(fault) for fault in faults]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"a": "\xff"}', "Byte 8 is not UTF-8. Save the file as UTF-8."),
        ('{"a": "é"}'.encode("utf-16"), "Byte 1 is not UTF-8. Save the file as UTF-8."),
        (b'{"a": 1,}', "It is not JSON: Illegal trailing comma before end of object (character 8)."),
        (b"[1]", "Each line holds one object in braces."),
        (b'"JP"', "Each line holds one object in braces."),
        (b'{"a": "\x00"}', "It holds the character NUL."),
        (b'{"a": ' + b"[" * 200_000 + b"]" * 200_000 + b"}", "It is nested too deep."),
        (b'{"a": ' + b"9" * 5000 + b"}", "The number 9999999999999999999… is too large."),
        (b'{"a": 0.' + b"9" * 5000 + b"}", "The number 0.99999999999999999… is too long."),
        (b'{"a": NaN}', "NaN is not a number of JSON."),
        (b'{"a": -Infinity}', "-Infinity is not a number of JSON."),
        (b'{"a": 1, "b": {"c": 1, "c": 2}}', "The key “c” is given twice in one object."),
    ],
)  # fmt: skip
def test_a_line_that_is_no_object_is_refused_and_the_others_are_read(line, reason):
    assert read(GOOD + line + b"\n" + GOOD) == ([1, 3], [f"x.jsonl:2: {reason}"])


def test_a_file_that_ends_within_a_line_seems_cut_off():
    found, faults = read(GOOD + GOOD[:20])
    assert found == [1]
    assert faults == [
        "x.jsonl:2: It is not JSON: Unterminated string starting at (character 19). "
        "The file ends within this line: it seems to be cut off."
    ]


def test_a_last_line_without_line_feed_is_read_like_any_other():
    assert read(GOOD + GOOD.strip()) == ([1, 2], [])


def test_a_byte_order_mark_empty_lines_and_windows_line_ends_do_no_harm():
    assert read(b"\xef\xbb\xbf" + GOOD.replace(b"\n", b"\r\n") + b"\r\n  \n" + GOOD) == ([1, 4], [])


def test_a_line_of_a_gigabyte_is_refused_without_being_held():
    class Long(io.RawIOBase):
        parts = iter([*[b"x" * 1024**2] * 1024, b"\n" + GOOD])

        def read(self, size: int = -1) -> bytes:
            return next(self.parts, b"")

    faults = Faults()
    stream = Long()
    tracemalloc.start()
    found = [line.number for line in lines(File("x", lambda: stream), faults)]
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [str(fault) for fault in faults] == ["x:1: The line is longer than 8 MB."]
    assert found == [2]
    assert most < 64 * 1024**2


def test_a_packed_file_is_read_like_a_plain_one_whatever_its_name():
    packed = gzip.compress(GOOD) + gzip.compress(GOOD * 100_000)
    assert read(packed)[0] == list(range(1, 100_002))
    assert read(packed)[1] == []


@pytest.mark.parametrize(("kept", "line"), [(12, 1), (30, 1), (-1, 2)])
def test_a_packed_file_that_is_cut_off_is_refused(kept, line):
    faults = read(gzip.compress(GOOD)[:kept])[1]
    assert faults == [f"x.jsonl:{line}: The packed file is damaged or cut off here."]


def test_a_packed_file_that_unpacks_to_far_too_much_is_given_up():
    machine = zlib.compressobj(9, wbits=31)
    bomb = b"".join(machine.compress(b"x" * 1024**2) for _ in range(300)) + machine.flush()
    assert len(bomb) < 1024**2
    found, faults = read(bomb)
    assert found == []
    assert len(faults) == 1
    assert "unpacks to far more than a text would" in faults[0]


def test_a_folder_stands_for_its_record_files_in_order(tmp_path: Path):
    for name in ("b.jsonl", "a.jsonl.gz", "notes.txt", ".c.jsonl.unfinished"):
        (tmp_path / name).write_bytes(GOOD)
    faults = Faults()
    assert [Path(file.name).name for file in files([str(tmp_path)], faults)] == ["a.jsonl.gz", "b.jsonl"]
    assert len(faults) == 0


def test_what_cannot_be_opened_is_named(tmp_path: Path):
    faults = Faults()
    (tmp_path / "empty").mkdir()
    missing = str(tmp_path / "missing.jsonl")
    assert files([missing, str(tmp_path / "empty")], faults) == []
    assert [fault.reason for fault in faults] == [
        "The folder holds no .jsonl or .jsonl.gz file.",
        "It cannot be read: No such file or directory.",
    ]


def test_faults_beyond_the_first_ten_thousand_are_only_counted():
    faults = Faults()
    list(lines(File("x", lambda: io.BytesIO(b"?\n" * 10_500)), faults))
    assert (len(faults), len(list(faults))) == (10_500, 10_000)


def test_progress_counts_every_byte():
    counted: list[int] = []
    list(lines(File("x", lambda: io.BytesIO(GOOD * 3)), Faults(), counted.append))
    assert sum(counted) == len(GOOD) * 3


def test_the_longest_line_is_longer_than_any_record_needs():
    assert len(json.dumps({"text": "宇" * 20_000}).encode()) * 10 < reading.LONGEST_LINE
