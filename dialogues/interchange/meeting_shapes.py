"""The format of meetings and of everything that belongs to them (see `shapes`)."""

from dialogues import models as records
from dialogues.interchange.claim_shapes import CLAIM, CLAIMS
from dialogues.interchange.compound import Agenda, Due, OwnSession, Parts, Reports
from dialogues.interchange.fields import Choice, Date, Flag, Number, Text, Words
from dialogues.interchange.references import Id, OrderedParties, Reference, References, TrackCode
from dialogues.interchange.shape import Shape

PLACE = Shape(
    "place",
    records.Place,
    [
        Text("city", "The city."),
        Words("country", "The country, ISO 3166-1 alpha-2."),
        Text("venue", "The building or room."),
        Words("note", "A note."),
    ],
)

AGENDA_ITEM = Shape(
    "agenda_item",
    records.AgendaItem,
    [
        Number("order", "Its place on the agenda; missing: its place in the list."),
        Text("text", "What was discussed or presented.", required=True),
        References("topics", "topic", "The topics that it touches."),
        Reference("presenter", "organization", "Who presented it."),
        OwnSession("readout_of", "The session of the same meeting that it reads out."),
        References("sources", "source", "The sources of this item."),
    ],
)

SESSION = Shape(
    "session",
    records.Session,
    [
        Id("session", "Its public id, unique among all sessions."),
        TrackCode("track", "Its track.", required=True),
        Choice("track_basis", "Whether a source names the track or we inferred it."),
        Number("ordinal", "Its number among the dialogue's sessions on this track.", least=1),
        Words("ordinal_stated", "The number in the words of a source."),
        Text("title", "Its title."),
        Date("date", "Its date."),
        Choice("relation", "Whether it is part of the meeting or was held in connection with it."),
        Words("note", "A note."),
        Agenda(AGENDA_ITEM, "What was taken up, in the order of `order`.", key="agenda"),
    ],
)

PARTICIPATION = Shape(
    "participation",
    records.Participation,
    [
        OwnSession("session", "The session; missing: the meeting as a whole."),
        Reference("party", "party", "The side represented; missing: not stated."),
        Reference("organization", "organization", "The organization."),
        Reference("person", "person", "The person."),
        Choice("role", "The role.", required=True),
        Words("role_stated", "What the source says where the role is coarser."),
        Text("title", "The person's title on the day."),
        Flag("principal", "Whether as principal."),
        References("sources", "source", "The sources that name this part."),
    ],
)

ATTENDANCE = Shape(
    "attendance",
    records.Attendance,
    [
        OwnSession("session", "The session; missing: the meeting as a whole."),
        Number("value", "How many.", required=True, most=2_147_483_647),
        Choice("qualifier", "How exact the number is; `exactly` means a bare number.", required=True),
        Words("unit", "What is counted: companies, people, institutions …", required=True),
        Reference("party", "party", "Of which side."),
        Words("as_stated", "The words of the source."),
        Reference("source", "source", "The source of the number."),
    ],
)

STATEMENT = Shape(
    "statement",
    records.Statement,
    [
        OwnSession("session", "The session; missing: the meeting as a whole."),
        Reference("person", "person", "Who said it."),
        Reference("organization", "organization", "For which organization."),
        Choice("kind", "What kind of statement it is.", required=True),
        Text("title_on_the_day", "The person's title on the day.", column="title"),
        Text("text", "What was said, in our words."),
        Words("url", "Where it can be read."),
        Words("link_label", "The words under which a source links to it."),
        Reference("source", "source", "The source."),
    ],
)

REPORT = Shape(
    "report",
    records.OutcomeReport,
    [
        Id(
            "outcome_report",
            "Its public id; missing: the outcome's, `-r` and its place in the list.",
            required=False,
        ),
        Reference("meeting", "meeting", "The meeting that reports.", required=True),
        Choice("status", "How it stands by then."),
        Words("note", "A note; it begins with “Inferred” where it is our reading."),
        Reference("source", "source", "The source."),
    ],
)

OUTCOME = Shape(
    "outcome",
    records.Outcome,
    [
        Id("outcome", "Its public id, unique among all outcomes."),
        Choice("kind", "What kind of outcome it is.", required=True),
        Text("text", "What was produced or promised.", required=True),
        References("parties", "party", "The responsible parties."),
        References("organizations", "organization", "The responsible organizations."),
        Due("due", "When it is due."),
        Choice("status", "How it stood when the meeting was recorded."),
        References("sources", "source", "The sources of this outcome."),
        Reports(
            REPORT, "What later meetings say of it, in the order of their ids.", key="reports", match="id"
        ),
    ],
)

RELATION = Shape(
    "relation",
    records.MeetingRelation,
    [
        Reference("meeting", "meeting", "That meeting.", column="other", required=True),
        Choice("kind", "Read: this meeting KIND that meeting. Stored on one side only.", required=True),
    ],
)

IMAGE = Shape(
    "image",
    records.Image,
    [
        OwnSession("session", "The session that it shows."),
        Words("url", "The address of the picture."),
        Text("alt", "Its alternative text.", required=True),
        Choice("alt_basis", "Whether the source has the alternative text or we made it.", required=True),
        Words("caption", "Its caption."),
        Words("credit", "Whom to credit."),
        Reference("source", "source", "The source."),
    ],
)

MEETING = Shape(
    "meeting",
    records.Meeting,
    [
        Id("meeting", "Its public id."),
        Reference("dialogue", "dialogue", "The series that it belongs to; missing: a single occasion."),
        Number("edition", "Its number in the series.", least=1),
        Words("edition_stated", "The number in the words of the sources, several joined by “ / ”."),
        Choice("kind", "What kind of meeting it is.", required=True),
        Choice("status", "Whether it was held.", required=True),
        OrderedParties(
            "parties", "The parties, in the order in which the meeting names them.", column="party_places"
        ),
        Date("date", "When it was held; missing where no source gives a date."),
        Choice("format", "In what form it was held."),
        Parts(PLACE, "Where it was held, in order.", key="places"),
        Text("title", "Its title."),
        Text("summary", "A summary in our own words."),
        Parts(SESSION, "Its sessions, in order.", key="sessions", match="id"),
        Parts(PARTICIPATION, "Who took part, in order.", key="participations"),
        Parts(ATTENDANCE, "How many took part, in order.", key="attendance"),
        References("topics", "topic", "What it was about."),
        Parts(STATEMENT, "What was said, in order.", key="statements"),
        Parts(OUTCOME, "What it produced or promised, in order.", key="outcomes", match="id"),
        Parts(
            RELATION, "How it hangs together with other meetings, in order.", key="relations", match="content"
        ),
        Parts(IMAGE, "Pictures, in order.", key="images"),
        Parts(CLAIM, CLAIMS, key="claims"),
        References("sources", "source", "The sources of the meeting."),
        Words("note", "A note."),
    ],
)
