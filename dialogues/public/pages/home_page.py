"""What the front page tells: how much there is, what was held lately and what is expected, who meets whom by year,
the dialogues as a timeline, and how the data is to be had."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from dialogues.models.publications import PublicationQuerySet
from dialogues.public import publications
from dialogues.public.charts.dialogue_strips import strips
from dialogues.public.charts.pair_matrix import Matrix, matrix
from dialogues.public.counts.tallies import Tally, tallied
from dialogues.public.facts.awaited import AHEAD, awaited, expected_and_unconfirmed
from dialogues.public.facts.lines import meeting_line
from dialogues.public.pairs import pair_years, pairs_page
from dialogues.public.pairs.pair_tallies import Line
from dialogues.public.serving.addresses import LISTS
from dialogues.public.serving.frame import page_language
from dialogues.public.serving.paging import Page
from dialogues.public.words import statuses, vocabulary
from dialogues.public.words.statuses import OVER

TALLIED = ("meeting", "dialogue", "party", "organization", "outcome", "source")
LATELY, PROMISED = 6, 6
# Planned and announced meetings that are looked at to find those ahead.
AWAITED = 60
# Years of the matrix that have a column of their own; its pairs; the rows and the marks of the timeline.
YEARS, PAIRS, DIALOGUES, MARKS = 14, 16, 20, 240

SETTLED = ["status:done", "status:dropped", "status:superseded"]


@dataclass(frozen=True)
class Total:
    """How many records of a kind there are, and the address of their list."""

    words: str
    address: str


def tells() -> dict[str, Any]:
    """The context of the front page. Five queries."""
    today = statuses.today()
    counts = publications.counts()
    lines, pairs_in_all, bilateral = pairs_page.lines_of(Page(1, PAIRS), "most")
    meetings = publications.shown("meeting")
    held = meetings.filter(facets__overlap=list(OVER))
    by_dialogue = tallied([Tally("dialogue", held, ("dialogue",))])["dialogue"]
    held_of = {one.value: one.count for one in by_dialogue[:DIALOGUES]}
    lists = publications.together(**_lists(meetings, held, list(held_of)))
    expected, unconfirmed = expected_and_unconfirmed(lists["awaited"])
    dialogues = sorted(lists["dialogues"], key=lambda one: list(held_of).index(one["id"]))
    return {
        "totals": [
            Total(vocabulary.counted(kind, counts[kind]), reverse(f"public:{LISTS[kind]}"))
            for kind in TALLIED
            if counts.get(kind)
        ],
        "held": [meeting_line(meeting) for meeting in lists["held"]],
        "expected": [meeting_line(meeting) for meeting in expected[:LATELY]],
        "unconfirmed": [meeting_line(meeting) for meeting in unconfirmed[:LATELY]],
        "promised": lists["promised"],
        "pairs": _matrix([line for line in lines if line.two], today.year),
        "pairs_with_others": pairs_in_all - bilateral,
        "bilateral": bilateral,
        "series": strips(dialogues, lists["series"], held_of, today, page_language()),
        "series_cut": len(lists["series"]) == MARKS,
        "dialogues": counts.get("dialogue", 0),
    }


def _lists(
    meetings: PublicationQuerySet, held: PublicationQuerySet, dialogues: list[str]
) -> dict[str, tuple[PublicationQuerySet, int]]:
    promised = publications.shown("outcome").with_facet("outcome:next_meeting")
    of_series = meetings.filter(facets__overlap=[f"dialogue:{one}" for one in dialogues])
    over_or_ahead = of_series.filter(facets__overlap=[*OVER, *AHEAD])
    return {
        "held": (held.newest_day_first(), LATELY),
        "awaited": (awaited(meetings), AWAITED),
        "promised": (promised.exclude(facets__overlap=SETTLED).newest_day_first(), PROMISED),
        "dialogues": (publications.shown("dialogue").filter(slug__in=dialogues).order_by("slug"), DIALOGUES),
        "series": (over_or_ahead.newest_day_first(), MARKS),
    }


def _matrix(lines: list[Line], this_year: int) -> Matrix:
    since = this_year - YEARS + 1
    found = pair_years.pair_years([line.pair.token for line in lines], since)
    return matrix(lines, found, since, this_year)
