"""What is recorded now, in the canonical form of the files."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models

from dialogues.interchange.compound import Fact, OwnSession
from dialogues.interchange.references import OrderedParties, Reference, References
from dialogues.interchange.shape import Shape
from dialogues.interchange.shapes import SHAPES

BATCH = 200


def whole(shape: Shape) -> models.QuerySet[Any]:
    """The rows of a kind with all that their canonical form tells, at a fixed number of queries."""
    rows = shape.model._default_manager.prefetch_related(*_many(shape))
    one = _one(shape)
    # Without a name, select_related would follow every relation.
    return rows.select_related(*one) if one else rows


def _one(shape: Shape) -> list[str]:
    found = [field.column for field in shape.fields if isinstance(field, Reference | OwnSession)]
    if any(isinstance(field, Fact) for field in shape.fields):
        found += ["session", "person"]
    return found


def _many(shape: Shape) -> Iterator[Any]:
    for field in shape.fields:
        if isinstance(field, References):
            far = field.model_field.related_model
            # Names alone are wanted of them; a source's stored text may be long.
            yield models.Prefetch(field.column, far._default_manager.only("pk", "slug").order_by())
        elif isinstance(field, OrderedParties):
            yield f"{field.column}__party"
    for part in shape.parts:
        yield models.Prefetch(part.column, whole(part.shape).order_by("order", "pk"))


def recorded(shape: Shape, slugs: Iterable[str]) -> dict[str, tuple[Any, dict[str, Any]]]:
    """By id: the row and the canonical form of those of the records that exist."""
    return {row.slug: (row, shape.of(row)) for row in whole(shape).filter(slug__in=list(slugs))}


def all_recorded(kind: str) -> Iterator[dict[str, Any]]:
    """Every record of a kind in canonical form, by id, at a memory that does not grow with their number."""
    shape, after = SHAPES[kind], ""
    while rows := list(whole(shape).filter(slug__gt=after).order_by("slug")[:BATCH]):
        yield from (shape.of(row) for row in rows)
        after = rows[-1].slug
