"""What the page of a person tells: names, titles as on the day, for whom the person sat, roles, and words."""

from typing import Any

from dialogues.public import publications
from dialogues.public.counts.represented import Represented, for_whom
from dialogues.public.counts.roles import RolesByYear, matrix
from dialogues.public.counts.tallies import Tally, tallied
from dialogues.public.counts.years import meetings_asked
from dialogues.public.facts import aliases, claims
from dialogues.public.facts.appearances import appearances, cited_by
from dialogues.public.facts.posts import posts
from dialogues.public.lists.formats import offers_of_meetings
from dialogues.public.pairs import pairs
from dialogues.public.serving.frame import page_language
from dialogues.public.serving.paging import NoSuchPage, Page, Pager
from dialogues.public.words.statuses import OVER_STATUSES
from dialogues.public.words.texts import Document, chosen, other_words


def tells(document: Document, page: Page) -> dict[str, Any]:
    """The context of a person's page. Two queries: what is counted, and the meetings. Raises NoSuchPage."""
    language = page_language()
    slug = document["id"]
    meetings = publications.shown("meeting").with_facet(f"person:{slug}")
    over = pairs.over(f"person:{slug}")
    counts = tallied(
        [
            Tally("held", over),
            RolesByYear("roles", over, kind="person", slug=slug),
            Represented("represented", over, person=slug),
            Tally("party", over, ("party",)),
        ]
    )
    # One more than is shown tells whether there is a next page.
    found = publications.lines(
        meetings.newest_day_first()[page.first : page.last + 1], publications.NOT_IN_AN_APPEARANCE
    )
    if page.number > 1 and not found:
        raise NoSuchPage
    appeared = appearances(document, found[: page.per_page], set())
    held = counts["held"][0]
    asked: dict[str, Any] = {"person": slug, "status": OVER_STATUSES}
    return {
        "record": document,
        **claims.told(document, language),
        "formats": offers_of_meetings(person=slug),
        "citations": cited_by(document, appeared),
        "title": chosen(document["name"], language),
        "other_titles": other_words(document["name"], language),
        "alias_kinds": aliases.by_kind(document),
        "held": held.count,
        "all_meetings": meetings_asked(person=slug),
        "all_held": meetings_asked(**asked),
        "span": "–".join(dict.fromkeys(day[:4] for day in (held.earliest, held.latest) if day)),
        "appearances": appeared,
        "pager": Pager(page.number, len(found) > page.per_page),
        "posts": posts(appeared),
        "for_whom": for_whom(counts["represented"], counts["party"], language),
        "roles": matrix(counts["roles"], **asked),
        "said": [
            {"meeting": one.line["meeting"], "statement": given["statement"]}
            for one in appeared
            for given in one.statements
        ],
    }
