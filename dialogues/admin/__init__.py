"""The desk: forms, lists and acts for every record, one file a noun. Importing it registers them.

The records of `participants` have theirs here too: the lower house does not know the upper.
"""

from dialogues.admin import (
    meetings,
    outcomes,
    participants,
    partners,
    revisions,
    series,
    sources,
    topics,
    tracks,
)
from dialogues.admin.review import bypasses

__all__ = [
    "bypasses",
    "meetings",
    "outcomes",
    "participants",
    "partners",
    "revisions",
    "series",
    "sources",
    "topics",
    "tracks",
]
