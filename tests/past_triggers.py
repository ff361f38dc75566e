"""What no one may do, done for a test: the database as it would be had its triggers not been there."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.db.backends.postgresql.operations import DatabaseOperations


@contextmanager
def past_the_triggers() -> Iterator[None]:
    """Within, no trigger fires, whichever its kind."""
    with transaction.atomic(), connection.cursor() as cursor:
        # What waits for the end of the transaction would see what is done here.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield
        cursor.execute("SET LOCAL session_replication_role = origin")


def let_tests_be_emptied() -> None:
    """Revisions refuse to be emptied; a test that is no transaction leaves an empty database all the same."""
    flush = DatabaseOperations.execute_sql_flush

    def past_them(self: Any, sql_list: Iterable[str]) -> None:
        flush(self, ["SET LOCAL session_replication_role = replica", *sql_list])

    DatabaseOperations.execute_sql_flush = past_them  # type: ignore[method-assign]
