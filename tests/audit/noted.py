"""What the tests ask of the changes that the database noted."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, models

from dialogues.audit.models import Change


def last() -> int:
    """The newest change so far."""
    return Change.objects.aggregate(last=models.Max("id"))["last"] or 0


@contextmanager
def changes() -> Iterator[list[Change]]:
    """Fills the list with what was noted while the block lasted, oldest first."""
    found: list[Change] = []
    before = last()
    yield found
    found += Change.objects.filter(id__gt=before).order_by("id")


def said(found: list[Change]) -> list[tuple[str, str]]:
    """Which tables, and what became of their rows."""
    return [(change.table_name, change.op) for change in found]


def without_a_request() -> None:
    """A request says who writes for its own transaction; a test lives in one, and forgets it with this."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pghistory.context_metadata', '', true), set_config('pghistory.context_id', '', true)"
        )
