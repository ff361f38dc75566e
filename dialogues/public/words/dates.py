"""Dates in words, as exact as they are known and no more: EDTF (ISO 8601-2) in English and Japanese.

Works on the text alone, so that a claim's date reads like a meeting's. What it cannot word it shows as written.
"""

import re
from functools import lru_cache

from dialogues.public.words.dates_in_english import English
from dialogues.public.words.dates_in_japanese import Japanese
from dialogues.public.words.edtf import Unworded, taken_apart


@lru_cache(maxsize=4096)
def in_words(edtf: str, language: str = "en", *, short: bool = False) -> str:
    """An EDTF text in words; `short` abbreviates English months, for lists. Empty for an empty text."""
    text = edtf.strip()
    speak = Japanese() if language == "ja" else English(short=short)
    try:
        if "/" in text:
            start, _slash, end = text.partition("/")
            return speak.interval(start, end)
        if text[:1] in ("[", "{"):
            return speak.several(text[1:-1], one_of=text[0] == "[")
        return speak.single(taken_apart(text)) if text else ""
    except Unworded:
        return edtf


def exact_day(edtf: str) -> str:
    """The text itself where it is one certain day, for `<time datetime>`; else empty."""
    return edtf if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", edtf) else ""
