"""What waits on the desk: records in review, and records edited since they were published. Two queries."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models.functions import Coalesce, NullIf
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dialogues.admin.standing import in_state
from dialogues.models import Dialogue, Meeting, Source, Topic, Track
from dialogues.states import State
from participants.models import Organization, Party, Person

CLEARED: tuple[Any, ...] = (Meeting, Dialogue, Organization, Person, Party, Topic, Source, Track)
SHOWN = 10


@dataclass(frozen=True)
class Waiting:
    """One record that waits for somebody."""

    kind: Any
    name: str
    address: str
    since: Any = None
    by: str = ""


@dataclass(frozen=True)
class List:
    title: Any
    why: Any
    none: Any
    records: list[Waiting]
    more: bool


def what_waits(request: HttpRequest) -> list[List]:
    """The lists of the home page, as far as the user may see the records."""
    models_seen = [
        model
        for model in CLEARED
        if request.user.has_perm(f"{model._meta.app_label}.view_{model._meta.model_name}")
    ]
    in_review = _together(
        [model.objects.filter(submitted_at__isnull=False) for model in models_seen], "since"
    )
    edited = _together([in_state(model.objects.all(), State.EDITED) for model in models_seen], "name")
    return [
        List(
            _("In review"),
            _("Sent by an editor, waiting for a publisher."),
            _("Nothing waits for review."),
            *in_review,
        ),
        List(
            _("Edited since published"),
            _("What readers see is older than what is recorded."),
            _("What is public is what is recorded."),
            *edited,
        ),
    ]


def _together(records: list[models.QuerySet[Any]], order: str) -> tuple[list[Waiting], bool]:
    """Records of several kinds in one query, the first few of them, and whether there are more."""
    if not records:
        return [], False
    rows = [_named(queryset, place) for place, queryset in enumerate(records)]
    found = list(rows[0].union(*rows[1:], all=True).order_by(order, "pk")[: SHOWN + 1])
    kinds = [queryset.model for queryset in records]
    waiting = []
    for row in found[:SHOWN]:
        options = kinds[row["place"]]._meta
        address = reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[row["pk"]])
        waiting.append(Waiting(options.verbose_name, row["name"], address, row["since"], row["by"] or ""))
    return waiting, len(found) > SHOWN


def _named(records: models.QuerySet[Any], place: int) -> models.QuerySet[Any, dict[str, Any]]:
    columns = {column.name for column in records.model._meta.concrete_fields}
    stem = "name" if "name_en" in columns else "title"
    names = [f"{stem}_en", f"{stem}_ja"] if f"{stem}_en" in columns else [stem]
    empty = models.Value("")
    return (
        records.order_by()
        .annotate(
            place=models.Value(place),
            name=Coalesce(*(NullIf(column, empty) for column in names), "slug"),
            since=models.F("submitted_at"),
            by=models.F("submitted_by__username"),
        )
        .values("place", "pk", "name", "since", "by")
    )
