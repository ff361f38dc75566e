"""The building stones of documents: texts, dates, references and citations, and which facts are in dispute."""

from typing import Any

from django.db import models
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from dialogues.disputes import in_dispute
from dialogues.models import (
    Dialogue,
    Kind,
    Meeting,
    Outcome,
    OutcomeReport,
    Session,
    Source,
    Topic,
    Track,
)
from participants.models import Organization, Party, Person

Document = dict[str, Any]

KINDS: dict[type[models.Model], str] = {
    Party: Kind.PARTY.value,
    Organization: Kind.ORGANIZATION.value,
    Person: Kind.PERSON.value,
    Topic: Kind.TOPIC.value,
    Track: Kind.TRACK.value,
    Source: Kind.SOURCE.value,
    Dialogue: Kind.DIALOGUE.value,
    Meeting: Kind.MEETING.value,
    Session: Kind.SESSION.value,
    Outcome: Kind.OUTCOME.value,
    OutcomeReport: Kind.OUTCOME_REPORT.value,
}


def kind_of(record: models.Model) -> str:
    """The kind of document that a record has."""
    return KINDS[type(record)]


TEXT_SCHEMA = {
    "type": "object",
    "description": "A text by language tag; `en` and `ja` are always there, null where there is none.",
    "properties": {"en": {"type": ["string", "null"]}, "ja": {"type": ["string", "null"]}},
    "required": ["en", "ja"],
    "additionalProperties": {"type": "string"},
}


@extend_schema_field(TEXT_SCHEMA)
class TextField(serializers.Field):
    """A text in several languages."""

    def to_representation(self, value: Any) -> Any:
        return value


_REFERENCE_PROPERTIES = {
    "type": {"type": "string", "enum": Kind.values},
    "id": {"type": "string"},
    "name": TEXT_SCHEMA,
}
REFERENCE_SCHEMA = {
    "type": "object",
    "description": "Another record, named one level deep.",
    "properties": _REFERENCE_PROPERTIES,
    "required": list(_REFERENCE_PROPERTIES),
    "additionalProperties": False,
}


@extend_schema_field(REFERENCE_SCHEMA)
class ReferenceField(serializers.Field):
    """Another record, or null."""

    def to_representation(self, value: models.Model) -> Document:
        return reference(value)


@extend_schema_field({"type": "array", "items": REFERENCE_SCHEMA})
class ReferencesField(serializers.Field):
    """Several records; those without an order of their own by id."""

    def to_representation(self, value: Any) -> list[Document]:
        return [reference(record) for record in sorted(value.all(), key=lambda record: record.slug)]


@extend_schema_field({"type": "array", "items": REFERENCE_SCHEMA})
class OrderedPartiesField(serializers.Field):
    """Parties in the order in which the record names them."""

    def to_representation(self, value: Any) -> list[Document]:
        return [reference(place.party) for place in value.all()]


@extend_schema_field({"type": "array", "items": {"type": "string"}})
class SourceIdsField(serializers.Field):
    """The ids of the sources of one fact."""

    def to_representation(self, value: Any) -> list[str]:
        return sorted(source.slug for source in value.all())


_DATE_PROPERTIES = {
    "edtf": {"type": ["string", "null"], "description": "ISO 8601-2 (EDTF); null where no date is known."},
    "earliest": {"type": ["string", "null"], "format": "date", "description": "First day that it can mean."},
    "latest": {"type": ["string", "null"], "format": "date", "description": "Last day that it can mean."},
}


def date_schema(**more: Any) -> dict[str, Any]:
    properties = _DATE_PROPERTIES | more
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def uncertain_date(record: models.Model, field: str) -> Document:
    """An EDTF column with the first and last day that it can mean."""
    earliest, latest = (getattr(record, f"{field}_{end}") for end in ("earliest", "latest"))
    return {
        "edtf": getattr(record, field) or None,
        "earliest": earliest.isoformat() if earliest else None,
        "latest": latest.isoformat() if latest else None,
    }


@extend_schema_field(date_schema())
class DateField(serializers.Field):
    """An uncertain date."""

    def get_attribute(self, instance: Any) -> Any:
        return uncertain_date(instance, self.field_name or "")

    def to_representation(self, value: Any) -> Any:
        return value


@extend_schema_field(date_schema(disputed={"type": "boolean", "description": "Whether sources differ."}))
class DisputableDateField(DateField):
    """An uncertain date of a meeting or a session, and whether sources differ about it."""

    def get_attribute(self, instance: Any) -> Any:
        return uncertain_date(instance, self.field_name or "") | {"disputed": "date" in disputed(instance)}


@extend_schema_field(
    date_schema(words={"type": ["string", "null"], "description": "As stated, where vague."})
)
class DueField(serializers.Field):
    """When an outcome is due: a date, words, both or neither."""

    def get_attribute(self, instance: Any) -> Any:
        return uncertain_date(instance, "due") | {"words": instance.due_words or None}

    def to_representation(self, value: Any) -> Any:
        return value


class WordsField(serializers.CharField):
    """A short text in one language; null, not empty, where there is none."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(allow_null=True, **kwargs)

    def to_representation(self, value: Any) -> Any:
        return str(value) or None


def choice(choices: type[models.TextChoices]) -> serializers.ChoiceField:
    """A word from a vocabulary."""
    return serializers.ChoiceField(choices=choices.choices)


# --- references -------------------------------------------------------------------------------------------------


def reference(record: Any) -> Document:
    """How a document names another record: its kind, its id and its name, and nothing of its own references."""
    return {"type": kind_of(record), "id": record.slug, "name": name_of(record)}


def name_of(record: Any) -> dict[str, str | None]:
    """The name under which a document names a record."""
    match record:
        case Meeting() | Session():
            return record.title
        case Outcome():
            return record.text
        case Source():
            return {"en": None, "ja": None} | {record.language: record.title}
        case _:
            return record.name


class CitationSerializer(serializers.Serializer):
    """A source as a document cites it: enough to find it and to weigh it."""

    type = serializers.SerializerMethodField()
    id = serializers.CharField(source="slug")
    name = serializers.SerializerMethodField()
    title = serializers.CharField()
    publisher = WordsField()
    kind = choice(Source.Kind)
    language = serializers.CharField()
    reliability = choice(Source.Reliability)
    url = WordsField()
    archived_url = WordsField()
    document = WordsField(help_text="The file name of the text in hand, where there is no address.")
    published = DateField()
    accessed = serializers.DateField(allow_null=True)

    @extend_schema_field({"const": "source"})
    def get_type(self, source: Source) -> str:
        return Kind.SOURCE.value

    @extend_schema_field(TEXT_SCHEMA)
    def get_name(self, source: Source) -> Any:
        return name_of(source)


# Without a context, one serves all: to build one takes longer than to use it.
CITATION = CitationSerializer()


def citation(source: Source) -> Document:
    """How a document cites a source."""
    return CITATION.to_representation(source)


# --- facts in dispute -------------------------------------------------------------------------------------------


def disputed(record: Any) -> set[str]:
    """The facts of a meeting, a session, a dialogue, an organization or a person about which its claims differ."""
    match record:
        case Session():
            claims = [claim for claim in record.meeting.claims.all() if claim.session_id == record.pk]
        case Meeting():
            claims = [claim for claim in record.claims.all() if claim.session_id is None]
        case _:
            claims = list(record.claims.all())
    return in_dispute((claim.field, getattr(claim, "person_id", None), claim.value) for claim in claims)
