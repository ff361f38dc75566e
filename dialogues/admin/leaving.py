"""What stays public when records go: publishing a meeting publishes what it names, withdrawing takes only itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models.functions import Concat
from django.urls import reverse

from dialogues.documents import KINDS, kind_of
from dialogues.models import Kind, Publication

NAMED_ALONG = (Kind.ORGANIZATION, Kind.PERSON, Kind.SOURCE)


@dataclass(frozen=True)
class LeftBehind:
    kind: str
    name: str
    address: str


def left_behind(records: Sequence[Any]) -> list[LeftBehind]:
    """The public organizations, people and sources that these records and their parts name, and nothing else does."""
    shown = Publication.objects.shown()
    own = shown.filter(kind=kind_of(records[0]), record_id__in=[record.pk for record in records])
    if kind_of(records[0]) == Kind.MEETING:
        members = shown.exclude(family="").filter(family__in=own.values("slug"))
        own = shown.filter(models.Q(pk__in=own.values("pk")) | models.Q(pk__in=members.values("pk")))
    going = list(own.values_list("pk", "cites"))
    named: dict[str, list[str]] = {}
    for kind, _colon, slug in {token.partition(":") for _pk, cites in going for token in cites}:
        if kind in NAMED_ALONG:
            named.setdefault(kind, []).append(slug)
    if not named:
        return []
    wanted = models.Q(
        *(models.Q(kind=kind, slug__in=slugs) for kind, slugs in named.items()), _connector="OR"
    )
    others = shown.exclude(pk__in=[pk for pk, _cites in going]).filter(
        cites__contains=[Concat(models.OuterRef("kind"), models.Value(":"), models.OuterRef("slug"))]
    )
    found = shown.filter(wanted).exclude(pk__in=[pk for pk, _cites in going]).exclude(models.Exists(others))
    return [
        _left(publication) for publication in found.defer("document", "search_text").order_by("kind", "slug")
    ]


def _left(publication: Publication) -> LeftBehind:
    model: Any = next(model for model, kind in KINDS.items() if kind == publication.kind)
    page = f"admin:{model._meta.app_label}_{model._meta.model_name}_withdraw"
    return LeftBehind(
        publication.get_kind_display(),
        publication.title_en or publication.title_ja or publication.slug,
        reverse(page, args=[publication.record_id]),
    )
