"""The fields by which records name each other."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from dialogues.interchange.faults import Report, shortened
from dialogues.interchange.fields import Field, Ids, Names, kind_of_json
from participants.models import Party
from participants.records import SLUG_LENGTH, validate_slug

PARTY_CODE = Party._meta.get_field("slug")
SLUG_PATTERN = validate_slug.regex.pattern.replace(r"\Z", "$")  # type: ignore[union-attr]
CODE_PATTERN = "^[A-Z]{2,12}$"


def checked_id(kind: str, value: Any, place: str, report: Report) -> str | None:
    """An id as records of a kind have it; None where it was reported."""
    if not isinstance(value, str):
        report(place, f"An id is wanted, not {kind_of_json(value)}.")
        return None
    longest = PARTY_CODE.max_length if kind == "party" else SLUG_LENGTH
    try:
        if len(value) > (longest or SLUG_LENGTH):
            raise ValidationError(f"An id has at most {longest} characters.")
        (PARTY_CODE.validators[0] if kind == "party" else validate_slug)(value)
    except ValidationError as error:
        report(place, f"“{shortened(value)}”: {error.messages[0]}")
        return None
    return value


def id_schema(kind: str) -> dict[str, Any]:
    if kind == "party":
        return {"type": "string", "pattern": CODE_PATTERN, "maxLength": PARTY_CODE.max_length}
    return {"type": "string", "pattern": SLUG_PATTERN, "maxLength": SLUG_LENGTH}


class Id(Field):
    """The record's own id."""

    words = "id"

    def __init__(self, kind: str, about: str, *, required: bool = True) -> None:
        super().__init__("id", about, column="slug", required=required)
        self.kind = kind

    def check(self, value: Any, place: str, report: Report) -> str | None:
        return checked_id(self.kind, value, place, report)

    def of(self, row: Any) -> str:
        return str(row.slug)

    def columns(self, value: str | None, ids: Ids) -> dict[str, Any]:
        return {"slug": value} if value else {}

    def schema(self) -> dict[str, Any]:
        return {"$ref": f"#/$defs/{'code' if self.kind == 'party' else 'id'}"}


class Reference(Field):
    """The id of one other record."""

    def __init__(self, key: str, kind: str, about: str, **options: Any) -> None:
        super().__init__(key, about, **options)
        self.kind = kind
        self.words = f"id of {'an' if kind[0] in 'aeio' else 'a'} {kind}"

    def check(self, value: Any, place: str, report: Report) -> str | None:
        return checked_id(self.kind, value, place, report)

    def of(self, row: Any) -> str | None:
        record = getattr(row, self.column)
        return str(record.slug) if record else None

    def columns(self, value: str | None, ids: Ids) -> dict[str, Any]:
        return {f"{self.column}_id": ids[self.kind, value] if value else None}

    def references(self, value: str | None, place: str) -> Iterator[tuple[str, str, str]]:
        if value:
            yield self.kind, value, place

    def renamed(self, value: Any, names: Names) -> Any:
        return value and names(self.kind, value)

    def schema(self) -> dict[str, Any]:
        return {"$ref": f"#/$defs/{'code' if self.kind == 'party' else 'id'}"}


class TrackCode(Reference):
    """The code of a track; the three are given."""

    CODES = ("1.0", "1.5", "2.0")

    def __init__(self, key: str, about: str, **options: Any) -> None:
        super().__init__(key, "track", about, **options)
        self.words = "word"

    def check(self, value: Any, place: str, report: Report) -> str | None:
        if value in self.CODES and isinstance(value, str):
            return value
        known = ", ".join(f"“{code}”" for code in self.CODES)
        report(place, f"A track is one of the texts {known}, not {kind_of_json(value)}.")
        return None

    def schema(self) -> dict[str, Any]:
        return {"enum": list(self.CODES)}


class References(Field):
    """The ids of several other records, in no order: a set, written in the order of the ids."""

    def __init__(self, key: str, kind: str, about: str, **options: Any) -> None:
        super().__init__(key, about, **options)
        self.kind = kind
        self.words = f"set of ids of {PLURALS[kind]}"

    def bind(self, model: type[models.Model]) -> None:
        super().bind(model)
        self.through: Any = self.model_field.remote_field.through
        self.near: str = self.model_field.m2m_column_name()
        self.far: str = self.model_field.m2m_reverse_name()

    def check(self, value: Any, place: str, report: Report) -> list[str] | None:
        return sorted(checked_ids(self.kind, value, place, report)) or None

    def of(self, row: Any) -> list[str] | None:
        return sorted(record.slug for record in getattr(row, self.column).all()) or None

    def references(self, value: list[str] | None, place: str) -> Iterator[tuple[str, str, str]]:
        for slug in value or []:
            yield self.kind, slug, place

    def renamed(self, value: Any, names: Names) -> Any:
        return value and sorted({names(self.kind, slug) for slug in value})

    def schema(self) -> dict[str, Any]:
        item = {"$ref": f"#/$defs/{'code' if self.kind == 'party' else 'id'}"}
        return {"type": "array", "items": item, "uniqueItems": True}


class OrderedParties(Field):
    """The codes of the parties, in the order in which they are named."""

    words = "list of ids of parties"

    def bind(self, model: type[models.Model]) -> None:
        relation: Any = model._meta.get_field(self.column)
        self.through: Any = relation.related_model
        self.near: str = relation.field.attname

    def check(self, value: Any, place: str, report: Report) -> list[str] | None:
        return checked_ids("party", value, place, report) or None

    def of(self, row: Any) -> list[str] | None:
        return [place.party.slug for place in getattr(row, self.column).all()] or None

    def references(self, value: list[str] | None, place: str) -> Iterator[tuple[str, str, str]]:
        for index, slug in enumerate(value or []):
            yield "party", slug, f"{place}[{index}]"

    def renamed(self, value: Any, names: Names) -> Any:
        return value and [names("party", slug) for slug in value]

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": {"$ref": "#/$defs/code"}, "uniqueItems": True}


def checked_ids(kind: str, value: Any, place: str, report: Report) -> list[str]:
    """The ids of a list that are well formed, each once."""
    if not isinstance(value, list):
        report(place, f"A list of ids is wanted, not {kind_of_json(value)}.")
        return []
    found: dict[str, None] = {}
    for index, item in enumerate(value):
        slug = checked_id(kind, item, f"{place}[{index}]", report)
        if slug in found:
            report(f"{place}[{index}]", f"“{slug}” is named twice.")
        elif slug:
            found[slug] = None
    return list(found)


PLURALS = {
    "party": "parties",
    "organization": "organizations",
    "person": "people",
    "topic": "topics",
    "source": "sources",
    "dialogue": "dialogues",
    "meeting": "meetings",
}
"""The kinds of records in the files, in the order in which they are written, and the names of the files."""
