"""What the parts of a published record are called where a search says in which of them words stand."""

from django.utils.translation import pgettext_lazy as _in

from dialogues.public.words.vocabulary import Labels

# The parts of a document in the order in which a passage is taken from them. The first three are titles.
TITLES = ("title", "name", "text")
PARTS: Labels = {
    "title": _in("part of a record", "title"),
    "name": _in("part of a record", "name"),
    "text": _in("part of a record", "text"),
    "other_names": _in("part of a record", "other names"),
    "aliases": _in("part of a record", "other names"),
    "abbreviation": _in("part of a record", "abbreviation"),
    "summary": _in("part of a record", "summary"),
    "definition": _in("part of a record", "definition"),
    "who_sits": _in("part of a record", "definition"),
    "mandate": _in("part of a record", "mandate"),
    "sessions": _in("part of a record", "agenda"),
    "outcomes": _in("part of a record", "outcomes"),
    "outcome_reports": _in("part of a record", "reports on outcomes"),
    "statements": _in("part of a record", "statements"),
    "note": _in("part of a record", "note"),
    "meeting": _in("part of a record", "meeting"),
    "dialogue": _in("part of a record", "dialogue"),
    "parent": _in("part of a record", "what it is part of"),
    "predecessor": _in("part of a record", "what it came from"),
    "topics": _in("part of a record", "topics"),
    "participations": _in("part of a record", "participants"),
    "attendance": _in("part of a record", "participants"),
    "parties": _in("part of a record", "parties"),
    "party": _in("part of a record", "party"),
    "organizations": _in("part of a record", "organizations"),
    "places": _in("part of a record", "places"),
    "relations": _in("part of a record", "related meetings"),
    "images": _in("part of a record", "pictures"),
    "publisher": _in("part of a record", "publisher"),
    "claims": _in("part of a record", "what sources state"),
    "sources": _in("part of a record", "sources"),
}
# Where a record is found by what it is classified as: by a topic below the one that is named, or by its kind.
CLASSED: Labels = {
    "topic": PARTS["topics"],
    "organization": PARTS["organizations"],
    "party": PARTS["parties"],
    "pair": PARTS["parties"],
    "track": _in("part of a record", "tracks"),
    "outcome": PARTS["outcomes"],
    "kind": _in("part of a record", "kind"),
    "format": _in("part of a record", "form"),
}
