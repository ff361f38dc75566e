"""The public contract, field by field: what each kind of record tells the world.

A document is JSON without primary keys, addresses of this site, or anything of the request. It names other
records one level deep (`type`, `id`, `name`) and holds no reverse lists: a dialogue's document does not hold
its meetings. `shape` counts the versions of this file's contract; the API presents documents, so the shape of
what is stored is not the version of the API.

Conventions: a text is `{"en": …, "ja": …}` with null where there is none, other languages beside them by tag;
a date is `{"edtf", "earliest", "latest", "disputed"}`; `sources` inside a fact are ids of the document's own
`sources`, which are cited in full once, at the end.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import Any

from django.db import models
from rest_framework import serializers

from dialogues.documents.families import Shown, citations, family, to_render, weight_of_citation
from dialogues.documents.fields import KINDS, Document, disputed, kind_of, reference
from dialogues.documents.whole import SERIALIZERS, SHAPE
from dialogues.models import Kind

__all__ = [
    "KINDS",
    "SERIALIZERS",
    "SHAPE",
    "Document",
    "Renderer",
    "Shown",
    "canonical",
    "citations",
    "digest",
    "disputed",
    "family",
    "kind_of",
    "parts_of",
    "plain",
    "reference",
    "references_in",
    "render",
    "sort_sets",
    "to_render",
]


def canonical(document: Document) -> bytes:
    """The bytes of a document that its SHA-256 is taken over: RFC 8785 (sorted keys, no spaces, UTF-8)."""
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(document: Document) -> str:
    """The SHA-256 of a document's canonical bytes, in hexadecimal."""
    return hashlib.sha256(canonical(document)).hexdigest()


class Renderer:
    """Renders records one after the other; it names only dialogues and meetings that are `shown`.

    It keeps one serializer a kind, because to build one takes longer than to use it.
    """

    def __init__(self, shown: Shown) -> None:
        self.context = {"shown": shown}
        self.serializers: dict[str, serializers.Serializer] = {}

    def __call__(self, record: models.Model) -> Document:
        kind = kind_of(record)
        if kind not in self.serializers:
            self.serializers[kind] = SERIALIZERS[kind](context=self.context)
        return plain(self.serializers[kind].to_representation(record))


def render(record: models.Model, shown: Shown) -> Document:
    """The document of one record as it stands, naming only dialogues and meetings that are `shown`."""
    return Renderer(shown)(record)


def plain(value: Any) -> Any:
    """The same value in the types that JSON gives back, so that a stored document equals a rendered one."""
    return json.loads(json.dumps(value, ensure_ascii=False))


def sort_sets(value: Any) -> Any:
    """Sorts, in place, the lists of a document that have no order of their own, by what they show.

    To be called when names changed inside a document, so that a carried one equals a rendered one.
    """
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "topics" or (key in ("parties", "organizations") and value["type"] == Kind.OUTCOME):
                inner.sort(key=itemgetter("id"))
            elif key == "sources" and inner and isinstance(inner[0], dict):
                inner.sort(key=weight_of_citation)
            elif key == "sources":
                inner.sort()
    for inner in parts_of(value):
        sort_sets(inner)
    return value


def references_in(value: Any) -> Iterator[Document]:
    """Every reference and citation inside a document, the document itself not counted."""
    for inner in parts_of(value):
        if isinstance(inner, dict) and {"type", "id", "name"} <= inner.keys():
            yield inner
        yield from references_in(inner)


def parts_of(value: Any) -> Iterable[Any]:
    """What an object or a list of a document holds, save the value of a claim: what a source gives names no record."""
    if isinstance(value, dict):
        return [inner for key, inner in value.items() if key != "value"]
    return value if isinstance(value, list) else ()
