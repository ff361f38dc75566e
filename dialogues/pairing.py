"""Finds the pairs of recorded organizations, people and sources that may be one, and keeps them in their tables.

When names are alike, `dialogues.likeness` says. No pair are a body and its part, or a body and its successor: somebody
has said how the two belong together. Of each record the likest few are kept.
"""

from collections.abc import Callable
from itertools import batched
from typing import Any

from django.db import connection, transaction

from dialogues.likeness import ARE_ALIKE, LIKENESS, RECORDED, by_script, gather

AT_ONCE = 200
MOST_OF_ONE = 10

FIND = f"""
INSERT INTO pairs_found
SELECT id, other, 1 - alike FROM (
    SELECT given.id, known.id AS other, max({LIKENESS}) AS alike,
        row_number() OVER (PARTITION BY given.id ORDER BY max({LIKENESS}) DESC, known.id) AS place
    FROM possible_duplicates AS given JOIN possible_duplicates AS known ON {ARE_ALIKE} AND known.id > given.id
    WHERE given.id = ANY(%s) AND given.name ~ '[A-Za-z]' = %s
    GROUP BY given.id, known.id
) AS alike WHERE place <= {MOST_OF_ONE}
"""  # noqa: S608 -- made of words of this room

KEEP = """
WITH found AS (
    SELECT least(a.id, b.id) AS first_id, greatest(a.id, b.id) AS second_id, min(distance) AS distance
    FROM pairs_found JOIN {records} AS a ON a.slug = one JOIN {records} AS b ON b.slug = other
    WHERE {unrelated}
    GROUP BY 1, 2
), gone AS (
    DELETE FROM {pairs} AS pair WHERE told_apart_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM found WHERE found.first_id = pair.first_id AND found.second_id = pair.second_id
    )
)
INSERT INTO {pairs} (first_id, second_id, distance, since)
SELECT first_id, second_id, distance, now() FROM found ORDER BY distance, first_id, second_id
ON CONFLICT (first_id, second_id) DO UPDATE SET distance = EXCLUDED.distance
WHERE {pairs}.distance <> EXCLUDED.distance
"""
UNRELATED = {
    "organization": "b.id NOT IN (coalesce(a.parent_id, 0), coalesce(a.predecessor_id, 0))"
    " AND a.id NOT IN (coalesce(b.parent_id, 0), coalesce(b.predecessor_id, 0))"
}


@transaction.atomic
def find_pairs(pairs: Any, looked_at: Callable[[int], object]) -> None:
    """Finds the pairs of one kind anew: adds those that are new, drops those that are no longer alike.

    Takes one of `dialogues.models.PAIRS`. What was told apart stays so. Calls `looked_at` with the number of records
    looked at since the last call.
    """
    records: Any = pairs._meta.get_field("first").related_model
    kind = str(records._meta.model_name)
    with connection.cursor() as cursor:
        gather(cursor, kind)
        cursor.execute("DROP TABLE IF EXISTS pg_temp.pairs_found")
        cursor.execute(
            "CREATE TEMPORARY TABLE pairs_found (one text, other text, distance numeric(4,3)) ON COMMIT DROP"
        )
        slugs = list(records._default_manager.order_by("slug").values_list("slug", flat=True))
        for some in batched(slugs, AT_ONCE, strict=False):
            for latin in by_script(cursor, RECORDED[kind]):
                cursor.execute(FIND, [list(some), latin])
            looked_at(len(some))
        words = {
            "records": records._meta.db_table,
            "pairs": pairs._meta.db_table,
            "unrelated": UNRELATED.get(kind, "true"),
        }
        cursor.execute(KEEP.format(**words))
