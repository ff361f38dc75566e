"""Passages of a record in which words that were searched for stand, and the names of the parts where they are.

At most two are shown: those that hold most of what is searched for, in the language of the page where there are
such. A passage is cut around its first hit, between words where the script has spaces.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from dialogues.public.search.marking import Hits, Marker
from dialogues.public.search.record_parts import CLASSED, PARTS, TITLES
from dialogues.public.words.texts import Document, Words, of_one_language

MOST = 2
# Letters before the first hit and in all; a letter of Japanese takes the room of two.
BEFORE, LONGEST = 70, 220

# Fields that hold words in one language; every other string is a code, a day or an address.
_WORDED = {
    "abbreviation", "as_stated", "caption", "credit", "edition_stated", "mandate", "name", "note", "ordinal_stated",
    "publisher", "reason", "text", "title", "title_stated", "where", "words",
}  # fmt: skip

REFERENCE = {"type", "id", "name"}


@dataclass(frozen=True)
class Piece:
    text: str
    hit: bool


@dataclass(frozen=True)
class Passage:
    """Some words of a record; `before` and `after` where the text goes on; `named` for the name of another record."""

    pieces: tuple[Piece, ...]
    language: str
    foreign: bool
    before: bool
    after: bool
    named: bool = False

    @property
    def length(self) -> int:
        return sum(len(piece.text) for piece in self.pieces)


@dataclass(frozen=True)
class Found:
    """The passages of one record, and what the parts are called in which its words stand."""

    passages: tuple[Passage, ...]
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Text:
    """A text of a document; `named` where it is the name of another record."""

    words: Words
    named: bool


# How near a text comes, the text, and where its hits are.
Ranked = tuple[tuple[Any, ...], Text, Hits]


def found(document: Document, above: Collection[str], marker: Marker, language: str) -> Found:
    """The passages of a document, and the parts in which its words stand, for a page in a language.

    `above` are the texts that stand over the passages already: its title, and what places it.
    """
    standing = [
        (part, text, hits)
        for part in PARTS
        # What a source is called is its title.
        if not (part == "name" and document["type"] == "source")
        for text in _texts(document.get(part), part, language)
        if (hits := marker.hits(text.words.text))
    ]
    parts = tuple(dict.fromkeys(str(PARTS[part]) for part, _text, _hits in standing))
    # A name, or the title in another language, is shown where it says more than what is said or stands above.
    said = max(
        (
            hits.parts
            for _part, text, hits in standing
            if text.words.text in above or not (text.named or text.words.foreign)
        ),
        default=0,
    )
    shown: dict[str, Ranked] = {}
    for place, (part, text, hits) in enumerate(standing):
        less = text.named or part in TITLES
        if text.words.text not in above and (not less or hits.parts > said):
            near = (-hits.parts, text.words.foreign, text.named, part in TITLES, not hits.own, place)
            shown.setdefault(text.words.text, (near, text, hits))
    best = sorted(shown.values(), key=lambda one: one[0])
    at_home = [one for one in best if not one[1].words.foreign]
    most = _apart(at_home or best)[:MOST]
    passages = tuple(passage(text.words, hits, named=text.named) for _near, text, hits in most)
    return Found(
        passages, parts or tuple(dict.fromkeys(str(CLASSED[one]) for one in marker.classes if one in CLASSED))
    )


def _apart(best: list[Ranked]) -> list[Ranked]:
    """The texts without those that stand within one before them."""
    kept: list[Ranked] = []
    for one in best:
        if not any(one[1].words.text in other[1].words.text for other in kept):
            kept.append(one)
    return kept


def passage(words: Words, hits: Hits | None, *, named: bool = False) -> Passage:
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
    return Passage(kept, words.language, words.foreign, start > 0, end < len(words.text), named)


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


def _texts(value: Any, key: str, language: str, *, named: bool = False) -> Iterator[Text]:
    """Every text in a part of a document, with its language."""
    match value:
        case str() if key in _WORDED:
            yield Text(of_one_language(" ".join(value.split()), language), named)
        case list():
            for inner in value:
                yield from _texts(inner, key, language, named=named)
        case {"en": _english, "ja": _japanese}:
            for tag, words in value.items():
                if words:
                    yield Text(Words(" ".join(words.split()), tag, tag != language), named)
        case dict():
            named = named or value.keys() == REFERENCE
            for name, inner in value.items():
                yield from _texts(inner, name, language, named=named)
