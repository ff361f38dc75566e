"""What was counted, with its name: organizations, topics and parties, tracks, and the statuses of outcomes."""

from collections.abc import Iterable
from dataclasses import dataclass

from dialogues.public.counts.tallies import Tallied
from dialogues.public.serving import addresses
from dialogues.public.words import vocabulary
from dialogues.public.words.texts import Words, of_one_language
from dialogues.public.words.tracks import Track


@dataclass(frozen=True)
class NamedCount:
    """One record or code that was counted. `address` leads to what was counted, or to the record itself."""

    code: str
    name: Words
    count: int
    address: str


def name_of(one: Tallied, language: str) -> Words:
    """The title of the record that a tally names; where it exists in one language only, in that language."""
    words = (one.title_ja if language == "ja" else one.title_en) or one.title_en or one.other or one.value
    if one.title_en == one.title_ja:
        return of_one_language(words, language)
    return Words(words, language, False)


def records(kind: str, found: Iterable[Tallied], language: str) -> list[NamedCount]:
    """Records of a kind that were counted, each with the address of its page."""
    return [
        NamedCount(code, name_of(one, language), one.count, addresses.address(kind, code))
        for one in found
        for code in [one.other or one.value]
    ]


def on_tracks(found: Iterable[Tallied]) -> list[tuple[Track, int]]:
    """How many on each track that was counted, in the order of the tracks."""
    counts = {one.value: one.count for one in found}
    return [(Track(code, stated=True), counts[code]) for code in vocabulary.TRACK if counts.get(code)]


def statuses_of_outcomes(found: Iterable[Tallied]) -> list[tuple[str, int]]:
    """How many outcomes stand at each status, in the order in which an outcome goes through them."""
    counts = {one.value: one.count for one in found}
    return [(code, counts[code]) for code in vocabulary.OUTCOME_STATUS if counts.get(code)]
