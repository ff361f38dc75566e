"""Words that were searched for, found again in a text as it is written: for marks, whatever its case or width."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from dialogues.filters.search import Part, Search, pattern
from dialogues.folding import folded

Range = tuple[int, int]


@dataclass(frozen=True)
class Hits:
    """Where words stand in a text; how many of the parts of the search do, and whether in the reader's own words."""

    ranges: tuple[Range, ...]
    parts: int
    own: bool


@dataclass(frozen=True)
class Sought:
    """One part of a search: the forms in which it may stand, each with whether it is the reader's own."""

    forms: tuple[tuple[re.Pattern[str], bool], ...]
    # The words of a part of several: found one by one where all of them stand in a text.
    words: tuple[re.Pattern[str], ...]

    def spans(self, plain: str) -> list[tuple[Range, bool]]:
        found = [(match.span(), own) for form, own in self.forms for match in form.finditer(plain)]
        if not found and self.words and all(word.search(plain) for word in self.words):
            found = [(match.span(), True) for word in self.words for match in word.finditer(plain)]
        return found


class Marker:
    """Finds what some searches look for. `classes` are the questions by whose tokens a record may be found, too."""

    def __init__(self, searches: Iterable[Search]) -> None:
        parts = [part for search in searches for part in search.parts]
        telling = [part for part in parts if part.telling] or parts
        self.classes = dict.fromkeys(token.partition(":")[0] for part in parts for token in part.tokens)
        self.sought = [_sought(part) for part in telling]

    def hits(self, text: str) -> Hits | None:
        """Where the words stand in a text; None where none does."""
        if not any(one.spans(folded(text)) for one in self.sought):
            return None
        plain, places = _with_places(text)
        each = [one.spans(plain) for one in self.sought]
        ranges = [(places[start][0], places[end - 1][1]) for spans in each for (start, end), _own in spans]
        own = any(its_own for spans in each for _span, its_own in spans)
        return Hits(_joined(ranges), sum(map(bool, each)), own) if ranges else None


def _sought(part: Part) -> Sought:
    own = " ".join(part.words)
    others = [words for words in part.strings if words not in part.words]
    several = part.words if len(part.words) > 1 else ()
    return Sought(
        tuple((re.compile(pattern(words)), words == own) for words in dict.fromkeys([own, *others])),
        tuple(re.compile(pattern(word)) for word in several),
    )


def _with_places(text: str) -> tuple[str, list[Range]]:
    """The text folded, and for each of its letters what it was in the text as it is written."""
    plain: list[str] = []
    places: list[Range] = []
    start = 0
    while start < len(text):
        end = start + 1
        # A mark belongs to the letter before it: カ and ゛ are folded together.
        while end < len(text) and unicodedata.combining(unicodedata.normalize("NFKD", text[end])[0]):
            end += 1
        letters = folded(text[start:end])
        plain.append(letters)
        places += [(start, end)] * len(letters)
        start = end
    return "".join(plain), places


def _joined(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """The ranges in order, those that touch as one."""
    found: list[Range] = []
    for start, end in sorted(ranges):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)
