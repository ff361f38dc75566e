"""Puts the triggers on every watched table. What they do is in the database (migration 0001).

After each migration, and not by one: a table is watched because it is there. Rows that were there before their table
was watched are noted as they are then.
"""

from typing import Any

from django.db import connections
from psycopg import sql

from dialogues.audit.models import Change
from dialogues.audit.watched import Watched, watched

# After those that count versions, and triggers fire by name: the change notes the version that it made.
ROWS, TRUNCATE = "watched_rows", "watched_truncate"
# Which of a trigger's arguments names the columns that only count.
COUNTED_AT = 6

_THERE = """
SELECT relname, array_agg(encode(tgargs, 'escape')) FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
WHERE tgname IN (%s, %s) AND relnamespace = current_schema::regnamespace GROUP BY relname
"""


# Columns that the database makes of others: that they changed says nothing more.
_MADE = """
SELECT relname, string_agg(attname, ',' ORDER BY attname) FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
WHERE attgenerated <> '' AND relkind = 'r' AND relnamespace = current_schema::regnamespace GROUP BY relname
"""


def watch_after_migrating(using: str, **kwargs: Any) -> None:
    """The receiver of `post_migrate`."""
    tables = connections[using].introspection.table_names()
    if Change._meta.db_table in tables:
        watch_tables([one for one in watched() if one.table in tables], using)


def watch_tables(tables: list[Watched], using: str = "default") -> None:
    """Makes the triggers that are missing or were told something else."""
    with connections[using].cursor() as cursor:
        cursor.execute(_THERE, [ROWS, TRUNCATE])
        there = dict(cursor.fetchall())
        cursor.execute(_MADE)
        made = dict(cursor.fetchall())
        for one in tables:
            told = list(one.arguments)
            told[COUNTED_AT] = ",".join(filter(None, [told[COUNTED_AT], made.get(one.table)]))
            kept = "".join(f"{argument}\\000" for argument in told)
            if there.get(one.table) == [kept, kept]:
                continue
            cursor.execute(_make(one, told))
            if one.table not in there:
                cursor.execute(_note(one, sql.SQL("true")))


def note_as_it_is(one: Watched, keys: list[int]) -> None:
    """Notes rows of a table as they are, as far as they are there."""
    with connections["default"].cursor() as cursor:
        # As text: what puts a request's context before a statement reads no other.
        cursor.execute(_note(one, sql.SQL("id = ANY({})").format(sql.Literal(keys))).as_string())


def _make(one: Watched, told: list[str]) -> sql.Composed:
    return sql.SQL(
        "CREATE OR REPLACE TRIGGER {rows} AFTER INSERT OR UPDATE OR DELETE ON {table}"
        " FOR EACH ROW EXECUTE FUNCTION audit_note_row({told});"
        "CREATE OR REPLACE TRIGGER {truncate} BEFORE TRUNCATE ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION audit_note_truncate({told})"
    ).format(
        rows=sql.Identifier(ROWS),
        truncate=sql.Identifier(TRUNCATE),
        table=sql.Identifier(one.table),
        told=sql.SQL(", ").join(map(sql.Literal, told)),
    )


def _note(one: Watched, which: sql.Composable) -> sql.Composed:
    return sql.SQL(
        "SELECT audit_note('snapshot', {name}, ARRAY[{told}], NULL, to_jsonb(there))"
        " FROM {table} AS there WHERE {which} ORDER BY id"
    ).format(
        name=sql.Literal(one.table),
        told=sql.SQL(", ").join(map(sql.Literal, one.arguments)),
        table=sql.Identifier(one.table),
        which=which,
    )
