"""Texts in several languages: English and Japanese in columns of their own, any other language kept beside them.

Explicit columns, because database triggers, filters and constraints see them like any other column.
"""

import re
from typing import Any, overload

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

NAME_LENGTH = 500

Text = dict[str, str | None]

_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def validate_language(tag: str) -> None:
    """Raises ValidationError unless the tag is a language tag of BCP 47 (`fr`, `zh-Hant`)."""
    if not isinstance(tag, str) or not _TAG.fullmatch(tag):
        raise ValidationError(
            _("“%(tag)s” is not a language tag. Examples: fr, ko, zh-Hant."), params={"tag": str(tag)[:40]}
        )


def validate_other_languages(value: Any) -> None:
    """Raises ValidationError unless the value is `{language tag: text}` without English and Japanese."""
    if not isinstance(value, dict):
        raise ValidationError(_('Write other languages as {"fr": "…", "ko": "…"}.'))
    for tag, text in value.items():
        validate_language(tag)
        if tag in ("en", "ja"):
            raise ValidationError(_("English and Japanese have fields of their own."))
        if not isinstance(text, str) or not text.strip():
            raise ValidationError(_("The text in “%(tag)s” is empty or not a text."), params={"tag": tag})
        if len(text) > 20_000:
            raise ValidationError(
                _("The text in “%(tag)s” is longer than 20,000 characters."), params={"tag": tag}
            )


class OtherLanguages(models.JSONField):
    """A column of texts that are as long as the English beside it may be: `title_other` as `title_en`.

    Not a validator, which sees the texts and not the model. To migrations it is the JSON column that it is.
    """

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        most = longest(self)
        for tag, text in value.items() if isinstance(value, dict) else ():
            if most and isinstance(text, str) and len(text) > most:
                raise ValidationError(
                    _("The text in “%(tag)s” is too long: at most %(most)d characters (it has %(count)d)."),
                    code="max_length",
                    params={"tag": str(tag)[:40], "most": most, "count": len(text)},
                )

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs


def in_english(column: models.Field) -> models.Field:
    """The English column beside one of other languages."""
    return column.model._meta.get_field(f"{column.name.removesuffix('_other')}_en")  # type: ignore[return-value]


def longest(column: models.Field) -> int | None:
    """How many characters a text may have in any language."""
    return in_english(column).max_length


def other_languages_field() -> models.JSONField:
    """The column for every language but English and Japanese: `{language tag: text}`."""
    return OtherLanguages(
        _("in other languages"),
        default=dict,
        blank=True,
        validators=[validate_other_languages],
        help_text=_('By language tag, as in {"fr": "Agence spatiale", "ko": "우주청"}.'),
    )


class Multilingual:
    """Reads `<stem>_en`, `<stem>_ja` and `<stem>_other` of a record as one text by language.

    The text always has the keys `en` and `ja` (None where not known), then the other languages by their tags.
    Assigning such a text (or None) fills the columns.
    """

    def __init__(self, stem: str) -> None:
        self.stem = stem

    @overload
    def __get__(self, record: None, owner: type) -> "Multilingual": ...
    @overload
    def __get__(self, record: models.Model, owner: type) -> Text: ...
    def __get__(self, record: models.Model | None, owner: type) -> "Multilingual | Text":
        if record is None:
            return self
        values = vars(record)
        text: Text = {lang: values.get(f"{self.stem}_{lang}") or None for lang in ("en", "ja")}
        text.update(sorted((values.get(f"{self.stem}_other") or {}).items()))
        return text

    def __set__(self, record: models.Model, text: Text | None) -> None:
        text = dict(text or {})
        for lang in ("en", "ja"):
            setattr(record, f"{self.stem}_{lang}", text.pop(lang, None) or "")
        setattr(record, f"{self.stem}_other", {lang: words for lang, words in text.items() if words})


def in_some_language(stem: str, sentence: str) -> models.CheckConstraint:
    """The constraint, named by a sentence, that a text exists in at least one language."""
    return models.CheckConstraint(
        condition=~models.Q(**{f"{stem}_en": ""})
        | ~models.Q(**{f"{stem}_ja": ""})
        | ~models.Q(**{f"{stem}_other": {}}),
        name=sentence,
        violation_error_message=_("Give the name in at least one language."),
    )


def in_one_language(stem: str) -> models.Q:
    """The condition that a text is there in English and not in Japanese, or the other way round."""
    en, ja = models.Q(**{f"{stem}_en": ""}), models.Q(**{f"{stem}_ja": ""})
    return (en & ~ja) | (~en & ja)


def stems_of(model: type[models.Model]) -> list[str]:
    """The texts in several languages that records of a model have, in the order of its columns."""
    columns = [field.name for field in model._meta.concrete_fields]
    return [name.removesuffix("_other") for name in columns if name.endswith("_other")]


def in_words(text: Text, prefer: str = "en") -> str:
    """The text in the preferred language, else in English, Japanese, or whatever language there is; else empty."""
    for tag in (prefer, "en", "ja"):
        if text.get(tag):
            return text[tag] or ""
    return next((words for words in text.values() if words), "")
