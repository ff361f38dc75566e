"""Which words of a multilingual text a page shows, and in which language they are.

A text of a document is `{"en": …, "ja": …, other tags}`; a reader sees it in the page's language where it
exists, else in another, marked as such. Texts that staff keep in one language only (notes, reasons) carry no tag:
their script tells enough to mark them.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from babel import Locale, UnknownLocaleError

Document = dict[str, Any]
PAGE_LANGUAGES = ("en", "ja")

_JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_KOREAN = re.compile(r"[\u1100-\u11ff\uac00-\ud7af]")


@dataclass(frozen=True)
class Words:
    """Some words and their language tag; `foreign` where the page is in another language."""

    text: str
    language: str
    foreign: bool


def chosen(text: Document | None, language: str) -> Words | None:
    """The words of a text for a page in this language: its own, else English, Japanese, or what there is."""
    text = text or {}
    for tag in (language, *PAGE_LANGUAGES, *text):
        if words := text.get(tag):
            return Words(words, tag, tag != language)
    return None


def other_words(text: Document | None, language: str) -> list[Words]:
    """The words in every other language, for the lines under a title."""
    shown = chosen(text, language)
    return [
        Words(words, tag, True)
        for tag, words in (text or {}).items()
        if words and tag != language and (shown is None or tag != shown.language)
    ]


def of_one_language(text: str, language: str) -> Words:
    """Words that were kept without a language tag; their script tells which it is."""
    spoken = "ko" if _KOREAN.search(text) else "ja" if _JAPANESE.search(text) else "en"
    # Digits and signs are at home in any language.
    if not any(character.isalpha() for character in text):
        spoken = language
    return Words(text, spoken, spoken != language)


def runs_right_to_left(text: str) -> bool:
    """Whether any letter of the text is written from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)


def language_name(tag: str, page_language: str) -> str:
    """The name of a language in the language of the page; the tag itself where it has none."""
    try:
        return Locale.parse(tag, sep="-").get_display_name(page_language) or tag
    except (UnknownLocaleError, ValueError):
        return tag


def country_name(code: str, page_language: str) -> str:
    """The name of a country (ISO 3166-1) in the language of the page; the code itself where it has none."""
    return Locale(page_language).territories.get(code, code)
