"""The boxes in which dates are typed: words or EDTF go in, EDTF is kept, and beneath stands how readers will see it.

The form itself turns words into EDTF, so that nothing depends on the script that shows them while they are typed.
"""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from dialogues.admin.entry.dates.from_words import from_words
from dialogues.admin.entry.dates.shown_back import shown_back
from participants.dates import ImpossibleDate


class DateBox(AdminTextInputWidget):
    """A box for a date, and a line beneath it that is read out when it changes.

    `only_for` are the facts whose values are dates, where the row says which fact it is about.
    """

    class Media:
        js = ("admin_desk/dates.js",)

    def __init__(self, attrs: Any = None, only_for: tuple[str, ...] = ()) -> None:
        super().__init__(attrs)
        self.only_for = only_for

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        boxed = context["widget"]["attrs"]
        boxed |= {"data-date": " ".join(self.only_for), "data-said-at": reverse("admin:date_in_words")}
        if "id" in boxed:
            boxed["aria-describedby"] = f"{boxed.get('aria-describedby', '')} {boxed['id']}_said".strip()
        return context

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        box = super().render(name, value, attrs, renderer)
        said = "" if self.only_for or not value else shown_back(str(value))
        anchor = f"{(attrs or {}).get('id') or f'id_{name}'}_said"
        return format_html('{}<p class="date-said" id="{}" aria-live="polite">{}</p>', box, anchor, said)


class DateInWordsField(forms.CharField):
    """A date in words or in EDTF; what is cleaned is EDTF."""

    widget = DateBox

    def __init__(self, **kwargs: Any) -> None:
        # What is too long, the date itself says; its words may be longer than its EDTF.
        kwargs.pop("max_length", None)
        super().__init__(**kwargs)
        self.help_text = _(
            "In words or in EDTF: 26-27 Aug 2024, July 2023, about 2020. Empty where not stated."
        )

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return text
        try:
            return from_words(text)
        except ImpossibleDate as refused:
            raise ValidationError(str(refused), code="impossible_date") from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(data) != (initial or ""))
        except ValidationError:
            return True
