"""The resources of the API: which kind each shows, in what order, and whether it has a page."""

from dataclasses import dataclass

from dialogues.api.cursors import BY_DAY, BY_ID, Order
from dialogues.filters import QUESTIONS, Questions
from dialogues.models.publications import Kind


@dataclass(frozen=True)
class Resource:
    name: str  # in addresses
    kind: str
    one: str  # as sentences name one of them
    order: Order = BY_ID
    page: str = ""  # the address of its pages, without the id; empty where the kind has none

    @property
    def questions(self) -> type[Questions]:
        return QUESTIONS[self.kind]


RESOURCES = (
    Resource("dialogues", Kind.DIALOGUE.value, "dialogue", page="/dialogues/"),
    Resource("meetings", Kind.MEETING.value, "meeting", BY_DAY, page="/meetings/"),
    Resource("tracks", Kind.TRACK.value, "track", page="/tracks/"),
    Resource("sessions", Kind.SESSION.value, "session", BY_DAY),
    Resource("outcomes", Kind.OUTCOME.value, "outcome", BY_DAY, page="/outcomes/"),
    Resource("outcome-reports", Kind.OUTCOME_REPORT.value, "report on an outcome", BY_DAY),
    Resource("organizations", Kind.ORGANIZATION.value, "organization", page="/organizations/"),
    Resource("people", Kind.PERSON.value, "person", page="/people/"),
    Resource("topics", Kind.TOPIC.value, "topic", page="/topics/"),
    Resource("parties", Kind.PARTY.value, "party", page="/parties/"),
    Resource("sources", Kind.SOURCE.value, "source", BY_DAY, page="/sources/"),
)
BY_KIND = {resource.kind: resource for resource in RESOURCES}
