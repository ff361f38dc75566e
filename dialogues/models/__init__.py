"""What happened (the records, split by noun), and what the world is shown of it (`publications`)."""

from dialogues.models.bypasses import Bypass
from dialogues.models.claims import Claim, DialogueClaim, OrganizationClaim, PersonClaim
from dialogues.models.dialogue import Dialogue, DialogueName, DialogueParty, DialogueSource
from dialogues.models.imports import ImportedRecord
from dialogues.models.links import Link
from dialogues.models.meeting import (
    Meeting,
    MeetingParty,
    MeetingRelation,
    MeetingSource,
    MeetingTopic,
    Place,
)
from dialogues.models.open_forms import OpenForm, SavedForm
from dialogues.models.outcome import (
    Outcome,
    OutcomeOrganization,
    OutcomeParty,
    OutcomeReport,
    OutcomeSource,
    OutcomeStatus,
)
from dialogues.models.pairs import PAIRS, OrganizationPair, Pair, PersonPair, SourcePair
from dialogues.models.participation import Attendance, Participation, ParticipationSource
from dialogues.models.partners import ApiKey, Delivery, Scope, Usage, Webhook
from dialogues.models.publications import FormerSlug, Kind, PastDocument, Publication, Revision
from dialogues.models.sent_back import SentBack
from dialogues.models.session import AgendaItem, AgendaItemSource, AgendaItemTopic, Session, Track
from dialogues.models.source import Source
from dialogues.models.statement import Image, Statement
from dialogues.models.topic import Topic
from dialogues.models.uploads import Upload, UploadPiece

__all__ = [
    "PAIRS",
    "AgendaItem",
    "AgendaItemSource",
    "AgendaItemTopic",
    "ApiKey",
    "Attendance",
    "Bypass",
    "Claim",
    "Delivery",
    "Dialogue",
    "DialogueClaim",
    "DialogueName",
    "DialogueParty",
    "DialogueSource",
    "FormerSlug",
    "Image",
    "ImportedRecord",
    "Kind",
    "Link",
    "Meeting",
    "MeetingParty",
    "MeetingRelation",
    "MeetingSource",
    "MeetingTopic",
    "OpenForm",
    "OrganizationClaim",
    "OrganizationPair",
    "Outcome",
    "OutcomeOrganization",
    "OutcomeParty",
    "OutcomeReport",
    "OutcomeSource",
    "OutcomeStatus",
    "Pair",
    "Participation",
    "ParticipationSource",
    "PastDocument",
    "PersonClaim",
    "PersonPair",
    "Place",
    "Publication",
    "Revision",
    "SavedForm",
    "Scope",
    "SentBack",
    "Session",
    "Source",
    "SourcePair",
    "Statement",
    "Topic",
    "Track",
    "Upload",
    "UploadPiece",
    "Usage",
    "Webhook",
]
