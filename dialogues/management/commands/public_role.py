"""Makes the database role through which the public side reads: publications and former ids, and of revisions that
they were made; nothing else."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import ProgrammingError, connection, transaction
from psycopg import sql

from dialogues.models.publications import COLUMNS_READABLE_BY_THE_PUBLIC, READABLE_BY_THE_PUBLIC

# Those of extensions are everyone's: they see only what they are given.
FUNCTIONS_CALLED_BY_THE_PUBLIC = ("search_terms(text)",)

_FUNCTIONS = """
SELECT oid::regprocedure::text FROM pg_proc
WHERE pronamespace = 'public'::regnamespace AND prokind = 'f' AND NOT EXISTS (
    SELECT FROM pg_depend WHERE classid = 'pg_proc'::regclass AND objid = pg_proc.oid AND deptype = 'e'
)
"""


class Command(BaseCommand):
    help = (
        "Makes (or mends) the role that may read publications, former ids and that revisions were made, nothing else. "
        "Point PUBLIC_DATABASE_URL at it. Run it again after each migration."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--name", default="space_dialogues_reader", help="The name of the role.")
        parser.add_argument(
            "--password", default="", help="Its password; without one, as the server's rules allow."
        )

    def handle(self, *args: Any, name: str, password: str, **options: Any) -> None:
        try:
            make_role(name, password)
        except ProgrammingError as error:
            raise CommandError(
                f"The role “{name}” could not be made: {error}".strip()
                + "\nRun this as a database user that may create roles, or have one created and granted by hand."
            ) from error
        self.stdout.write(f"The role “{name}” may read publications and nothing else.")


@transaction.atomic
def make_role(name: str, password: str = "") -> None:
    """Makes the role where it is missing, takes every right from it, and grants the reading of publications."""
    role = sql.Identifier(name)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_database(), EXISTS (SELECT 1 FROM pg_roles WHERE rolname = %s)", [name]
        )
        database, exists = cursor.fetchone()
        refuse_an_owner(cursor, name)
        cursor.execute(
            "SELECT groups.rolname FROM pg_auth_members"
            " JOIN pg_roles AS groups ON groups.oid = roleid JOIN pg_roles AS members ON members.oid = member"
            " WHERE members.rolname = %s",
            [name],
        )
        groups = [sql.Identifier(group) for (group,) in cursor.fetchall()]
        cursor.execute(_FUNCTIONS)
        functions = [sql.SQL(function) for (function,) in cursor.fetchall()]
        cursor.execute("SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'")
        owners = [sql.Identifier(owner) for (owner,) in cursor.fetchall()]
        plain = "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT NOREPLICATION NOBYPASSRLS"
        statements = [
            sql.SQL(("ALTER" if exists else "CREATE") + " ROLE {} " + plain).format(role),
            sql.SQL("ALTER ROLE {} SET default_transaction_read_only = on").format(role),
            *(sql.SQL("REVOKE {} FROM {}").format(group, role) for group in groups),
            sql.SQL("REVOKE CREATE ON SCHEMA public FROM PUBLIC"),
            sql.SQL("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC"),
            sql.SQL("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {}").format(role),
            sql.SQL("REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {}").format(role),
            *(
                sql.SQL("REVOKE EXECUTE ON FUNCTION {} FROM PUBLIC, {}").format(one, role)
                for one in functions
            ),
            # Whoever may make temporary views and functions can have others run them; those who write need tables.
            *(
                sql.SQL("GRANT TEMPORARY ON DATABASE {} TO {}").format(sql.Identifier(database), owner)
                for owner in owners
            ),
            sql.SQL("REVOKE TEMPORARY ON DATABASE {} FROM PUBLIC, {}").format(sql.Identifier(database), role),
            sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(sql.Identifier(database), role),
            sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(role),
            *(
                sql.SQL("GRANT SELECT ON {} TO {}").format(sql.Identifier(t), role)
                for t in READABLE_BY_THE_PUBLIC
            ),
            *(
                sql.SQL("GRANT SELECT ({}) ON {} TO {}").format(
                    sql.SQL(", ").join(map(sql.Identifier, columns)), sql.Identifier(table), role
                )
                for table, columns in COLUMNS_READABLE_BY_THE_PUBLIC.items()
            ),
            *(
                sql.SQL("GRANT EXECUTE ON FUNCTION {} TO {}").format(sql.SQL(function), role)
                for function in FUNCTIONS_CALLED_BY_THE_PUBLIC
            ),
        ]
        if password:
            statements.append(sql.SQL("ALTER ROLE {} PASSWORD {}").format(role, sql.Literal(password)))
        for statement in statements:
            cursor.execute(statement.as_string(cursor.connection))


def refuse_an_owner(cursor: Any, name: str) -> None:
    """Raises CommandError for a role that owns tables or is the one at work: it would lose its own rights."""
    cursor.execute(
        "SELECT %s = current_user OR EXISTS (SELECT 1 FROM pg_tables WHERE tableowner = %s)", [name, name]
    )
    if cursor.fetchone()[0]:
        raise CommandError(
            f"“{name}” owns tables here or is the user at work. Name a role of its own for the public."
        )
