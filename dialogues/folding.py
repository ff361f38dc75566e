"""One form for the many ways in which a word is written, and the terms by which a text is found.

Width, letter case, accents, quotation marks and dashes make no difference to a search: search text is kept folded,
and what a reader asks is folded before it is compared. A term is a whole word of Latin letters and digits, or, in
scripts that put no spaces between words, one character or two that stand side by side. The function
`search_terms` of the database (migration 0006) gives the terms of a folded text; a test holds the two equal.
"""

import re
import unicodedata

# Of folded text: what words are made of that stand between spaces, and what is found in any part.
LATIN = "0-9a-z\u00df-\u00f6\u00f8-\u024f"
OTHER = "\u0250-\u1fff\u2070-\u2fff\u3005-\u3007\u3021-\U0010ffff"
# An index takes no key of any length.
LONGEST_TERM = 60

_ACCENTS = re.compile("[\u0300-\u036f]+")
_SAME = str.maketrans("’‘“”‐‑–—ø\u0142\u0111\u0131", "''\"\"----oldi")
_RUNS = re.compile(f"([{LATIN}]+)|([{OTHER}]+)")


def folded(text: str) -> str:
    """The text in the form in which texts are compared: `Élysée` and `ELYSEE` are one, `ＪＡＸＡ` and `jaxa` are."""
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", text))
    return unicodedata.normalize("NFKC", plain.casefold()).translate(_SAME)


def terms(words: str) -> list[str]:
    """The terms that every text holds in which these folded words stand: the fewest that tell."""
    found: dict[str, None] = {}
    for latin, other in _RUNS.findall(words):
        if latin:
            found[latin[:LONGEST_TERM]] = None
        elif len(other) == 1:
            found[other] = None
        else:
            found.update((other[place : place + 2], None) for place in range(len(other) - 1))
    return list(found)


def key(name: str) -> str:
    """A name without what does not tell it from others: case, accents, spaces, hyphens, dots, “the” before it."""
    return re.sub(r"[\W_]+", "", re.sub(r"^the\s+", "", folded(name).strip()))
