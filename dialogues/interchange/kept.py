"""What is remembered of earlier imports, beside what the records are now."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import models
from django.utils import timezone

from dialogues.interchange.shapes import SHAPES
from dialogues.models import ImportedRecord


@dataclass(frozen=True, slots=True)
class Imported:
    """A record of the files as it was last imported, and where it is now: None where staff have deleted it."""

    kind: str
    slug: str
    record_id: int
    version: int
    sha256: str
    slug_now: str | None
    version_now: int | None

    @property
    def untouched(self) -> bool:
        """Whether nobody has edited, renamed or deleted it since."""
        return self.version == self.version_now and self.slug == self.slug_now


def imported(kind: str, where: models.Q) -> Iterator[Imported]:
    """What is remembered of the imported records of a kind. `where` may ask for slug_now and version_now."""
    now = SHAPES[kind].model._default_manager.filter(pk=models.OuterRef("record_id"))
    rows = ImportedRecord.objects.annotate(
        slug_now=models.Subquery(now.values("slug")[:1]),
        version_now=models.Subquery(now.values("version")[:1]),
    ).filter(where, kind=kind)
    names = ("slug", "record_id", "version", "sha256", "slug_now", "version_now")
    for row in rows.values_list(*names).order_by("pk").iterator():
        yield Imported(kind, *row)


def merged(kind: str) -> Iterator[tuple[str, str | None]]:
    """The ids of records of a kind that were merged into others, and the ids that those have now: None for deleted.

    An id that a record of its own has again is not among them.
    """
    model = SHAPES[kind].model
    now = model._default_manager.filter(pk=models.OuterRef("merged_into")).values("slug")[:1]
    again = model._default_manager.filter(slug=models.OuterRef("slug"))
    rows = ImportedRecord.objects.filter(~models.Exists(again), kind=kind, merged_into__isnull=False)
    yield from rows.annotate(now=models.Subquery(now)).values_list("slug", "now").order_by("pk")


def remember(kind: str, rows: Iterable[tuple[str, int, int, str]]) -> None:
    """Notes that records (id in the files, primary key, version, fingerprint) are now as the files have them."""
    rows, now = list(rows), timezone.now()
    # A record that was imported under another id keeps one memory only.
    ImportedRecord.objects.filter(
        kind=kind, record_id__in=[pk for _slug, pk, _version, _sha256 in rows]
    ).exclude(slug__in=[slug for slug, _pk, _version, _sha256 in rows]).delete()
    ImportedRecord.objects.bulk_create(
        [
            ImportedRecord(
                kind=kind, slug=slug, record_id=pk, version=version, sha256=sha256, imported_at=now
            )
            for slug, pk, version, sha256 in rows
        ],
        update_conflicts=True,
        unique_fields=["kind", "slug"],
        update_fields=["record_id", "version", "sha256", "imported_at", "merged_into"],
    )
