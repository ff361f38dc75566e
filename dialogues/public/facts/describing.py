"""What a record is called, and what it is in one line of plain text: for feeds, calendars, citations and link previews.

A line says facts in the language of the page. A record's own text (a summary, a definition) is given apart, with the
language that it is in.
"""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from dialogues.public.facts import sides
from dialogues.public.facts.titles import title_of
from dialogues.public.words import dates, statuses, tracks, vocabulary
from dialogues.public.words.texts import Document, Words, chosen, country_name, of_one_language


def title(document: Document, language: str) -> Words:
    """What a record is called; its id where it has no words."""
    if document["type"] == "meeting":
        return title_of(document, language)
    text = document.get("name") or document.get("title") or document.get("text")
    if document["type"] == "source" and document.get("title"):
        spoken = document.get("language") or language
        return Words(document["title"], spoken, spoken != language)
    if isinstance(text, str):
        return of_one_language(text, language)
    return chosen(text, language) or Words(document["id"], language, False)


def line(document: Document, language: str) -> str:
    """What a record is, in a line of text in the language of the page."""
    parts = _LINES.get(document["type"], _kind_alone)(document, language)
    sentences = [part.rstrip("。. ") for part in parts if part]
    return _(". ").join(sentences).strip() + _(". ").strip() if sentences else ""


def own_text(document: Document, language: str) -> Words | None:
    """The words that the record itself holds beside its title, with their language."""
    for name in ("summary", "definition", "who_sits"):
        if words := chosen(document.get(name), language):
            return words
    if mandate := document.get("mandate"):
        return of_one_language(mandate, language)
    return None


def description(document: Document, language: str) -> str:
    """One text of both, in the page's language as far as it goes, for previews of a link."""
    own = own_text(document, language)
    if own and not own.foreign:
        return own.text
    return line(document, language)


def places(meeting: Document, language: str) -> list[str]:
    """The places of a meeting in words: venue, city, country, as far as they are known."""
    found = []
    for place in meeting["places"]:
        parts = [words.text for key in ("venue", "city") if (words := chosen(place[key], language))]
        if place["country"]:
            parts.append(country_name(place["country"], language))
        found.append((", " if language == "en" else "、").join(parts))
    return [place for place in found if place]


def _joined(words: Iterable[str], language: str) -> str:
    return ("、" if language == "ja" else ", ").join(words)


def _kind_alone(document: Document, _language: str) -> list[str]:
    return [vocabulary.label(vocabulary.KIND, document["type"])]


def _meeting(document: Document, language: str) -> list[str]:
    what = {
        "kind": vocabulary.label(vocabulary.MEETING_KIND, document["kind"]),
        "status": statuses.status_words(document, statuses.today()),
    }
    edtf = document["date"]["edtf"]
    return [
        _("%(kind)s, %(status)s") % what,
        dates.in_words(edtf, language) if edtf else _("No date"),
        "; ".join(places(document, language)),
        sides.joined(sides.names(sides.in_order(document, language), language), language),
        _joined((track.label for track in tracks.tracks_of(document["sessions"])), language),
        _("Sources differ on the date") if "date" in document["disputed"] else "",
    ]


def _dialogue(document: Document, language: str) -> list[str]:
    words = {
        "focus": vocabulary.label(vocabulary.FOCUS, document["focus"]),
        "status": vocabulary.label(vocabulary.DIALOGUE_STATUS, document["status"]),
    }
    return [
        _("Dialogue series; focus: %(focus)s; status: %(status)s") % words,
        sides.joined(sides.names(sides.in_order(document, language), language), language),
    ]


def _organization(document: Document, language: str) -> list[str]:
    party = document["party"] and chosen(document["party"]["name"], language)
    return [
        _joined([_("Organization"), vocabulary.label(vocabulary.SECTOR, document["sector"])], language),
        party.text if party else "",
    ]


def _party(document: Document, _language: str) -> list[str]:
    return [vocabulary.label(vocabulary.PARTY_KIND, document["kind"])]


def _outcome(document: Document, language: str) -> list[str]:
    meeting = chosen(document["meeting"]["name"], language)
    kind = vocabulary.label(vocabulary.OUTCOME_KIND, document["kind"])
    status = vocabulary.label(vocabulary.OUTCOME_STATUS, document["status"])
    return [
        _("%(kind)s; status: %(status)s") % {"kind": kind, "status": status},
        meeting.text if meeting else document["meeting"]["id"],
        dates.in_words(document["meeting_date"]["edtf"] or "", language),
    ]


def _source(document: Document, language: str) -> list[str]:
    return [
        _joined(
            [
                vocabulary.label(vocabulary.SOURCE_KIND, document["kind"]),
                vocabulary.label(vocabulary.RELIABILITY, document["reliability"]),
            ],
            language,
        ),
        document["publisher"] or "",
        dates.in_words(document["published"]["edtf"] or "", language),
    ]


_LINES = {
    "meeting": _meeting,
    "dialogue": _dialogue,
    "organization": _organization,
    "party": _party,
    "outcome": _outcome,
    "source": _source,
}
