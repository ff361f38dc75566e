"""Who writes and from where: what a request and a command say of themselves to the database.

Both set what django-pghistory sets: a request for each of its transactions, a command once for each connection, so
that nothing is put before its statements (migrations, COPY and executemany would not bear it). Whoever writes
without either is known by the database's own user, program and address.
"""

import getpass
import json
import os
import uuid
from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.http import HttpRequest
from pghistory.middleware import HistoryMiddleware

from dialogues.proxies import address_of


class SaysWhoWrites(HistoryMiddleware):
    """Says the user, the address of the page, and the address from which it was asked for."""

    def get_context(self, request: HttpRequest) -> dict[str, Any]:
        return super().get_context(request) | {"address": address_of(request.META)}


def say_who_runs(command: str) -> None:
    """Lets every connection that this process opens from now on say which command writes, and who ran it.

    Only the name of the command: its arguments may hold a password.
    """
    act, said = str(uuid.uuid4()), json.dumps({"command": command, "os_user": _who_runs_this()})

    def say(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('pghistory.context_id', %s, false),"
                " set_config('pghistory.context_metadata', %s, false)",
                [act, said],
            )

    connection_created.connect(say, weak=False, dispatch_uid="who runs this")


def write_as(user_id: int) -> None:
    """Lets a command write in somebody's name until the transaction ends, beside what it says of itself."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pghistory.context_metadata', (coalesce(nullif(current_setting("
            "'pghistory.context_metadata', true), ''), '{}')::jsonb || jsonb_build_object('user', %s::integer))::text,"
            " true)",
            [user_id],
        )


def _who_runs_this() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user without a name, as in some containers
        return str(os.getuid())
