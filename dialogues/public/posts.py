"""The titles of a person, as they were on the day: each with for whom, at which meetings, and who says so."""

from dataclasses import dataclass, field
from typing import Any

from dialogues.public.appearances import Appearance
from dialogues.public.texts import Document


@dataclass
class Post:
    """One title in one organization on one side, and the meetings of which it is recorded, the latest first."""

    title: Document
    organization: Document | None
    party: Document | None
    seen: list[dict[str, Any]] = field(default_factory=list)


def posts(found: list[Appearance]) -> list[Post]:
    """The titles in the order of the meetings, the latest first. Parts without any title are left out."""
    held: dict[tuple[Any, ...], Post] = {}
    for one in found:
        meeting = one.line["meeting"]
        parts = [(did["part"], did["part"]["sources"]) for did in one.parts]
        parts += [
            (given["statement"], [given["statement"]["source"]])
            for given in one.statements
            if given["titled"]
        ]
        for part, sources in parts:
            title, organization, party = part["title"], part["organization"], part.get("party")
            if not any(title.values()):
                continue
            key = (
                *sorted((tag, words or "") for tag, words in title.items()),
                (organization or {}).get("id", ""),
            )
            post = held.setdefault(key, Post(title, organization, party))
            # A statement tells no side; the participation beside it may.
            post.party = post.party or party
            if post.seen and post.seen[-1]["meeting"]["id"] == meeting["id"]:
                post.seen[-1]["sources"] = list(dict.fromkeys([*post.seen[-1]["sources"], *sources]))
            else:
                post.seen.append({"meeting": meeting, "sources": [one for one in sources if one]})
    return list(held.values())
