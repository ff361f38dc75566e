"""From bytes to objects: files, folders, standard input, gzip; each line with its place, at a bounded memory."""

import gzip
import json
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from dialogues.interchange.faults import Faults, shortened

LONGEST_LINE = 8 * 1024 * 1024
MOST_UNPACKED = 4 * 1024**3
# Text that compresses better than this is not text.
HIGHEST_RATIO = 200
UNPACKED_FREELY = 64 * 1024**2
LONGEST_NUMBER = 400
CHUNK = 1024 * 1024

Progress = Callable[[int], object]
"""Told how many bytes were read since it was last told."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line that holds an object: where it stands, its bytes, and what they say."""

    file: str
    number: int
    raw: bytes
    value: Any


@dataclass(frozen=True)
class File:
    """Something to read: its name as messages show it, and how to open it."""

    name: str
    open: Callable[[], BinaryIO]
    size: int = 0
    most_unpacked: int = MOST_UNPACKED


def files(paths: Iterable[str | File], faults: Faults) -> list[File]:
    """The files that paths stand for: `-` is standard input; a folder stands for its .jsonl and .jsonl.gz files."""
    found = []
    for path in paths:
        if isinstance(path, File):
            found.append(path)
            continue
        if path == "-":
            found.append(File("standard input", lambda: sys.stdin.buffer))
            continue
        place = Path(path)
        try:
            inside = _records_in(place) if place.is_dir() else [place]
            if not inside:
                faults.add(path, 0, "", "The folder holds no .jsonl or .jsonl.gz file.")
            found += [File(str(p), lambda p=p: p.open("rb"), p.stat().st_size) for p in inside]  # type: ignore[misc]
        except OSError as error:
            faults.add(path, 0, "", f"It cannot be read: {error.strerror}.")
    return found


def _records_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.name.endswith((".jsonl", ".jsonl.gz")))


def lines(file: File, faults: Faults, progress: Progress = lambda count: None) -> Iterator[Line]:
    """The objects of a file, each with its line. What cannot be read is added to the faults, and reading goes on."""
    try:
        with file.open() as stream:
            yield from _lines(file, _Counted(stream, progress), faults)
    except OSError as error:
        faults.add(file.name, 0, "", f"It cannot be read: {error.strerror or error}.")


def raw_lines(
    file: File, progress: Progress = lambda count: None, longest: int = LONGEST_LINE
) -> Iterator[tuple[bytes | None, bool]]:
    """Each line of a file, unpacked, None where it is too long; and whether a line feed ends it. Raises OSError.

    A packed file that is damaged raises OSError too.
    """
    with file.open() as stream:
        try:
            yield from _raw_lines(_chunks(_Counted(stream, progress), file.most_unpacked), longest)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise OSError("the packed file is damaged or cut off") from error
        except _TooMuch as error:
            raise OSError("the packed file unpacks to far more than a text would") from error


class _Counted:
    """A stream that tells how much of it was read."""

    def __init__(self, stream: BinaryIO, progress: Progress) -> None:
        self.stream, self.progress, self.count = stream, progress, 0

    def read(self, size: int = -1) -> bytes:
        data = self.stream.read(size)
        self.count += len(data)
        self.progress(len(data))
        return data


class _TooMuch(Exception):
    """A packed file unpacks to more than any text would."""


def _lines(file: File, stream: _Counted, faults: Faults) -> Iterator[Line]:
    number = 0
    try:
        for number, (raw, whole) in enumerate(_raw_lines(_chunks(stream, file.most_unpacked)), 1):
            if raw is None:
                faults.add(file.name, number, "", f"The line is longer than {LONGEST_LINE // 1024**2} MB.")
            elif raw.strip():
                try:
                    yield Line(file.name, number, raw.strip(), _parsed(raw, number == 1))
                except _Unreadable as error:
                    cut = " The file ends within this line: it seems to be cut off." if not whole else ""
                    faults.add(file.name, number, "", f"{error}{cut}")
    except (EOFError, zlib.error, gzip.BadGzipFile):
        faults.add(file.name, number + 1, "", "The packed file is damaged or cut off here.")
    except _TooMuch as error:
        faults.add(file.name, number + 1, "", str(error))


def _chunks(stream: _Counted, most: int) -> Iterator[bytes]:
    """The bytes of a stream, unpacked where they begin as gzip does."""
    first = stream.read(CHUNK)
    if first[:2] != b"\x1f\x8b":
        while first:
            yield first
            first = stream.read(CHUNK)
        return
    unpacked = 0
    for chunk in _unpacked(first, stream):
        unpacked += len(chunk)
        if unpacked > most or unpacked > max(UNPACKED_FREELY, stream.count * HIGHEST_RATIO):
            raise _TooMuch(
                "The packed file unpacks to far more than a text would. Nothing after this line was read."
            )
        yield chunk


def _unpacked(packed: bytes, stream: _Counted) -> Iterator[bytes]:
    """Never more than a chunk at a time, however much a few bytes unpack to; one gzip member after another."""
    machine = zlib.decompressobj(wbits=31)
    while True:
        data = machine.decompress(packed, CHUNK)
        yield data
        packed = machine.unconsumed_tail
        if machine.eof:
            packed = (machine.unused_data or stream.read(CHUNK)).lstrip(b"\0")
            if not packed:
                return
            machine = zlib.decompressobj(wbits=31)
        elif not packed and len(data) < CHUNK:
            packed = stream.read(CHUNK)
            if not packed:
                raise EOFError


def _raw_lines(chunks: Iterable[bytes], longest: int = LONGEST_LINE) -> Iterator[tuple[bytes | None, bool]]:
    """Each line, None where it is too long, and whether a line feed ends it."""
    kept, too_long = bytearray(), False
    for chunk in chunks:
        *ended, rest = chunk.split(b"\n")
        for end in ended:
            yield (None if too_long or len(kept) + len(end) > longest else bytes(kept + end)), True
            kept.clear()
            too_long = False
        too_long = too_long or len(kept) + len(rest) > longest
        if too_long:
            kept.clear()
        else:
            kept += rest
    if kept or too_long:
        yield (None if too_long else bytes(kept)), False


class _Unreadable(ValueError):
    """A line is no object; the words say why."""


def _parsed(raw: bytes, first: bool) -> dict[str, Any]:
    try:
        text = raw.decode("utf-8-sig" if first else "utf-8")
    except UnicodeDecodeError as error:
        raise _Unreadable(f"Byte {error.start + 1} is not UTF-8. Save the file as UTF-8.") from None
    if "\0" in text:
        raise _Unreadable("It holds the character NUL.")
    try:
        value = _DECODER.decode(text.strip())
    except json.JSONDecodeError as error:
        raise _Unreadable(f"It is not JSON: {error.msg} (character {error.pos + 1}).") from None
    except RecursionError:
        raise _Unreadable("It is nested too deep.") from None
    if not isinstance(value, dict):
        raise _Unreadable("Each line holds one object in braces.")
    return value


def _whole_number(digits: str) -> int:
    if len(digits) > LONGEST_NUMBER:
        raise _Unreadable(f"The number {shortened(digits, 20)} is too large.")
    return int(digits)


def _number(digits: str) -> float:
    if len(digits) > LONGEST_NUMBER:
        raise _Unreadable(f"The number {shortened(digits, 20)} is too long.")
    return float(digits)


def _no_number(word: str) -> float:
    raise _Unreadable(f"{word} is not a number of JSON.")


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _value in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise _Unreadable(f"The key “{shortened(twice)}” is given twice in one object.")
    return found


_DECODER = json.JSONDecoder(
    parse_int=_whole_number, parse_float=_number, parse_constant=_no_number, object_pairs_hook=_each_key_once
)
