"""What a reader's words mean besides: the words of the site.

Words that name a dialogue, a topic, an organization, a person or a party, alone or side by side, find its other names
and whatever names the record; “US-Japan” is two parties, and their pair. Words of the written table (`synonyms`) mean
what it says, and what records are called so. A compound of kanji that is no name finds what holds each of its words.
Any other word of Latin letters finds its singular and its plural. Words that tell nothing (the, of) need not be there.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import reduce
from itertools import permutations, product
from operator import or_

from dialogues import other_names
from dialogues.filters import synonyms
from dialogues.filters.compounds import pieces
from dialogues.filters.meanings import Meaning, spans, widened
from dialogues.filters.search import Alternative, OtherName, Search, key_of
from dialogues.folding import key
from dialogues.models.publications import Publication

# “Ministry of Education, Culture, Sports, Science and Technology” has nine.
MOST_WORDS = 10


def wider(searches: Iterable[Search]) -> list[Search]:
    """The searches with what their words mean besides. One query."""
    searches = list(searches)
    named = _named({one for search in searches for row in spans(search, MOST_WORDS) for one in _keys(row)})
    return [_telling(widened(search, lambda row: _meaning(row, named), MOST_WORDS)) for search in searches]


def _telling(search: Search) -> Search:
    """The search without words that tell nothing, where there are others."""
    return Search(
        tuple(
            tuple(part for part in parts if part.telling or not part.wanted)
            if any(part.telling and part.wanted for part in parts)
            else parts
            for parts in search.alternatives
        )
    )


def _keys(row: Alternative) -> set[str]:
    """The keys under which the names of a row of words are looked up: its own, of its synonyms, of its two sides."""
    own = key_of(row)
    found = {own}
    if own in synonyms.table():
        found |= {key(name.text) for name in synonyms.table()[own].names}
    if len(row) == 1:
        found |= {row[0].code, *map(key, _sides(row))}
    return {one for one in found if len(one) > 1}


def _sides(row: Alternative) -> list[str]:
    """The two words of one that a hyphen joins."""
    words = row[0].words[0].split("-") if len(row) == 1 else []
    return words if len(words) == 2 and all(words) else []


def _named(keys: set[str]) -> dict[str, Meaning]:
    """What is called by each of the keys: the names of the records and their tokens."""
    tokens = [f"name:{one}" for one in sorted(keys)]
    rows = Publication.public.shown().of(*other_names.NAMED).filter(facets__overlap=tokens)
    found: dict[str, Meaning] = defaultdict(Meaning)
    for document in rows.order_by("kind", "slug").values_list("document", flat=True):
        names = tuple(OtherName(name, language) for name, language in other_names.names(document))
        meaning = Meaning(names, (f"{document['type']}:{document['id']}",))
        for one in other_names.keys(document) & keys:
            found[one] |= meaning
    return found


def _meaning(row: Alternative, named: dict[str, Meaning]) -> Meaning | None:
    own = key_of(row)
    found = [synonyms.table()[own]] if own in synonyms.table() else []
    found += [named[one] for one in sorted(_keys(row) - set(map(key, _sides(row)))) if one in named]
    if not found and (pair := _pair(row, named)):
        return pair
    if not found and len(row) == 1 and (apart := pieces(row[0].words[0])):
        return Meaning(pieces=apart)
    if not found:
        forms = _forms(row[0].words[0]) if len(row) == 1 else ()
        return Meaning(forms=forms) if forms else None
    return reduce(or_, found).without(" ".join(word for part in row for word in part.words))


def _forms(word: str) -> tuple[str, ...]:
    """The plural or the singular of a folded word in English, as far as its ending tells; a short word has none."""
    if not re.fullmatch("[a-z]{4,}", word):
        return ()
    if word.endswith("ies"):
        return (f"{word[:-3]}y",)
    if word.endswith("s"):
        return () if word.endswith(("ss", "us", "is")) else (word[:-1],)
    return (f"{word[:-1]}ies",) if re.search("[^aeiou]y$", word) else (f"{word}s",)


# In Japanese two parties in one word, as in 日米: each is one kanji.
_PARTY_OF = {
    "日": "JP", "米": "US", "仏": "FR", "印": "IN", "韓": "KR", "中": "CN", "英": "GB", "豪": "AU", "露": "RU",
    "伊": "IT", "欧": "EU", "独": "DE", "加": "CA", "伯": "BR",
}  # fmt: skip


def _pair(row: Alternative, named: dict[str, Meaning]) -> Meaning | None:
    """The pair of two parties whose names a hyphen joins, or which one word in kanji names."""
    word = row[0].words[0] if len(row) == 1 else ""
    if len(word) == 2 and set(word) <= set(_PARTY_OF):
        return Meaning(tokens=(f"pair:{'-'.join(sorted(_PARTY_OF[one] for one in word))}",))
    sides = [named[key(word)] for word in _sides(row) if key(word) in named]
    codes = [
        [token.removeprefix("party:") for token in side.tokens if token.startswith("party:")]
        for side in sides
    ]
    if len(codes) != 2 or not all(codes):
        return None
    names = tuple(
        OtherName(f"{one.text}-{other.text}", "en")
        for first, second in permutations(sides)
        for one, other in product(*(_in_latin(side) for side in (first, second)))
    )
    pairs = ("-".join(sorted(pair)) for pair in product(*codes) if len(set(pair)) == 2)
    return Meaning(names, tuple(f"pair:{pair}" for pair in pairs)).without(row[0].words[0])


def _in_latin(side: Meaning) -> list[OtherName]:
    return [name for name in side.names if name.text.isascii()]
