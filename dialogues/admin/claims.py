"""Claims on a record's form: values as plain words, and one preferred claim about each fact."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dialogues.admin.citing.citable import CLAIMS, NARROWED_BY
from dialogues.admin.entry.dates.boxes import DateBox
from dialogues.admin.entry.dates.from_words import from_words
from dialogues.admin.entry.dates.signs import TwoReadings
from dialogues.admin.rows import RowForm, RowFormSet
from dialogues.admin.sessions import PartForm, PartFormSet, RowKeyField
from dialogues.admin.texts import PlainValueField
from dialogues.public.facts.claims import DATED, heading, in_words
from participants.dates import ImpossibleDate


class ClaimForm(RowForm):
    # By it the choice at a dispute names a row that is not saved yet.
    key = RowKeyField(required=False, max_length=40)
    value = PlainValueField(
        label=gettext_lazy("Value"),
        widget=DateBox(only_for=DATED),
        help_text=gettext_lazy(
            "As the register writes it: 2024-08-26/2024-08-27, 9, National Space Council. "
            "Empty where the source gives none."
        ),
    )

    def heading(self) -> str:
        """The fact and the value, as disputes word them."""
        claim, kind = self.instance, CLAIMS[type(self.instance)]
        fact = heading(claim.field, of_a_person=bool(getattr(claim, "person_id", None)), kind=kind)
        return f"{capfirst(fact)}: {in_words(claim.field, claim.value, 'en', kind)}"

    def clean_value(self) -> Any:
        value = self.cleaned_data["value"]
        kept = self.initial.get("value")
        if kept is not None and str(value) == str(kept):
            return kept
        if value is None or str(self.data.get(self.add_prefix("field"), "")).strip() not in DATED:
            return value
        try:
            return from_words(str(value))
        except TwoReadings as refused:
            raise ValidationError(str(refused), code="two_readings") from None
        except ImpossibleDate:
            # A source may say “Wednesday”, or a date that no calendar has.
            return str(value)

    def _get_validation_exclusions(self) -> set[str]:
        """All claims of the record are on this form, so the form set compares them; the database has old ones."""
        return super()._get_validation_exclusions() | {"preferred"}  # type: ignore[misc]


class MeetingClaimForm(PartForm, ClaimForm):
    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.cleaned_data.get("session") and self.cleaned_data.get("person"):
            self.add_error("person", _("A claim is about the session or the person, not both."))
        return cleaned


class ClaimFormSet(RowFormSet):
    @property
    def narrowed_by(self) -> tuple[str, ...]:
        """The fields of a row that say of whom the claim is, where not of the record itself."""
        return NARROWED_BY.get(type(self.instance), ())

    def clean(self) -> None:
        super().clean()
        preferred = set()
        for form in self.kept_forms():
            about = form.instance
            if about.preferred:
                fact = (about.field, *(_key(about, name) for name in self.narrowed_by))
                if fact in preferred:
                    form.add_error(
                        "preferred",
                        ValidationError(
                            _("Another claim about the same fact is marked as preferred already.")
                        ),
                    )
                preferred.add(fact)

    def save(self, commit: bool = True) -> Any:
        """Takes the mark from the old claim before the new one gets it: the database knows one at a time."""
        unmarked = [
            form.instance.pk
            for form in self.initial_forms
            if "preferred" in form.changed_data or self._about_another_fact(form)
        ]
        self.model._default_manager.filter(pk__in=unmarked, preferred=True).update(preferred=False)
        return super().save(commit)

    def _about_another_fact(self, form: Any) -> bool:
        return bool({"field", *self.narrowed_by} & set(form.changed_data))


def _key(claim: Any, name: str) -> Any:
    """Of whom a claim is. A session that is not saved yet has no number, and is one object on the page."""
    return getattr(claim, f"{name}_id") or id(getattr(claim, name))


class MeetingClaimFormSet(ClaimFormSet, PartFormSet):
    """Claims to which the sessions of the form are offered."""
