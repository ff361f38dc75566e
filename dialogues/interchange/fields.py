"""The kinds of fields that a record has in the files, and what each means in the database.

A field checks what a file gives and returns it in canonical form, reads the same form from a row, and turns it
into columns. In canonical form nothing stands for what is not known: None here means that the key is left out.
"""

import datetime as dt
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.db import models

from dialogues.interchange.faults import Report, did_you_mean, shortened
from participants.dates import ImpossibleDate, read
from participants.languages import validate_language

Names = Callable[[str, str], str]
"""For a kind and an id in the files: the id that the record has now."""


class Ids(Protocol):
    """The primary key of each record that is named, by kind and id."""

    def __getitem__(self, key: tuple[str, str]) -> int: ...


LONGEST_OTHER = 20_000
LARGEST = 2**53 - 1  # what every reader of JSON holds exactly
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|[\ud800-\udfff]")


class Field(ABC):
    """One key of a record in the files."""

    words = ""  # how the documentation names this kind of field

    def __init__(self, key: str, about: str, *, column: str = "", required: bool = False) -> None:
        self.key, self.about, self.column, self.required = key, about, column or key, required
        self.model_field: Any = None

    @property
    def absent(self) -> Any:
        """What a missing key means, in canonical form; None where it means that nothing is known."""
        return None

    def bind(self, model: type[models.Model]) -> None:
        """Takes over what the model says of the column."""
        self.model_field = model._meta.get_field(self.column)

    @abstractmethod
    def check(self, value: Any, place: str, report: Report) -> Any:
        """The value in canonical form; None where nothing is known or where it was reported as a fault."""

    @abstractmethod
    def of(self, row: Any) -> Any:
        """The value in canonical form that a row of the database has."""

    def columns(self, value: Any, ids: Ids) -> dict[str, Any]:
        """The columns that a canonical value (or None) fills: none for a list, which has a table of its own."""
        return {}

    def references(self, value: Any, place: str) -> Iterator[tuple[str, str, str]]:
        """Every other record that a canonical value names: kind, id and place."""
        return iter(())

    def renamed(self, value: Any, names: Names) -> Any:
        """The canonical value with the ids that the named records have now."""
        return value

    @abstractmethod
    def schema(self) -> dict[str, Any]:
        """The JSON Schema of the value."""


def text_of(value: Any, place: str, report: Report, longest: int) -> str | None:
    """A text without white space around it, or None where it is empty or reported."""
    if not isinstance(value, str):
        report(place, f"A text is wanted, not {kind_of_json(value)}.")
        return None
    text = value.strip()
    if found := CONTROL.search(text):
        report(place, f"The character {found[0]!a} cannot be kept. Take it out.")
        return None
    if len(text) > longest:
        report(place, f"The text has {len(text):,} characters; at most {longest:,} fit.")
        return None
    return text or None


def kind_of_json(value: Any) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true or false"
        case int() | float():
            return f"the number {shortened(value)}"
        case str():
            return f"the text “{shortened(value)}”"
        case list():
            return "a list"
        case _:
            return "an object"


class Words(Field):
    """A text in one language, or an address, or an id of another register: whatever the column's rules are."""

    words = "text"

    def bind(self, model: type[models.Model]) -> None:
        super().bind(model)
        self.longest = self.model_field.max_length or LONGEST_OTHER
        self.rules = [
            rule
            for rule in self.model_field.validators
            if type(rule).__name__ not in ("MaxLengthValidator", "ProhibitNullCharactersValidator")
        ]

    def check(self, value: Any, place: str, report: Report) -> str | None:
        text = text_of(value, place, report, self.longest)
        if text is not None:
            for rule in self.rules:
                try:
                    rule(text)
                except ValidationError as error:
                    report(place, f"“{shortened(text)}”: {' '.join(error.messages)}")
                    return None
        return text

    def of(self, row: Any) -> str | None:
        return getattr(row, self.column) or None

    def columns(self, value: str | None, ids: Ids) -> dict[str, Any]:
        return {self.column: value or ""}

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "maxLength": self.longest}


class Text(Field):
    """A text in several languages."""

    words = "multilingual text"

    def __init__(self, key: str, about: str, *, plain: bool = False, **options: Any) -> None:
        super().__init__(key, about, **options)
        self.plain = plain  # a bare text is English

    def bind(self, model: type[models.Model]) -> None:
        english = model._meta.get_field(f"{self.column}_en")
        self.longest: int = getattr(english, "max_length", None) or LONGEST_OTHER

    def check(self, value: Any, place: str, report: Report) -> dict[str, str] | None:
        if self.plain and isinstance(value, str):
            value = {"en": value}
        if not isinstance(value, dict):
            wanted = 'A text by language is wanted, as in {"en": "…", "ja": "…"}'
            report(place, f"{wanted}, not {kind_of_json(value)}.")
            return None
        found = {}
        for tag, words in value.items():
            try:
                validate_language(tag)
            except ValidationError as error:
                report(place, error.messages[0])
                continue
            longest = self.longest if tag in ("en", "ja") else LONGEST_OTHER
            text = None if words is None else text_of(words, f"{place}.{tag}", report, longest)
            if text is not None:
                found[tag] = text
        return in_order_of_languages(found) or None

    def of(self, row: Any) -> dict[str, str] | None:
        return {tag: words for tag, words in getattr(row, self.column).items() if words} or None

    def columns(self, value: dict[str, str] | None, ids: Ids) -> dict[str, Any]:
        others = dict(value or {})
        return {
            f"{self.column}_en": others.pop("en", ""),
            f"{self.column}_ja": others.pop("ja", ""),
            f"{self.column}_other": others,
        }

    def schema(self) -> dict[str, Any]:
        text = {"$ref": "#/$defs/text"}
        return {"anyOf": [text, {"type": "string"}]} if self.plain else text


def in_order_of_languages(text: dict[str, str]) -> dict[str, str]:
    """English, Japanese, then the others by their tags."""
    return {tag: text[tag] for tag in sorted(text, key=lambda tag: (tag != "en", tag != "ja", tag))}


class Date(Field):
    """An uncertain date in EDTF."""

    words = "date (EDTF)"

    def check(self, value: Any, place: str, report: Report) -> str | None:
        text = text_of(value, place, report, 1000)
        if text is None:
            return None
        try:
            return read(text).edtf
        except ImpossibleDate as error:
            report(place, str(error))
            return None

    def of(self, row: Any) -> str | None:
        return getattr(row, self.column) or None

    def columns(self, value: str | None, ids: Ids) -> dict[str, Any]:
        meant = read(value) if value else None
        return {
            self.column: value or "",
            f"{self.column}_earliest": meant.earliest if meant else None,
            f"{self.column}_latest": meant.latest if meant else None,
        }

    def schema(self) -> dict[str, Any]:
        return {"$ref": "#/$defs/date"}


class Day(Field):
    """A day of the calendar."""

    words = "day"

    def check(self, value: Any, place: str, report: Report) -> str | None:
        text = text_of(value, place, report, 1000)
        if text is None:
            return None
        try:
            if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
                return dt.date.fromisoformat(text).isoformat()
        except ValueError:
            pass
        report(place, f"“{shortened(text)}” is not a day of the calendar. Write it as in 2024-08-26.")
        return None

    def of(self, row: Any) -> str | None:
        day = getattr(row, self.column)
        return day.isoformat() if day else None

    def columns(self, value: str | None, ids: Ids) -> dict[str, Any]:
        return {self.column: dt.date.fromisoformat(value) if value else None}

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "date"}


class Choice(Field):
    """A word of a vocabulary. Where the key may be missing, the column's default is meant."""

    words = "word"

    def bind(self, model: type[models.Model]) -> None:
        super().bind(model)
        self.vocabulary = [str(word) for word, _label in self.model_field.choices]

    @property
    def absent(self) -> str:
        return str(self.model_field.default)

    def check(self, value: Any, place: str, report: Report) -> str | None:
        if isinstance(value, str) and value in self.vocabulary:
            return value
        if isinstance(value, str):
            report(
                place,
                f"“{shortened(value)}” is not a known word. {did_you_mean(value, self.vocabulary)}".strip(),
            )
        else:
            report(place, f"A word is wanted, not {kind_of_json(value)}.")
        return None

    def of(self, row: Any) -> str:
        return str(getattr(row, self.column))

    def columns(self, value: str | None, ids: Ids) -> dict[str, Any]:
        return {self.column: value or self.absent}

    def schema(self) -> dict[str, Any]:
        return {"enum": self.vocabulary}


class Number(Field):
    """A whole number."""

    words = "whole number"

    def __init__(self, key: str, about: str, *, least: int = 0, most: int = 32_767, **options: Any) -> None:
        super().__init__(key, about, **options)
        self.least, self.most = least, most

    def check(self, value: Any, place: str, report: Report) -> int | None:
        if isinstance(value, bool) or not isinstance(value, int):
            report(place, f"A whole number is wanted, not {kind_of_json(value)}.")
        elif not self.least <= value <= self.most:
            report(place, f"The number is {shortened(value)}; it must be from {self.least} to {self.most}.")
        else:
            return value
        return None

    def of(self, row: Any) -> int | None:
        return getattr(row, self.column)

    def columns(self, value: int | None, ids: Ids) -> dict[str, Any]:
        return {self.column: value}

    def schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


class Flag(Field):
    """True or false; a missing key means false."""

    words = "true or false"
    absent = False

    def check(self, value: Any, place: str, report: Report) -> bool | None:
        if isinstance(value, bool):
            return value
        report(place, f"True or false is wanted, not {kind_of_json(value)}.")
        return None

    def of(self, row: Any) -> bool:
        return getattr(row, self.column)

    def columns(self, value: bool | None, ids: Ids) -> dict[str, Any]:
        return {self.column: bool(value)}

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}
