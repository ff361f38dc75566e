"""What the page of an organization tells: what it is, what it belongs to and came from, and what it did at meetings."""

from typing import Any

from dialogues.public import publications
from dialogues.public.counts import named_counts
from dialogues.public.counts.represented import SatFor
from dialogues.public.counts.roles import RolesByYear, matrix
from dialogues.public.counts.tallies import Tally, tallied
from dialogues.public.counts.years import meetings_asked
from dialogues.public.facts import aliases, claims, outcomes
from dialogues.public.facts.appearances import appearances, cited_by
from dialogues.public.lists.formats import offers_of_meetings
from dialogues.public.pairs import pairs
from dialogues.public.serving.frame import page_language
from dialogues.public.serving.paging import NoSuchPage, Page, Pager
from dialogues.public.words.statuses import OVER_STATUSES
from dialogues.public.words.texts import Document, chosen, other_words

BELOW, LATEST_OUTCOMES, TOPICS, DIALOGUES, PEOPLE = 200, 6, 12, 12, 24


def tells(document: Document, page: Page) -> dict[str, Any]:
    """The context of an organization's page. Two queries: what is counted, and what is listed. Raises NoSuchPage."""
    language = page_language()
    slug = document["id"]
    token = f"organization:{slug}"
    meetings = publications.shown("meeting").with_facet(token)
    promised = publications.shown("outcome").with_facet(token)
    over = pairs.over(token)
    counts = tallied(
        [
            Tally("held", over),
            RolesByYear("roles", over, kind="organization", slug=slug),
            SatFor("people", over, organization=slug),
            Tally("topic", over, ("topic",)),
            Tally("dialogue", over, ("dialogue",)),
            Tally("promised", promised),
            Tally("status", promised, ("status",)),
        ]
    )
    others = publications.shown("organization").exclude(slug=slug)
    came_after = others.citing("organization", slug).filter(document__predecessor__id=slug)
    lists = publications.together(
        # One more than is shown tells whether there is a next page.
        meetings=(
            publications.part_of(meetings.newest_day_first(), page.first, page.last + 1).newest_day_first(),
            page.per_page + 1,
            publications.NOT_IN_AN_APPEARANCE,
        ),
        kin=(publications.by_title(others.filter(slug__in=_kin(document))), 2),
        below=(publications.by_title(others.with_facet(token)), BELOW),
        after=(publications.by_title(came_after), BELOW),
        outcomes=(promised.newest_day_first(), LATEST_OUTCOMES),
    )
    found = lists["meetings"]
    if page.number > 1 and not found:
        raise NoSuchPage
    appeared = appearances(document, found[: page.per_page], {part["id"] for part in lists["below"]})
    held = counts["held"][0]
    asked: dict[str, Any] = {"organization": slug, "status": OVER_STATUSES}
    kin = {other["id"]: other for other in lists["kin"]}
    return {
        "record": document,
        **claims.told(document, language),
        "formats": offers_of_meetings(organization=slug),
        "citations": cited_by(document, appeared),
        "title": chosen(document["name"], language),
        "other_titles": other_words(document["name"], language),
        "alias_kinds": aliases.by_kind(document),
        "held": held.count,
        "all_meetings": meetings_asked(organization=slug),
        "all_held": meetings_asked(**asked),
        "span": "–".join(dict.fromkeys(day[:4] for day in (held.earliest, held.latest) if day)),
        "appearances": appeared,
        "pager": Pager(page.number, len(found) > page.per_page),
        "parent": kin.get(_id(document["parent"]), document["parent"]),
        "before": kin.get(_id(document["predecessor"]), document["predecessor"]),
        "parts": [other for other in lists["below"] if _id(other["parent"]) == slug],
        "after": lists["after"],
        "roles": matrix(counts["roles"], **asked),
        "promised": counts["promised"][0].count,
        "statuses": named_counts.statuses_of_outcomes(counts["status"]),
        "outcomes": outcomes.with_responsible(lists["outcomes"], []),
        "topics": [
            (
                named_counts.name_of(one, language),
                one.count,
                meetings_asked(**asked, topic=one.value),
            )
            for one in counts["topic"][:TOPICS]
        ],
        "people": named_counts.records("person", counts["people"][:PEOPLE], language),
        "other_people": max(0, len(counts["people"]) - PEOPLE),
        "dialogues": named_counts.records("dialogue", counts["dialogue"][:DIALOGUES], language),
    }


def _kin(document: Document) -> list[str]:
    return [one["id"] for one in (document["parent"], document["predecessor"]) if one]


def _id(reference: Document | None) -> str:
    return reference["id"] if reference else ""
