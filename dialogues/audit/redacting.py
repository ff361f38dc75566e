"""Empties what a history says, for good: the one exception to keeping it, for what must vanish.

Each change holds its whole row, so words that must vanish stand in every change of the row up to the one that took
them out. So a history is emptied up to a change: that something was changed, when, by whom and from where stays, and
so does who emptied it and why. The history goes on from the rows as they are.
"""

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils import timezone

from dialogues.audit.models import Change
from dialogues.audit.triggers import note_as_it_is
from dialogues.audit.watched import by_table


@transaction.atomic
def redact(kind: str, record_id: int, *, up_to: int, by: User, reason: str) -> int:
    """Empties the changes of a record and its parts up to one of them. Returns how many.

    What the rows say now is not touched: take the words out of the record before, and see to its revisions
    (`dialogues.publishing.redact`). Raises PermissionDenied for all but superusers, ValueError without a reason.
    """
    if not by.is_superuser:
        raise PermissionDenied
    if not reason.strip():
        raise ValueError("A redaction needs a reason: it stays in place of the text.")
    emptied = Change.objects.of(kind, record_id).filter(id__lte=up_to, redacted_at=None)
    rows: dict[str, set[int]] = {}
    for table, pk in emptied.order_by().values_list("table_name", "row_id").distinct():
        rows.setdefault(table, set()).add(pk)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL dialogues.redacting = 'on'")
        count = emptied.update(
            row=None, before=None, redacted_at=timezone.now(), redacted_by=by, redaction_reason=reason.strip()
        )
        cursor.execute("SET LOCAL dialogues.redacting = 'off'")
    watched = by_table()
    for table, keys in rows.items():
        if table in watched:
            note_as_it_is(watched[table], sorted(keys))
    return count
