"""The list of topics: a tree, each topic with how many meetings took it up and how many outcomes came of those.

A meeting on a topic counts for every topic above it, too. A topic whose parent is not on the page stands at the top
and names it.
"""

from dataclasses import dataclass, field

from dialogues.models.publications import PublicationQuerySet
from dialogues.public import publications
from dialogues.public.counts.tallies import Tallied, Tally, tallied
from dialogues.public.lists.orders import TITLE
from dialogues.public.words.texts import Document

ORDERS = (TITLE,)
# A tree that is cut is hard to read; a page holds what registers of this kind have.
PER_PAGE = 200


@dataclass
class Branch:
    """One topic with those below it."""

    topic: Document
    meetings: int
    outcomes: int
    below: list["Branch"] = field(default_factory=list)

    @property
    def name(self) -> Document:
        """For the note about names in another language."""
        name: Document = self.topic["name"]
        return name


def lines(documents: list[Document]) -> list[Branch]:
    """The topics as trees, each level in the order of the documents. One query."""
    counts = tallied(
        [
            Tally("meetings", publications.shown("meeting"), ("topic",)),
            Tally("outcomes", publications.shown("outcome"), ("topic",)),
        ]
    )
    meetings, outcomes = _by_value(counts["meetings"]), _by_value(counts["outcomes"])
    found = {
        topic["id"]: Branch(topic, meetings.get(topic["id"], 0), outcomes.get(topic["id"], 0))
        for topic in documents
    }
    top: list[Branch] = []
    for branch in found.values():
        above = found.get((branch.topic["parent"] or {}).get("id", ""))
        (above.below if above else top).append(branch)
    return top


def below(slug: str) -> PublicationQuerySet:
    """The topics directly below one, in the order of their titles."""
    return publications.by_title(publications.shown("topic").citing("topic", slug))


def _by_value(counted: list[Tallied]) -> dict[str, int]:
    return {one.value: one.count for one in counted}
