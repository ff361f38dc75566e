"""A register of any size, written by the database itself: made-up meetings, with all else in proportion.

Triggers and foreign keys are asleep while it is written; what is written is as they would have it.
"""

from collections.abc import Iterator
from typing import Any

from django.db import connection

# What a column holds of which nothing is said.
BY_TYPE = {
    "character varying": "''", "text": "''", "jsonb": "'{}'", "boolean": "false", "smallint": "0", "integer": "1",
    "bigint": "1", "ARRAY": "'{}'", "timestamp with time zone": "now()", "date": "current_date",
}  # fmt: skip

EN = "ARRAY['situational', 'lunar', 'satellite', 'navigation', 'debris', 'launch', 'traffic', 'observation']"
JA = "ARRAY['宇宙', '月面', '衛星', '測位', '軌道', '打上げ', '状況把握', '観測']"
DAY = "(date '1990-01-01' + (n * 7919 % 13500)::int)"


def fill(number: int) -> None:
    """Fills the register with this many meetings."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("SET work_mem = '256MB'")
        for table, rows, columns in tables(number):
            _insert(cursor, table, rows, columns)
        cursor.execute("RESET session_replication_role")
        cursor.execute("VACUUM ANALYZE")


def tables(number: int) -> list[tuple[str, int, dict[str, str]]]:
    """What is written: the table, how many rows, and the columns of row `n` (from 1) as SQL."""
    dialogues, bodies, people = max(number // 50, 10), max(number // 20, 20), max(number // 10, 20)
    sources = max(number // 2, 20)

    def one_of(words: str, by: str = "n") -> str:
        return f"({words})[1 + {by} % array_length({words}, 1)]"

    published = {
        "kind": "'meeting'", "record_id": "n", "slug": "'bench-' || n", "revision": "n",
        # One in two hundred was edited since, and one in a hundred was never published.
        "record_version": "CASE WHEN n % 200 = 0 THEN 0 ELSE 1 END",
        "document": """jsonb_build_object('type', 'meeting', 'id', 'bench-' || n)""",
    }  # fmt: skip
    rows: list[tuple[str, int, dict[str, str]]] = [
        ("participants_party", 40, {
            "slug": "'Z' || chr(65 + n / 26) || chr(65 + n % 26)", "kind": "'state'", "name_en": "'Country ' || n",
            "name_ja": "'国' || n",
        }),
        ("participants_organization", bodies, {
            "slug": "'bench-body-' || n", "name_en": f"'Office of ' || {one_of(EN)} || ' affairs ' || n",
            "name_ja": f"{one_of(JA)} || '局' || n", "sector": "'government'", "party_id": "1 + n % 40",
            "abbreviation": "'OB' || n", "website": "'https://example.org/' || n",
            "exists_from": "CASE WHEN n % 2 = 0 THEN (1950 + n % 70)::text ELSE '' END",
            "parent_id": "CASE WHEN n % 10 > 0 THEN NULLIF(n - n % 10, 0) END",
        }),
        ("participants_organizationalias", bodies, {
            "organization_id": "n", "name": "'Bureau ' || n", "lang": "'en'", "kind": "'former'",
        }),
        ("participants_person", people, {
            "slug": "'bench-person-' || n", "name_en": f"'Person ' || {one_of(EN)} || ' ' || n",
            "name_ja": "CASE WHEN n % 3 = 0 THEN '' ELSE '人' || n END",
        }),
        ("participants_personalias", people, {
            "person_id": "n", "name": "'Spelled ' || n", "lang": "'en'", "kind": "'alias'",
        }),
        ("dialogues_topic", 100, {
            "slug": "'bench-topic-' || n", "name_en": f"{one_of(EN)} || ' ' || n", "name_ja": f"{one_of(JA)} || n",
            "parent_id": "NULLIF(n / 10, 0)",
        }),
        ("dialogues_source", sources, {
            "slug": "'bench-source-' || n", "title": f"'Release on ' || {one_of(EN)} || ' ' || n", "language": "'en'",
            "publisher": "'Publisher ' || n % 50", "kind": "'press_release'", "reliability": "'original'",
            "url": "'https://example.org/releases/' || n",
        }),
        ("dialogues_dialogue", dialogues, {
            "slug": "'bench-dialogue-' || n", "name_en": f"{one_of(EN)} || ' dialogue ' || n",
            "name_ja": f"{one_of(JA)} || '対話' || n", "focus": "'civil'", "status": "'active'",
            "established": "(1990 + n % 30)::text",
        }),
        ("dialogues_dialogueparty", dialogues * 2, {
            "dialogue_id": "1 + (n - 1) / 2", "party_id": "1 + (n * 7) % 40",
        }),
        ("dialogues_meeting", number, {
            "slug": "'bench-' || n", "dialogue_id": f"1 + n % {dialogues}", "edition": f"1 + n / {dialogues}",
            "kind": "CASE WHEN n % 20 = 0 THEN 'working_group' ELSE 'dialogue_meeting' END",
            "status": "CASE WHEN n % 500 = 0 THEN 'planned' ELSE 'held' END", "format": "'in_person'",
            "title_en": f"'Meeting ' || n || ' on ' || {one_of(EN)}",
            "title_ja": f"CASE WHEN n % 100 = 0 THEN '' ELSE '第' || n || '回' || {one_of(JA)} || '会合' END",
            "date": f"{DAY}::text", "date_earliest": DAY, "date_latest": DAY,
            "submitted_at": "CASE WHEN n % 1000 = 0 THEN now() - (n || ' minutes')::interval END",
        }),
        ("dialogues_meetingparty", number * 2, {
            "meeting_id": "1 + (n - 1) / 2", "party_id": "1 + (n * 7) % 40",
        }),
        ("dialogues_meeting_sources", number, {"meeting_id": "n", "source_id": f"1 + n % {sources}"}),
        ("dialogues_meeting_topics", number, {"meeting_id": "n", "topic_id": "1 + n % 100"}),
        ("dialogues_session", number * 2, {
            "meeting_id": "1 + (n - 1) / 2", "slug": "'bench-session-' || n", "order": "1 + n % 2",
            "track_id": "(SELECT id FROM dialogues_track ORDER BY id LIMIT 1)", "track_basis": "'stated'",
            "relation": "'part_of'", "title_en": "'Session'", "title_ja": "'セッション'",
        }),
        ("dialogues_participation", number * 4, {
            "meeting_id": "1 + (n - 1) / 4", "session_id": "1 + (n - 1) / 2", "party_id": "1 + n % 40",
            "organization_id": f"1 + n % {bodies}", "person_id": f"1 + (n * 7) % {people}", "role": "'participant'",
            "title_en": "'Director'", "title_ja": "'局長'",
        }),
        ("dialogues_agendaitem", number * 2, {
            "meeting_id": "1 + (n - 1) / 2", "session_id": "n", "text_en": f"'Views on ' || {one_of(EN)}",
            "text_ja": f"{one_of(JA)} || 'について'",
        }),
        ("dialogues_outcome", number, {
            "meeting_id": "n", "slug": "'bench-outcome-' || n", "kind": "'commitment'",
            "text_en": f"'Promise ' || n || ' on ' || {one_of(EN)}", "text_ja": f"'約束' || n || {one_of(JA)}",
            "status": "CASE WHEN n % 50 = 0 THEN 'open' ELSE 'done' END",
            "due": f"{DAY}::text", "due_earliest": DAY, "due_latest": DAY,
        }),
        ("dialogues_outcome_parties", number, {"outcome_id": "n", "party_id": "1 + n % 40"}),
        ("dialogues_outcomereport", number // 2, {
            "outcome_id": "n", "meeting_id": f"1 + (n + 5) % {number}", "slug": "'bench-report-' || n",
            "status": "'done'",
        }),
        # One in a hundred meetings has a second claim, about which sources differ.
        ("dialogues_claim", number, {
            "meeting_id": "n", "field": "'date'", "value": f"to_jsonb({DAY}::text)", "preferred": "n % 100 > 0",
            "source_id": f"1 + n % {sources}",
        }),
        ("dialogues_claim", number // 100, {
            "id": f"{number} + n", "meeting_id": "n * 100", "field": "'date'", "value": "to_jsonb('2030'::text)",
            "source_id": f"1 + n % {sources}",
        }),
        *_claimed("dialogue", "established", dialogues, "(1990 + n % 30)::text"),
        *_claimed("organization", "exists_from", bodies, "(1950 + n % 70)::text"),
        *_claimed("organization", "parent", bodies, "'Office ' || n", after=2 * bodies),
        *_claimed("person", "name", people, "'Person ' || n"),
        ("dialogues_revision", number - number // 100, {
            "number": "n", "publication_id": "n", "kind": "'meeting'", "slug": "'bench-' || n", "op": "'upsert'",
            "cause": "'carried'",
        }),
        ("dialogues_publication", number - number // 100, published),
    ]  # fmt: skip
    return rows


def _claimed(
    kind: str, field: str, rows: int, value: str, after: int = 0
) -> Iterator[tuple[str, int, dict[str, str]]]:
    """A claim about a fact of each record of a kind, preferred; of one in a hundred two that differ, and neither is."""
    for number, every, claimed in (
        (rows, 1, f"to_jsonb({value})"),
        (rows // 100, 100, "to_jsonb('2030'::text)"),
    ):
        yield f"dialogues_{kind}claim", number, {
            "id": f"{after} + n", f"{kind}_id": f"n * {every}", "field": f"'{field}'", "value": claimed,
            "source_id": "1 + n % 20", "preferred": f"n * {every} % 100 > 0",
        }  # fmt: skip
        after += number


def _insert(cursor: Any, table: str, rows: int, columns: dict[str, str]) -> None:
    cursor.execute(
        "SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = current_schema"
        " AND table_name = %s AND is_nullable = 'NO' AND is_generated = 'NEVER'",
        [table],
    )
    usual = {name: "n" if name == "id" else BY_TYPE[kind] for name, kind in cursor.fetchall()}
    columns = usual | columns
    names = ", ".join(f'"{name}"' for name in columns)
    cursor.execute(
        f"INSERT INTO {table} ({names}) OVERRIDING SYSTEM VALUE"
        f" SELECT {', '.join(columns.values())} FROM generate_series(1, {rows}) AS n"
    )
    if "id" in columns:
        cursor.execute(
            f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))"
        )
