"""Which records a merge has to leave in step with what is shown of them, and with what was imported."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from dialogues.documents import kind_of
from dialogues.models import ImportedRecord, Publication
from dialogues.publishing import FAMILY_KINDS


@dataclass
class InStep:
    """Records that are shown, or were imported, just as they are recorded, with what to raise when they move."""

    publications: dict[tuple[type[models.Model], int], list[int]] = field(default_factory=dict)
    imports: dict[tuple[type[models.Model], int], list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, heads: Iterable[Any]) -> "InStep":
        found = cls()
        for key in {(type(head), head.pk) for head in heads}:
            head: Any = key[0]._default_manager.get(pk=key[1])
            public = Publication.objects.shown().filter(kind=kind_of(head), record_id=head.pk).first()
            if public and public.record_version == head.version:
                family = Publication.objects.shown().of(*FAMILY_KINDS)
                of_meeting = family.filter(family=public.slug, record_version=head.version)
                members = of_meeting.values_list("pk", flat=True) if public.kind == "meeting" else ()
                found.publications[key] = [public.pk, *members]
            found.imports[key] = list(
                ImportedRecord.objects.filter(
                    kind=kind_of(head), record_id=head.pk, version=head.version, merged_into=None
                ).values_list("pk", flat=True)
            )
        return found

    def keep(self) -> None:
        """Lets them be in step with the versions that the records have now."""
        for key in {*self.publications, *self.imports}:
            version = key[0]._default_manager.values_list("version", flat=True).get(pk=key[1])
            Publication.objects.filter(pk__in=self.publications.get(key, ())).update(record_version=version)
            ImportedRecord.objects.filter(pk__in=self.imports.get(key, ())).update(version=version)
