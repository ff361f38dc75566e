"""What is asked of a publication: tokens, days, titles and search text, all taken from its document.

A token is `question:value`. The tokens of a document that names an organization or a topic hold those above it
too, so that a reader who asks for a ministry finds its offices; `lineage` tells what stands above.
A new filter is a new token here, not a new join. Whoever changes what is taken changes `RULES`, by which publications
are known that `reindex` has to look at anew.
"""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

from dialogues import folding, other_names
from dialogues.documents import Document, references_in

RULES = hashlib.sha256(
    b"".join(Path(path).read_bytes() for path in (__file__, folding.__file__, other_names.__file__))
).hexdigest()[:16]
"""The rules by which everything here is taken from a document, as a digest of the modules that hold them."""

Lineage = Callable[[str, str], Iterable[str]]
"""For a kind and an id: the ids of all that stand above it."""

# An open or very long interval is not spread over every year that it touches.
MOST_YEARS = 30


def facets(document: Document, lineage: Lineage) -> list[str]:
    """The tokens of a document, sorted, each once."""
    return sorted(set(_tokens(document, lineage)))


def cites(document: Document) -> list[str]:
    """`kind:id` of every record that the document names, sorted, each once."""
    return sorted({f"{ref['type']}:{ref['id']}" for ref in references_in(document)})


def _tokens(document: Document, lineage: Lineage) -> Iterator[str]:
    kind = document["type"]
    if kind in ("organization", "topic"):
        yield from _upward(kind, document["id"], lineage)
    for ref in references_in(document):
        if ref["type"] in ("organization", "topic"):
            if kind in ("organization", "topic"):
                continue
            yield from _upward(ref["type"], ref["id"], lineage)
        elif ref["type"] in ("party", "person", "track", "dialogue"):
            yield f"{ref['type']}:{ref['id']}"
    parties = sorted(party["id"] for party in document.get("parties", []))
    yield from (f"pair:{one}-{other}" for one, other in combinations(parties, 2))
    for name in (
        "status", "format", "kind", "focus", "sector", "relation", "track_basis", "language", "reliability",
    ):  # fmt: skip
        if isinstance(document.get(name), str):
            yield f"{name}:{document[name]}"
    if kind == "outcome":
        yield f"outcome:{document['kind']}"
        yield f"followed:{'yes' if document.get('reports') else 'no'}"
    if kind == "outcome_report":
        yield f"reports-on:{document['outcome']['id']}"
    for outcome in document.get("outcomes", []):
        yield f"outcome:{outcome['kind']}"
    yield from (f"role:{part['role']}" for part in document.get("participations", []))
    disputed = list(document.get("disputed", []))
    if kind == "session" and document["date"]["disputed"]:
        disputed.append("date")
    yield from (f"disputed:{fact}" for fact in disputed)
    if disputed:
        yield "disputed:any"
    if kind in other_names.NAMED:
        yield from (f"name:{key}" for key in other_names.keys(document))
    yield from _years(document)


def _upward(kind: str, slug: str, lineage: Lineage) -> Iterator[str]:
    yield f"{kind}:{slug}"
    yield from (f"{kind}:{above}" for above in lineage(kind, slug))


def _years(document: Document) -> Iterator[str]:
    earliest, latest = days(document)
    if earliest and latest:
        if latest.year - earliest.year < MOST_YEARS:
            yield from (f"year:{year}" for year in range(earliest.year, latest.year + 1))
    elif earliest or latest:
        yield f"year:{(earliest or latest).year}"  # type: ignore[union-attr]
    elif document["type"] in ("meeting", "session", "outcome", "outcome_report"):
        yield "year:unknown"


def days(document: Document) -> tuple[dt.date | None, dt.date | None]:
    """The first and last possible day by which a document is sorted and filtered."""
    for name in ("date", "meeting_date", "established", "published"):
        date = document.get(name)
        if isinstance(date, dict) and date["edtf"]:
            earliest, latest = (
                date[end] and dt.date.fromisoformat(date[end]) for end in ("earliest", "latest")
            )
            return earliest, latest
    return None, None


def titles(document: Document) -> tuple[str, str]:
    """The document's title in English and Japanese, each falling back to the other and to any language."""
    text: Any = document.get("name") or document.get("title") or document.get("text") or {}
    if isinstance(text, str):
        return text, text
    anything = next((words for words in text.values() if words), "")
    return text.get("en") or anything, text.get("ja") or anything


def search_text(document: Document) -> str:
    """Every word of the document that a reader may search for, folded, a line each; the titles are the first line.

    The others are sorted: the keys of a stored document are in another order than those of a fresh one.
    """
    title = " | ".join(dict.fromkeys(words for words in titles(document) if words))
    lines = (" ".join(words.split()) for words in (title, *sorted(set(_words(document)))))
    return folding.folded("\n".join(dict.fromkeys(lines)))


# Vocabulary, ids and numbers are asked for by tokens; addresses are not searched.
_NOT_WORDS = {
    "type", "id", "url", "archived_url", "kind", "status", "status_recorded", "role", "format", "relation", "lang",
    "language", "reliability", "sector", "focus", "edtf", "earliest", "latest", "source", "session", "field",
    "alt_basis", "track_basis", "qualifier", "readout_of", "document", "accessed",
}  # fmt: skip


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in _NOT_WORDS or isinstance(inner, dict | list):
                yield from _words(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _words(inner)
    elif isinstance(value, str):
        yield value
