"""Both truths for staff: where a record stands against what the public sees, and what publishing would change."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from dialogues import documents, naming
from dialogues.differences import Difference, differences
from dialogues.documents import Document, kind_of
from dialogues.models import Kind, Meeting, Publication


class State(models.TextChoices):
    NEVER_PUBLISHED = "never_published", _("Never published")
    PUBLIC = "public", _("Public")
    EDITED = "edited", _("Public, edited since")
    WITHDRAWN = "withdrawn", _("Withdrawn")


def state(record: Any) -> State:
    """Where one record stands. One query."""
    return states([record])[record.pk]


def states(records: Iterable[Any]) -> dict[int, State]:
    """Where records of one kind stand, by primary key. One query, whatever their number."""
    records = list(records)
    if not records:
        return {}
    rows = Publication.objects.filter(
        kind=kind_of(records[0]), record_id__in=[record.pk for record in records]
    )
    shown = {row.record_id: row for row in rows.only("record_id", "record_version", "withdrawn_at")}
    return {record.pk: _state(record, shown.get(record.pk)) for record in records}


def _state(record: Any, publication: Publication | None) -> State:
    if publication is None:
        return State.NEVER_PUBLISHED
    if publication.withdrawn_at:
        return State.WITHDRAWN
    return State.PUBLIC if publication.record_version == record.version else State.EDITED


def changes(shown: Document | None, rendered: Document) -> list[Difference]:
    """What publishing a record would change for readers, value by value; of a new record, one change from None.

    Statuses that later reports gave are left aside: they are not the record's own.
    """
    if shown is None:
        return [Difference((), None, rendered)]
    return [one for one in differences(shown, rendered) if not _is_carried(one)]


def both_documents(record: Any) -> tuple[Document | None, Document]:
    """The document that readers see of a record, None where they see none, and the one that publishing would show."""
    publication = Publication.objects.shown().filter(kind=kind_of(record), record_id=record.pk).first()
    return publication.document if publication else None, rendered_now(record)


def shown_now(record: models.Model) -> documents.Shown:
    """Tells of any dialogue or meeting whether it is public now; the record itself counts as public."""
    known: dict[tuple[str, int], bool] = {}

    def shown(other: models.Model) -> bool:
        key = (kind_of(other), other.pk)
        if key == (kind_of(record), record.pk):
            return True
        if key not in known:
            known[key] = Publication.objects.shown().filter(kind=key[0], record_id=key[1]).exists()
        return known[key]

    return shown


def rendered_now(record: Any) -> Document:
    """The document that publishing a record alone would show: its own edits, everybody else's published names."""
    head = documents.to_render(type(record)).get(pk=record.pk)
    return _as_published(documents.render(head, shown_now(record)), head)


def _as_published(document: Document, head: Any) -> Document:
    names: naming.Names = {}
    naming.look_up(naming.named_in([document]), names)
    members: Iterable[Any] = (
        documents.family(head, lambda other: False) if isinstance(head, Meeting) else [head]
    )
    return naming.name_as_published(document, names, [(kind_of(member), member.slug) for member in members])


def becomes_public_with(record: Any) -> list[Any]:
    """The records that publishing this one would make public with it: it names them, and nobody published them."""
    found: list[Any] = []
    waiting = [rendered_now(record)]
    while waiting:
        names: naming.Names = {}
        naming.look_up(naming.named_in(waiting), names)
        waiting = []
        for (kind, slug), public in sorted(names.items()):
            if (
                public
                or kind not in naming.PUBLIC_WHEN_CITED
                or (kind, slug) == (kind_of(record), record.slug)
            ):
                continue
            if any((kind_of(one), one.slug) == (kind, slug) for one in found):
                continue
            model = next(model for model, name in documents.KINDS.items() if name == kind)
            cited = model._default_manager.filter(slug=slug).first()
            if cited and not Publication.objects.filter(kind=kind, record_id=cited.pk).exists():
                found.append(cited)
                waiting.append(rendered_now(cited))
    return found


def preview(record: Any) -> Document:
    """The document that publishing would show. A meeting's dialogue is named even where it is not public yet."""
    head = documents.to_render(type(record)).get(pk=record.pk)
    shown = shown_now(record)
    document = documents.render(head, lambda other: kind_of(other) == Kind.DIALOGUE or shown(other))
    return _as_published(document, head)


def _is_carried(one: Difference) -> bool:
    return one.path[0] == "outcomes" and len(one.path) > 2 and one.path[2] in ("status", "reported_by")
