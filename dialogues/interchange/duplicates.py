"""What an import would enter that may be there already: the same meeting, organization or person under another id.

Names are held against names and other names by pg_trgm, which finds names that share most of their letters; and
names that are equal but for case, width, spaces and stops count as alike in any script.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from dialogues.interchange.planning import Plan
from dialogues.models import Meeting
from participants.dates import read

ALIKE = {"organization": 0.6, "person": 0.5}
# Names without Latin letters are short, and each of their signs says more.
ALIKE_IN_OTHER_SCRIPTS = 0.4
ALL_BUT_EQUAL = 0.8
MOST_LISTED = 500
# Beyond these, new records of a kind are not looked at: the search takes longer than somebody waits for a page.
MOST_COMPARED = 2000

NAMES = {
    "organization": """
        SELECT o.slug AS id, p.slug AS party, n.name
        FROM participants_organization o LEFT JOIN participants_party p ON p.id = o.party_id,
        LATERAL (
            SELECT o.name_en UNION SELECT o.name_ja UNION SELECT value FROM jsonb_each_text(o.name_other)
            UNION SELECT a.name FROM participants_organizationalias a WHERE a.organization_id = o.id
        ) AS n(name)
    """,
    "person": """
        SELECT o.slug AS id, NULL AS party, n.name
        FROM participants_person o,
        LATERAL (
            SELECT o.name_en UNION SELECT o.name_ja UNION SELECT value FROM jsonb_each_text(o.name_other)
            UNION SELECT a.name FROM participants_personalias a WHERE a.person_id = o.id
        ) AS n(name)
    """,
}

GIVEN = "SELECT * FROM unnest(%s::text[], %s::text[], %s::text[]) AS given(id, party, name)"

# Bodies of two sides often have one name: every state has its ministry of foreign affairs. Who lists two bodies
# in one file mostly means two, unless the names are all but equal.
ALIKE_NAMES = """
    SELECT id, name, other, other_name, recorded FROM (
        SELECT DISTINCT ON (given.id, known.id)
            given.id, given.name, known.id AS other, known.name AS other_name, known.recorded,
            CASE WHEN known.squeezed = given.squeezed THEN 1 ELSE similarity(known.name, given.name) END AS alike
        FROM (SELECT *, {squeezed} AS squeezed FROM ({given}) AS given) AS given
        JOIN possible_duplicates AS known
          ON (known.name %% given.name OR known.squeezed = given.squeezed)
         AND known.id <> given.id AND (known.recorded OR known.id > given.id)
         AND (known.party IS NULL OR given.party IS NULL OR known.party = given.party)
        ORDER BY given.id, known.id, alike DESC, given.name
    ) AS alike
    WHERE recorded OR alike >= {all_but_equal}
    ORDER BY alike.alike DESC, id, other
    LIMIT {most}
"""
SQUEEZED = r"regexp_replace(lower(normalize(name, NFKC)), '[\s.,·・‐-―''’-]', '', 'g')"


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
    for kind in NAMES:
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
    given = [(record["id"], record.get("party"), name) for record in new for name in _names(record)]
    with transaction.atomic(), connection.cursor() as cursor:
        # In a table of its own for as long as it is needed, so that the index on trigrams finds what is alike.
        cursor.execute("DROP TABLE IF EXISTS pg_temp.possible_duplicates")
        cursor.execute(
            f"""
            CREATE TEMPORARY TABLE possible_duplicates ON COMMIT DROP AS
            SELECT *, {SQUEEZED} AS squeezed FROM (
                SELECT *, true AS recorded FROM ({NAMES[kind]}) AS recorded
                UNION ALL SELECT *, false FROM ({GIVEN}) AS new
            ) AS named WHERE name <> ''
            """,  # noqa: S608 -- made of words of this file
            _columns(given),
        )
        cursor.execute("CREATE INDEX ON possible_duplicates USING gin (name gin_trgm_ops)")
        cursor.execute("CREATE INDEX ON possible_duplicates (squeezed)")
        cursor.execute("ANALYZE possible_duplicates")
        found: dict[tuple[str, str], Likeness] = {}
        words = {"squeezed": SQUEEZED, "given": GIVEN, "most": MOST_LISTED, "all_but_equal": ALL_BUT_EQUAL}
        for latin, alike in ((True, ALIKE[kind]), (False, ALIKE_IN_OTHER_SCRIPTS)):
            some = [row for row in given if bool(re.search("[A-Za-z]", row[2])) is latin]
            if some:
                cursor.execute("SELECT set_config('pg_trgm.similarity_threshold', %s, true)", [str(alike)])
                cursor.execute(ALIKE_NAMES.format(**words), _columns(some))
                for row in cursor.fetchall():
                    found.setdefault((row[0], row[2]), Likeness(kind, *row))
        return list(found.values())


def _names(record: dict[str, Any]) -> set[str]:
    return {*record.get("name", {}).values(), *(alias["name"] for alias in record.get("aliases", []))}


def _columns(rows: Iterable[tuple[Any, ...]]) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)]
