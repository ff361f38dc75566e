"""What the desk does alike for every record: its form, its list, its public id."""

import datetime as dt
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, OperationalError, connection, models
from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext as _

from dialogues.admin.choices import ChoosesRecords, Known
from dialogues.admin.refusals import why_refused
from dialogues.admin.search import with_words
from participants.records import SLUG_LENGTH, free_slug


class NeedsWords(forms.ModelForm):
    """A form whose text (`needs_words = "name"`) must be there in some language: it says so beside the English."""

    needs_words = ""

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if stem := self.needs_words:
            names = [f"{stem}_en", f"{stem}_ja", f"{stem}_other"]
            if not any(self.cleaned_data.get(name) or name in self.errors for name in names):
                self.add_error(f"{stem}_en", _("Write this in at least one language."))
        return cleaned


class RecordForm(NeedsWords):
    """The form of a record with a public id. What the database refused comes back on it with all that was typed.

    It knows which version it was opened with, and does not write over somebody else's work unasked.
    """

    data: Any
    refused = ""
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields and self.may_find_slug():
            self.fields["slug"].required = False
        self.initial["seen"] = getattr(self.instance, "version", None) if self.instance.pk else None

    def may_find_slug(self) -> bool:
        return type(self).slug_stem is not RecordForm.slug_stem

    def slug_stem(self, cleaned: dict[str, Any]) -> str:
        """What the public id is made of where the field is left empty."""
        return ""

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.refused:
            raise ValidationError(self.refused, code="refused")
        self._refuse_to_write_over()
        if (
            "slug" in self.fields
            and self.may_find_slug()
            and not self.cleaned_data.get("slug")
            and "slug" not in self.errors
        ):
            kept = self.instance.slug if self.instance.pk else ""
            self.cleaned_data["slug"] = kept or self._free_slug()
        return cleaned

    def _refuse_to_write_over(self) -> None:
        """Stops once where the record changed after the form was opened; saving again then goes through."""
        seen, now = self.cleaned_data.get("seen"), self.initial["seen"]
        if not now or seen == now:
            return
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = str(now)
        if seen is None:
            self.errors.pop("seen", None)
            raise ValidationError(
                _(
                    "This form did not say which version of the record it was opened with. Nothing was saved; what "
                    "you entered is still below. Look at the record in another window, then save again to write "
                    "yours over it."
                ),
                code="version_unknown",
            )
        raise ValidationError(
            _(
                "Somebody changed this record after you opened it. Nothing was saved; what you entered is still "
                "below. Look at the record in another window, then save again to write yours over it."
            ),
            code="written_over",
        )

    def _free_slug(self) -> str:
        if stem := as_slug(self.slug_stem(self.cleaned_data)):
            return free_slug(self._meta.model, stem, first=stem)
        return self.slug_of_the_nameless(self.cleaned_data)

    def slug_of_the_nameless(self, cleaned: dict[str, Any]) -> str:
        """The public id where nothing gives a word for it."""
        word = str(self._meta.model._meta.model_name)
        return free_slug(self._meta.model, word, first=word)


def as_slug(words: str) -> str:
    """The words as a public id, cut between words; empty where none of them can be written in a to z."""
    slug = slugify(words.replace(".", "")).replace("_", "-").strip("-")
    while len(slug) > SLUG_LENGTH // 2:
        slug = slug.rpartition("-")[0] if "-" in slug else slug[: SLUG_LENGTH // 2]
    return slug


class NamedInTheListFilter(admin.RelatedOnlyFieldListFilter):
    """Offers what the records of the list name. Not “-”: nobody looks for what names nothing."""

    @property
    def include_empty_choice(self) -> bool:
        return False


class RecordAdmin(ChoosesRecords, admin.ModelAdmin):
    """A record at the desk."""

    form = RecordForm
    save_on_top = False
    show_full_result_count = False
    list_per_page = 50

    class Media:
        js = (
            "admin_desk/boxes.js",
            "admin_desk/arriving.js",
            "admin_desk/told.js",
            "admin_desk/making.js",
        )

    # How the record is offered where it is chosen, and the relations that this tells of.
    label_follows: tuple[str, ...] = ()

    def choice_label(self, record: Any) -> str:
        return str(record)

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet[Any], search_term: str
    ) -> tuple[models.QuerySet[Any], bool]:
        return with_words(queryset, tuple(self.get_search_fields(request)), search_term), False

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        form.refused = getattr(request, "refused", "")
        return form

    def _create_formsets(self, request: HttpRequest, obj: Any, change: bool) -> tuple[list[Any], list[Any]]:
        """Stock, and the records that the rows name are fetched together. Django has no public hook here."""
        formsets, inlines = super()._create_formsets(request, obj, change)  # type: ignore[misc]
        self.join_rows(formsets)
        for formset in formsets:
            formset.expect(Known.of(request, self.admin_site))
        return formsets, inlines

    def join_rows(self, formsets: list[Any]) -> None:
        """Lets rows of one kind know of another's; nothing here."""

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        """The form; where the database refuses what it sent, the same form again with the reason."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except (IntegrityError, DataError, OperationalError) as error:
            request.refused = why_refused(error)  # type: ignore[attr-defined]
            vars(request).pop("known_records", None)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """The record; locked where a form is about to be saved, so that of two who save at once one comes second."""
        if request.method == "POST" and connection.in_atomic_block:
            field = self.opts.pk if from_field is None else self.opts.get_field(from_field)
            try:
                key = field.to_python(object_id)  # type: ignore[union-attr]
            except (ValidationError, ValueError):
                return None
            list(self.model._default_manager.select_for_update(of=("self",)).filter(**{field.name: key}))
        return super().get_object(request, object_id, from_field)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        # Some rules are checked at the end of a transaction; here, while the form can still be shown again.
        connection.check_constraints()


def possible_days(record: Any, name: str) -> str:
    """The first and last day that a date can mean, in words."""
    first: dt.date | None = getattr(record, f"{name}_earliest")
    last: dt.date | None = getattr(record, f"{name}_latest")
    if not getattr(record, name):
        return _("No date is recorded.")
    if first and last:
        if first == last:
            return date_format(first)
        return _("%(first)s to %(last)s") % {"first": date_format(first), "last": date_format(last)}
    if first or last:
        known = date_format(first or last)  # type: ignore[arg-type]
        return (_("%(day)s or later") if first else _("%(day)s or earlier")) % {"day": known}
    return _("No day can be worked out, as the year is not known.")
