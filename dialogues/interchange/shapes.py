"""The format: which fields each kind of record has, in the order in which they are written.

This table, `meeting_shapes` and `claim_shapes` are the only places that say so. Checking, writing, exporting, the
JSON Schema and the tests of `docs/interchange.md` all read it. Lengths, vocabularies and patterns come from the models.

Not in the format, on purpose: the stored text of a source (it is not ours to hand on), the wording of the three
tracks (a migration gives them), versions, clearance, and everything about publishing.
"""

from dialogues import models as records
from dialogues.interchange.claim_shapes import (
    CLAIM,
    CLAIMS,
    DIALOGUE_CLAIM,
    ORGANIZATION_CLAIM,
    PERSON_CLAIM,
)
from dialogues.interchange.compound import Parts
from dialogues.interchange.fields import Choice, Date, Day, Text, Words
from dialogues.interchange.meeting_shapes import (
    AGENDA_ITEM,
    ATTENDANCE,
    IMAGE,
    MEETING,
    OUTCOME,
    PARTICIPATION,
    PLACE,
    RELATION,
    REPORT,
    SESSION,
    STATEMENT,
)
from dialogues.interchange.references import Id, OrderedParties, Reference, References
from dialogues.interchange.shape import Shape
from participants import models as participants

ALIASES = "Other names, in order. Each is given once."

ORGANIZATION_ALIAS, PERSON_ALIAS = (
    Shape(
        "alias",
        model,
        [
            Words("name", "The name itself.", required=True),
            Words("lang", "The language of the name, as a tag of BCP 47.", required=True),
            Choice("kind", "What kind of name it is."),
        ],
    )
    for model in (participants.OrganizationAlias, participants.PersonAlias)
)

PARTY = Shape(
    "party",
    participants.Party,
    [
        Id(
            "party",
            "ISO 3166-1 alpha-2 for a state; EU, ESA, AFU (the African Union) and the like for others.",
        ),
        Choice(
            "kind", "Whether it is a state, or an organization that acts as one at the table.", required=True
        ),
        Text("name", "Its name.", required=True),
    ],
)

ORGANIZATION = Shape(
    "organization",
    participants.Organization,
    [
        Id("organization", "Its public id."),
        Text("name", "Its name.", required=True),
        Words("abbreviation", "Its usual abbreviation."),
        Parts(ORGANIZATION_ALIAS, ALIASES, key="aliases", match="content"),
        Reference("party", "party", "The side that it belongs to; missing for a truly international body."),
        Choice("sector", "Its sector.", required=True),
        Reference("parent", "organization", "The organization that it is part of."),
        Reference("predecessor", "organization", "The organization that it replaced."),
        Date("exists_from", "When it began to exist."),
        Date("exists_until", "When it ceased to exist."),
        Words("website", "The address of its website."),
        Words("wikidata", "Its id in Wikidata."),
        Words("ror", "Its id in the Research Organization Registry."),
        Parts(ORGANIZATION_CLAIM, CLAIMS, key="claims"),
        Words("note", "A note."),
    ],
)

PERSON = Shape(
    "person",
    participants.Person,
    [
        Id("person", "The person's public id."),
        Text("name", "The person's name. Titles belong to participations.", required=True),
        Parts(PERSON_ALIAS, ALIASES, key="aliases", match="content"),
        Words("wikidata", "The person's id in Wikidata."),
        Words("orcid", "The person's ORCID."),
        Parts(PERSON_CLAIM, CLAIMS, key="claims"),
        Words("note", "A note."),
    ],
)

TOPIC = Shape(
    "topic",
    records.Topic,
    [
        Id("topic", "Its public id."),
        Text("name", "Its name.", required=True),
        Reference("parent", "topic", "The topic that it is under."),
        Text("definition", "What it means. A bare text is taken as English.", plain=True),
    ],
)

SOURCE = Shape(
    "source",
    records.Source,
    [
        Id("source", "Its public id."),
        Words("url", "Its address."),
        Words("archived_url", "The address of an archived copy."),
        Words("document", "The file name of the text in hand, where there is one."),
        Words("title", "Its title.", required=True),
        Words("publisher", "Who published it."),
        Choice("kind", "What kind of text it is.", required=True),
        Words("language", "Its language, as a tag of BCP 47.", required=True),
        Choice("reliability", "How near it is to the original.", required=True),
        Date("published", "When it was published."),
        Day("accessed", "When it was last looked at."),
        Words("note", "A note."),
    ],
)

OTHER_NAME = Shape(
    "other_name",
    records.DialogueName,
    [
        Words("name", "The name itself.", required=True),
        Words("lang", "The language of the name, as a tag of BCP 47.", required=True),
    ],
)

DIALOGUE = Shape(
    "dialogue",
    records.Dialogue,
    [
        Id("dialogue", "Its public id."),
        Text("name", "Its name.", required=True),
        Parts(OTHER_NAME, ALIASES, key="other_names", match="content"),
        OrderedParties(
            "parties", "The parties, in the order in which the dialogue names them.", column="party_places"
        ),
        Words("level", "The level on which it is held."),
        Choice("focus", "What it is about."),
        Choice("status", "Whether it goes on."),
        Reference("parent", "dialogue", "The dialogue that it is part of."),
        Reference("predecessor", "dialogue", "The dialogue that it replaced."),
        Date("established", "When it was founded."),
        Words("mandate", "Its mandate."),
        Words("cadence", "How often it is to meet."),
        Parts(DIALOGUE_CLAIM, CLAIMS, key="claims"),
        Words("note", "A note."),
        References("sources", "source", "The sources of these facts."),
    ],
)

SHAPES: dict[str, Shape] = {
    shape.name: shape for shape in (PARTY, ORGANIZATION, PERSON, TOPIC, SOURCE, DIALOGUE, MEETING)
}
"""The kinds of records in the files, each after those that it may name."""

PARTS: list[Shape] = [
    ORGANIZATION_ALIAS, OTHER_NAME, PLACE, SESSION, AGENDA_ITEM, PARTICIPATION, ATTENDANCE, STATEMENT,
    OUTCOME, REPORT, RELATION, IMAGE, CLAIM, DIALOGUE_CLAIM,
]  # fmt: skip
"""The kinds of objects inside records."""
