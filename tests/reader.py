"""What the public side can read, asked as the tests ask it."""

from dialogues.models import Publication


def shown(kind: str, slug: str) -> Publication:
    """The publication of one record; it must be shown."""
    return Publication.public.shown().get(kind=kind, slug=slug)


def stored_text() -> str:
    """Everything that the public side can read, in one text."""
    return " ".join(str(row) for row in Publication.public.values())
