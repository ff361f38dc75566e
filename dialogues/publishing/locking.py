"""Records held until the turn ends, as the database has them: what is rendered is what nobody edits meanwhile."""

from collections.abc import Iterator, Sequence
from itertools import batched, groupby
from operator import itemgetter
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from dialogues import documents
from dialogues.documents import kind_of
from dialogues.models import Publication
from dialogues.readiness import NotReady
from dialogues.turns import Turn

# How many records are rendered and written together.
TOGETHER = 100


def chunks(keys: Sequence[tuple[type[models.Model], int]]) -> Iterator[tuple[type[models.Model], list[int]]]:
    """The records in lots of one model, small enough for memory not to grow with their number."""
    for model, ids in groupby(keys, key=itemgetter(0)):
        for lot in batched((pk for _model, pk in ids), TOGETHER, strict=False):
            yield model, list(lot)


def hold(model: type[models.Model], ids: Sequence[int]) -> list[Any]:
    """The records as the database has them, with all that their documents tell; nobody edits them meanwhile."""
    rows = {row.pk: row for row in model._default_manager.select_for_update(of=("self",)).filter(pk__in=ids)}
    for pk in ids:
        if pk not in rows:
            raise NotReady(f"{model._meta.verbose_name} {pk}", [_("It no longer exists.")])
    rows = {row.pk: row for row in documents.to_render(model).filter(pk__in=ids)}
    return [rows[pk] for pk in ids]


def refuse_unseen(record: Any, head: Any, turn: Turn) -> None:
    """Refuses a record, locked, that is not in the version that was looked at, where it is known which that was."""
    if turn.expected.get((kind_of(record), record.pk), record.version) != record.version:
        raise NotReady(head, [_("It was edited since you opened this page. Look at it again.")])


def unedited_since_shown(model: type[models.Model], pk: int) -> Any:
    """The record, locked, if it is public and nobody has edited it since; else None.

    Asked after the lock: an edit that was under way when the question was put is an edit, too.
    """
    publication = Publication.objects.shown().filter(kind=documents.KINDS[model], record_id=pk).first()
    if publication is None or not model._default_manager.filter(pk=pk).exists():
        return None
    (record,) = hold(model, [pk])
    return record if record.version == publication.record_version else None
