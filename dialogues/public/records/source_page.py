"""What the page of a source tells: what the text is, where it is to be read, and what rests on it.

A source's stored text is for checking and is in no document; the page says at most that a copy is kept.
"""

from typing import Any

from dialogues.public import publications
from dialogues.public.counts.tallies import Tally, tallied
from dialogues.public.facts import citations, supports
from dialogues.public.serving.frame import page_language
from dialogues.public.serving.paging import NoSuchPage, Page, Pager
from dialogues.public.words.texts import Document, Words

PER_PAGE, DIALOGUES, BODIES = 25, 40, 40
NOT_IN_A_SUPPORT = ("summary", "note", "topics", "relations")


def tells(document: Document, page: Page) -> dict[str, Any]:
    """The context of a source's page. Two queries: what is counted, and what is listed. Raises NoSuchPage."""
    language = page_language()
    source = document["id"]
    page = Page(page.number, PER_PAGE)
    meetings = publications.shown("meeting").citing("source", source)
    dialogues, organizations, people = (
        publications.shown(kind).citing("source", source) for kind in ("dialogue", "organization", "person")
    )
    counts = tallied(
        [
            Tally("meetings", meetings),
            Tally("dialogues", dialogues),
            Tally("organizations", organizations),
            Tally("people", people),
        ]
    )
    lists = publications.together(
        meetings=(
            publications.part_of(meetings.newest_day_first(), page.first, page.last + 1).newest_day_first(),
            PER_PAGE + 1,
            NOT_IN_A_SUPPORT,
        ),
        dialogues=(publications.by_title(dialogues), DIALOGUES, NOT_IN_A_SUPPORT),
        organizations=(publications.by_title(organizations), BODIES, NOT_IN_A_SUPPORT),
        people=(publications.by_title(people), BODIES, NOT_IN_A_SUPPORT),
    )
    if page.number > 1 and not lists["meetings"]:
        raise NoSuchPage
    found = [supports.support(source, meeting, language) for meeting in lists["meetings"][:PER_PAGE]]
    bodies = [
        supports.facts_supported(source, record, language)
        for kind in ("dialogues", "organizations", "people")
        for record in lists[kind]
    ]
    spoken = document["language"]
    return {
        "source": document,
        "title": Words(document["title"], spoken, spoken != language),
        "links": citations.Citation(0, document).links,
        "meetings": counts["meetings"][0].count,
        "dialogue_count": counts["dialogues"][0].count,
        "dialogues": lists["dialogues"],
        "organization_count": counts["organizations"][0].count,
        "person_count": counts["people"][0].count,
        "supports": found,
        "bodies": [one for one in bodies if one.said],
        "bodies_cut": any(
            counts[kind][0].count > len(lists[kind]) for kind in ("dialogues", "organizations", "people")
        ),
        "differing": [difference for one in (*found, *bodies) for difference in one.differences],
        "pager": Pager(page.number, len(lists["meetings"]) > PER_PAGE),
    }
