"""The words of the site that no record holds as a name: a written table, each entry with its reason.

The names of dialogues, topics, organizations, people and parties are not here: they come from the records
(`dialogues.other_names`). An entry says that its names mean the same; `tokens` are what they stand for in a record
(`dialogues.facets`). A name that would change what is found (a wider or a narrower word) does not belong here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.utils.translation import override

from dialogues.filters.compounds import in_kanji
from dialogues.filters.meanings import Meaning
from dialogues.filters.search import OtherName
from dialogues.filters.values import vocabulary
from dialogues.folding import key


@dataclass(frozen=True)
class Synonyms:
    """Names that mean the same, in English and in Japanese, and the reason for which they are held together.

    `asked` are names that a reader may write but that would find too much: “Track 1” stands in “Track 1.5”.
    """

    reason: str
    english: tuple[str, ...] = ()
    japanese: tuple[str, ...] = ()
    tokens: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[OtherName, ...]:
        return (
            *(OtherName(one, "en") for one in self.english),
            *(OtherName(one, "ja") for one in self.japanese),
        )


_BRITISH = "American and British spelling."
_SHORT = "An abbreviation and what it stands for."
_TRACKS = "Sources write the level of talks in several ways."

WRITTEN = (
    Synonyms(_TRACKS, ("Track 1.0", "Track I"), ("トラック1.0",), ("track:1.0",), ("Track 1", "トラック1")),
    Synonyms(_TRACKS, ("Track 1.5",), ("トラック1.5",), ("track:1.5",)),
    Synonyms(_TRACKS, ("Track 2.0", "Track II"), ("トラック2.0",), ("track:2.0",), ("Track 2", "トラック2")),
    Synonyms("Sources say either.", ("virtual", "online"), ("オンライン",), ("format:virtual",)),
    Synonyms(_SHORT, ("GNSS", "satellite navigation"), ("衛星測位", "測位衛星")),
    Synonyms(_SHORT, ("ISS", "International Space Station"), ("国際宇宙ステーション",)),
    Synonyms(_SHORT, ("MDA", "maritime domain awareness"), ("海洋状況把握",)),
    Synonyms(
        "The name changed; both are in use.",
        ("space traffic coordination", "space traffic management", "STM"),
        ("宇宙交通管理",),
    ),
    Synonyms("Two words for the same.", ("space debris", "orbital debris"), ("スペースデブリ", "宇宙ゴミ", "宇宙ごみ")),
    Synonyms("Two words for the same.", ("working group",), ("ワーキンググループ", "作業部会")),
    Synonyms(_BRITISH, ("defense", "defence")),
    Synonyms(_BRITISH, ("program", "programme")),
    Synonyms(_BRITISH, ("dialogue", "dialog")),
    Synonyms(_BRITISH, ("cooperation", "co-operation")),
    Synonyms(_BRITISH, ("behavior", "behaviour")),
    Synonyms(_BRITISH, ("organization", "organisation")),
)  # fmt: skip

_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth",
)  # fmt: skip
# Vocabularies whose words find what has the code: the kind, the field, and the question of the token.
_LABELLED = (("outcome", "outcome"), ("meeting", "kind"), ("source", "kind"))


def _ordinals() -> Iterator[Synonyms]:
    for number, word in enumerate(_ORDINALS, 1):
        ending = {1: "st", 2: "nd", 3: "rd"}.get(number, "th")
        japanese = (f"第{number}回", f"第{in_kanji(number)}回")
        yield Synonyms("A number in words and in digits.", (word, f"{number}{ending}"), japanese)


def _labels() -> Iterator[Synonyms]:
    for kind, question in _LABELLED:
        for code, label in vocabulary(kind, "kind").items():
            if code != "other":
                with override("en"):
                    english = str(label)
                with override("ja"):
                    japanese = str(label)
                yield Synonyms("What the site calls it.", (english,), (japanese,), (f"{question}:{code}",))


@cache
def table() -> dict[str, Meaning]:
    """What each written name means, by its key; a name in several entries means all of them."""
    found: dict[str, Meaning] = {}
    for entry in (*WRITTEN, *_ordinals(), *_labels()):
        keys = {key(name) for name in (*entry.english, *entry.japanese, *entry.asked)}
        for one in keys | {f"{key(name)}s" for name in entry.english}:
            found[one] = found.get(one, Meaning()) | Meaning(entry.names, entry.tokens)
    return found
