"""The other names of an organization or a person, by their kinds (former name, transliteration …)."""

from dialogues.public.words.texts import Document


def by_kind(document: Document) -> list[tuple[str, list[Document]]]:
    """Each kind with its names, in the order in which they are recorded."""
    found: dict[str, list[Document]] = {}
    for alias in document["aliases"]:
        found.setdefault(alias["kind"], []).append(alias)
    return list(found.items())
