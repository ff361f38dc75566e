"""What the desk does alike for every record: its form, its list, its public id."""

import datetime as dt
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext as _

from dialogues.admin.choices import ChoosesRecords, Known
from dialogues.admin.keeping.saving import KeepsWhatIsTyped
from dialogues.admin.long_lists import CountsSoFar
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
    """The form of a record with a public id. What is refused (`refused`, a reason) comes back with all that was typed.

    It knows which version it was opened with (dialogues.admin.keeping).
    """

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
        if (
            "slug" in self.fields
            and self.may_find_slug()
            and not self.cleaned_data.get("slug")
            and "slug" not in self.errors
        ):
            kept = self.instance.slug if self.instance.pk else ""
            self.cleaned_data["slug"] = kept or self._free_slug()
        return cleaned

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


class RecordAdmin(KeepsWhatIsTyped, ChoosesRecords, admin.ModelAdmin):
    """A record at the desk."""

    form = RecordForm
    save_on_top = False
    show_full_result_count = False
    list_per_page = 50
    paginator = CountsSoFar
    show_facets = admin.ShowFacets.NEVER

    class Media:
        # Django orders scripts by these lists alone: what takes its jQuery at once is named after it.
        js = (
            "admin/js/jquery.init.js",
            "admin_desk/boxes.js",
            "admin_desk/arriving.js",
            "admin_desk/told.js",
            "admin_desk/letters.js",
            "admin_desk/making.js",
            "admin_desk/choosing.js",
            "admin_desk/adding.js",
            "admin_desk/keys.js",
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
