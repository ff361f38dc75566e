"""What each variable means, in a sentence. A test holds that every variable of every document has one."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

Meanings = Mapping[str, Any]

# Of every table that has no sentence of its own for it.
OF_ALL: Meanings = {
    "shape": _("The version of the shape of documents."),
    "type": _("The kind of record."),
    "id": _("The public id, unique among its kind and stable for life."),
    "name": _("The name."),
    "note": _("A note for readers, in one language."),
    "sources": _("The sources, cited in full; inside a part, their ids."),
    "claims": _("What single sources say about single facts, in order."),
    "disputed": _("The facts about which the claims differ."),
    "source": _("The id of the source, among the sources of the record."),
    "meeting": _("The meeting that it belongs to."),
    "meeting_date": _("The date of that meeting."),
    "dialogue": _(
        "The dialogue that it belongs to; null for a single occasion, or where the dialogue is not public."
    ),
    "parties": _("The parties, in the order in which the record names them."),
    "parent": _("The one that it is part of."),
    "predecessor": _("The one that it replaced."),
    "wikidata": _("Its id in Wikidata."),
    "aliases": _("Other names, in order."),
    "participations": _("Who took part, in order."),
    "attendance": _("How many took part, as sources count them."),
    "lang": _("The language of the name, as a tag of BCP 47."),
    "party": _("The party (side) that it belongs to."),
    "organization": _("The organization."),
    "person": _("The person."),
    "session": _("The id of the session; null: the meeting as a whole."),
    "title": _("The title."),
    "url": _("The address."),
    "order": _("Its place in the order."),
    "as_stated": _("The words of the source."),
    "topics": _("The topics, by id."),
    "definition": _("What it means."),
}

_OF_A_CLAIM = {
    "field": _("Which fact it is about."),
    "value": _("What the source gives, as the register writes it; null: no value."),
    "as_rendered": _("Our English for words in another language."),
    "where": _("Where in the source."),
    "preferred": _("Whether this is the value that is shown."),
    "reason": _("Why this value is preferred, or why not."),
}

OF_A_TABLE: Mapping[str, Meanings] = {
    "party": {
        "id": _("ISO 3166-1 alpha-2 for a state; EU, ESA, AFU (the African Union) and the like for others."),
        "kind": _("Whether it is a state, or an organization that acts as one at the table."),
    },
    "organization": {
        "abbreviation": _("The usual abbreviation."),
        "party": _("The party that it belongs to; null for an international body."),
        "sector": _("The sector."),
        "exists_from": _("When it began to exist."),
        "exists_until": _("When it ceased to exist."),
        "website": _("The address of its website."),
        "ror": _("Its id in the Research Organization Registry."),
    },
    "person": {"orcid": _("The person’s ORCID.")},
    "track": {
        "id": _("The code of the track: 1.0, 1.5 or 2.0."),
        "who_sits": _("Who sits at a session on this track."),
    },
    "source": {
        "name": _("The title as a text by language, as references have it."),
        "publisher": _("Who published it."),
        "kind": _("What kind of text it is."),
        "language": _("Its language, as a tag of BCP 47."),
        "reliability": _("How near it is to the original."),
        "archived_url": _("The address of an archived copy."),
        "document": _("The file name of the text in hand, where there is no address."),
        "published": _("When it was published."),
        "accessed": _("When it was last looked at."),
    },
    "dialogue": {
        "other_names": _("Other names of the series, in order."),
        "level": _("The level on which it is held."),
        "focus": _("What it is about in the main."),
        "status": _("Whether it goes on."),
        "parent": _("The dialogue that it is part of."),
        "predecessor": _("The dialogue that it replaced."),
        "established": _("When it was founded."),
        "mandate": _("Its mandate."),
        "cadence": _("How often it is to meet."),
    },
    "meeting": {
        "edition": _("Its number in the series."),
        "edition_stated": _("The number in the words of the sources."),
        "kind": _("What kind of meeting it is."),
        "status": _("Whether it was held."),
        "date": _("When it was held; “disputed” where sources differ."),
        "format": _("In what form it was held."),
        "places": _("Where it was held: none, one or several."),
        "summary": _("A summary in our own words."),
        "topics": _("What it was about."),
        "sessions": _("Its sessions, in order."),
        "statements": _("What was said, in order."),
        "outcomes": _("What it produced or promised, in order."),
        "outcome_reports": _("What it says of outcomes of earlier meetings."),
        "relations": _("How it hangs together with other meetings."),
        "images": _("Pictures, in order."),
    },
    "session": {
        "track": _("The track on which it was held."),
        "track_basis": _("Whether a source names the track or we inferred it."),
        "ordinal": _("Its number among the dialogue’s sessions on this track."),
        "ordinal_stated": _("The number in the words of a source."),
        "date": _("Its date; “disputed” where sources differ."),
        "relation": _("Whether it is part of the meeting or was held in connection with it."),
        "agenda": _("What was taken up, in order."),
        "parties": _("The parties of the meeting."),
    },
    "outcome": {
        "kind": _("What kind of outcome it is."),
        "text": _("What was produced or promised."),
        "parties": _("The responsible parties."),
        "organizations": _("The responsible organizations."),
        "due": _("When it is due: a date, or words where the source is vague."),
        "status_recorded": _("The status as recorded with the meeting itself."),
        "status": _("The newest reported status, else the recorded one."),
        "reported_by": _("The meeting whose report gave the status."),
        "meeting": _("The meeting that produced or promised it."),
        "topics": _("The topics of that meeting."),
        "reports": _("How many published reports there are on it."),
    },
    "outcome_report": {
        "outcome": _("The outcome that it is about."),
        "promised_at": _("The meeting that promised it."),
        "status": _("How the outcome stands by then."),
        "note": _("A note; it begins with “Inferred” where it is our reading."),
        "meeting": _("The meeting that reports."),
    },
    "alias": {"kind": _("What kind of name it is.")},
    "place": {
        "city": _("The city."),
        "country": _("The country, ISO 3166-1 alpha-2."),
        "venue": _("The building or room."),
    },
    "participation": {
        "party": _("The side represented, which may differ from nationality."),
        "role": _("The role."),
        "role_stated": _("What the source says where the role is coarser."),
        "title": _("The person’s title on the day."),
        "principal": _("Whether as principal."),
    },
    "attendance": {
        "qualifier": _("How exact the number is."),
        "value": _("How many."),
        "unit": _("What is counted: companies, people, institutions …"),
        "party": _("Of which side."),
    },
    "statement": {
        "person": _("Who said it."),
        "organization": _("For which organization."),
        "title": _("The person’s title on the day."),
        "kind": _("What kind of statement it is."),
        "text": _("What was said, in our words."),
        "url": _("Where it can be read."),
        "link_label": _("The words under which a source links to it."),
    },
    "relation": {
        "kind": _("How: this meeting KIND that meeting."),
        "meeting": _("That meeting."),
    },
    "image": {
        "url": _("The address of the picture."),
        "alt": _("What the picture shows, in words."),
        "alt_basis": _("Whether the source has the description or we made it."),
        "caption": _("The caption."),
        "credit": _("Whom to credit."),
    },
    "record_claim": _OF_A_CLAIM,
    "claim": _OF_A_CLAIM
    | {
        "session": _("The session that the fact is about, if any."),
        "person": _("The person that the fact is about, if any."),
    },
    "agenda_item": {
        "order": _("Its place on the agenda."),
        "text": _("What was discussed or presented."),
        "topics": _("The topics that it touches."),
        "presenter": _("Who presented it."),
        "readout_of": _("The id of the session of the same meeting that it reads out."),
    },
}


def meaning(table: str, name: str) -> Any:
    """The sentence for a variable. Raises KeyError where none is written."""
    return OF_A_TABLE.get(table, {}).get(name) or OF_ALL[name]
