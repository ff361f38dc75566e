"""What a reader's words mean: the syntax of web search, over the search text of publications.

Words side by side must all be there; `"…"` is a phrase, `-word` must not be there, `or` stands between
alternatives. A word of Latin letters or digits is a whole word ("US" is not in "industry"); in scripts that put
no spaces between words, any part of the text will do, so that a word of two kanji is found. Case, accents and
width make no difference (`dialogues.folding`).

A search may be widened by the words of the site (`dialogues.filters.wider`): words that name a record find its other
names, too, words that stand for a code find what has the code, a compound of kanji finds what holds each of its words,
and a word finds its plural. The page that searches everything widens unless its address says `exact=1`; lists and the
API do not. A phrase in quotation marks and a word that must not be there are never widened. What is widened finds at
least what the words alone find.

Each word is looked up in the index by its terms, and what is found there is held against the word itself.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import F, Q
from django.db.models.lookups import Regex

from dialogues.folding import LATIN, LONGEST_TERM, OTHER, folded, key, terms
from dialogues.models.publications import SearchTerms

LONGEST = 200
# Words that tell nothing by themselves.
TELL_NOTHING = frozenset(
    ["a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "the", "to", "with", "の", "と"]
)

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

    `pieces` are the words of a compound: all of them will do as well. `forms` are the word in another number. `code` is
    the word where it is written in capitals, as the codes of parties are.
    """

    words: tuple[str, ...]
    wanted: bool = True
    quoted: bool = False
    names: tuple[OtherName, ...] = ()
    tokens: tuple[str, ...] = ()
    pieces: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    code: str = ""

    @property
    def ways(self) -> Iterator[tuple[str, ...]]:
        """The ways in which a text may hold it: in each, some folded words that must all be there."""
        yield self.words
        yield from ((form,) for form in self.forms)
        yield from ((words,) for name in self.names if (words := bare(folded(name.text))))
        if self.pieces:
            yield self.pieces

    def within(self, text: Any) -> Q:
        """The condition that a folded text (an expression) holds it, whatever it stands for left aside."""
        ways = list(self.ways)
        # One expression for all: a long text is unpacked anew for each.
        alone = "|".join(pattern(way[0]) for way in ways if len(way) == 1)
        together = (
            reduce(and_, (Q(Regex(text, pattern(words))) for words in way)) for way in ways if len(way) > 1
        )
        return reduce(or_, together, Q(Regex(text, alone)) if alone else Q())

    @property
    def looked_up(self) -> Q:
        """The condition that the index answers by itself: at least what holds it."""
        found = (Q(_Contains(SearchTerms(F("search_text")), terms(" ".join(way)))) for way in self.ways)
        return reduce(or_, found) | self._classed

    @property
    def holds(self) -> Q:
        """The condition that a publication holds it, or not, by its text."""
        within = self.within(F("search_text"))
        return within | self._classed if self.wanted else ~within

    @property
    def _classed(self) -> Q:
        return Q(facets__overlap=list(self.tokens)) if self.tokens else Q()

    @property
    def in_the_index(self) -> bool:
        """Whether the index tells all: every word is a term."""
        return all(is_term(words) for way in self.ways for words in way)

    @property
    def telling(self) -> bool:
        """Whether the words say anything: a phrase does, and so does a word that stands for something."""
        return self.quoted or bool(self.tokens) or not TELL_NOTHING.issuperset(self.words)

    @property
    def strings(self) -> Iterator[str]:
        """Every folded string by which a text may be found, the reader's own words first."""
        return (words for way in self.ways for words in way)


Alternative = tuple[Part, ...]


@dataclass(frozen=True)
class Search:
    """What one text of a reader asks: alternatives, of which one must hold, each of parts that must all hold."""

    alternatives: tuple[Alternative, ...]

    @property
    def condition(self) -> Q:
        """The condition on publications: what the index finds, and what of it holds the words.

        The two stand apart, so that no text is taken into terms again to be held against what the index has.
        """
        held = reduce(or_, (reduce(and_, map(self._holds, parts)) for parts in self.alternatives))
        if not all(any(part.wanted for part in parts) for parts in self.alternatives):
            return held
        found = (
            reduce(and_, (part.looked_up for part in parts if part.wanted)) for parts in self.alternatives
        )
        return reduce(or_, found) & held

    def _holds(self, part: Part) -> Q:
        alone = len(self.alternatives) == 1
        return Q() if alone and part.wanted and part.in_the_index else part.holds

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


def key_of(row: Iterable[Part]) -> str:
    """The key of a row of words, as names have it."""
    return key(" ".join(word for part in row for word in part.words))


def matching(text: str) -> Q:
    """The condition on publications that a reader's words put by themselves. Raises NoWords."""
    return read(text).condition


# --- words and patterns ---------------------------------------------------------------------------------------------


def bare(words: str) -> str:
    """The words without signs before and after them."""
    return re.sub(r"^[\W_]+|[\W_]+$", "", words)


def is_term(words: str) -> bool:
    """Whether folded words are one term of the index (`dialogues.folding`): found by it wherever they stand."""
    return bool(re.fullmatch(f"[{LATIN}]{{1,{LONGEST_TERM}}}|[{OTHER}]{{1,2}}", words))


def pattern(words: str) -> str:
    """Folded words as a regular expression, of PostgreSQL and of Python: Latin words are whole."""
    # Only ASCII is escaped: what counts as a letter beyond it is not the same in Python and PostgreSQL.
    inner = " ".join(re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", word) for word in words.split())
    before = f"(?<![{LATIN}])" if re.match(f"[{LATIN}]", words) else ""
    after = f"(?![{LATIN}])" if re.search(f"[{LATIN}]$", words) else ""
    return before + inner + after
