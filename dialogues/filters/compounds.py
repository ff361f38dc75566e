"""Compounds of Japanese: words that stand together without a space, taken apart.

Most words in kanji have two: a row of an even number is read as words of two (日米宇宙対話: 日米, 宇宙, 対話). 的 joins
words and is none. A row of another length stays whole, and so does what is joined by hiragana: a phrase.
"""

import re

_DIGITS = "〇一二三四五六七八九"
_KANJI = r"[\u4e00-\u9fff々]+"
_PIECES = re.compile(
    rf"(?P<number>第(?:[0-9]+|[{_DIGITS}十]+)回)|(?P<kanji>{_KANJI})|[\u30a0-\u30ff]+|[0-9a-z.]+"
)
_JOINTS = re.compile(rf"[のと・「」『』-]|的(?={_KANJI})|(?=第[0-9{_DIGITS}十]+回)")


def in_kanji(number: int) -> str:
    """A number up to 99 in kanji: 九, 十二, 二十."""
    tens, ones = divmod(number, 10)
    return (("" if tens == 1 else _DIGITS[tens]) + "十" if tens else "") + (_DIGITS[ones] if ones else "")


_NUMBERS = {in_kanji(number): number for number in range(1, 100)}


def pieces(word: str) -> tuple[str, ...]:
    """The words of a folded compound, each once; none where it is no compound of kanji, or stays whole."""
    found: list[str] = []
    for part in _JOINTS.split(word):
        place = 0
        while place < len(part):
            match = _PIECES.match(part, place)
            if not match:
                return ()
            row, place = match[0], match.end()
            if match["number"]:
                found.append(f"第{_NUMBERS.get(row[1:-1], row[1:-1])}回")
            elif match["kanji"] and len(row) % 2 == 0:
                found += (row[start : start + 2] for start in range(0, len(row), 2))
            else:
                found.append(row)
    together = tuple(dict.fromkeys(found))
    return together if len(together) > 1 and any(re.match(_KANJI, one) for one in together) else ()
