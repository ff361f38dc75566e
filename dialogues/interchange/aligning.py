"""Which objects of two lists stand for one another, where they have no ids: what went, what came, what changed."""

import json
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any

# To align takes its time, which grows with the square of the length.
LONGEST = 1000


def aligned(now: list[Any], given: list[Any]) -> Iterator[tuple[int, Any, Any]]:
    """Place, object as recorded, object as given; None for the object that one of the lists lacks.

    Equal objects meet. Between those, as many as changed meet in their order; otherwise the old ones went and new
    ones came. The place of one that went is the old one, else it is the new one.
    """
    if len(now) > LONGEST or len(given) > LONGEST:
        for index, (one, other) in enumerate(zip_longest(now, given)):
            yield index, one, other
        return
    old, new = ([json.dumps(item, sort_keys=True) for item in items] for items in (now, given))
    for act, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if act == "replace" and last - first == end - start:
            pairs = zip(now[first:last], given[start:end], strict=True)
            yield from ((start + index, one, other) for index, (one, other) in enumerate(pairs))
        elif act != "equal":
            yield from ((first + index, one, None) for index, one in enumerate(now[first:last]))
            yield from ((start + index, None, other) for index, other in enumerate(given[start:end]))
