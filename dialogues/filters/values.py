"""What a value of a question may be: fields that read every value of a repeated parameter, and refuse with near names.

An error carries `value` and `did_you_mean` among its params, and a code:
`empty`, `unknown` (no such word or record), `invalid` (not of the form), `twice`, `too_many`, `needs`.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from functools import cache, reduce
from operator import or_
from typing import Any

from babel import localedata
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F, Func, Q, TextField
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from dialogues.documents import SERIALIZERS
from dialogues.filters import search
from dialogues.filters.near import near, near_ids
from dialogues.models.publications import Kind, Publication

MOST_VALUES = 500  # of one parameter
MOST_TEXTS = 5  # each is held against the text of every record that may hold it
# Near names are looked for in the database, value by value: nobody reads more of them.
MOST_WITH_NEAR_NAMES = 10
ID_LENGTH = Publication._meta.get_field("slug").max_length or 0

ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*")
OF_AN_ID = {"type": "string", "pattern": f"^{ID.pattern}$", "maxLength": ID_LENGTH}
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_YEAR = re.compile(r"[0-9]{4}")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(-[A-Za-z0-9]{2,8})*")
_PAIR = re.compile(r"([A-Za-z]{2,12})-([A-Za-z]{2,12})")


@cache
def vocabulary(kind: str, path: str) -> dict[str, Any]:
    """The words of one field (`participations.role`) in the documents of a kind, with what they are called."""
    serializer: Any = SERIALIZERS[kind]()
    for name in path.split("."):
        field = serializer.fields[name]
        serializer = getattr(field, "child", field)
    assert isinstance(field, serializers.ChoiceField)
    return dict(field.choices)


def refused(code: str, message: Any, value: str, meant: list[str] | None = None) -> ValidationError:
    return ValidationError(message, code, {"value": value, "did_you_mean": meant or []})


class ManyValuesField(forms.Field):
    """Every value of a repeated parameter, each once, in order."""

    widget = forms.MultipleHiddenInput
    schema: dict[str, Any] = {"type": "string"}  # of one value
    most = MOST_VALUES

    def clean(self, value: list[str] | None) -> list[str]:
        """The values in their usual form. Raises ValidationError with one error for each that is refused."""
        given = value or []
        if len(given) > self.most:
            raise refused(
                "too_many", _("At most %(most)s values at once.") % {"most": self.most}, str(len(given))
            )
        values = list(dict.fromkeys(given))
        errors, clean = [], []
        for one in values:
            try:
                clean.append(self.read(one))
            except ValidationError as error:
                errors.append(error)
        if errors:
            raise ValidationError(errors)
        return list(dict.fromkeys(clean))

    def read(self, value: str) -> str:
        if not value.strip():
            raise refused("empty", _("A value is missing."), value)
        return value

    def named(self, values: list[str]) -> Iterator[tuple[str, str]]:
        """The records (kind, id) that the values name: each must be shown."""
        return iter(())


class VocabularyField(ManyValuesField):
    def __init__(self, *, words: Callable[[], dict[str, Any]], **kwargs: Any) -> None:
        self.words = words
        super().__init__(**kwargs)

    @property
    def schema(self) -> dict[str, Any]:  # type: ignore[override]
        return {"type": "string", "enum": list(self.words())}

    def read(self, value: str) -> str:
        value = super().read(value)
        if value not in self.words():
            message = _("“%(value)s” is not one of the words that are used here.")
            raise refused("unknown", message, value, near(value, self.words()))
        return value


class RecordsField(ManyValuesField):
    schema = OF_AN_ID

    def __init__(self, *, kind: str, **kwargs: Any) -> None:
        self.kind = kind
        super().__init__(**kwargs)

    def read(self, value: str) -> str:
        value = super().read(value)
        if not ID.fullmatch(value) or len(value) > ID_LENGTH:
            raise refused(
                "invalid", _("“%(value)s” is not an id. Repeat the parameter to ask for several."), value
            )
        return value.upper() if self.kind == Kind.PARTY else value

    def named(self, values: list[str]) -> Iterator[tuple[str, str]]:
        yield from ((self.kind, value) for value in values)


class IdsField(ManyValuesField):
    """Ids of the records themselves. Those that are not there are listed in the answer, not refused."""

    schema = OF_AN_ID

    def read(self, value: str) -> str:
        value = super().read(value)
        if not ID.fullmatch(value) or len(value) > ID_LENGTH:
            raise refused(
                "invalid", _("“%(value)s” is not an id. Repeat the parameter to ask for several."), value
            )
        return value


class PairField(ManyValuesField):
    schema = {"type": "string", "pattern": "^[A-Za-z]{2,12}-[A-Za-z]{2,12}$", "examples": ["jp-us"]}

    def read(self, value: str) -> str:
        value = super().read(value)
        found = _PAIR.fullmatch(value)
        if not found or found[1].upper() == found[2].upper():
            raise refused(
                "invalid", _("“%(value)s” is not a pair of parties. A pair is written as in jp-us."), value
            )
        return "-".join(sorted(code.upper() for code in found.groups()))

    def named(self, values: list[str]) -> Iterator[tuple[str, str]]:
        yield from ((Kind.PARTY.value, code) for value in values for code in value.split("-"))


class YearField(ManyValuesField):
    schema = {"type": "string", "pattern": "^([0-9]{4}|unknown)$", "examples": ["2024"]}

    def read(self, value: str) -> str:
        value = super().read(value)
        if value != "unknown" and not _YEAR.fullmatch(value):
            message = _("“%(value)s” is neither a year of four digits nor “unknown”.")
            raise refused("invalid", message, value, near(value, ["unknown"]))
        return value


class LanguageField(ManyValuesField):
    """A tag of a language (BCP 47), as sources have it: `ja`, `zh-Hant`."""

    schema = {"type": "string", "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$", "examples": ["ja"]}

    def read(self, value: str) -> str:
        value = super().read(value)
        found = _LANGUAGE.fullmatch(value)
        if not found or not localedata.exists(found[1].lower()):
            message = _("“%(value)s” is not the tag of a language, as en and ja are.")
            raise refused("unknown", message, value, near(value, ["en", "ja"]))
        return found[1].lower() + value[len(found[1]) :]


class DisputedField(ManyValuesField):
    """`true`, `false`, or the name of a fact about which the sources of some shown record of a kind differ."""

    def __init__(self, *, kind: str, example: str, **kwargs: Any) -> None:
        self.kind = kind
        self.schema = {"type": "string", "pattern": "^[A-Za-z0-9_-]+$", "examples": ["true", example]}
        super().__init__(**kwargs)

    def clean(self, value: list[str] | None) -> list[str]:
        values = super().clean(value)
        if facts := set(values) - {"true", "false"}:
            known = disputed_facts(self.kind)
            if wrong := sorted(facts - known):
                raise ValidationError([self.unknown(fact, known) for fact in wrong])
        return values

    def unknown(self, fact: str, known: set[str]) -> ValidationError:
        message = _("“%(value)s” is neither “true” nor “false” nor a fact about which sources differ.")
        return refused("unknown", message, fact, near(fact, ["true", "false", *sorted(known)]))


def disputed_facts(kind: str) -> set[str]:
    """The names of the facts about which the sources of some shown record of a kind differ."""
    each = Func(F("facets"), function="unnest", output_field=TextField())
    rows = Publication.public.shown().of(kind).with_facet("disputed:any")
    tokens = rows.annotate(token=each).values_list("token", flat=True).distinct()
    return {token.removeprefix("disputed:") for token in tokens if token.startswith("disputed:")}


class WordsField(ManyValuesField):
    """Words to search for."""

    schema = {"type": "string", "minLength": 1, "maxLength": search.LONGEST}
    most = MOST_TEXTS

    def read(self, value: str) -> str:
        value = super().read(value)
        if len(value) > search.LONGEST or "\0" in value:
            raise refused("invalid", _("At most %(most)s characters.") % {"most": search.LONGEST}, value[:40])
        try:
            search.matching(value)
        except search.NoWords:
            raise refused("invalid", _("“%(value)s” holds no word to search for."), value) from None
        return value


class DayField(forms.Field):
    """One day of the calendar, as in 2024-08-26."""

    schema = {"type": "string", "format": "date"}

    def clean(self, value: str | None) -> dt.date | None:
        if value is None:
            return None
        try:
            if not _DAY.fullmatch(value):
                raise ValueError
            return dt.date.fromisoformat(value)
        except ValueError:
            raise refused(
                "invalid", _("“%(value)s” is not a day. A day is written as in 2024-08-26."), value
            ) from None


class DateMatchField(forms.Field):
    words = ("possible", "certain")
    schema = {"type": "string", "enum": list(words), "default": "possible"}

    def clean(self, value: str | None) -> str | None:
        if value is not None and value not in self.words:
            message = _("“%(value)s” is neither “possible” nor “certain”.")
            raise refused("unknown", message, value, near(value, self.words))
        return value


class ExactField(forms.Field):
    words = ("1",)
    schema = {"type": "string", "enum": list(words)}

    def clean(self, value: str | None) -> str | None:
        if value is not None and value not in self.words:
            raise refused("unknown", _("“%(value)s” is not “1”."), value, list(self.words))
        return value


class QuestionForm(forms.Form):
    """The values of all parameters together: what they name must be shown, which one query tells."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        self._refuse_what_is_not_shown(cleaned)
        start, end = cleaned.get("date_from"), cleaned.get("date_to")
        if start and end and start > end:
            self.add_error(
                "date_from", refused("invalid", _("“%(value)s” is after “date_to”."), start.isoformat())
            )
        if cleaned.get("date_match") == "certain" and not (
            self.data.get("date_from") or self.data.get("date_to")
        ):
            message = _("It needs “date_from” or “date_to” beside it.")
            self.add_error("date_match", refused("needs", message, cleaned["date_match"]))
        return cleaned

    def _refuse_what_is_not_shown(self, cleaned: dict[str, Any]) -> None:
        asked = {
            name: list(field.named(cleaned.get(name) or []))
            for name, field in self.fields.items()
            if isinstance(field, ManyValuesField)
        }
        ids: dict[str, set[str]] = {}
        for kind, slug in (record for records in asked.values() for record in records):
            ids.setdefault(kind, set()).add(slug)
        if not ids:
            return
        wanted = reduce(or_, (Q(kind=kind, slug__in=slugs) for kind, slugs in ids.items()))
        shown = set(Publication.public.shown().filter(wanted).values_list("kind", "slug"))
        told = 0
        for name, records in asked.items():
            message = _("Nothing that is shown has the id “%(value)s”.")
            for kind, slug in dict.fromkeys(records):
                if (kind, slug) not in shown:
                    meant = near_ids(kind, slug) if told < MOST_WITH_NEAR_NAMES else []
                    self.add_error(name, refused("unknown", message, slug, meant))
                    told += 1
