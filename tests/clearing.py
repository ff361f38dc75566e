"""How the tests publish: one member of staff sends a record for review, another publishes it.

Whoever writes is told to the database as a request tells it. A test lives in one transaction, in which the database
would remember the last one for ever: so it is made to forget, here and after each request (tests/conftest.py).
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pghistory
import pytest
from django.contrib.auth.models import User
from django.db import connection, models, transaction
from psycopg.pq import TransactionStatus

from dialogues import clearing, publishing
from dialogues.models import Revision
from dialogues.readiness import NotReady
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


def submit(record: models.Model, by: User) -> None:
    """Sends a record for review as somebody."""
    with as_user(by):
        clearing.submit([record])


def publish_as(user: User, record: models.Model, **said: Any) -> list[Made]:
    """Publishes a record as somebody, by what the rule says of that."""
    with as_user(user):
        return publishing.publish(record, by=user, **said)


def why_not(user: User, record: models.Model) -> list[str]:
    """The reasons why somebody may not publish a record; nothing of it is shown."""
    before = Revision.objects.count()
    with pytest.raises(NotReady) as refusal, transaction.atomic():
        publish_as(user, record)
    assert Revision.objects.count() == before
    return refusal.value.reasons
