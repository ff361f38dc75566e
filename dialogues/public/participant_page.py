"""What the page of an organization or a person tells: who it is, and where it appears."""

from typing import Any

from dialogues.public import publications
from dialogues.public.appearances import appearances
from dialogues.public.citations import Citations
from dialogues.public.frame import page_language
from dialogues.public.paging import NoSuchPage, Page, Pager
from dialogues.public.texts import Document, chosen, other_words


def tells(document: Document, page: Page) -> dict[str, Any]:
    """The context of an organization's or a person's page. Two queries at most. Raises NoSuchPage."""
    language = page_language()
    kind, slug = document["type"], document["id"]
    meetings = publications.shown("meeting").with_facet(f"{kind}:{slug}").newest_day_first()
    # One more than is shown tells whether there is a next page, without counting them all.
    found = publications.lines(meetings[page.first : page.last + 1], publications.NOT_IN_AN_APPEARANCE)
    if page.number > 1 and not found:
        raise NoSuchPage
    below, successors = publications.around_organization(slug) if kind == "organization" else ([], [])
    return {
        "record": document,
        "citations": Citations([]),
        "title": chosen(document["name"], language),
        "other_titles": other_words(document["name"], language),
        "appearances": appearances(document, found[: page.per_page], {part["id"] for part in below}),
        "pager": Pager(page.number, len(found) > page.per_page),
        "parts": [other for other in below if (other["parent"] or {}).get("id") == slug],
        "successors": successors,
    }
