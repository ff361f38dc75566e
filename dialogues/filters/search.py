"""What a reader's words mean: the syntax of web search, over the search text of publications.

Words side by side must all be there; `"…"` is a phrase, `-word` must not be there, `or` stands between
alternatives. A word of Latin letters or digits is a whole word ("US" is not in "industry"); in scripts that put
no spaces between words, any part of the text will do, so that a word of two kanji is found.
"""

import re

from django.db.models import Q

LONGEST = 200

_TERM = re.compile(r'(?P<not>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_LATIN = "A-Za-z0-9\u00c0-\u024f"


class NoWords(ValueError):
    """The text holds nothing to search for."""


def matching(text: str) -> Q:
    """The condition on publications that a reader's words put. Raises NoWords where there are none."""
    alternatives = [condition for terms in _alternatives(text) if (condition := _all_of(terms))]
    if not alternatives:
        raise NoWords(text)
    condition = alternatives[0]
    for other in alternatives[1:]:
        condition |= other
    return condition


def _alternatives(text: str) -> list[list[tuple[bool, str]]]:
    """The terms, each with whether it is wanted, in groups of which one must hold."""
    groups: list[list[tuple[bool, str]]] = [[]]
    for term in _TERM.finditer(text):
        words = term["phrase"] if term["phrase"] is not None else term["word"]
        if term["word"] and term["word"].lower() == "or" and not term["not"]:
            groups.append([])
        elif any(character.isalnum() for character in words):
            groups[-1].append((not term["not"], words))
    return groups


def _all_of(terms: list[tuple[bool, str]]) -> Q:
    condition = Q()
    for wanted, words in terms:
        holds = Q(search_text__iregex=_pattern(words))
        condition &= holds if wanted else ~holds
    return condition


def _pattern(words: str) -> str:
    """The words as a regular expression of PostgreSQL: spaces may differ, Latin words are whole."""
    words = re.sub(r"^[^\w]+|[^\w]+$", "", words)
    # Only ASCII is escaped: what counts as a letter beyond it is not the same in Python and PostgreSQL.
    pattern = "[\\s\u3000]+".join(re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", word) for word in words.split())
    before = f"(?<![{_LATIN}])" if re.match(f"[{_LATIN}]", words) else ""
    after = f"(?![{_LATIN}])" if re.search(f"[{_LATIN}]$", words) else ""
    return before + pattern + after
