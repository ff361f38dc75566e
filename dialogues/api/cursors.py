"""Walking a list: keyset order with a unique tie-break, and the opaque cursor that says where a page ended.

A cursor holds the position of the last record shown, not a count: what is published meanwhile neither doubles nor
hides what stands. It is bound to the resource and its filters; the size of the page may change under way.
"""

import base64
import binascii
import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q, QuerySet

from dialogues.filters.values import ID
from dialogues.models.publications import Publication, PublicationQuerySet

# An id and a day, encoded, with room to spare.
LONGEST = 400

Rows = QuerySet[Publication]


class BadCursor(ValueError):
    """The text is not a cursor of this list."""


class Order:
    """By id."""

    def sort(self, rows: PublicationQuerySet) -> PublicationQuerySet:
        return rows.order_by("slug")

    def position(self, row: Publication) -> list[str | None]:
        return [row.slug]

    def after(self, position: Sequence[Any]) -> Q:
        """The condition that a row stands after a position. Raises BadCursor where it is none of this order."""
        match position:
            case [str(slug)] if ID.fullmatch(slug):
                return Q(slug__gt=slug)
        raise BadCursor


class DayOrder(Order):
    """The newest day first, those without a day at the end; by id within a day."""

    def sort(self, rows: PublicationQuerySet) -> PublicationQuerySet:
        return rows.newest_day_first()

    def position(self, row: Publication) -> list[str | None]:
        return [row.latest.isoformat() if row.latest else None, row.slug]

    def after(self, position: Sequence[Any]) -> Q:
        match position:
            case [None, str(slug)] if ID.fullmatch(slug):
                return Q(latest__isnull=True, slug__gt=slug)
            case [str(day), str(slug)] if ID.fullmatch(slug):
                try:
                    latest = dt.date.fromisoformat(day)
                except ValueError:
                    raise BadCursor from None
                return Q(latest__lt=latest) | Q(latest=latest, slug__gt=slug) | Q(latest__isnull=True)
        raise BadCursor


BY_ID, BY_DAY = Order(), DayOrder()


def scope(resource: str, questions: Mapping[str, Sequence[str]]) -> str:
    """A short digest of the list that a cursor belongs to."""
    text = json.dumps([resource, sorted((name, sorted(values)) for name, values in questions.items())])
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def write(order: Order, row: Publication, of: str) -> str:
    """The cursor of the page that begins after a row, in a list of this scope."""
    position = json.dumps([of, *order.position(row)], separators=(",", ":"))
    return base64.urlsafe_b64encode(position.encode()).decode().rstrip("=")


def read(order: Order, cursor: str, of: str) -> Q:
    """The condition on rows that stand after the cursor. Raises BadCursor."""
    if len(cursor) > LONGEST or not cursor.isascii():
        raise BadCursor
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        position = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (binascii.Error, ValueError, RecursionError):
        raise BadCursor from None
    if not isinstance(position, list) or not position or position[0] != of:
        raise BadCursor
    return order.after(position[1:])
