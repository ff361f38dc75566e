"""What an import would enter that may be there already: the same meeting, organization or person under another id.

When names are alike, `dialogues.likeness` says.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from dialogues.interchange.planning import Plan
from dialogues.likeness import ARE_ALIKE, GIVEN, LIKENESS, NEW, by_script, columns, gather, is_latin
from dialogues.models import Meeting
from participants.dates import read

ALL_BUT_EQUAL = 0.8
MOST_LISTED = 500
# Beyond these, new records of a kind are not looked at: the search takes longer than somebody waits for a page.
MOST_COMPARED = 2000

# Who lists two bodies in one file mostly means two, unless the names are all but equal.
ALIKE_NAMES = f"""
    SELECT id, name, other, other_name, recorded FROM (
        SELECT DISTINCT ON (given.id, known.id)
            given.id, given.name, known.id AS other, known.name AS other_name, known.recorded, {LIKENESS} AS alike
        FROM ({GIVEN}) AS given
        JOIN possible_duplicates AS known ON {ARE_ALIKE} AND (known.recorded OR known.id > given.id)
        ORDER BY given.id, known.id, alike DESC, given.name
    ) AS alike
    WHERE recorded OR alike >= {ALL_BUT_EQUAL}
    ORDER BY alike.alike DESC, id, other
    LIMIT {MOST_LISTED}
"""  # noqa: S608 -- made of words of this room


@dataclass(frozen=True, slots=True)
class Likeness:
    """A record that an import would enter, and one like it: recorded already, or in the same files."""

    kind: str
    id: str
    name: str
    other: str
    other_name: str
    recorded: bool


def possible_duplicates(planned: Plan) -> list[Likeness]:
    """For the new meetings, organizations and people of a plan: those like them, the most alike first.

    At most MOST_LISTED of a kind.
    """
    found = _at_one_time(planned)[:MOST_LISTED]
    for kind in NEW:
        found += _named_alike(kind, list(_new(planned, kind)))
    return found


def _new(planned: Plan, kind: str) -> Iterator[dict[str, Any]]:
    records = (record for _file, _line, _sha256, record, pk, _version in planned.to_write[kind] if pk is None)
    return islice(records, MOST_COMPARED)


# --- meetings -----------------------------------------------------------------------------------------------------

Days = tuple[dt.date | None, dt.date | None]


def _at_one_time(planned: Plan) -> list[Likeness]:
    new = [
        (record["id"], record["dialogue"], record["date"], (meant.earliest, meant.latest))
        for record in _new(planned, "meeting")
        if "dialogue" in record and "date" in record
        for meant in [read(record["date"])]
    ]
    by_dialogue: dict[str, list[tuple[str, str, Days, bool]]] = {}
    rows = Meeting.objects.filter(dialogue__slug__in={dialogue for _slug, dialogue, *_rest in new})
    columns = ("slug", "dialogue__slug", "date", "date_earliest", "date_latest")
    for slug, dialogue, date, earliest, latest in rows.order_by("slug").values_list(*columns):
        by_dialogue.setdefault(str(dialogue), []).append((slug, date, (earliest, latest), True))
    found: list[Likeness] = []
    for slug, dialogue, date, days in new:
        known = by_dialogue.setdefault(dialogue, [])
        for other, other_date, other_days, recorded in known:
            if _overlap(days, other_days) and len(found) < MOST_LISTED:
                found.append(
                    Likeness("meeting", slug, _on(dialogue, date), other, _on(dialogue, other_date), recorded)
                )
        known.append((slug, date, days, False))
    return found


def _on(dialogue: str, date: str) -> str:
    return _("%(dialogue)s, %(date)s") % {"dialogue": dialogue, "date": date}


def _overlap(one: Days, other: Days) -> bool:
    """Whether two dates can mean the same day. A date that tells no day at all is like no other."""
    if not any(one) or not any(other):
        return False
    first, last = dt.date.min, dt.date.max
    return (one[0] or first) <= (other[1] or last) and (other[0] or first) <= (one[1] or last)


# --- names --------------------------------------------------------------------------------------------------------


def _named_alike(kind: str, new: list[dict[str, Any]]) -> list[Likeness]:
    if not new:
        return []
    given = [
        (record["id"], record.get("party"), name, only_equal)
        for record in new
        for name, only_equal in _names(record)
    ]
    with transaction.atomic(), connection.cursor() as cursor:
        gather(cursor, kind, given)
        found: dict[tuple[str, str], Likeness] = {}
        for latin in by_script(cursor, NEW[kind]):
            if some := [row for row in given if is_latin(row[2]) is latin]:
                cursor.execute(ALIKE_NAMES, columns(some))
                for row in cursor.fetchall():
                    found.setdefault((row[0], row[2]), Likeness(kind, *row))
        return list(found.values())


def _names(record: dict[str, Any]) -> set[tuple[str, bool]]:
    """What a record is called, and whether it is an abbreviation, which is alike only where it is equal."""
    aliases = {(alias["name"], alias.get("kind") == "abbreviation") for alias in record.get("aliases", [])}
    short = {(record["abbreviation"], True)} if record.get("abbreviation") else set()
    return {*((name, False) for name in record.get("name", {}).values()), *aliases, *short}
