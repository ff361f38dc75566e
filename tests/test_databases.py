"""The databases of a test run end with it, or with the next one, and never while somebody uses them."""

import uuid

import psycopg
import pytest
from psycopg import sql

from tests.databases import Databases


@pytest.fixture
def admin(server):
    with psycopg.connect(**server, dbname="postgres", autocommit=True) as admin:
        yield admin


def left(admin: psycopg.Connection, run: str) -> list[str]:
    query = "SELECT datname FROM pg_database WHERE starts_with(datname, %(run)s)"
    roles = "SELECT rolname FROM pg_roles WHERE starts_with(rolname, %(run)s)"
    return [name for (name,) in admin.execute(f"{query} UNION ALL {roles} ORDER BY 1", {"run": run})]


def test_what_a_killed_run_has_left_is_dropped_by_the_next_and_what_is_in_use_is_not(
    server, admin, django_db_blocker
):
    first = Databases(server, uuid.uuid4().hex, django_db_blocker)
    names = [f"{first.run}_migrated", f"{first.run}_reader"]
    admin.execute(sql.SQL("CREATE DATABASE {} IS_TEMPLATE true").format(sql.Identifier(names[0])))
    admin.execute(sql.SQL("CREATE ROLE {}").format(sql.Identifier(names[1])))
    meanwhile = Databases(server, uuid.uuid4().hex, django_db_blocker)
    assert left(admin, first.run) == names
    first._admin.close()  # as its server does for a process that was killed
    meanwhile.close()
    assert left(admin, first.run) == []


def test_a_worker_that_ends_leaves_what_another_of_its_run_uses_and_the_last_one_drops_it(
    server, admin, django_db_blocker
):
    run = uuid.uuid4().hex
    first, second = Databases(server, run, django_db_blocker), Databases(server, run, django_db_blocker)
    name = f"{first.run}_migrated"
    admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    first.close()
    assert left(admin, first.run) == [name]
    second.close()
    assert left(admin, second.run) == []
