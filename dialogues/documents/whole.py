"""The whole documents, one serializer a kind."""

from typing import Any

from django.db import models
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from dialogues.documents.families import citations, shown_reports, sources_of, sources_of_session
from dialogues.documents.fields import (
    REFERENCE_SCHEMA,
    CitationSerializer,
    DateField,
    DisputableDateField,
    Document,
    OrderedPartiesField,
    ReferenceField,
    ReferencesField,
    TextField,
    WordsField,
    choice,
    date_schema,
    disputed,
    kind_of,
    reference,
    uncertain_date,
)
from dialogues.documents.parts import (
    AttendanceSerializer,
    ClaimSerializer,
    ImageSerializer,
    OutcomePartSerializer,
    OutcomeReportPartSerializer,
    ParticipationSerializer,
    PlaceSerializer,
    RecordClaimSerializer,
    RelationSerializer,
    SessionPartSerializer,
    StatementSerializer,
)
from dialogues.models import Dialogue, Kind, Meeting, Outcome, OutcomeReport, Session, Source
from participants.models import Organization, Party

SHAPE = 1


class DocumentSerializer(serializers.Serializer):
    """What every document begins with."""

    shape = serializers.SerializerMethodField(help_text="The version of the document's shape.")
    type = serializers.SerializerMethodField()
    id = serializers.CharField(source="slug")

    @extend_schema_field({"const": SHAPE})
    def get_shape(self, record: models.Model) -> int:
        return SHAPE

    @extend_schema_field({"type": "string", "enum": Kind.values})
    def get_type(self, record: models.Model) -> str:
        return kind_of(record)

    def shown(self, record: models.Model | None) -> Document | None:
        """A reference to a dialogue or meeting, or None where it is not public."""
        return reference(record) if record and self.context["shown"](record) else None


class PartyDocument(DocumentSerializer):
    kind = choice(Party.Kind)
    name = TextField()


class AliasSerializer(serializers.Serializer):
    name = serializers.CharField()
    lang = serializers.CharField()
    kind = serializers.CharField()


class ClaimedDocument(DocumentSerializer):
    """A document with what sources say about its facts, and with these sources: it stands alone."""

    claims = RecordClaimSerializer(many=True)
    disputed = serializers.SerializerMethodField(help_text="The facts about which the claims differ.")
    sources = serializers.SerializerMethodField()

    def get_fields(self) -> dict[str, Any]:
        """What is said of the facts stands after the facts."""
        fields = super().get_fields()
        return fields | {name: fields.pop(name) for name in ("claims", "disputed", "sources")}

    @extend_schema_field({"type": "array", "items": {"type": "string"}})
    def get_disputed(self, record: models.Model) -> list[str]:
        return sorted(disputed(record))

    @extend_schema_field(CitationSerializer(many=True))
    def get_sources(self, record: models.Model) -> list[Document]:
        return citations(sources_of(record, self.context["shown"]))


class OrganizationDocument(ClaimedDocument):
    name = TextField()
    abbreviation = WordsField()
    aliases = AliasSerializer(many=True)
    party = ReferenceField(allow_null=True)
    sector = choice(Organization.Sector)
    parent = ReferenceField(allow_null=True)  # type: ignore[assignment]
    predecessor = ReferenceField(allow_null=True)
    exists_from = DateField()
    exists_until = DateField()
    website = WordsField()
    wikidata = WordsField()
    ror = WordsField()
    note = WordsField()


class PersonDocument(ClaimedDocument):
    name = TextField()
    aliases = AliasSerializer(many=True)
    wikidata = WordsField()
    orcid = WordsField()
    note = WordsField()


class TopicDocument(DocumentSerializer):
    name = TextField()
    parent = ReferenceField(allow_null=True)  # type: ignore[assignment]
    definition = TextField()


class TrackDocument(DocumentSerializer):
    name = TextField()
    definition = TextField()
    who_sits = TextField()
    order = serializers.IntegerField()


class SourceDocument(CitationSerializer):
    shape = serializers.SerializerMethodField()
    note = WordsField()

    @extend_schema_field({"const": SHAPE})
    def get_shape(self, source: Source) -> int:
        return SHAPE


class DialogueNameSerializer(serializers.Serializer):
    name = serializers.CharField()
    lang = serializers.CharField()


class DialogueDocument(ClaimedDocument):
    name = TextField()
    other_names = DialogueNameSerializer(many=True)
    parties = OrderedPartiesField(source="party_places")
    level = WordsField()
    focus = choice(Dialogue.Focus)
    status = choice(Dialogue.Status)
    parent = serializers.SerializerMethodField()  # type: ignore[assignment]
    predecessor = serializers.SerializerMethodField()
    established = DateField()
    mandate = WordsField()
    cadence = WordsField()
    note = WordsField()

    @extend_schema_field({"oneOf": [REFERENCE_SCHEMA, {"type": "null"}]})
    def get_parent(self, dialogue: Dialogue) -> Document | None:
        return self.shown(dialogue.parent)

    @extend_schema_field({"oneOf": [REFERENCE_SCHEMA, {"type": "null"}]})
    def get_predecessor(self, dialogue: Dialogue) -> Document | None:
        return self.shown(dialogue.predecessor)


class MeetingDocument(ClaimedDocument):
    title = TextField()
    dialogue = serializers.SerializerMethodField()
    edition = serializers.IntegerField(allow_null=True)
    edition_stated = WordsField()
    kind = choice(Meeting.Kind)
    status = choice(Meeting.Status)
    parties = OrderedPartiesField(source="party_places")
    date = DisputableDateField()
    format = choice(Meeting.Format)
    places = PlaceSerializer(many=True)
    summary = TextField()
    note = WordsField()
    topics = ReferencesField()
    sessions = SessionPartSerializer(many=True)
    participations = ParticipationSerializer(many=True)
    attendance = AttendanceSerializer(many=True)
    statements = StatementSerializer(many=True)
    outcomes = OutcomePartSerializer(many=True)
    outcome_reports = serializers.SerializerMethodField()
    relations = serializers.SerializerMethodField()
    images = ImageSerializer(many=True)
    claims = ClaimSerializer(many=True)

    @extend_schema_field({"oneOf": [REFERENCE_SCHEMA, {"type": "null"}]})
    def get_dialogue(self, meeting: Meeting) -> Document | None:
        return self.shown(meeting.dialogue)

    @extend_schema_field(OutcomeReportPartSerializer(many=True))
    def get_outcome_reports(self, meeting: Meeting) -> list[Document]:
        return [
            dict(OutcomeReportPartSerializer(report).data)
            for report in shown_reports(meeting, self.context["shown"])
        ]

    @extend_schema_field(RelationSerializer(many=True))
    def get_relations(self, meeting: Meeting) -> list[Document]:
        shown = [relation for relation in meeting.relations.all() if self.context["shown"](relation.other)]
        return [dict(row) for row in RelationSerializer(shown, many=True).data]


class SessionDocument(SessionPartSerializer):
    shape = serializers.SerializerMethodField()
    meeting = ReferenceField()
    meeting_date = serializers.SerializerMethodField()
    dialogue = serializers.SerializerMethodField()
    parties = OrderedPartiesField(source="meeting.party_places")
    participations = ParticipationSerializer(many=True)
    attendance = AttendanceSerializer(many=True)
    sources = serializers.SerializerMethodField()

    @extend_schema_field({"const": SHAPE})
    def get_shape(self, session: Session) -> int:
        return SHAPE

    @extend_schema_field(date_schema())
    def get_meeting_date(self, session: Session) -> Document:
        return uncertain_date(session.meeting, "date")

    @extend_schema_field(CitationSerializer(many=True))
    def get_sources(self, session: Session) -> list[Document]:
        return citations(sources_of_session(session))

    @extend_schema_field({"oneOf": [REFERENCE_SCHEMA, {"type": "null"}]})
    def get_dialogue(self, session: Session) -> Document | None:
        dialogue = session.meeting.dialogue
        return reference(dialogue) if dialogue and self.context["shown"](dialogue) else None


class OutcomeDocument(OutcomePartSerializer):
    shape = serializers.SerializerMethodField()
    meeting = ReferenceField()
    meeting_date = serializers.SerializerMethodField()
    dialogue = serializers.SerializerMethodField()
    topics = ReferencesField(
        source="meeting.topics",
        help_text="The topics of the meeting that promised it: sources seldom say more of a single outcome.",
    )
    reports = serializers.SerializerMethodField(
        help_text="How many published reports there are on it. Carried, as its status is."
    )
    sources = serializers.SerializerMethodField()  # type: ignore[assignment]

    @extend_schema_field({"const": SHAPE})
    def get_shape(self, outcome: Outcome) -> int:
        return SHAPE

    @extend_schema_field({"type": "integer", "minimum": 0})
    def get_reports(self, outcome: Outcome) -> int:
        """None when rendered: publishing carries the number in from the published reports."""
        return 0

    @extend_schema_field(CitationSerializer(many=True))
    def get_sources(self, outcome: Outcome) -> list[Document]:
        return citations(outcome.sources.all())

    @extend_schema_field(date_schema())
    def get_meeting_date(self, outcome: Outcome) -> Document:
        return uncertain_date(outcome.meeting, "date")

    @extend_schema_field({"oneOf": [REFERENCE_SCHEMA, {"type": "null"}]})
    def get_dialogue(self, outcome: Outcome) -> Document | None:
        dialogue = outcome.meeting.dialogue
        return reference(dialogue) if dialogue and self.context["shown"](dialogue) else None


class OutcomeReportDocument(OutcomeReportPartSerializer):
    shape = serializers.SerializerMethodField()
    meeting = ReferenceField(help_text="The reporting meeting.")
    meeting_date = serializers.SerializerMethodField()
    sources = serializers.SerializerMethodField()

    @extend_schema_field({"const": SHAPE})
    def get_shape(self, report: OutcomeReport) -> int:
        return SHAPE

    @extend_schema_field(CitationSerializer(many=True))
    def get_sources(self, report: OutcomeReport) -> list[Document]:
        return citations([report.source] if report.source else [])

    @extend_schema_field(date_schema())
    def get_meeting_date(self, report: OutcomeReport) -> Document:
        return uncertain_date(report.meeting, "date")


SERIALIZERS: dict[str, type[serializers.Serializer]] = {
    Kind.PARTY.value: PartyDocument,
    Kind.ORGANIZATION.value: OrganizationDocument,
    Kind.PERSON.value: PersonDocument,
    Kind.TOPIC.value: TopicDocument,
    Kind.TRACK.value: TrackDocument,
    Kind.SOURCE.value: SourceDocument,
    Kind.DIALOGUE.value: DialogueDocument,
    Kind.MEETING.value: MeetingDocument,
    Kind.SESSION.value: SessionDocument,
    Kind.OUTCOME.value: OutcomeDocument,
    Kind.OUTCOME_REPORT.value: OutcomeReportDocument,
}
