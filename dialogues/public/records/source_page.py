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

PER_PAGE, DIALOGUES = 25, 40
NOT_IN_A_SUPPORT = ("summary", "note", "topics", "relations")


def tells(document: Document, page: Page) -> dict[str, Any]:
    """The context of a source's page. Two queries: what is counted, and what is listed. Raises NoSuchPage."""
    language = page_language()
    source = document["id"]
    page = Page(page.number, PER_PAGE)
    meetings = publications.shown("meeting").citing("source", source)
    dialogues = publications.shown("dialogue").citing("source", source)
    counts = tallied([Tally("meetings", meetings), Tally("dialogues", dialogues)])
    lists = publications.together(
        meetings=(
            publications.part_of(meetings.newest_day_first(), page.first, page.last + 1).newest_day_first(),
            PER_PAGE + 1,
            NOT_IN_A_SUPPORT,
        ),
        dialogues=(publications.by_title(dialogues), DIALOGUES),
    )
    if page.number > 1 and not lists["meetings"]:
        raise NoSuchPage
    found = [supports.support(source, meeting, language) for meeting in lists["meetings"][:PER_PAGE]]
    spoken = document["language"]
    return {
        "source": document,
        "title": Words(document["title"], spoken, spoken != language),
        "links": citations.Citation(0, document).links,
        "meetings": counts["meetings"][0].count,
        "dialogue_count": counts["dialogues"][0].count,
        "dialogues": lists["dialogues"],
        "supports": found,
        "differing": [difference for support in found for difference in support.differences],
        "pager": Pager(page.number, len(lists["meetings"]) > PER_PAGE),
    }
