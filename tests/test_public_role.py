"""The public side's database role reads publications and former ids, and nothing else."""

import os

import psycopg
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from dialogues.models import FormerSlug, Publication
from dialogues.models.publications import READABLE_BY_THE_PUBLIC
from dialogues.publishing import publish
from tests import cast

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
    publish(cast.person(), by=None)
    found = reader.execute("SELECT document->'name'->>'en' FROM dialogues_publication").fetchall()
    assert found == [("Don Graves",)]


def test_it_searches_by_the_terms_of_the_index(reader):
    publish(cast.person(), by=None)
    found = reader.execute(
        "SELECT slug FROM dialogues_publication WHERE search_terms(search_text) @> search_terms('graves')"
    )
    assert found.fetchall() == [("don-graves",)]


def test_it_reads_no_record_no_revision_no_account_and_no_session(reader):
    publish(cast.person(), by=None)
    refused = []
    for table in all_tables():
        try:
            reader.execute(f'SELECT * FROM "{table}" LIMIT 1')
        except psycopg.errors.InsufficientPrivilege:
            refused.append(table)
    assert sorted(set(all_tables()) - set(refused)) == sorted(READABLE_BY_THE_PUBLIC)
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


def test_the_owner_is_never_made_the_reader(transactional_db):
    with pytest.raises(CommandError, match="Name a role of its own"):
        call_command("public_role", "--name", connection.settings_dict["USER"], verbosity=0)


def test_the_readable_tables_are_those_of_publications_and_former_ids():
    assert (Publication._meta.db_table, FormerSlug._meta.db_table) == READABLE_BY_THE_PUBLIC
