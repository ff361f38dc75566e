"""What a reader's words mean: the syntax of web search, over the search text of publications.

Words side by side must all be there; `"…"` is a phrase, `-word` must not be there, `or` stands between
alternatives. A word of Latin letters or digits is a whole word ("US" is not in "industry"); in scripts that put
no spaces between words, any part of the text will do, so that a word of two kanji is found. Case, accents and
width make no difference (`dialogues.folding`).

A search may be widened by the words of the site (`dialogues.filters.wider`): words that name a topic, an
organization or a party find its other names too, words that stand for a code find what has the code, and a compound
of kanji finds what holds each of its words. The page that searches everything widens unless its address says
`exact=1`; lists and the API do not. A phrase in quotation marks and a word that must not be there are never widened.
What is widened finds at least what the words alone find.

Each word is looked up in the index by its terms, and what is found there is held against the word itself.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import reduce
from operator import and_, or_
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import F, Func, IntegerField, Q, TextField, Value
from django.db.models.expressions import Case, When
from django.db.models.lookups import Regex

from dialogues.folding import LATIN, folded, key, terms
from dialogues.models.publications import SearchTerms

LONGEST = 200

_Contains: Any = ArrayField.class_lookups["contains"]

_CODE = re.compile("[A-Z]{2,5}")
_TERM = re.compile(r'(?P<not>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')


class NoWords(ValueError):
    """The text holds nothing to search for."""


@dataclass(frozen=True)
class OtherName:
    """A name by which the same is called, as it is shown, with its language tag where it has one."""

    text: str
    language: str = ""


@dataclass(frozen=True)
class Part:
    """Folded words that must all be there, or (widened) another name of what they name, or a token for it.

    `pieces` are the words of a compound: all of them will do as well. `code` is the word where it is written in
    capitals, as the codes of parties are.
    """

    words: tuple[str, ...]
    wanted: bool = True
    quoted: bool = False
    names: tuple[OtherName, ...] = ()
    tokens: tuple[str, ...] = ()
    pieces: tuple[str, ...] = ()
    code: str = ""

    def within(self, text: Any, *, indexed: bool) -> Q:
        """The condition that the text (an expression) holds the words or one of the names."""
        holds = reduce(and_, (_holds(words, text, indexed) for words in self.words))
        for name in self.names:
            if words := bare(folded(name.text)):
                holds |= _holds(words, text, indexed)
        if self.pieces:
            holds |= reduce(and_, (_holds(words, text, indexed) for words in self.pieces))
        return holds

    @property
    def strings(self) -> Iterator[str]:
        """Every folded string by which a text may be found, the reader's own words first."""
        yield from self.words
        yield from (words for name in self.names if (words := bare(folded(name.text))))
        yield from self.pieces

    @property
    def condition(self) -> Q:
        if not self.wanted:
            return ~self.within(F("search_text"), indexed=False)
        holds = self.within(F("search_text"), indexed=True)
        return holds | Q(facets__overlap=list(self.tokens)) if self.tokens else holds


Alternative = tuple[Part, ...]


@dataclass(frozen=True)
class Search:
    """What one text of a reader asks: alternatives, of which one must hold, each of parts that must all hold."""

    alternatives: tuple[Alternative, ...]

    @property
    def condition(self) -> Q:
        """The condition on publications."""
        return reduce(or_, (reduce(and_, (part.condition for part in parts)) for parts in self.alternatives))

    @property
    def parts(self) -> Iterator[Part]:
        """What is to be found, whatever must not be there left aside."""
        return (part for parts in self.alternatives for part in parts if part.wanted)


def read(text: str) -> Search:
    """What a reader's text asks, not widened. Raises NoWords where there are none."""
    groups: list[list[Part]] = [[]]
    for term in _TERM.finditer(text):
        words = term["phrase"] if term["phrase"] is not None else term["word"]
        if term["word"] and term["word"].lower() == "or" and not term["not"]:
            groups.append([])
        elif any(character.isalnum() for character in words) and (plain := bare(folded(words))):
            code = words if _CODE.fullmatch(words) else ""
            groups[-1].append(Part((plain,), not term["not"], term["phrase"] is not None, code=code))
    alternatives = tuple(tuple(group) for group in groups if group)
    if not alternatives:
        raise NoWords(text)
    return Search(alternatives)


def spans(search: Search, most: int) -> Iterator[Alternative]:
    """Every row of plain words side by side, up to so many: what may be a name."""
    for parts in search.alternatives:
        for start in range(len(parts)):
            for end in range(start + 1, min(start + most, len(parts)) + 1):
                if not _plain(parts[end - 1]):
                    break
                yield parts[start:end]


@dataclass(frozen=True)
class Meaning:
    """What a row of words means besides itself."""

    names: tuple[OtherName, ...] = ()
    tokens: tuple[str, ...] = ()
    pieces: tuple[str, ...] = ()

    def __or__(self, other: "Meaning") -> "Meaning":
        names = {folded(name.text): name for name in (*other.names, *self.names)}
        order = dict.fromkeys(folded(name.text) for name in (*self.names, *other.names))
        return Meaning(
            tuple(names[one] for one in order),
            tuple(dict.fromkeys((*self.tokens, *other.tokens))),
            self.pieces or other.pieces,
        )

    def without(self, words: str) -> "Meaning":
        """The same without the name that is these folded words."""
        return replace(self, names=tuple(name for name in self.names if bare(folded(name.text)) != words))


def widened(search: Search, meant: Callable[[Alternative], Meaning | None], most: int) -> Search:
    """The search with what rows of its words, up to so many, mean besides.

    The longest rows of words come first, from the left; a word stands in one row only.
    """
    alternatives = []
    for parts in search.alternatives:
        wider: list[Part] = []
        start = 0
        while start < len(parts):
            for end in range(min(start + most, len(parts)), start, -1):
                row = parts[start:end]
                if all(map(_plain, row)) and (found := meant(row)):
                    words = tuple(word for part in row for word in part.words)
                    wider.append(Part(words, names=found.names, tokens=found.tokens, pieces=found.pieces))
                    break
            else:
                end = start + 1
                wider.append(parts[start])
            start = end
        alternatives.append(tuple(wider))
    return replace(search, alternatives=tuple(alternatives))


def key_of(row: Iterable[Part]) -> str:
    """The key of a row of words, as names have it."""
    return key(" ".join(word for part in row for word in part.words))


def _plain(part: Part) -> bool:
    return part.wanted and not part.quoted


def matching(text: str) -> Q:
    """The condition on publications that a reader's words put by themselves. Raises NoWords."""
    return read(text).condition


# --- how near a publication comes to what is searched for -----------------------------------------------------------

TITLES = Func(F("search_text"), Value("\n"), Value(1), function="split_part", output_field=TextField())
NAMED, TITLED, ELSEWHERE = range(3)


def nearness(searches: Iterable[Search]) -> Case:
    """Whether a publication is what the words name, has them in its title, or has them elsewhere: 0, 1, 2."""
    searches = list(searches)
    names = [
        f"name:{key_of(parts)}"
        for search in searches
        for parts in search.alternatives
        if parts and all(part.wanted for part in parts)
    ]
    titled = reduce(
        or_,
        (
            reduce(and_, (part.within(TITLES, indexed=False) for part in parts if part.wanted), Q())
            for search in searches
            for parts in search.alternatives
            if any(part.wanted for part in parts)
        ),
        Q(pk__in=[]),
    )
    return Case(
        When(Q(facets__overlap=names), then=Value(NAMED)),
        When(titled, then=Value(TITLED)),
        default=Value(ELSEWHERE),
        output_field=IntegerField(),
    )


# --- words and patterns ---------------------------------------------------------------------------------------------


def bare(words: str) -> str:
    """The words without signs before and after them."""
    return re.sub(r"^[\W_]+|[\W_]+$", "", words)


def _holds(words: str, text: Any, indexed: bool) -> Q:
    holds = Q(Regex(text, pattern(words)))
    return Q(_Contains(SearchTerms(text), terms(words))) & holds if indexed else holds


def pattern(words: str) -> str:
    """Folded words as a regular expression, of PostgreSQL and of Python: Latin words are whole."""
    # Only ASCII is escaped: what counts as a letter beyond it is not the same in Python and PostgreSQL.
    inner = " ".join(re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", word) for word in words.split())
    before = f"(?<![{LATIN}])" if re.match(f"[{LATIN}]", words) else ""
    after = f"(?![{LATIN}])" if re.search(f"[{LATIN}]$", words) else ""
    return before + inner + after
