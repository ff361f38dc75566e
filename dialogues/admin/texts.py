"""Form fields that take plain words where the record keeps JSON: nobody at the desk should meet a syntax error."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_TAGGED = re.compile(r"\s*([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\s*[:：](.*)", re.DOTALL)
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_WHOLE_NUMBER = re.compile(r"0|-?[1-9][0-9]{0,14}")


def refuse_what_turns_text(words: str) -> None:
    """Raises ValidationError where a text has a character that turns the direction of whatever follows it."""
    if found := _TURNS.search(words):
        raise ValidationError(
            _(
                "An invisible character in it (U+%(code)s) turns the direction of the text around it. "
                "Empty the field and type the words instead of pasting them."
            ),
            code="turns_text",
            params={"code": f"{ord(found[0]):04X}"},
        )


class OtherLanguagesField(forms.CharField):
    """Text in languages besides English and Japanese, each on a line that begins with its tag: `fr: Agence spatiale`.

    A line without a tag goes on with the text above it.
    """

    widget = forms.Textarea(attrs={"rows": 2, "cols": 40, "class": "vLargeTextField other-languages"})

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "help_text", _("A line for each language, beginning with its tag: fr: Agence spatiale")
        )
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, dict):
            return "\n".join(f"{tag}: {words}" for tag, words in sorted(value.items()))
        return value

    def to_python(self, value: Any) -> dict[str, str]:  # type: ignore[override]
        texts: dict[str, str] = {}
        last = ""
        for line in (super().to_python(value) or "").splitlines():
            if tagged := _TAGGED.fullmatch(line):
                last = tagged[1]
                if last in texts:
                    raise ValidationError(_("“%(tag)s” is given twice."), params={"tag": last})
                texts[last] = tagged[2].strip()
            elif last:
                texts[last] += f"\n{line}"
            elif line.strip():
                raise ValidationError(
                    _(
                        "Begin each line with the tag of its language, as in “fr: Agence spatiale” or “ko: 우주청”."
                    )
                )
        return {tag: words.strip() for tag, words in texts.items()}

    def validate(self, value: Any) -> None:
        """What the texts may be, the record says (participants.languages)."""

    def run_validators(self, value: Any) -> None:
        for words in value.values():
            super().run_validators(words)

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(data) != (initial or {})
        except ValidationError:
            return True


class PlainValueField(forms.CharField):
    """The value of a claim as a person writes it: a date, words, or a whole number, which is kept as a number."""

    default_validators = [refuse_what_turns_text]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**({"max_length": 2000, "required": False} | kwargs))
        self.widget.attrs.pop("maxlength", None)

    def prepare_value(self, value: Any) -> Any:
        return "" if value is None else str(value)

    def clean(self, value: Any) -> Any:
        words = super().clean(value)
        if words == "":
            return None
        return int(words) if _WHOLE_NUMBER.fullmatch(words) else words

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.prepare_value(initial) != (data or "").strip()
