"""How the tests publish: one member of staff sends a record for review, another publishes it.

Whoever writes is told to the database as a request tells it. A test lives in one transaction, in which the database
would remember the last one for ever: so it is made to forget, here and after each request (tests/conftest.py).
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pghistory
from django.contrib.auth.models import User
from django.db import connection, models
from psycopg.pq import TransactionStatus

from dialogues import clearing, publishing
from dialogues.turns import Made


@contextmanager
def as_user(user: User) -> Iterator[None]:
    """What is written within was written by this user."""
    with pghistory.context() as context:
        before = context.metadata.get("user")
        context.metadata["user"] = user.pk
        try:
            yield
        finally:
            context.metadata["user"] = before
            forget_who_writes()


def forget_who_writes() -> None:
    """Lets the database forget who wrote last in this transaction. Asked past Django, which would count a query."""
    raw = connection.connection
    if connection.in_atomic_block and raw and raw.info.transaction_status == TransactionStatus.INTRANS:
        raw.execute("SELECT set_config('pghistory.context_metadata', '', true)")


def sender() -> User:
    return User.objects.get_or_create(username="sends-for-review")[0]


def clearer() -> User:
    return User.objects.get_or_create(username="publishes")[0]


def send(*records: models.Model) -> None:
    """Sends records for review, as somebody who publishes nothing."""
    with as_user(sender()):
        clearing.submit(records)


def publish(record: models.Model, **said: Any) -> list[Made]:
    """Publishes a record through two people."""
    return publish_all([record], **said)


def publish_all(records: Iterable[models.Model], *, by: User | None = None, **said: Any) -> list[Made]:
    """Publishes records through two people: one of the tests' own sends them, `by` or another of those publishes."""
    records = list(records)
    send(*records)
    by = by or clearer()
    with as_user(by):
        return publishing.publish_all(records, by=by, **said)
