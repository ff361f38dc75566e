"""The fields that are neither a plain value nor a plain reference: due dates, facts, values, parts."""

from collections.abc import Iterator
from math import isfinite
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug as validate_fact
from django.db import models

from dialogues.interchange.faults import Report, shortened
from dialogues.interchange.fields import CONTROL, LARGEST, Date, Field, Ids, Names, kind_of_json, text_of
from dialogues.interchange.references import checked_id
from dialogues.models.claims import validate_value

if TYPE_CHECKING:
    from dialogues.interchange.shape import Shape

LONGEST_VALUE = 20_000


class Due(Field):
    """When an outcome is due: a date, words, or both."""

    words = 'date (EDTF), or {"words": text}, or {"edtf": date, "words": text}'

    def bind(self, model: type[models.Model]) -> None:
        super().bind(model)
        self.date = Date(self.key, self.about)
        self.longest: int = model._meta.get_field("due_words").max_length  # type: ignore[assignment, union-attr]

    def check(self, value: Any, place: str, report: Report) -> Any:
        if not isinstance(value, dict):
            return self.date.check(value, place, report)
        for key in value.keys() - {"edtf", "words"}:
            report(f"{place}.{shortened(key)}", "Unknown field. Known are: edtf, words.")
        edtf, words = value.get("edtf"), value.get("words")
        edtf = None if edtf is None else self.date.check(edtf, f"{place}.edtf", report)
        words = None if words is None else text_of(words, f"{place}.words", report, self.longest)
        return self.written(edtf, words)

    @staticmethod
    def written(edtf: str | None, words: str | None) -> Any:
        if not words:
            return edtf
        return {"edtf": edtf, "words": words} if edtf else {"words": words}

    def of(self, row: Any) -> Any:
        return self.written(row.due or None, row.due_words or None)

    def columns(self, value: Any, ids: Ids) -> dict[str, Any]:
        parts = value if isinstance(value, dict) else {"edtf": value}
        return self.date.columns(parts.get("edtf"), ids) | {"due_words": parts.get("words") or ""}

    def schema(self) -> dict[str, Any]:
        words = {"type": "string", "maxLength": self.longest}
        return {
            "anyOf": [
                {"$ref": "#/$defs/date"},
                {
                    "type": "object",
                    "properties": {"edtf": {"$ref": "#/$defs/date"}, "words": words},
                    "additionalProperties": False,
                },
            ]
        }


class OwnSession(Field):
    """The id of one of the meeting's own sessions."""

    words = "id of one of the meeting's sessions"

    def check(self, value: Any, place: str, report: Report) -> str | None:
        return checked_id("session", value, place, report)

    def of(self, row: Any) -> str | None:
        session = getattr(row, self.column)
        return str(session.slug) if session else None

    def columns(self, value: str | None, ids: Ids) -> dict[str, Any]:
        return {f"{self.column}_id": ids["session", value] if value else None}

    def references(self, value: str | None, place: str) -> Iterator[tuple[str, str, str]]:
        if value:
            yield "session", value, place

    def schema(self) -> dict[str, Any]:
        return {"$ref": "#/$defs/id"}


class Fact(Field):
    """Which fact a claim is about: `date`, or `session:ID.date`, or `title:PERSON`."""

    words = "fact: `NAME`, `session:ID.NAME` or `NAME:PERSON`"

    def check(self, value: Any, place: str, report: Report) -> str | None:
        text = text_of(value, place, report, 300)
        if text is None:
            return None
        name, session, person = taken_apart(text)
        if session is not None and checked_id("session", session, place, report) is None:
            return None
        if person is not None and checked_id("person", person, place, report) is None:
            return None
        try:
            validate_fact(name)
            fits = len(name) <= self.model_field.max_length
        except ValidationError:
            fits = False
        if not fits:
            report(
                place,
                f"“{shortened(text)}” is not a fact. Write it as date, session:ID.date or title:PERSON.",
            )
            return None
        return text

    def of(self, row: Any) -> str:
        if row.session:
            return f"session:{row.session.slug}.{row.field}"
        return f"{row.field}:{row.person.slug}" if row.person else row.field

    def columns(self, value: str | None, ids: Ids) -> dict[str, Any]:
        name, session, person = taken_apart(value or "")
        return {
            "field": name,
            "session_id": ids["session", session] if session else None,
            "person_id": ids["person", person] if person else None,
        }

    def references(self, value: str | None, place: str) -> Iterator[tuple[str, str, str]]:
        _name, session, person = taken_apart(value or "")
        if session:
            yield "session", session, place
        if person:
            yield "person", person, place

    def renamed(self, value: Any, names: Names) -> Any:
        name, _session, person = taken_apart(value or "")
        return f"{name}:{names('person', person)}" if person else value

    def schema(self) -> dict[str, Any]:
        return {
            "type": "string",
            "pattern": "^(session:[a-z0-9-]+\\.[A-Za-z0-9_-]+|[A-Za-z0-9_-]+(:[a-z0-9-]+)?)$",
        }


def taken_apart(fact: str) -> tuple[str, str | None, str | None]:
    """The name of a fact, and the session or the person that it is about."""
    before, colon, after = fact.partition(":")
    if colon and before == "session" and "." in after:
        session, _dot, name = after.partition(".")
        return name, session, None
    return (before, None, after) if colon else (fact, None, None)


class PlainValue(Field):
    """What a source gives: a text, a number, true or false, or a list of those. Null is no value."""

    words = "text, number, true or false, or a list of those"

    def check(self, value: Any, place: str, report: Report) -> Any:
        if value == {}:
            return None  # as everywhere: nothing is known
        reason = reason_against(value)
        if reason:
            report(place, reason)
            return None
        return canonical_numbers(value)

    def of(self, row: Any) -> Any:
        return canonical_numbers(getattr(row, self.column))

    def columns(self, value: Any, ids: Ids) -> dict[str, Any]:
        return {self.column: value}

    def schema(self) -> dict[str, Any]:
        plain = ["string", "number", "boolean"]
        return {"type": [*plain, "array"], "items": {"type": plain}}


def reason_against(value: Any) -> str | None:
    """Why a value cannot be kept, or None."""
    try:
        validate_value(value)
    except ValidationError as refused:
        return str(refused.message)
    parts = value if isinstance(value, list) else [value]
    return next((reason for part in parts if (reason := _reason_against_part(part))), None)


def _reason_against_part(part: str | bool | int | float) -> str | None:
    if isinstance(part, str):
        if len(part) > LONGEST_VALUE:
            return f"The text has more than {LONGEST_VALUE:,} characters."
        return "It holds a control character, which cannot be kept." if CONTROL.search(part) else None
    if not isfinite(part) or abs(part) > LARGEST:
        return f"The number {shortened(part)} is too large to be kept exactly."
    return None


def canonical_numbers(value: Any) -> Any:
    """The value as the database gives it back: whole numbers are written without a fraction."""
    if isinstance(value, list):
        return [canonical_numbers(part) for part in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


class Parts(Field):
    """A list of objects that belong to the record.

    `match` says how the objects of a changed list find their rows: by their id, by their content, or by position.
    """

    words = "list"

    def __init__(self, shape: "Shape", about: str, *, key: str, match: str = "position") -> None:
        super().__init__(key, about)
        self.shape, self.match = shape, match

    def bind(self, model: type[models.Model]) -> None:
        self.near: str = model._meta.get_field(self.column).field.attname  # type: ignore[union-attr]

    def check(self, value: Any, place: str, report: Report) -> list[Any] | None:
        if not isinstance(value, list):
            report(place, f"A list is wanted, not {kind_of_json(value)}.")
            return None
        checked = [self.shape.check(item, f"{place}[{index}]", report) for index, item in enumerate(value)]
        return [part for part in checked if part is not None] or None

    def completed(self, parts: list[dict[str, Any]], owner: dict[str, Any]) -> list[dict[str, Any]]:
        """The objects with what follows from their place in the list, in canonical order."""
        return parts

    def in_order(self, parts: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The objects in canonical order."""
        return parts

    def of(self, row: Any) -> list[Any] | None:
        return self.in_order([self.shape.of(part) for part in getattr(row, self.column).all()]) or None

    def references(self, value: list[Any] | None, place: str) -> Iterator[tuple[str, str, str]]:
        for index, part in enumerate(value or []):
            yield from self.shape.references(part, f"{place}[{index}]")

    def renamed(self, value: Any, names: Names) -> Any:
        return value and [self.shape.renamed(part, names) for part in value]

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": {"$ref": f"#/$defs/{self.shape.name}"}}


class Agenda(Parts):
    """The items of an agenda: their own numbers give the order."""

    def completed(self, parts: list[dict[str, Any]], owner: dict[str, Any]) -> list[dict[str, Any]]:
        return self.in_order([{"order": place} | part for place, part in enumerate(parts, 1)])

    def in_order(self, parts: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return sorted(parts, key=lambda item: item["order"])


class Reports(Parts):
    """The reports on an outcome: a set, in the order of their ids."""

    def completed(self, parts: list[dict[str, Any]], owner: dict[str, Any]) -> list[dict[str, Any]]:
        return self.in_order(
            [{"id": f"{owner['id']}-r{place}"} | part for place, part in enumerate(parts, 1)]
        )

    def in_order(self, parts: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return sorted(parts, key=lambda report: (len(report["id"]), report["id"]))
