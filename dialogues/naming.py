"""How a document names other records: as they are published, never as they are drafted.

A meeting is rendered from records, and the records that it names may have edits that nobody has cleared. So each
name in a rendered document is replaced by the published one, where there is one. A renamed source changes the ids
by which facts cite it, too.
"""

from collections.abc import Iterable
from typing import Any

from dialogues import documents
from dialogues.documents import Document
from dialogues.models import Kind, Publication

# What becomes public because a published record names it; dialogues and meetings do not.
PUBLIC_WHEN_CITED = ("party", "organization", "person", "topic", "track", "source")

Names = dict[tuple[str, str], Document | None]
"""By kind and id of a record as it stands: how documents name it in public, or None where it is not public."""


def published_reference(kind: str, document: Document) -> Document:
    """How other documents name the record of this one. A source is cited at length; anything else by its name."""
    if kind == Kind.SOURCE:
        return {key: value for key, value in document.items() if key not in ("shape", "note")}
    name = document.get("name") or document.get("title") or document.get("text")
    return {"type": kind, "id": document["id"], "name": name}


def named_in(rendered: Iterable[Document]) -> dict[str, set[str]]:
    """The ids of the records that documents name, by kind."""
    named: dict[str, set[str]] = {}
    for document in rendered:
        for ref in documents.references_in(document):
            named.setdefault(ref["type"], set()).add(ref["id"])
    return named


def look_up(named: dict[str, set[str]], known: Names) -> None:
    """Adds to the known names those that are not known yet. Two queries a kind, none where all are known."""
    models = {kind: model for model, kind in documents.KINDS.items()}
    for kind, slugs in named.items():
        missing = {slug for slug in slugs if (kind, slug) not in known}
        if not missing:
            continue
        ids = dict(models[kind]._default_manager.filter(slug__in=missing).values_list("pk", "slug"))
        for slug in missing:
            known[kind, slug] = None
        for publication in Publication.objects.shown().filter(kind=kind, record_id__in=ids):
            known[kind, ids[publication.record_id]] = published_reference(kind, publication.document)


def name_as_published(document: Document, known: Names, own: Iterable[tuple[str, str]] = ()) -> Document:
    """The document with every name that is public as it is public; `own` are left as they were rendered."""
    spared = set(own)
    renamed_sources = {}
    for ref in list(documents.references_in(document)):
        key = (ref["type"], ref["id"])
        public = known.get(key)
        if public and key not in spared:
            if ref["type"] == Kind.SOURCE and public["id"] != ref["id"]:
                renamed_sources[ref["id"]] = public["id"]
            ref.update({name: value for name, value in public.items() if name in ref})
    for former, slug in renamed_sources.items():
        rename_source(document, former, slug)
    return documents.sort_sets(document)


def rename_source(value: Any, former: str, slug: str) -> None:
    """Changes the id by which the facts of a document cite a source, in place."""
    if isinstance(value, dict):
        if value.get("source") == former:
            value["source"] = slug
        sources = value.get("sources")
        if isinstance(sources, list) and former in sources:
            value["sources"] = sorted(slug if source == former else source for source in sources)
    for inner in documents.parts_of(value):
        rename_source(inner, former, slug)
