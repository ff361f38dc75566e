"""Choosing other records on a form: found by typing, shown by a telling label, fetched once a kind and page.

Stock autocompletion asks the database once for each box that it draws and twice for each that it checks; a
meeting with forty participations has two hundred boxes. Here a page's records are fetched together.
"""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.admin import AdminSite
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import (
    AutocompleteSelect,
    AutocompleteSelectMultiple,
    RelatedFieldWidgetWrapper,
)
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from dialogues.admin.entry.dates.boxes import DateBox, DateInWordsField
from dialogues.admin.texts import OtherLanguagesField, refuse_what_turns_text
from participants.dates import EDTFField
from participants.languages import in_english

LONGEST_KEY = 18  # digits; PostgreSQL refuses more with an error of its own


class Known:
    """The records that one page names. What is expected together is fetched by one query a kind."""

    def __init__(self, site: AdminSite) -> None:
        self.site = site
        self._records: dict[type[models.Model], dict[str, models.Model | None]] = {}
        self._expected: dict[type[models.Model], set[str]] = {}

    @classmethod
    def of(cls, request: HttpRequest, site: AdminSite) -> "Known":
        if not hasattr(request, "known_records"):
            request.known_records = cls(site)  # type: ignore[attr-defined]
        return request.known_records  # type: ignore[attr-defined]

    def expect(self, model: type[models.Model], keys: Iterable[Any]) -> None:
        self._expected.setdefault(model, set()).update(str(key) for key in keys if key not in (None, ""))

    def find(self, model: type[models.Model], key: Any) -> models.Model | None:
        found = self._records.setdefault(model, {})
        if str(key) not in found:
            self.expect(model, [key])
            wanted = self._expected.pop(model) - found.keys()
            found.update(dict.fromkeys(wanted))
            numbers = [one for one in wanted if one.isascii() and one.isdigit() and len(one) <= LONGEST_KEY]
            found.update(
                (str(record.pk), record) for record in choosable(self.site, model).filter(pk__in=numbers)
            )
        return found[str(key)]

    def label(self, record: models.Model) -> str:
        return label_of(self.site, record)


def choosable(site: AdminSite, model: type[models.Model]) -> models.QuerySet[Any]:
    """The records of a kind, with what their labels tell."""
    followed = getattr(site.get_model_admin(model), "label_follows", ())
    return model._default_manager.select_related(*followed) if followed else model._default_manager.all()


def label_of(site: AdminSite, record: Any) -> str:
    """How a record is offered and shown where it is chosen."""
    label = getattr(site.get_model_admin(type(record)), "choice_label", str)
    return label(record)


class _ShowsKnown:
    """Draws the options that are chosen from the records that the page knows."""

    choices: Any
    is_required: bool
    allow_multiple_selected: bool

    def optgroups(self, name: str, value: list[str], attr: Any = None) -> list[Any]:
        options: list[Any] = []
        if not self.is_required and not self.allow_multiple_selected:
            options.append(self.create_option(name, "", "", False, 0))  # type: ignore[attr-defined]
        field = self.choices.field
        for key in value:
            if key not in field.empty_values and (record := field.known.find(field.queryset.model, key)):
                label = field.label_from_instance(record)
                option = self.create_option(name, record.pk, label, True, len(options))  # type: ignore[attr-defined]
                # A claim about it gives the name alone.
                option["attrs"]["data-name"] = str(record)
                options.append(option)
        return [(None, options, 0)]

    def build_attrs(self, base_attrs: Any, extra_attrs: Any = None) -> Any:
        """Where the box sends what has no record yet (dialogues.admin.entry.making)."""
        made = super().build_attrs(base_attrs, extra_attrs)  # type: ignore[misc]
        return made | {"data-make-at": reverse("admin:make_record")}


class FindOne(_ShowsKnown, AutocompleteSelect):  # type: ignore[misc]
    """A box in which one record is found by typing."""


class FindSeveral(_ShowsKnown, AutocompleteSelectMultiple):  # type: ignore[misc]
    """A box in which several records are found by typing. Each is taken out by itself, not all by one slip."""

    def build_attrs(self, base_attrs: Any, extra_attrs: Any = None) -> Any:
        return super().build_attrs(base_attrs, extra_attrs) | {"data-allow-clear": "false"}


class OneKnownField(forms.ModelChoiceField):
    """One record, checked against those that the page knows."""

    known: Known
    queryset: Any

    def label_from_instance(self, obj: Any) -> str:
        return self.known.label(obj)

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        record = self.known.find(self.queryset.model, value)
        if record is None:
            raise ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice", params={"value": value}
            )
        return record


class SeveralKnownField(forms.ModelMultipleChoiceField):
    """Several records, checked against those that the page knows."""

    known: Known
    queryset: Any

    def label_from_instance(self, obj: Any) -> str:
        return self.known.label(obj)

    def clean(self, value: Any) -> Any:
        keys = self.prepare_value(value) or []
        if self.required and not keys:
            raise ValidationError(self.error_messages["required"], code="required")
        if not isinstance(keys, list | tuple):
            raise ValidationError(self.error_messages["invalid_list"], code="invalid_list")
        self.known.expect(self.queryset.model, keys)
        records = {key: self.known.find(self.queryset.model, key) for key in keys}
        if lost := [key for key, record in records.items() if record is None]:
            raise ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice", params={"value": lost[0]}
            )
        return list(records.values())


class ChoosesRecords(BaseModelAdmin):
    """An admin or inline whose boxes find records by typing, and whose fields lose nothing that is typed."""

    # Relations to tables of a few rows, drawn as a plain list of choices.
    short_lists: tuple[str, ...] = ()
    rows_of_text = 6

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if isinstance(db_field, models.JSONField) and db_field.name.endswith("_other"):
            return OtherLanguagesField(
                label=capfirst(_label_of_others(db_field)),
                required=False,
                validators=[]
                if isinstance(in_english(db_field), models.TextField)
                else [refuse_what_turns_text],
            )
        if isinstance(db_field, EDTFField):
            kwargs |= {"form_class": DateInWordsField, "widget": DateBox}
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field:
            # A browser cuts what is pasted into a box with maxlength, and says nothing. The form says it.
            field.widget.attrs.pop("maxlength", None)
            if isinstance(db_field, models.TextField):
                field.widget.attrs["rows"] = self.rows_of_text
            elif isinstance(field, forms.CharField):
                # A text of one line is shown within lines of ours, which it must not turn around.
                field.validators.append(refuse_what_turns_text)
        if isinstance(field, forms.ModelChoiceField) and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_change_related = field.widget.can_delete_related = False
            field.widget.can_view_related = False
        return field

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        known = Known.of(request, self.admin_site)
        finds = db_field.name in self.get_autocomplete_fields(request)
        if finds or db_field.name in self.short_lists:
            kwargs["form_class"] = OneKnownField
        if finds:
            kwargs["widget"] = FindOne(db_field, self.admin_site)
        field: Any = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if isinstance(field, OneKnownField):
            field.known = known
        if db_field.name in self.short_lists:
            records = list(db_field.remote_field.model._default_manager.all())
            known.expect(db_field.remote_field.model, [record.pk for record in records])
            field.choices = [("", "---------"), *((record.pk, known.label(record)) for record in records)]
        return field

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["form_class"] = SeveralKnownField
            kwargs["widget"] = FindSeveral(db_field, self.admin_site)
        field: Any = super().formfield_for_manytomany(db_field, request, **kwargs)
        if isinstance(field, SeveralKnownField):
            field.known = Known.of(request, self.admin_site)
            field.help_text = db_field.help_text
        return field


def _label_of_others(field: models.Field) -> Any:
    labels = {
        "name": _("name in other languages"),
        "title": _("title in other languages"),
        "summary": _("summary in other languages"),
        "city": _("city in other languages"),
        "venue": _("venue in other languages"),
        "text": _("text in other languages"),
        "alt": _("alternative text in other languages"),
        "definition": _("definition in other languages"),
        "who_sits": _("who sits, in other languages"),
    }
    return labels[field.name.removesuffix("_other")]
