"""The parts of a meeting's document: sessions, participations, outcomes, claims and the rest."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from dialogues.documents.fields import (
    REFERENCE_SCHEMA,
    DisputableDateField,
    DueField,
    ReferenceField,
    ReferencesField,
    SourceIdsField,
    TextField,
    WordsField,
    choice,
)
from dialogues.models import (
    AgendaItem,
    Claim,
    Kind,
    Outcome,
    OutcomeReport,
    OutcomeStatus,
    Participation,
    Session,
)
from dialogues.models.claims import AnyClaim


class PlaceSerializer(serializers.Serializer):
    city = TextField()
    country = WordsField(help_text="ISO 3166-1 alpha-2.")
    venue = TextField()
    note = WordsField()


class AgendaItemSerializer(serializers.Serializer):
    order = serializers.IntegerField()
    text = TextField()
    topics = ReferencesField()
    presenter = ReferenceField(allow_null=True)
    readout_of = serializers.SerializerMethodField()
    sources = SourceIdsField()

    @extend_schema_field(
        {"type": ["string", "null"], "description": "The id of the session that is read out."}
    )
    def get_readout_of(self, item: AgendaItem) -> str | None:
        return item.readout_of.slug if item.readout_of else None


class ParticipationSerializer(serializers.Serializer):
    session = serializers.SerializerMethodField()
    party = ReferenceField(allow_null=True)
    organization = ReferenceField(allow_null=True)
    person = ReferenceField(allow_null=True)
    role = choice(Participation.Role)
    role_stated = WordsField()
    title = TextField()
    principal = serializers.BooleanField()
    sources = SourceIdsField()

    @extend_schema_field({"type": ["string", "null"], "description": "Null: the meeting as a whole."})
    def get_session(self, part: Any) -> str | None:
        return part.session.slug if part.session else None


def source_id(part: Any) -> str | None:
    return part.source.slug if part.source else None


class SourcedPartSerializer(serializers.Serializer):
    """A part of a meeting that may belong to a session and rests on one source."""

    session = serializers.SerializerMethodField()
    source = serializers.SerializerMethodField()  # type: ignore[assignment]

    @extend_schema_field({"type": ["string", "null"], "description": "Null: the meeting as a whole."})
    def get_session(self, part: Any) -> str | None:
        return part.session.slug if part.session else None

    @extend_schema_field({"type": ["string", "null"], "description": "An id of the document's sources."})
    def get_source(self, part: Any) -> str | None:
        return source_id(part)


class AttendanceSerializer(SourcedPartSerializer):
    qualifier = serializers.CharField()
    value = serializers.IntegerField()
    unit = serializers.CharField()
    party = ReferenceField(allow_null=True)
    as_stated = WordsField()


class StatementSerializer(SourcedPartSerializer):
    person = ReferenceField(allow_null=True)
    organization = ReferenceField(allow_null=True)
    title = TextField(help_text="Title on the day.")
    kind = serializers.CharField()
    text = TextField()
    url = WordsField()
    link_label = WordsField()


class ImageSerializer(SourcedPartSerializer):
    url = WordsField()
    alt = TextField()
    alt_basis = serializers.CharField()
    caption = WordsField()
    credit = WordsField()


@extend_schema_field(
    {
        "type": ["string", "number", "boolean", "array"],
        "items": {"type": ["string", "number", "boolean"]},
        "description": "As the register writes it; null where the source gives no value.",
    }
)
class ClaimValueField(serializers.JSONField):
    """What a source gives: never an object, which could pose as a reference (see `dialogues.models.claims`)."""


class RecordClaimSerializer(serializers.Serializer):
    """What one source says about one fact of the record itself."""

    field = serializers.CharField()
    value = ClaimValueField(allow_null=True)
    as_stated = WordsField()
    as_rendered = WordsField()
    where = WordsField()
    source = serializers.SerializerMethodField()  # type: ignore[assignment]
    preferred = serializers.BooleanField()
    reason = WordsField()

    @extend_schema_field({"type": "string", "description": "An id of the document's sources."})
    def get_source(self, claim: AnyClaim) -> str:
        return claim.source.slug


class ClaimSerializer(RecordClaimSerializer):
    """What one source says about one fact of a meeting, of one of its sessions, or of somebody at it."""

    session = serializers.SerializerMethodField()
    person = ReferenceField(allow_null=True)

    @extend_schema_field(
        {"type": ["string", "null"], "description": "The session that the fact is about, if any."}
    )
    def get_session(self, claim: Claim) -> str | None:
        return claim.session.slug if claim.session else None


class SessionPartSerializer(serializers.Serializer):
    """A session inside its meeting's document."""

    type = serializers.SerializerMethodField()
    id = serializers.CharField(source="slug")
    track = ReferenceField()
    track_basis = choice(Session.TrackBasis)
    ordinal = serializers.IntegerField(allow_null=True)
    ordinal_stated = WordsField()
    title = TextField()
    date = DisputableDateField()
    relation = choice(Session.Relation)
    note = WordsField()
    agenda = AgendaItemSerializer(many=True)

    @extend_schema_field({"const": "session"})
    def get_type(self, session: Session) -> str:
        return Kind.SESSION.value


class OutcomePartSerializer(serializers.Serializer):
    """An outcome inside its meeting's document. Status and basis are carried when a later meeting reports."""

    type = serializers.SerializerMethodField()
    id = serializers.CharField(source="slug")
    kind = choice(Outcome.Kind)
    text = TextField()
    parties = ReferencesField()
    organizations = ReferencesField()
    due = DueField()
    status_recorded = serializers.ChoiceField(
        source="status", choices=OutcomeStatus.choices, help_text="As recorded with the meeting itself."
    )
    status = serializers.ChoiceField(
        choices=OutcomeStatus.choices, help_text="The newest reported status, else the recorded one."
    )
    reported_by = serializers.SerializerMethodField(help_text="The meeting whose report gave the status.")
    sources = SourceIdsField()

    @extend_schema_field({"const": "outcome"})
    def get_type(self, outcome: Outcome) -> str:
        return Kind.OUTCOME.value

    @extend_schema_field({"oneOf": [REFERENCE_SCHEMA, {"type": "null"}]})
    def get_reported_by(self, outcome: Outcome) -> None:
        """Null when rendered: publishing carries it in from the published reports."""
        return


class OutcomeReportPartSerializer(serializers.Serializer):
    """A report inside the reporting meeting's document."""

    type = serializers.SerializerMethodField()
    id = serializers.CharField(source="slug")
    outcome = ReferenceField()
    promised_at = ReferenceField(source="outcome.meeting")
    status = choice(OutcomeStatus)
    note = WordsField()
    source = serializers.SerializerMethodField()  # type: ignore[assignment]

    @extend_schema_field({"const": "outcome_report"})
    def get_type(self, report: OutcomeReport) -> str:
        return Kind.OUTCOME_REPORT.value

    @extend_schema_field({"type": ["string", "null"]})
    def get_source(self, report: OutcomeReport) -> str | None:
        return source_id(report)


class RelationSerializer(serializers.Serializer):
    kind = serializers.CharField(help_text="Read: this meeting KIND that meeting.")
    meeting = ReferenceField(source="other")
