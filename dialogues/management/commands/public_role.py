"""Makes the database role through which the public side reads: publications and former ids, nothing else."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import ProgrammingError, connection, transaction
from psycopg import sql

from dialogues.models.publications import READABLE_BY_THE_PUBLIC


class Command(BaseCommand):
    help = (
        "Makes (or mends) the role that may read publications and former ids and nothing else. "
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
        plain = "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT"
        statements = [
            sql.SQL(("ALTER" if exists else "CREATE") + " ROLE {} " + plain).format(role),
            sql.SQL("ALTER ROLE {} SET default_transaction_read_only = on").format(role),
            sql.SQL("REVOKE CREATE ON SCHEMA public FROM PUBLIC"),
            sql.SQL("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {}").format(role),
            sql.SQL("REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {}").format(role),
            sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(sql.Identifier(database), role),
            sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(role),
            *(
                sql.SQL("GRANT SELECT ON {} TO {}").format(sql.Identifier(t), role)
                for t in READABLE_BY_THE_PUBLIC
            ),
        ]
        if password:
            statements.append(sql.SQL("ALTER ROLE {} PASSWORD {}").format(role, sql.Literal(password)))
        for statement in statements:
            cursor.execute(statement.as_string(cursor.connection))
