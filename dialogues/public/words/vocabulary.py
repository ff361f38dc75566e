"""The words for codes: what a document says in a code, a page says in words of the reader's language.

The codes are those of the models' vocabularies, which the public side does not import; a test holds them equal.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as _in

Labels = Mapping[str, Any]

KIND: Labels = {
    "party": _("Party"),
    "organization": _("Organization"),
    "person": _("Person"),
    "topic": _("Topic"),
    "track": _("Track"),
    "source": _("Source"),
    "dialogue": _("Dialogue"),
    "meeting": _("Meeting"),
    "session": _("Session"),
    "outcome": _("Outcome"),
    "outcome_report": _("Report on an outcome"),
}
# Over several records of a kind.
KINDS: Labels = {
    "meeting": _("Meetings"),
    "dialogue": _("Dialogues"),
    "outcome": _("Outcomes"),
    "topic": _("Topics"),
    "party": _("Parties"),
    "organization": _("Organizations"),
    "person": _("People"),
    "track": _("Tracks"),
    "source": _("Sources"),
}
# The parts of records that are no records of their own.
PART: Labels = {
    "alias": _("Other name"),
    "dialogue_name": _("Other name of a dialogue"),
    "place": _("Place"),
    "participation": _("Participation"),
    "attendance": _("Attendance"),
    "statement": _("Statement"),
    "relation": _("Relation between meetings"),
    "image": _("Picture"),
    "record_claim": _("Claim about a dialogue, an organization or a person"),
    "claim": _("Claim"),
    "agenda_item": _("Item of the agenda"),
}
MEETING_KIND: Labels = {
    "dialogue_meeting": _("Dialogue meeting"),
    "preparatory_meeting": _("Preparatory meeting"),
    "working_group": _("Working group"),
    "signing": _("Signing"),
    "side_event": _("Side event"),
    "seminar": _("Seminar"),
    "forum": _("Forum"),
    "workshop": _("Workshop"),
    "panel": _("Panel"),
    "track2_meeting": _("Track 2 meeting"),
    "bilateral_meeting": _("Bilateral meeting"),
    "multilateral_meeting": _("Multilateral meeting"),
    "general_dialogue": _("General dialogue that also took up space"),
    "mandate_event": _("Event that founded or mandated a dialogue"),
}
MEETING_STATUS: Labels = {
    "planned": _("planned"),
    "announced": _("announced"),
    "held": _("held"),
    "postponed": _("postponed"),
    "cancelled": _("canceled"),
    "inferred": _("inferred: no source seen says that it was held"),
}
UNCONFIRMED: Labels = {
    "planned": _("planned, not yet confirmed"),
    "announced": _("announced, not yet confirmed"),
}
FORMAT: Labels = {
    "in_person": _("In person"),
    "virtual": _("Virtual"),
    "hybrid": _("Hybrid"),
    "unknown": _("Not known"),
}
FOCUS: Labels = {
    "comprehensive": _("Comprehensive"),
    "civil": _("Civil"),
    "security": _("Security"),
    "commercial": _("Commercial"),
    "military": _("Military"),
    "gnss": _("Satellite navigation"),
    "general": _("General"),
}
DIALOGUE_STATUS: Labels = {
    "active": _("Active"),
    "dormant": _("Dormant"),
    "ended": _("Ended"),
    "planned": _in("dialogue", "Planned"),
    "unknown": _("Not known"),
}
TRACK: Labels = {"1.0": _("Track 1.0"), "1.5": _("Track 1.5"), "2.0": _("Track 2.0")}
TRACK_BASIS: Labels = {"stated": _("A source names the track"), "inferred": _("Classified by us")}
SESSION_RELATION: Labels = {
    "part_of": _("Part of the meeting"),
    "in_connection_with": _("Held in connection with the meeting"),
}
ROLE: Labels = {
    "co_chair": _("Co-chair"),
    "head_of_delegation": _("Head of delegation"),
    "host": _("Host"),
    "organizer": _("Organizer"),
    "sponsor": _("Sponsor"),
    "keynote": _("Keynote"),
    "opening_remarks": _("Opening remarks"),
    "speaker": _("Speaker"),
    "presenter": _("Presenter"),
    "participant": _("Participant"),
    "observer": _("Observer"),
    "signatory": _("Signatory"),
    "witness": _("Witness"),
}
# Over the names of several who had the role.
ROLES: Labels = {
    "co_chair": _("Co-chairs"),
    "head_of_delegation": _("Heads of delegation"),
    "host": _("Hosts"),
    "organizer": _("Organizers"),
    "sponsor": _("Sponsors"),
    "keynote": _("Keynotes"),
    "opening_remarks": _("Opening remarks"),
    "speaker": _("Speakers"),
    "presenter": _("Presenters"),
    "participant": _("Participants"),
    "observer": _("Observers"),
    "signatory": _("Signatories"),
    "witness": _("Witnesses"),
}
STATEMENT_KIND: Labels = {
    "opening_remarks": _("Opening remarks"),
    "quote": _("Quoted in a source"),
    "message": _("Message"),
    "speech": _("Speech"),
    "welcome": _("Welcome"),
    "report": _("Report"),
}
OUTCOME_KIND: Labels = {
    "joint_statement": _("Joint statement"),
    "agreement": _("Agreement"),
    "arrangement": _("Arrangement"),
    "working_group": _("Working group"),
    "roadmap": _("Roadmap"),
    "commitment": _("Commitment"),
    "announcement": _("Announcement"),
    "next_meeting": _("Next meeting"),
    "other": _("Other"),
}
OUTCOME_STATUS: Labels = {
    "open": _("Open"),
    "in_progress": _("In progress"),
    "done": _("Done"),
    "superseded": _("Superseded"),
    "dropped": _("Dropped"),
    "unknown": _("Not known"),
}
FOLLOWED: Labels = {"yes": _("Reported on later"), "no": _("No report recorded")}
RELATION: Labels = {
    "readout_of": _("This meeting is a readout of"),
    "reported_to": _("This meeting reported to"),
    "prepares": _("This meeting prepares"),
    "held_alongside": _("Held alongside"),
    "follows_up": _("This meeting follows up"),
    "part_of": _("This meeting is part of"),
}
# The same, read from the other meeting.
RELATION_BACK: Labels = {
    "readout_of": _("A readout of this meeting was"),
    "reported_to": _("To this meeting reported"),
    "prepares": _("This meeting was prepared by"),
    "held_alongside": _("Held alongside"),
    "follows_up": _("This meeting was followed up by"),
    "part_of": _("Part of this meeting was"),
}
SOURCE_KIND: Labels = {
    "joint_statement": _("Joint statement"),
    "press_release": _("Press release"),
    "announcement": _("Announcement"),
    "fact_sheet": _("Fact sheet"),
    "speech": _("Speech"),
    "report": _("Report"),
    "working_paper": _("Working paper"),
    "programme": _("Program"),
    "news_report": _("News report"),
    "blog": _("Blog"),
    "web_page": _("Web page"),
    "agreement": _("Agreement"),
    "other": _("Other"),
}
RELIABILITY: Labels = {
    "original": _("original"),
    "republished": _("republished copy"),
    "translated": _("translation"),
    "machine": _("machine translation"),
    "secondary": _("secondary"),
}
# What each means, for the page of a source and for that on weighing.
RELIABILITY_MEANS: Labels = {
    "original": _("The text as its publisher issued it."),
    "republished": _("A text of one publisher, read in a copy on the site of another."),
    "translated": _("A text rendered by people into another language than its own."),
    "machine": _("A text rendered by a machine into another language than its own."),
    "secondary": _("A report on what others said or did, such as news or a blog."),
}
# Sentences with a number in them, because languages put qualifier, number and unit in different orders.
QUALIFIER: Labels = {
    "exactly": _("%(count)s"),
    "at_least": _("at least %(count)s"),
    "about": _("about %(count)s"),
    "over": _("over %(count)s"),
    "at_most": _("at most %(count)s"),
}
# The list is open: a unit without words here is named as it is recorded.
UNIT: Labels = {
    "companies": _("%(number)s companies"),
    "people": _("%(number)s people"),
    "institutions": _("%(number)s institutions"),
    "research institutions": _("%(number)s research institutions"),
    "officials": _("%(number)s officials"),
    "delegates": _("%(number)s delegates"),
    "expert delegates": _("%(number)s expert delegates"),
    "government representatives": _("%(number)s government representatives"),
    "members of the Diet": _("%(number)s members of the Diet"),
    "workshops": _("%(number)s workshops"),
}
SECTOR: Labels = {
    "government": _("Government"),
    "military": _in("sector", "Military"),
    "industry": _("Industry"),
    "academia": _("Academia"),
    "civil_society": _("Civil society"),
    "intergovernmental": _("Intergovernmental"),
}
PARTY_KIND: Labels = {"state": _("State"), "organization": _("International organization")}
ALIAS_KIND: Labels = {
    "alias": _("Also called"),
    "former": _("Former name"),
    "transliteration": _("Transliteration"),
    "abbreviation": _("Abbreviation"),
}
ALT_BASIS: Labels = {"source": _("described by the source"), "curator": _("described by us")}
# What claims are about. The list is open: a fact without words here is named by its code.
FACT: Labels = {
    "date": _("The date"),
    "places": _("The place"),
    "country": _("The country"),
    "venue": _("The venue"),
    "format": _("The form"),
    "kind": _("What kind of meeting it was"),
    "status": _("Whether it was held"),
    "dialogue": _("The dialogue to which it belongs"),
    "parties": _("The parties that met"),
    "topics": _("What it was about"),
    "relations": _("How it hangs together with other meetings"),
    "track": _("The track"),
    "relation": _("How the session belongs to the meeting"),
    "edition": _("The number in the series"),
    "ordinal": _("The number on the track"),
    "title": _("The title on the day"),
    "name": _("The name"),
    "host": _("The host"),
    "head": _("The head of delegation"),
    "head_jp": _("The head of the Japanese delegation"),
    "co_chairs": _("The co-chairs"),
    "nations": _("The nations that took part"),
    "earlier_talks": _("Earlier talks with others"),
    "focus": _("The focus"),
    "series_regularity": _("How regularly the series meets"),
    "source_date": _("The date of the source"),
    "foreign_office_consultations_date": _("The date of the foreign office consultations"),
    "two_plus_two_date": _("The date of the two-plus-two meeting"),
    "ten_year_plan_period": _("The period of the ten-year plan"),
}

# Names of the fields of documents: for corrections, and for the page of a kind that has none of its own.
FIELD: Labels = {
    "id": _("Public id"),
    "kind": _("Kind"),
    "parent": _("Part of"),
    "definition": _("Definition"),
    "who_sits": _("Who sits"),
    "order": _("Order"),
    "note": _("Note"),
    "publisher": _("Publisher"),
    "language": _("Language"),
    "reliability": _("Reliability"),
    "url": _("Address"),
    "archived_url": _("Archived address"),
    "document": _("Stored copy"),
    "published": _("Published"),
    "accessed": _("Read on"),
    "name": _("Name"),
    "title": _("Title"),
    "abbreviation": _("Abbreviation"),
    "aliases": _("Other names"),
    "other_names": _("Other names"),
    "party": _("Party"),
    "sector": _("Sector"),
    "predecessor": _("Predecessor"),
    "exists_from": _("Existed from"),
    "exists_until": _("Existed until"),
    "website": _("Website"),
    "wikidata": _("Wikidata"),
    "ror": _("ROR"),
    "orcid": _("ORCID"),
    "parties": _("Parties"),
    "level": _("Level"),
    "focus": _("Focus"),
    "status": _("Status"),
    "established": _("Established"),
    "mandate": _("Mandate"),
    "cadence": _("Cadence"),
    "sources": _("Sources"),
    "dialogue": _("Dialogue"),
    "edition": _("Number in the series"),
    "edition_stated": _("Number as stated"),
    "date": _("Date"),
    "format": _("Form"),
    "places": _("Place"),
    "summary": _("Summary"),
    "topics": _("Topics"),
    "sessions": _("Sessions"),
    "participations": _("Who took part"),
    "attendance": _("How many took part"),
    "statements": _("Statements"),
    "outcomes": _("Outcomes"),
    "outcome_reports": _("Reports on outcomes"),
    "relations": _("Related meetings"),
    "images": _("Pictures"),
    "claims": _("What sources state"),
    "disputed": _("Where sources differ"),
    "track": _("Track"),
    "track_basis": _("How the track is known"),
    "ordinal": _("Number on the track"),
    "ordinal_stated": _("Number on the track as stated"),
    "relation": _("Relation to the meeting"),
    "agenda": _("Agenda"),
    "meeting": _("Meeting"),
    "meeting_date": _("Date of the meeting"),
    "text": _("Text"),
    "organizations": _("Organizations"),
    "due": _("Due"),
    "status_recorded": _("Status as recorded"),
    "reported_by": _("Reported by"),
    "reports": _("Reports"),
    "outcome": _("Outcome"),
    "promised_at": _("Promised at"),
    "source": _("Source"),
}

# What happened to a record that was public.
CAUSE: Labels = {
    "changed": _("Changed"),
    "again": _("Shown again"),
    "withdrawn": _("Withdrawn"),
}

WEIGHT: Labels = {
    "minor": _("Minor correction"),
    "major": _("Major correction"),
}

ORDINALS = (
    _("First"), _("Second"), _("Third"), _("Fourth"), _("Fifth"), _("Sixth"), _("Seventh"), _("Eighth"), _("Ninth"),
    _("Tenth"), _("Eleventh"), _("Twelfth"), _("Thirteenth"), _("Fourteenth"), _("Fifteenth"), _("Sixteenth"),
    _("Seventeenth"), _("Eighteenth"), _("Nineteenth"), _("Twentieth"),
)  # fmt: skip


def label(labels: Labels, code: str) -> str:
    """The words for a code; the code itself, spaced, where there are none."""
    return str(labels.get(code, code.replace("_", " ")))


def ordinal(number: int) -> str:
    """A number as a place in a row: Ninth, 第9回."""
    if 1 <= number <= len(ORDINALS):
        return str(ORDINALS[number - 1])
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th") if number % 100 not in (11, 12, 13) else "th"
    return gettext("%(number)s%(ending)s") % {"number": number, "ending": ending}


def present(qualifier: str, number: int, unit: str) -> str:
    """How many took part, with the source's qualifier: “at least 40 companies”."""
    words = {"number": f"{number:,}"}
    counted = str(UNIT[unit]) % words if unit in UNIT else f"{words['number']} {unit}"
    return str(QUALIFIER.get(qualifier, "%(count)s")) % {"count": counted}


def counted(kind: str, count: int) -> str:
    """How many records of a kind: “3 meetings”."""
    match kind:
        case "meeting":
            words = ngettext("%(count)s meeting", "%(count)s meetings", count)
        case "dialogue":
            words = ngettext("%(count)s dialogue", "%(count)s dialogues", count)
        case "party":
            words = ngettext("%(count)s party", "%(count)s parties", count)
        case "organization":
            words = ngettext("%(count)s organization", "%(count)s organizations", count)
        case "person":
            words = ngettext("%(count)s person", "%(count)s people", count)
        case "outcome":
            words = ngettext("%(count)s outcome", "%(count)s outcomes", count)
        case "topic":
            words = ngettext("%(count)s topic", "%(count)s topics", count)
        case "source":
            words = ngettext("%(count)s source", "%(count)s sources", count)
        case _:
            words = ngettext("%(count)s record", "%(count)s records", count)
    return words % {"count": f"{count:,}"}
