"""Rows: what belongs to a record and is entered on its form.

The order of rows is explicit in the record. On the form it may be left blank: a blank row follows the one above it.
"""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from dialogues.admin.choices import ChoosesRecords, Known
from dialogues.admin.records import NeedsWords


class RowIdField(forms.ModelChoiceField):
    """Which row a form is about: the one it was made with, without asking the database again."""

    row: Any = None

    def to_python(self, value: Any) -> Any:
        if self.row is not None and str(value) == str(self.row.pk):
            return self.row
        if value in self.empty_values:
            return None
        raise ValidationError(
            _(
                "Somebody else deleted this row meanwhile. Copy what you still need from it, then remove the row."
            ),
            code="gone",
        )


class RowForm(NeedsWords):
    """The form of one row. A row that nobody touched is left as it is, unchecked."""

    where_it_lands: Any = _("Empty: after the row above.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance._state.adding and "order" in self.fields:
            self.initial["order"] = None
        if "order" in self.fields:
            self.fields["order"].required = False
            self.fields["order"].help_text = self.where_it_lands
        if "slug" in self.fields:
            # Two new rows without an id have none; with the same empty text they would count as two of a kind.
            self.fields["slug"].empty_value = None  # type: ignore[attr-defined]

    def heading(self) -> str:
        """What the row is called while it is folded."""
        return str(self.instance)

    def _post_clean(self) -> None:
        if self.instance._state.adding or self.has_changed():
            super()._post_clean()  # type: ignore[misc]


class RowFormSet(BaseInlineFormSet):
    """The rows of a record on its form."""

    data: Any
    model: Any
    _should_delete_form: Any

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        name = self._pk_field.name  # type: ignore[attr-defined]
        stock = form.fields[name]
        field = RowIdField(stock.queryset, initial=stock.initial, required=False, widget=forms.HiddenInput)
        field.row = form.instance if form.instance.pk and not form.instance._state.adding else None
        form.fields[name] = field

    def kept_forms(self) -> list[Any]:
        """The forms of rows that will stand after saving, in the order of the page."""
        extra = set(map(id, self.extra_forms))
        return [
            form
            for form in self.forms
            if not (self.can_delete and self._should_delete_form(form))
            and not (id(form) in extra and not form.has_changed())
        ]

    def clean(self) -> None:
        super().clean()
        self.put_in_order()

    def put_in_order(self) -> None:
        """Gives rows without an order the place after the one above."""
        place = 0
        for form in self.kept_forms():
            given = getattr(form, "cleaned_data", {}).get("order")
            place = place + 1 if given is None else given
            form.instance.order = place

    def expect(self, known: Known) -> None:
        """Tells the page which records these rows name, so that they are fetched together."""
        template = self.empty_form
        fields: dict[str, Any] = template.fields
        for name, field in fields.items():
            if hasattr(field, "known"):
                known.expect(field.queryset.model, self._keys(name))

    def _keys(self, name: str) -> list[Any]:
        if self.is_bound:
            rows = range(self.total_form_count())
            return [key for row in rows for key in self.data.getlist(f"{self.add_prefix(row)}-{name}")]
        field = self.model._meta.get_field(name)
        if field.many_to_many:
            return [record.pk for row in self.get_queryset() for record in getattr(row, name).all()]
        return [getattr(row, field.attname) for row in self.get_queryset()]


class Rows(ChoosesRecords, admin.StackedInline):
    """Rows on a record's form. Stacked, because the fields of a table's rows have no labels of their own."""

    extra = 0
    rows_of_text = 3
    form = RowForm
    formset = RowFormSet
    template = "admin/desk/rows.html"
    # What the headings of rows tell, and the lists that each row shows.
    heading_follows: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    why: Any = ""

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        rows = super().get_queryset(request)
        if self.heading_follows:
            rows = rows.select_related(*self.heading_follows)
        return rows.prefetch_related(*self.lists)
