"""Long lists at the desk: counted as far as somebody would leaf, and filtered by what they name without reading them.

A list of a hundred thousand is not leafed through: what is beyond the first thousand is found by searching and
filtering, and the page says so. To count no further costs the same whatever the size.
"""

from typing import Any

from django.contrib import admin
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property

MOST_COUNTED = 1_000


class CountsSoFar(Paginator):
    """Pages of the first thousand; `more` tells whether there are others."""

    object_list: models.QuerySet[Any]

    @cached_property
    def _counted(self) -> int:
        return self.object_list.order_by()[: MOST_COUNTED + 1].count()

    @cached_property
    def count(self) -> int:
        return min(self._counted, MOST_COUNTED)

    @property
    def more(self) -> bool:
        return self._counted > MOST_COUNTED


class NamedInTheListFilter(admin.RelatedFieldListFilter):
    """Offers what the records of the list name. Not “-”: nobody looks for what names nothing."""

    @property
    def include_empty_choice(self) -> bool:
        return False

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> Any:
        """By looking for one record that names each: few are named, and many name them."""
        naming = field.model._default_manager.filter(**{field.name: models.OuterRef("pk")})
        named = field.related_model._default_manager.filter(models.Exists(naming))
        if order := self.field_admin_ordering(field, request, model_admin):  # none: as the model has it
            named = named.order_by(*order)
        return [(record.pk, str(record)) for record in named]


class NamedOrNotFilter(NamedInTheListFilter):
    """The same, and “-”: for what names nothing."""

    @property
    def include_empty_choice(self) -> bool:
        return bool(self.field.null)
