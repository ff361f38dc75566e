"""What a search shows of a record: what it is, when and where, and the passages in which its words stand."""

from dataclasses import dataclass
from typing import Any

from dialogues.public.facts import describing
from dialogues.public.search.marking import Marker
from dialogues.public.search.passages import Passage, found, passage
from dialogues.public.serving import addresses
from dialogues.public.words import tracks, vocabulary
from dialogues.public.words.texts import Document, Words, chosen, of_one_language
from dialogues.public.words.tracks import Track

LITTLE = 40


@dataclass(frozen=True)
class Hit:
    """One record that was found. `beside` are words that place it: its meeting, its publisher, its party."""

    document: Document
    kind: str
    title: Words
    address: str
    date: Document | None
    disputed_date: bool
    beside: tuple[Words, ...]
    tracks: tuple[Track, ...]
    passages: tuple[Passage, ...]
    parts: tuple[str, ...]


def hit(document: Document, marker: Marker | None, language: str) -> Hit:
    """A record as a search shows it, for a page in this language; without a marker from its own text alone."""
    title = describing.title(document, language)
    beside = tuple(_beside(document, language))
    above = {words.text for words in (title, *beside)}
    there = found(document, above, marker, language) if marker else None
    passages = there.passages if there else ()
    # A few words, or names of other records, do not say what a record is.
    little = sum(one.length for one in passages) < LITTLE or all(one.named for one in passages)
    if little and (own := describing.own_text(document, language)):
        passages = (passage(own, marker.hits(own.text) if marker else None), *passages[:1])
    date = next(filter(None, map(document.get, ("date", "meeting_date", "published"))), None)
    return Hit(
        document,
        vocabulary.label(vocabulary.KIND, document["type"]),
        title,
        addresses.address(document["type"], document["id"]),
        date if date and date["edtf"] else None,
        "date" in document.get("disputed", ()),
        beside,
        tuple(tracks.tracks_of(document.get("sessions", []))),
        passages,
        there.parts if there else (),
    )


def _beside(document: Document, language: str) -> list[Words]:
    match document["type"]:
        case "meeting":
            return [Words(place, language, False) for place in _cities(document, language)]
        case "outcome":
            return _named(document["meeting"], language)
        case "organization":
            return _named(document["party"], language)
        case "topic":
            return _named(document["parent"], language)
        case "source" if document["publisher"]:
            return [of_one_language(document["publisher"], language)]
    return []


def _cities(meeting: Document, language: str) -> list[str]:
    cities = (chosen(place["city"], language) for place in meeting["places"])
    return list(dict.fromkeys(words.text for words in cities if words)) or describing.places(
        meeting, language
    )


def _named(reference: Any, language: str) -> list[Words]:
    words = chosen(reference["name"], language) if reference else None
    return [words] if words else []
