"""Passages of a record in which words that were searched for stand, and the names of the parts where they are.

At most two are shown: those that hold most of what is searched for, in the language of the page where there are
such. A passage is cut around its first hit, between words where the script has spaces.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from dialogues.public.marking import Hits, Marker
from dialogues.public.texts import Document, Words, of_one_language
from dialogues.public.vocabulary import Labels

MOST = 2
# Letters before the first hit and in all; a letter of Japanese takes the room of two.
BEFORE, LONGEST = 70, 220

# The parts of a document in the order in which a passage is taken from them. The first three are titles.
TITLES = ("title", "name", "text")
PARTS: Labels = {
    "title": _("title"),
    "name": _("name"),
    "text": _("text"),
    "other_names": _("other names"),
    "aliases": _("other names"),
    "abbreviation": _("abbreviation"),
    "summary": _("summary"),
    "definition": _("definition"),
    "who_sits": _("definition"),
    "mandate": _("mandate"),
    "sessions": _("agenda"),
    "outcomes": _("outcomes"),
    "outcome_reports": _("reports on outcomes"),
    "statements": _("statements"),
    "note": _("note"),
    "meeting": _("meeting"),
    "dialogue": _("dialogue"),
    "parent": _("what it is part of"),
    "predecessor": _("what it came from"),
    "topics": _("topics"),
    "participations": _("participants"),
    "attendance": _("participants"),
    "parties": _("parties"),
    "party": _("party"),
    "organizations": _("organizations"),
    "places": _("places"),
    "relations": _("related meetings"),
    "images": _("pictures"),
    "publisher": _("publisher"),
    "claims": _("what sources state"),
    "sources": _("sources"),
}
# What stands there are names of other records: shown where nothing else is.
NAMES = {
    "meeting", "dialogue", "parent", "predecessor", "topics", "parties", "party", "organizations", "relations",
}  # fmt: skip
# Fields that hold words in one language; every other string is a code, a day or an address.
_WORDED = {
    "abbreviation", "as_stated", "caption", "credit", "edition_stated", "mandate", "name", "note", "ordinal_stated",
    "publisher", "reason", "text", "title", "title_stated", "where", "words",
}  # fmt: skip


@dataclass(frozen=True)
class Piece:
    text: str
    hit: bool


@dataclass(frozen=True)
class Passage:
    """Some words of a record; `before` and `after` where the text goes on."""

    pieces: tuple[Piece, ...]
    language: str
    foreign: bool
    before: bool
    after: bool


@dataclass(frozen=True)
class Found:
    """The passages of one record, and what the parts are called in which its words stand."""

    passages: tuple[Passage, ...]
    parts: tuple[str, ...]


def found(document: Document, marker: Marker, language: str) -> Found:
    """The passages of a document and the parts in which there are any, for a page in this language."""
    standing = [
        (part, words, hits)
        for part in PARTS
        # What a source is called is its title.
        if not (part == "name" and document["type"] == "source")
        for words in _texts(document.get(part), part, language)
        if (hits := marker.hits(words.text))
    ]
    parts = tuple(dict.fromkeys(str(PARTS[part]) for part, _words, _hits in standing))
    # The title stands over the passages already.
    titled = max(
        (hits.parts for part, words, hits in standing if part in TITLES and not words.foreign), default=0
    )
    shown: dict[str, tuple[tuple[Any, ...], Words, Hits]] = {}
    for place, (part, words, hits) in enumerate(standing):
        named = part in NAMES and hits.parts <= titled
        if not named and (part not in TITLES or words.foreign):
            near = (-hits.parts, words.foreign, part in NAMES, part in TITLES, not hits.own, place)
            shown.setdefault(words.text, (near, words, hits))
    best = sorted(shown.values(), key=lambda one: one[0])
    at_home = [one for one in best if not one[1].foreign]
    most = (at_home or best)[:MOST]
    return Found(tuple(passage(words, hits) for _near, words, hits in most), parts)


def passage(words: Words, hits: Hits | None) -> Passage:
    """A text cut around its first hit, with its hits marked; from its beginning where it has none."""
    ranges = hits.ranges if hits else ()
    start, end = _cut(words, ranges[0][0] if ranges else 0)
    pieces, place = [], start
    for first, last in ranges:
        first, last = max(first, start), min(last, end)
        if first < last:
            pieces += [Piece(words.text[place:first], False), Piece(words.text[first:last], True)]
            place = last
    pieces.append(Piece(words.text[place:end], False))
    kept = tuple(piece for piece in pieces if piece.text)
    return Passage(kept, words.language, words.foreign, start > 0, end < len(words.text))


def _cut(words: Words, hit: int) -> tuple[int, int]:
    text = words.text
    spaced = words.language not in ("ja", "zh")
    before, longest = (BEFORE, LONGEST) if spaced else (BEFORE // 2, LONGEST // 2)
    if len(text) <= longest:
        return 0, len(text)
    start = max(0, min(hit - before, len(text) - longest))
    end = start + longest
    if spaced:
        if start:
            start = text.rfind(" ", 0, start) + 1
        if end < len(text) and (space := text.rfind(" ", max(start, hit + 1), end)) > 0:
            end = space
    return start, end


def _texts(value: Any, key: str, language: str) -> Iterator[Words]:
    """Every text in a part of a document, with its language."""
    if isinstance(value, str):
        if key in _WORDED:
            yield of_one_language(" ".join(value.split()), language)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner, key, language)
    elif isinstance(value, dict):
        if "en" in value and "ja" in value:
            for tag, words in value.items():
                if words:
                    yield Words(" ".join(words.split()), tag, tag != language)
        else:
            for name, inner in value.items():
                yield from _texts(inner, name, language)
