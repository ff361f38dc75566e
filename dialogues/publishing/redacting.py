"""Redacting: revisions that must vanish are emptied for good; their numbers and times stay."""

from collections.abc import Iterable

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dialogues.models import Publication, Revision
from dialogues.readiness import NotReady
from dialogues.turns import By, Made, Turn


@transaction.atomic
def redact(revisions: Iterable[Revision | Made], *, by: By, reason: str) -> int:
    """Empties the bodies of revisions that must vanish for good; their numbers and times stay. Returns how many.

    Refuses (NotReady) where one of them is shown now: withdraw the record or publish it anew first.
    """
    numbers = [revision.number for revision in revisions]
    if not reason.strip():
        raise NotReady(numbers, [_("Give a reason: it stays in place of the text.")])
    Turn(by)
    shown = Publication.objects.shown().filter(revision__in=numbers).values_list("slug", flat=True)
    if shown:
        raise NotReady(
            numbers, [_("“%(slug)s” is shown now. Withdraw it first.") % {"slug": slug} for slug in shown]
        )
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL dialogues.redacting = 'on'")
        count = Revision.objects.filter(number__in=numbers).update(
            document=None, reason="", reason_ja="", redacted_at=timezone.now(), redaction_reason=reason
        )
        cursor.execute("SET LOCAL dialogues.redacting = 'off'")
    return count
