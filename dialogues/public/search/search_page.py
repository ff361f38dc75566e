"""What the page of the search tells besides its list: passages, what was searched for besides, what may be meant."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from dialogues.filters import SEARCHED, SearchQuestions
from dialogues.filters.near_words import meant
from dialogues.filters.search import OtherName
from dialogues.folding import folded
from dialogues.public.lists.asking import Asked
from dialogues.public.search.hits import hit
from dialogues.public.search.marking import Marker
from dialogues.public.serving.frame import page_language
from dialogues.public.words import vocabulary
from dialogues.public.words.texts import Words, of_one_language

# Of the other names that were searched for: those that are shown.
MOST_NAMES = 8


@dataclass(frozen=True)
class Suggestion:
    """Words that may have been meant, and the address that searches for them."""

    words: str
    address: str


def tells(asked: Asked, told: dict[str, Any]) -> dict[str, Any]:
    """The context of the page, from that of its list. Two queries where nothing was found, else none."""
    assert isinstance(asked.questions, SearchQuestions)
    language = page_language()
    searches = asked.questions.searches
    marker = Marker(searches) if searches else None
    names = _besides(asked.questions, language)
    exact = bool(asked.chosen("exact"))
    kinds = asked.chosen("record")
    return {
        "tally": vocabulary.counted(kinds[0] if len(kinds) == 1 else "record", told["count"]),
        "hits": [hit(document, marker, language) for document in told["lines"]],
        "besides": names[:MOST_NAMES],
        "more_besides": len(names) - MOST_NAMES,
        "exact": exact,
        "exactly": asked.with_value("exact", "1") if names and not exact else "",
        "not_exactly": asked.without("exact") if exact else "",
        "anywhere": _searching(asked, asked.words) if told["chips"] and asked.words else asked.path,
        "suggestions": _suggestions(asked) if asked.words and not told["count"] else [],
    }


def _besides(questions: SearchQuestions, language: str) -> list[Words]:
    """The other names that are searched for, each once, those in the language of the page first."""
    parts = [part for search in questions.searches for part in search.parts]
    names: dict[str, OtherName] = {}
    for name in (name for part in parts for name in part.names):
        names.setdefault(folded(name.text), name)
    found = [
        Words(name.text, name.language, name.language != language)
        if name.language
        else of_one_language(name.text, language)
        for name in names.values()
    ]
    found += [
        Words(piece, "ja", language != "ja") for part in parts if not part.names for piece in part.pieces
    ]
    return sorted(found, key=lambda words: words.foreign)


def _suggestions(asked: Asked) -> list[Suggestion]:
    return [
        Suggestion(words, _searching(asked, words))
        for words in meant(asked.words, asked.questions.queryset, SEARCHED)
    ]


def _searching(asked: Asked, words: str) -> str:
    """The address that searches everything for some words."""
    return f"{asked.path}?{urlencode({'q': words})}"
