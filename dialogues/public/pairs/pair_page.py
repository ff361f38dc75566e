"""What the page of two parties tells: when they met and on which tracks, who came, and what they promised."""

from typing import Any

from django.db.models import F

from dialogues.public import publications
from dialogues.public.counts import named_counts
from dialogues.public.counts.tallies import Bodies, Tallied, Tally, tallied
from dialogues.public.counts.years import empty, meetings_asked, years
from dialogues.public.facts import outcomes, sides
from dialogues.public.facts.lines import meeting_line
from dialogues.public.pairs import pairs
from dialogues.public.pairs.pairs import Pair
from dialogues.public.serving.frame import page_language
from dialogues.public.words import statuses
from dialogues.public.words.texts import Document

LATEST, LATEST_OUTCOMES, WITH_OTHERS, AHEAD, DIALOGUES, TOPICS, BODIES = 8, 6, 20, 6, 40, 12, 10


def tells(pair: Pair, parties: list[Document]) -> dict[str, Any]:
    """The context of the page of two parties. Two queries: what is counted, and what is listed."""
    language = page_language()
    both = pairs.in_order(parties, language)
    met = pairs.met(pair)
    of_two, of_more = pairs.of_two(met), pairs.of_more(met)
    at_government = of_two.with_facet("track:1.0").exclude(latest=None)
    promised = publications.shown("outcome").filter(family__in=of_two.values("slug"))
    counts = tallied(
        [
            Tally("two", of_two),
            Tally("more", of_more),
            Tally("year", of_two, ("year",)),
            Tally("year_track", of_two, ("year", "track")),
            Tally("more_year", of_more, ("year",)),
            Tally("track", of_two, ("track",)),
            Tally("topic", of_two, ("topic",)),
            Tally("dialogue", of_two, ("dialogue",)),
            Tally("status", promised, ("status",)),
            Bodies("bodies", of_two),
        ]
    )
    series = publications.shown("dialogue").with_facet(pair.token)
    lists = publications.together(
        latest=(of_two.newest_day_first(), LATEST),
        first=(of_two.order_by(F("earliest").asc(nulls_last=True), "slug"), 1),
        government=(at_government.newest_day_first(), 1),
        more=(of_more.newest_day_first(), WITH_OTHERS),
        ahead=(pairs.ahead(pair.token), AHEAD),
        dialogues=(publications.by_title(series), DIALOGUES),
        outcomes=(promised.newest_day_first(), LATEST_OUTCOMES),
    )
    held = counts["two"][0].count
    asked: dict[str, Any] = {"pair": pair.code, "status": ["held", "inferred"]}
    row = years(counts["year"], counts["year_track"], counts["more_year"], **asked)
    today = statuses.today()
    return {
        "pair": pair,
        "both": both,
        "name": sides.joined(sides.names(both, language), language),
        "held": held,
        "held_with_others": counts["more"][0].count,
        "anything": held or counts["more"][0].count or lists["dialogues"] or lists["ahead"],
        "first": next((one for one in lists["first"] if one["date"]["earliest"]), None),
        "last": next((one for one in lists["latest"] if one["date"]["latest"]), None),
        "last_at_government": next(iter(lists["government"]), None),
        "tracks": named_counts.on_tracks(counts["track"]),
        "years": row,
        "years_without": empty(row),
        "latest": [meeting_line(meeting) for meeting in lists["latest"]],
        "all_meetings": meetings_asked(pair=pair.code),
        "more": [meeting_line(meeting) for meeting in lists["more"]],
        "ahead": [
            meeting_line(meeting) for meeting in lists["ahead"] if not statuses.unconfirmed(meeting, today)
        ],
        "dialogues": _series(lists["dialogues"], counts["dialogue"]),
        "bodies": [_bodies(party, counts["bodies"], language) for party in both],
        "topics": [
            (named_counts.name_of(one, language), one.count, meetings_asked(topic=one.value, **asked))
            for one in counts["topic"][:TOPICS]
        ],
        "statuses": named_counts.statuses_of_outcomes(counts["status"]),
        "outcomes": outcomes.with_responsible(lists["outcomes"], both),
    }


def _series(dialogues: list[Document], counted: list[Tallied]) -> list[dict[str, Any]]:
    """The dialogues of the two, those that met most first; how often, and the last day that is known."""
    found = {one.value: one for one in counted}
    lines = [
        {"dialogue": dialogue, "held": one.count if (one := found.get(dialogue["id"])) else 0}
        for dialogue in dialogues
    ]
    return sorted(lines, key=lambda line: -line["held"])


def _bodies(party: Document, counted: list[Tallied], language: str) -> dict[str, Any]:
    """The organizations that sat on the side of a party, those that came most often first."""
    of_side = [one for one in counted if one.value == party["id"]]
    return {
        "party": party,
        "bodies": named_counts.records("organization", of_side[:BODIES], language),
        "others": max(0, len(of_side) - BODIES),
    }
