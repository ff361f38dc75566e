"""A form is saved once, however often it is sent: two clicks, a resend after a lost answer, the Back button.

Each form that is drawn carries a number of its own. Saving it notes the number and a digest of what was sent, in
the same transaction. The same form sent again is answered with the record that it made, and what its button does
beside saving is done; as long as the record stands as that save left it. Sent again with other content (somebody went
back and went on typing), or after the record moved on, it is not dropped: an add form comes back under a new number
with everything typed, and the form of a record is met like anybody's newer save (dialogues.admin.keeping.newer).
"""

import hashlib
import json
import uuid
from typing import Any

from django.db import connection
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from dialogues.admin.keeping.shown import compared
from dialogues.models.open_forms import REMEMBERED, SavedForm

FIELD = "form_id"
# Neither content nor the same in two tabs. Buttons and choices beside the record begin with an underscore.
NOT_SENT_BY_HAND = ("csrfmiddlewaretoken",)


def new_number() -> str:
    return str(uuid.uuid4())


def number_of(data: QueryDict) -> uuid.UUID | None:
    """The number of the form that was sent; None where it has none."""
    try:
        return uuid.UUID(data.get(FIELD, ""))
    except ValueError:
        return None


def saved_before(request: HttpRequest, kind: str) -> SavedForm | None:
    """The save of this same form, where there was one. Of two that are sent at once, one waits here for the other."""
    number = number_of(request.POST)
    if number is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"form {number}"])
    return SavedForm.objects.filter(form=number, user=request.user.pk, kind=kind).first()


def remember(request: HttpRequest, kind: str, record: Any, digest: str) -> None:
    """Notes that the form was saved, in the transaction of the save; of a form saved twice, the last save."""
    number = number_of(request.POST)
    if number is None:
        return
    now = timezone.now()
    SavedForm.objects.filter(saved_at__lt=now - REMEMBERED).delete()
    # The database counts it.
    version = type(record)._base_manager.values_list("version", flat=True).get(pk=record.pk)
    noted = SavedForm(
        form=number, kind=kind, record_id=record.pk, record_version=version, sha256=digest, saved_at=now
    )
    noted.user = request.user  # type: ignore[assignment]
    told = ["user", "kind", "record_id", "record_version", "sha256", "saved_at"]
    SavedForm.objects.bulk_create([noted], update_conflicts=True, unique_fields=["form"], update_fields=told)


def digest_of(data: QueryDict) -> str:
    """A digest of what was typed: equal where the same form is sent twice."""
    told = sorted(
        (name, compared(data.getlist(name)))
        for name in data
        if name not in NOT_SENT_BY_HAND and not name.startswith("_")
    )
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()
