"""What the page of a topic tells: where it stands in the tree, when it was talked about, by whom, and what came of it.

What is counted are meetings that were held, or are taken to have been; a meeting on a topic below counts, too.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import F

from dialogues.public import publications
from dialogues.public.counts import named_counts
from dialogues.public.counts.tallies import Bodies, Tallied, Tally, tallied
from dialogues.public.counts.years import empty, meetings_asked, years
from dialogues.public.facts import outcomes
from dialogues.public.facts.citations import Citations
from dialogues.public.facts.lines import meeting_line
from dialogues.public.lists import topic_list
from dialogues.public.lists.formats import offers_of_meetings
from dialogues.public.pairs import pairs
from dialogues.public.pairs.pairs import Pair, pair_of
from dialogues.public.serving.frame import page_language
from dialogues.public.words.statuses import OVER_STATUSES
from dialogues.public.words.texts import Document, chosen, other_words

LATEST, LATEST_OUTCOMES, BELOW, PAIRS, BODIES = 12, 8, 60, 10, 12


@dataclass(frozen=True)
class PairCount:
    """Two parties that talked about the topic, and at how many meetings."""

    pair: Pair
    name: str
    count: int


def tells(document: Document) -> dict[str, Any]:
    """The context of a topic's page. Two queries: what is counted, and what is listed."""
    language = page_language()
    slug = document["id"]
    about = publications.shown("meeting").with_facet(f"topic:{slug}")
    met = pairs.over(f"topic:{slug}")
    promised = publications.shown("outcome").with_facet(f"topic:{slug}")
    counts = tallied(
        [
            Tally("met", met),
            Tally("year", met, ("year",)),
            Tally("year_track", met, ("year", "track")),
            Tally("track", met, ("track",)),
            Tally("topic", met, ("topic",)),
            Tally("pair", pairs.of_two(met), ("pair",)),
            Tally("party", met, ("party",)),
            Tally("promised", promised),
            Tally("status", promised, ("status",)),
            Bodies("bodies", met),
        ]
    )
    lists = publications.together(
        latest=(about.newest_day_first(), LATEST),
        first=(met.order_by(F("earliest").asc(nulls_last=True), "slug"), 1),
        last=(met.newest_day_first(), 1),
        below=(topic_list.below(slug), BELOW),
        outcomes=(promised.newest_day_first(), LATEST_OUTCOMES),
    )
    asked: dict[str, Any] = {"topic": slug, "status": OVER_STATUSES}
    row = years(counts["year"], counts["year_track"], **asked)
    meetings_of = {one.value: one.count for one in counts["topic"]}
    return {
        "topic": document,
        "formats": offers_of_meetings(topic=slug),
        "citations": Citations([]),
        "title": chosen(document["name"], language),
        "other_titles": other_words(document["name"], language),
        "held": counts["met"][0].count,
        "first": next((one for one in lists["first"] if one["date"]["earliest"]), None),
        "last": next((one for one in lists["last"] if one["date"]["latest"]), None),
        "promised": counts["promised"][0].count,
        "tracks": named_counts.on_tracks(counts["track"]),
        "below": [(other, meetings_of.get(other["id"], 0)) for other in lists["below"]],
        "below_topics": lists["below"],
        "years": row,
        "years_without": empty(row),
        "latest": [meeting_line(meeting) for meeting in lists["latest"]],
        "all_meetings": meetings_asked(topic=slug),
        "pairs": _pairs(counts["pair"][:PAIRS], counts["party"], language),
        "other_pairs": max(0, len(counts["pair"]) - PAIRS),
        "bodies": named_counts.records("organization", _each_once(counts["bodies"])[:BODIES], language),
        "statuses": named_counts.statuses_of_outcomes(counts["status"]),
        "outcomes": outcomes.with_responsible(lists["outcomes"], []),
    }


def _pairs(counted: list[Tallied], parties: list[Tallied], language: str) -> list[PairCount]:
    """The pairs that were counted, each called by the names of its parties."""
    names = {party.value: named_counts.name_of(party, language).text for party in parties}
    found = []
    for one in counted:
        if pair := pair_of(one.value):
            both = [
                {"id": code, "name": {language: names.get(code, code)}} for code in (pair.one, pair.other)
            ]
            found.append(PairCount(pair, pairs.names(both, language), one.count))
    return found


def _each_once(bodies: list[Tallied]) -> list[Tallied]:
    """Organizations with the side on which they sat most often: ESA sits alone, and in a delegation."""
    found: dict[str, Tallied] = {}
    for one in bodies:
        found.setdefault(one.other, one)
    return list(found.values())
