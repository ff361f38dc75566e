"""The titles of a person, as they were on the day: each with for whom, at which meetings, and who says so."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from dialogues.public.facts.appearances import Appearance
from dialogues.public.words.texts import Document


@dataclass
class Post:
    """One title in one organization on one side, and the meetings of which it is recorded, the latest first."""

    title: Document
    organization: Document | None
    party: Document | None
    seen: list[dict[str, Any]] = field(default_factory=list)

    def is_of(self, part: Document) -> bool:
        """Whether a part shows the same post. A statement tells no side; it is of the post whose title it gives."""
        party = part.get("party")
        return (
            self.title == part["title"]
            and self.organization == part["organization"]
            and (self.party == party or self.party is None or party is None)
        )


def posts(found: list[Appearance]) -> list[Post]:
    """The titles in the order of the meetings, the latest first. Parts without any title are left out."""
    held: list[Post] = []
    for one in found:
        meeting = one.line["meeting"]
        for part, sources in _parts(one):
            if not any(part["title"].values()):
                continue
            post = next((post for post in held if post.is_of(part)), None)
            if post is None:
                post = Post(part["title"], part["organization"], part.get("party"))
                held.append(post)
            post.party = post.party or part.get("party")
            if not post.seen or post.seen[-1]["meeting"] is not meeting:
                post.seen.append({"meeting": meeting, "sources": []})
            known = post.seen[-1]["sources"]
            known += [source for source in sources if source not in known]
    return held


def _parts(one: Appearance) -> Iterator[tuple[Document, list[str]]]:
    """What tells a title: participations, and statements that give another."""
    for did in one.parts:
        yield did["part"], did["part"]["sources"]
    for given in one.statements:
        source = given["statement"]["source"]
        if given["titled"]:
            yield given["statement"], [source] if source else []
