"""What a merge makes of names and documents: values in, values out; nothing is read or written here.

A published document that names the record that went is not rendered: its references are replaced where they stand.
What that makes double (the same row, the same member of a set) is there once, as it is in the records.
"""

import copy
from collections.abc import Iterator
from typing import Any

from dialogues.disputes import in_dispute
from dialogues.documents import Document, parts_of, references_in, sort_sets

ABBREVIATION = "abbreviation"


def names_of(record: Any) -> Document:
    """The names of an organization or a person as its document has them."""
    return {
        "name": record.name,
        "abbreviation": getattr(record, "abbreviation", "") or None,
        "aliases": [
            {"name": alias.name, "lang": alias.lang, "kind": alias.kind} for alias in record.aliases.all()
        ],
    }


def further_names(gone: Document, into: Document) -> list[Document]:
    """The names of the one that goes which the one that stays does not have yet, as other names of it."""
    known = {(words, lang) for lang, words in into["name"].items()}
    known |= {(alias["name"], alias["lang"]) for alias in into["aliases"]}
    short = {alias["name"] for alias in into["aliases"] if alias["kind"] == ABBREVIATION}
    short.add(into.get("abbreviation"))
    found = []
    for alias in _all_names(gone):
        key = alias["name"], alias["lang"]
        if key in known or (alias["kind"] == ABBREVIATION and alias["name"] in short):
            continue
        known.add(key)
        if alias["kind"] == ABBREVIATION:
            short.add(alias["name"])
        found.append(alias)
    return found


def _all_names(names: Document) -> Iterator[Document]:
    for lang, words in names["name"].items():
        if words:
            yield {"name": words, "lang": lang, "kind": "alias"}
    if words := names.get("abbreviation"):
        yield {"name": words, "lang": "en", "kind": ABBREVIATION}
    yield from names["aliases"]


def with_claims_of(gone: Document, into: Document, recorded: list[Document]) -> Document:
    """The document of the one that stays with what the other's says of its facts, and with the sources that say it.

    `recorded` are the claims that the one that stays has now: no other is taken over. Nor is one that would be the
    second preferred about a fact, as where an edit that took the mark from the first is not published.
    """
    there = into.get("claims", [])
    preferred = {claim["field"] for claim in there if claim["preferred"]}
    further = [
        claim
        for claim in gone.get("claims", [])
        if claim in recorded
        and claim not in there
        and not (claim["preferred"] and claim["field"] in preferred)
    ]
    if not further:
        return into
    citing = {claim["source"] for claim in further}
    sources = {cited["id"]: cited for cited in gone["sources"] if cited["id"] in citing}
    sources |= {cited["id"]: cited for cited in into.get("sources", [])}
    joined = into | {"claims": [*there, *further], "sources": list(sources.values())}
    return sort_sets(copy.deepcopy(joined | {"disputed": sorted(_disputed(joined))}))


def named_anew(document: Document, gone: Document, into: Document) -> Document:
    """A copy of a document that names `into` wherever it named `gone`; both are references."""
    document = copy.deepcopy(document)
    parts = document.get("participations", [])
    moved = [any(_is(ref, gone) for ref in references_in(part)) for part in parts]
    sets = [found for found in _sets(document) if any(_is(ref, gone) for ref in found)]
    disputed = _disputed(document)
    for ref in references_in(document):
        if _is(ref, gone):
            ref.update({key: value for key, value in into.items() if key in ref})
    if parts:
        others = [part for part, was_moved in zip(parts, moved, strict=True) if not was_moved]
        document["participations"] = [
            part for part, was_moved in zip(parts, moved, strict=True) if not was_moved or part not in others
        ]
    for members in sets:
        members[:] = {ref["id"]: ref for ref in members}.values()
    sort_sets(document)
    if newly := _disputed(document) - disputed:
        document["disputed"] = sorted({*document["disputed"], *newly})
        document["date"]["disputed"] = "date" in document["disputed"]
    return document


def _is(ref: Document, other: Document) -> bool:
    return (ref["type"], ref["id"]) == (other["type"], other["id"])


def _sets(value: Any) -> Iterator[list[Document]]:
    """Every list of references inside a document."""
    if isinstance(value, list) and value and all(_is_reference(item) for item in value):
        yield value
    for inner in parts_of(value):
        yield from _sets(inner)


def _is_reference(item: Any) -> bool:
    return isinstance(item, dict) and item.keys() == {"type", "id", "name"}


def _disputed(document: Document) -> set[str]:
    """The facts of a document about which its claims differ: two people who are one may differ newly."""
    return in_dispute(
        (claim["field"], (claim.get("person") or {}).get("id"), claim["value"])
        for claim in document.get("claims", [])
        if claim.get("session") is None
    )
