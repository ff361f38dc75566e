"""Text in one language: `?lang=ja` turns each `{"en": …, "ja": …}` into plain words.

Where a text has no words in the language asked for, the nearest stands in: the language without its region or
script (RFC 4647, 3.4, lookup), then English, Japanese, and any other. `other_langs` says where, and in which
language: a JSON Pointer (RFC 6901) into the document, and the tag.
"""

import re
from typing import Any

from babel import localedata

from dialogues.filters.near import near

TAG = "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$"
# Codes of countries that are often written for their languages.
_MEANT = {"jp": "ja", "kr": "ko", "cn": "zh", "us": "en", "uk": "en", "gb": "en"}


def known(tag: str) -> bool:
    """Whether it is the tag of a language (BCP 47) that the CLDR knows, be it with a region or a script."""
    return bool(re.fullmatch(TAG, tag)) and localedata.exists(tag.partition("-")[0].lower())


def near_tags(tag: str) -> list[str]:
    language = tag.partition("-")[0].lower()
    return [_MEANT[language]] if language in _MEANT else near(tag, ("en", "ja")) or ["en", "ja"]


def is_text(value: Any) -> bool:
    """Whether a value of a document is a text by language tags: `en` and `ja` are always there."""
    return (
        isinstance(value, dict)
        and {"en", "ja"} <= value.keys()
        and all(words is None or isinstance(words, str) for words in value.values())
    )


def flatten(document: dict[str, Any], lang: str) -> tuple[dict[str, Any], dict[str, str]]:
    """The document with plain words for texts; and where they are in another language, by JSON Pointer."""
    others: dict[str, str] = {}
    return _flat(document, lang, "", others), others


def _flat(value: Any, lang: str, pointer: str, others: dict[str, str]) -> Any:
    if is_text(value):
        tag = nearest(value, lang)
        if tag and tag.lower() != lang.lower():
            others[pointer] = tag
        return value[tag] if tag else None
    if isinstance(value, dict):
        return {
            name: _flat(inner, lang, f"{pointer}/{_escaped(name)}", others) for name, inner in value.items()
        }
    if isinstance(value, list):
        return [_flat(inner, lang, f"{pointer}/{place}", others) for place, inner in enumerate(value)]
    return value


def nearest(text: dict[str, str | None], lang: str) -> str:
    """The tag of the words to show; empty where the text has no words at all."""
    spoken = {tag.lower(): tag for tag, words in text.items() if words}
    parts = lang.lower().split("-")
    wanted = ["-".join(parts[:length]) for length in range(len(parts), 0, -1)]
    return next((spoken[tag] for tag in (*wanted, "en", "ja", *spoken) if tag in spoken), "")


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")
