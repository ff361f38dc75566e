"""The orders in which lists are read. Each ends with the id, so that no page shows a record twice."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from dialogues.models.publications import PublicationQuerySet
from dialogues.public.lists.asking import Order
from dialogues.public.publications import by_title


def _oldest(rows: PublicationQuerySet) -> PublicationQuerySet:
    return rows.order_by(F("earliest").asc(nulls_last=True), "kind", "slug")


def _lately_changed(rows: PublicationQuerySet) -> PublicationQuerySet:
    return rows.order_by("-revision")


NEWEST = Order("newest", _("Newest first"), PublicationQuerySet.newest_day_first)
OLDEST = Order("oldest", _("Oldest first"), _oldest)
TITLE = Order("title", _("By name"), by_title)
CHANGED = Order("changed", _("Lately changed first"), _lately_changed)
