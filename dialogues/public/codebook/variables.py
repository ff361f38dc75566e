"""The variables of each kind of record and of each part of one, as `manage.py write_codebook` found them."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True)
class Variable:
    """One variable: where it stands, its type, whether it may be null, and its codes where they are listed."""

    table: str
    name: str
    type: str
    null: bool
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """The variables of a kind of record, or of a part that stands inside records."""

    name: str
    part: bool
    variables: tuple[Variable, ...]


@cache
def tables() -> tuple[Table, ...]:
    """All kinds and parts, in the order in which records name each other."""
    found = json.loads(Path(__file__).with_name("variables.json").read_text())
    return tuple(
        Table(
            table["name"],
            table["part"],
            tuple(
                Variable(table["name"], one["name"], one["type"], one["null"], tuple(one.get("values", ())))
                for one in table["variables"]
            ),
        )
        for table in found
    )
