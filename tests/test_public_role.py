"""The public side's database role reads publications and former ids, of revisions that they were made, nothing else."""

import os

import psycopg
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from dialogues.models import FormerSlug, PastDocument, Publication, Revision
from dialogues.models.publications import COLUMNS_READABLE_BY_THE_PUBLIC, READABLE_BY_THE_PUBLIC
from participants.models import Person
from tests import cast
from tests.clearing import publish

# Roles belong to the whole server, which the workers of a test run share.
ROLE = f"test_reader_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"


@pytest.fixture
def reader(transactional_db):
    """A second, real connection to the test's database, as the role that `public_role` makes."""
    call_command("public_role", "--name", ROLE, "--password", "reads-only", verbosity=0)
    params = connection.get_connection_params() | {"user": ROLE, "password": "reads-only"}
    names = ("dbname", "host", "port", "user", "password")
    with psycopg.connect(**{key: params[key] for key in names if params.get(key)}, autocommit=True) as reads:
        yield reads
    with connection.cursor() as cursor:
        cursor.execute(f"DROP OWNED BY {ROLE}; DROP ROLE {ROLE}")


def all_tables() -> list[str]:
    return connection.introspection.table_names()


def test_it_reads_what_is_shown(reader):
    publish(cast.person())
    found = reader.execute("SELECT document->'name'->>'en' FROM dialogues_publication").fetchall()
    assert found == [("Don Graves",)]


def test_it_searches_by_the_terms_of_the_index(reader):
    publish(cast.person())
    found = reader.execute(
        "SELECT slug FROM dialogues_publication WHERE search_terms(search_text) @> search_terms('graves')"
    )
    assert found.fetchall() == [("don-graves",)]


def test_it_reads_no_record_no_revision_no_account_and_no_session(reader):
    publish(cast.person())
    refused = []
    for table in all_tables():
        try:
            reader.execute(f'SELECT * FROM "{table}" LIMIT 1')
        except psycopg.errors.InsufficientPrivilege:
            refused.append(table)
    assert {*(set(all_tables()) - set(refused)), PastDocument._meta.db_table} == set(READABLE_BY_THE_PUBLIC)
    assert {"participants_person", "dialogues_meeting", "dialogues_revision", "auth_user"} <= set(refused)


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO dialogues_formerslug (kind, slug, publication_id) VALUES ('person', 'x', 1)",
        "UPDATE dialogues_publication SET slug = 'x'",
        "DELETE FROM dialogues_publication",
        "TRUNCATE dialogues_publication CASCADE",
        "CREATE TABLE planted (id int)",
        "SELECT pg_read_file('/etc/passwd')",
        "SELECT nextval('dialogues_publication_id_seq')",
    ],
)
def test_it_writes_nothing_even_where_it_asks_to(reader, statement):
    reader.execute("SET default_transaction_read_only = off")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        reader.execute(statement)


def test_it_is_mended_by_making_it_again(reader):
    with connection.cursor() as cursor:
        cursor.execute(f"GRANT SELECT ON auth_user TO {ROLE}")
    call_command("public_role", "--name", ROLE, verbosity=0)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        reader.execute("SELECT * FROM auth_user")


def test_it_is_of_no_group_that_may_read_more(reader):
    with connection.cursor() as cursor:
        cursor.execute(f"GRANT pg_read_all_data TO {ROLE}")
    call_command("public_role", "--name", ROLE, verbosity=0)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        reader.execute("SET ROLE pg_read_all_data")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        reader.execute("SELECT * FROM dialogues_revision")


def test_of_revisions_it_reads_that_they_were_made_and_why(reader):
    someone = cast.person("someone", "PLANTED BEFORE")
    publish(someone, note="PLANTED NOTE")
    Person.objects.filter(pk=someone.pk).update(name_en="Somebody")
    publish(someone, reason="A slip of ours.", reason_ja="当方の誤り。")
    columns = ", ".join(COLUMNS_READABLE_BY_THE_PUBLIC["dialogues_revision"])
    rows = reader.execute(f"SELECT {columns} FROM dialogues_revision ORDER BY number").fetchall()
    assert [(row[0], *row[3:]) for row in rows] == [
        (1, "first", [], "", "", "", None),
        (2, "changed", ["name"], "A slip of ours.", "当方の誤り。", "", None),
    ]
    assert "PLANTED" not in str(rows)


def test_no_other_column_of_a_revision_can_be_read(reader):
    publish(cast.person())
    refused = []
    for column in (field.column for field in Revision._meta.concrete_fields):
        try:
            reader.execute(f"SELECT {column} FROM dialogues_revision")
        except psycopg.errors.InsufficientPrivilege:
            refused.append(column)
    every = {field.column for field in Revision._meta.concrete_fields}
    assert set(refused) == every - set(COLUMNS_READABLE_BY_THE_PUBLIC["dialogues_revision"])
    assert {"document", "note", "published_by_id", "redaction_reason", "slug"} <= set(refused)


@pytest.mark.parametrize(
    "expression",
    [
        "document->>'id'",
        "to_jsonb(dialogues_revision)",
        "dialogues_revision::text",
        "count(document)",
        "sha256",
    ],
)
def test_no_way_around_leads_to_the_body_of_a_revision(reader, expression):
    publish(cast.person())
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        reader.execute(f"SELECT {expression} FROM dialogues_revision")


def test_a_right_to_the_bodies_of_revisions_is_taken_away_again(reader):
    with connection.cursor() as cursor:
        cursor.execute(f"GRANT SELECT (document) ON dialogues_revision TO {ROLE}")
    call_command("public_role", "--name", ROLE, verbosity=0)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        reader.execute("SELECT document FROM dialogues_revision")


def callable_by_the_reader() -> tuple[set[str], set[str]]:
    """Which functions of ours the role may call, and of which extensions."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_proc.oid::regprocedure::text, extname FROM pg_proc"
            " LEFT JOIN pg_depend ON classid = 'pg_proc'::regclass AND objid = pg_proc.oid AND deptype = 'e'"
            " LEFT JOIN pg_extension ON pg_extension.oid = refobjid"
            " WHERE pronamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)"
            " AND has_function_privilege(%s, pg_proc.oid, 'EXECUTE')",
            [ROLE],
        )
        found = cursor.fetchall()
    return {name for name, extension in found if not extension}, {of for _name, of in found if of}


def test_it_calls_one_function_of_ours_and_those_of_one_extension(reader):
    assert callable_by_the_reader() == ({"search_terms(text)"}, {"pg_trgm"})


def test_a_right_to_call_that_came_back_is_taken_away_again(reader):
    with connection.cursor() as cursor:
        cursor.execute("GRANT EXECUTE ON FUNCTION audit_owner(text[], jsonb) TO PUBLIC")
        cursor.execute(f"GRANT EXECUTE ON FUNCTION folded_name(text) TO {ROLE}")
    call_command("public_role", "--name", ROLE, verbosity=0)
    assert callable_by_the_reader() == ({"search_terms(text)"}, {"pg_trgm"})


def test_a_function_that_is_made_later_is_not_its_own_to_call(reader):
    with connection.cursor() as cursor:
        cursor.execute("CREATE FUNCTION planted() RETURNS int LANGUAGE sql AS 'SELECT 1'")
        try:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                reader.execute("SELECT planted()")
        finally:
            cursor.execute("DROP FUNCTION planted()")


@pytest.mark.parametrize(
    "statement",
    [
        """SELECT audit_owner(ARRAY['x', 'id', 'auth_user', 'password'], '{"id": 1}')""",
        """SELECT audit_owner(ARRAY['x', 'id', 'participants_person', 'name_en'], '{"id": 1}')""",
        """SELECT audit_note('change', 'dialogues_meeting', ARRAY['meeting', 'id', '', '', '', '', ''], NULL,
           '{"id": 1, "note": "forged"}')""",
        "CREATE TEMP TABLE audit_change (id int)",
        "CREATE TEMP VIEW planted AS SELECT 1::bigint AS id",
        "CREATE FUNCTION pg_temp.planted() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    ],
)
def test_it_has_nothing_run_as_the_owner(reader, statement):
    reader.execute("SET default_transaction_read_only = off")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        reader.execute(statement)


def test_the_owner_is_never_made_the_reader(transactional_db):
    with pytest.raises(CommandError, match="Name a role of its own"):
        call_command("public_role", "--name", connection.settings_dict["USER"], verbosity=0)


def test_the_public_manager_asks_for_readable_columns_alone(db):
    publish(cast.person())
    row = Revision.public.get()
    loaded = {field.column for field in Revision._meta.concrete_fields} - {
        Revision._meta.get_field(name).column for name in row.get_deferred_fields()
    }
    assert loaded == set(COLUMNS_READABLE_BY_THE_PUBLIC["dialogues_revision"])


def test_the_readable_tables_are_those_of_publications_and_former_ids_and_the_view_of_past_documents():
    tables = (Publication._meta.db_table, FormerSlug._meta.db_table, PastDocument._meta.db_table)
    assert tables == READABLE_BY_THE_PUBLIC
