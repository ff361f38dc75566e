"""The lists of the site: what may be asked of each, how it can be narrowed and ordered, and how its lines are made."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from dialogues.filters import QUESTIONS, Questions
from dialogues.filters.counting import Counts
from dialogues.public.facts.lines import meeting_line
from dialogues.public.lists import last_seen, outcome_list, party_list, source_list, topic_list
from dialogues.public.lists.asking import Asked, Order
from dialogues.public.lists.asking_the_calendar import in_the_calendar
from dialogues.public.lists.narrowing import Facet, Group
from dialogues.public.lists.orders import CHANGED, NEWEST, OLDEST, TITLE
from dialogues.public.publications import NOT_IN_A_LINE
from dialogues.public.serving.paging import PER_PAGE
from dialogues.public.words import vocabulary
from dialogues.public.words.texts import Document

Lines = Callable[[list[Document]], list[Any]]
# What a list tells beside its lines: from what is asked, what was counted and the facets, which it may add to.
Beside = Callable[[Asked, Counts, list[Group]], dict[str, Any]]


def _as_they_are(documents: list[Document]) -> list[Any]:
    return documents


def _meeting_lines(documents: list[Document]) -> list[Any]:
    return [meeting_line(document) for document in documents]


def _in_the_calendar(asked: Asked, _counts: Counts, _groups: list[Group]) -> dict[str, Any]:
    return {"in_the_calendar": in_the_calendar(asked)}


@dataclass(frozen=True)
class Listing:
    """A list of the site. `name` is that of its address (`public:meetings`), its part and its template."""

    name: str
    kinds: tuple[str, ...]
    questions: type[Questions]
    orders: tuple[Order, ...]
    facets: tuple[Facet, ...] = ()
    lines: Lines = _as_they_are
    without: tuple[str, ...] = NOT_IN_A_LINE
    beside: Beside | None = None
    per_page: int = PER_PAGE
    # Where the words of a line are that may be in another language (`language_note`).
    names: str = "name"

    @property
    def template(self) -> str:
        return f"public/{self.name}.html"


PARTY = Facet("party", _("Party"))
YEAR = Facet("year", _("Year"), newest=True)
TRACK = Facet("track", _("Track"), vocabulary.TRACK, whole=True)
TOPIC = Facet("topic", _("Topic"))

LISTINGS = {
    listing.name: listing
    for listing in (
        Listing(
            "meetings",
            ("meeting",),
            QUESTIONS["meeting"],
            (NEWEST, OLDEST, CHANGED),
            (
                TRACK,
                PARTY,
                YEAR,
                Facet("status", _("Status"), vocabulary.MEETING_STATUS),
                Facet("kind", _("Kind"), vocabulary.MEETING_KIND),
                TOPIC,
                Facet("dialogue", _("Dialogue")),
                Facet("organization", _("Organization")),
                Facet("outcome", _("With an outcome of this kind"), vocabulary.OUTCOME_KIND),
                Facet("format", _("Form"), vocabulary.FORMAT),
            ),
            _meeting_lines,
            beside=_in_the_calendar,
            names="meeting.title",
        ),
        Listing(
            "dialogues",
            ("dialogue",),
            QUESTIONS["dialogue"],
            (TITLE, CHANGED),
            (
                PARTY,
                Facet("focus", _("Focus"), vocabulary.FOCUS),
                Facet("status", _("Status"), vocabulary.DIALOGUE_STATUS),
            ),
            last_seen.lines,
        ),
        Listing(
            "outcomes",
            ("outcome",),
            QUESTIONS["outcome"],
            (outcome_list.LONGEST, NEWEST, OLDEST, CHANGED),
            (
                Facet("followed", _("Followed up"), vocabulary.FOLLOWED),
                Facet("status", _("Status"), vocabulary.OUTCOME_STATUS),
                PARTY,
                Facet("outcome", _("Kind"), vocabulary.OUTCOME_KIND),
                TOPIC,
                Facet("dialogue", _("Dialogue")),
                Facet("organization", _("Organization")),
                Facet("pair", _("Pair")),
            ),
            outcome_list.lines,
            outcome_list.NOT_IN_A_LINE,
            outcome_list.beside,
            per_page=25,
            names="outcome.text stops.note",
        ),
        Listing(
            "organizations",
            ("organization",),
            QUESTIONS["organization"],
            (TITLE, CHANGED),
            (PARTY, Facet("sector", _("Sector"), vocabulary.SECTOR)),
            last_seen.lines,
            names="name record.parent.name",
        ),
        Listing("people", ("person",), QUESTIONS["person"], (TITLE, CHANGED), lines=last_seen.lines),
        Listing(
            "topics",
            ("topic",),
            QUESTIONS["topic"],
            topic_list.ORDERS,
            (Facet("topic", _("Branch")),),
            topic_list.lines,
            per_page=topic_list.PER_PAGE,
        ),
        Listing(
            "parties",
            ("party",),
            QUESTIONS["party"],
            (TITLE, CHANGED),
            (Facet("kind", _("Kind"), vocabulary.PARTY_KIND),),
            party_list.lines,
        ),
        Listing(
            "sources",
            ("source",),
            QUESTIONS["source"],
            (NEWEST, OLDEST, TITLE, CHANGED),
            (
                Facet("reliability", _("Reliability"), vocabulary.RELIABILITY, whole=True),
                Facet("kind", _("Kind"), vocabulary.SOURCE_KIND),
                Facet("language", _("Language")),
                Facet("year", _("Published in"), newest=True),
            ),
            source_list.lines,
            without=("note",),
            # Each line names the language of its title.
            names="",
        ),
    )
}
