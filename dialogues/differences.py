"""What differs between two documents of a record: values by their place, rows of a list by what they are.

A row is found again by its public id, where it has one; else as the same row, word for word; else by who or what it
names, if it is like enough. So a row that is taken out is one difference, whatever stands below it. Of a record that
is only named (type, id, name), the name alone is told; of a date, what is recorded, as its ends follow from it.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

NAME = {"type", "id", "name"}
# Who a row is about, the narrowest first: rows about two different ones are two rows.
WHO = ("person", "organization", "party", "meeting")
LIKE_ENOUGH = 0.5


@dataclass(frozen=True)
class Row:
    """A row of a list, as a step on the way to a value. It is as it would be or, if it is taken out, as it was."""

    told: Any


@dataclass(frozen=True)
class Difference:
    """Where two documents differ: the names and rows that lead there, what was, what is.

    A path that ends in a row tells of one that was added or taken out; one that ends in `order` tells of rows that
    changed places, as lists of these.
    """

    path: tuple[str | Row, ...]
    before: Any
    after: Any


def differences(before: Any, after: Any, path: tuple[str | Row, ...] = ()) -> Iterator[Difference]:
    """The differences of two documents, in the order in which the second tells its values."""
    if isinstance(before, dict) and isinstance(after, dict):
        yield from _of_fields(before, after, path)
    elif isinstance(before, list) and isinstance(after, list) and _has_rows(before, after):
        yield from _of_rows(before, after, path)
    elif before != after:
        yield Difference(path, before, after)


def _has_rows(*lists: list[Any]) -> bool:
    return any(isinstance(one, dict) for listed in lists for one in listed)


def _of_fields(
    before: dict[str, Any], after: dict[str, Any], path: tuple[str | Row, ...]
) -> Iterator[Difference]:
    left_out: set[str] = {"order"} if path and isinstance(path[-1], Row) else set()
    if path and before.keys() >= NAME and after.keys() >= NAME:
        if (before["id"], before["name"]) != (after["id"], after["name"]):
            yield Difference(path, before, after)
        # The title of a source is its name.
        left_out |= NAME | {"title"}
        if before["id"] != after["id"]:
            return
    elif "edtf" in before and "edtf" in after:
        if before["edtf"] != after["edtf"]:
            yield Difference(path, before, after)
        left_out |= {"edtf", "earliest", "latest"}
    for name in (*after, *(before.keys() - after.keys())):
        if name not in left_out:
            yield from differences(before.get(name), after.get(name), (*path, name))


def _of_rows(before: list[Any], after: list[Any], path: tuple[str | Row, ...]) -> Iterator[Difference]:
    pairs = paired(before, after)
    for place, one in enumerate(after):
        if place in pairs:
            yield from differences(before[pairs[place]], one, (*path, Row(one)))
        else:
            yield Difference((*path, Row(one)), None, one)
    for place, one in enumerate(before):
        if place not in pairs.values():
            yield Difference((*path, Row(one)), one, None)
    kept = [pairs[place] for place in sorted(pairs)]
    moved = [place for place, stood in enumerate(kept) if stood != sorted(kept)[place]]
    if moved:
        span = slice(moved[0], moved[-1] + 1)
        yield Difference(
            (*path, "order"),
            [before[place] for place in sorted(kept)[span]],
            [before[place] for place in kept[span]],
        )


def paired(before: list[Any], after: list[Any]) -> dict[int, int]:
    """Which row of the one list is which of the other: places in `after` to places in `before`."""
    pairs: dict[int, int] = {}
    for key in (_public_id, _content):
        _pair_by(key, before, after, pairs)
    taken = set(pairs.values())
    likeness = [
        (like, -place, -stood)
        for place, one in enumerate(after)
        if place not in pairs
        for stood, other in enumerate(before)
        if stood not in taken and (like := _likeness(other, one)) >= LIKE_ENOUGH
    ]
    for _like, place, stood in sorted(likeness, reverse=True):
        if -place not in pairs and -stood not in taken:
            pairs[-place] = -stood
            taken.add(-stood)
    return pairs


def _pair_by(key: Callable[[Any], Any], before: list[Any], after: list[Any], pairs: dict[int, int]) -> None:
    waiting: dict[Any, list[int]] = {}
    taken = set(pairs.values())
    for stood, one in enumerate(before):
        if stood not in taken and (named := key(one)) is not None:
            waiting.setdefault(named, []).append(stood)
    for place, one in enumerate(after):
        if place not in pairs and (found := waiting.get(key(one))):
            pairs[place] = found.pop(0)


def _public_id(row: Any) -> Any:
    return row.get("id") if isinstance(row, dict) else None


def _content(row: Any) -> Any:
    return json.dumps({**row, "order": None} if isinstance(row, dict) else row, sort_keys=True)


def _likeness(before: Any, after: Any) -> float:
    """How much of what two rows tell is the same, from 0 to 1; 0 for rows that cannot be one."""
    if not (isinstance(before, dict) and isinstance(after, dict)):
        return 0
    if _public_id(before) or _public_id(after) or _who(before) != _who(after):
        return 0
    told = [
        name for name in before | after if name != "order" and (_told(before, name) or _told(after, name))
    ]
    same = sum(_same(before.get(name), after.get(name)) for name in told)
    return same / len(told) if told else 1


def _who(row: dict[str, Any]) -> Any:
    return next(((name, _id(row[name])) for name in WHO if row.get(name)), None)


def _id(named: Any) -> Any:
    return named["id"] if isinstance(named, dict) and "id" in named else named


def _told(row: dict[str, Any], name: str) -> bool:
    value = row.get(name)
    return any(value.values()) if isinstance(value, dict) else bool(value)


def _same(before: Any, after: Any) -> float:
    if before == after:
        return 1
    if isinstance(before, dict) and isinstance(after, dict):
        if before.keys() >= NAME:
            return float(_id(before) == _id(after))
        told = [name for name in before | after if before.get(name) or after.get(name)]
        return sum(_same(before.get(name), after.get(name)) for name in told) / len(told) if told else 1
    if isinstance(before, str) and isinstance(after, str):
        return SequenceMatcher(None, before, after).ratio()
    return 0
