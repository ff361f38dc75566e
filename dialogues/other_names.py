"""What else a dialogue, a topic, an organization, a person or a party is called: the words in which readers search.

Names come from the record's own document. Parties have short forms besides, which no record holds.
"""

import re
from collections.abc import Iterator

from dialogues.documents import Document
from dialogues.folding import folded, key

NAMED = ("dialogue", "topic", "organization", "person", "party")

# Every subject here is about space: its name is the same with the word or without.
_SPACE = re.compile(r"\bspace\b|宇宙|スペース")
_ID_OF_LETTERS = re.compile(r"[a-z]{2,6}")

SHORT_FORMS = {
    "US": ("U.S.", "US", "USA", "America", "米国", "アメリカ"),
    "GB": ("U.K.", "UK", "Britain", "イギリス"),
    "KR": ("South Korea", "韓国"),
    "EU": ("EU", "ＥＵ"),
    "AE": ("UAE",),
    "RU": ("Russian Federation", "ロシア連邦"),
    "VN": ("Vietnam",),
    "AU": ("豪州",),
}


def names(document: Document) -> list[tuple[str, str]]:
    """What the record is called, each name once with its language tag: empty where it has none of its own."""
    found: dict[str, tuple[str, str]] = {}
    for name, language in _names(document):
        if name:
            found.setdefault(folded(name), (name, language))
    return list(found.values())


def _names(document: Document) -> Iterator[tuple[str, str]]:
    kind = document["type"]
    if kind == "topic" and (short := _abbreviation(document)):
        yield short, ""
    if kind == "organization":
        yield document.get("abbreviation") or "", ""
    yield from ((words or "", tag) for tag, words in document["name"].items())
    if kind == "party":
        yield from ((name, "") for name in SHORT_FORMS.get(document["id"], ()))
    for others in ("aliases", "other_names"):
        yield from ((other["name"], other["lang"]) for other in document.get(others, ()))


def _abbreviation(topic: Document) -> str:
    """The id of a topic where it is made of letters and is no word of its name: SSA."""
    slug = topic["id"]
    of_its_name = re.findall(r"\w+", folded(topic["name"].get("en") or ""))
    return slug.upper() if _ID_OF_LETTERS.fullmatch(slug) and slug not in of_its_name else ""


def keys(document: Document) -> set[str]:
    """The keys under which the record is looked up; a party's code is one in capitals (IN is India, “in” is not)."""
    found = {key(name) for name, _language in names(document)}
    if document["type"] == "topic":
        found |= {key(_SPACE.sub("", folded(name))) for name, _language in names(document)}
    if document["type"] == "party":
        found.add(document["id"])
    return {one for one in found if len(one) > 1}
