"""When the values that sources give to one fact are the same, and when they differ.

Values are compared as what they mean: `9` and `"9"` are one number, `2024-08-26/2024-08-26` and `2024-08-26` one day.
One rule for what documents call disputed, for what readers are shown side by side, and for what staff are asked to
settle.
"""

import json
import unicodedata
from collections.abc import Hashable, Iterable
from typing import Any

from participants.dates import ImpossibleDate, in_one_way

# Of these several values hold at once: a source that gives one name does not deny another.
HOLD_TOGETHER = ("aliases", "other_names")

# A longer row of digits is a name for something, and no number that anybody counted.
MOST_DIGITS = 15


def meaning(value: Any) -> Any:
    """What a value means, hashable: two values that a claim gives are the same where these are equal.

    Takes any value of JSON. A text that is a date in EDTF means that date, one of digits alone the number.
    """
    if isinstance(value, str):
        return _of_text(value)
    if value is None or isinstance(value, bool | int | float):
        # True is no number, though Python holds it equal to 1.
        return (type(value).__name__, value) if isinstance(value, bool) else value
    if isinstance(value, list):
        return tuple(meaning(part) for part in value)
    return json.dumps(value, sort_keys=True)


def _of_text(text: str) -> Any:
    words = " ".join(unicodedata.normalize("NFC", text).split())
    if words.isascii() and words.isdigit() and len(words) <= MOST_DIGITS:
        return int(words)
    try:
        return in_one_way(words)
    except ImpossibleDate:
        return words


def same(one: Any, other: Any) -> bool:
    """Whether two values mean the same."""
    return bool(meaning(one) == meaning(other))


def in_dispute(said: Iterable[tuple[str, Hashable, Any]]) -> set[str]:
    """The facts about which claims differ. Takes of each claim its fact, whom it is about, and its value."""
    facts: dict[tuple[str, Hashable], list[Any]] = {}
    for fact, whom, value in said:
        facts.setdefault((fact, whom), []).append(value)
    return {fact for (fact, _whom), values in facts.items() if differ(fact, values)}


def differ(fact: str, values: Iterable[Any]) -> bool:
    """Whether the values given to one fact differ. A claim without a value (“recently”) disputes nothing."""
    return fact not in HOLD_TOGETHER and len({meaning(value) for value in values if value is not None}) > 1
