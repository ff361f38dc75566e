"""What the page of a party tells: whom it meets, in which dialogues, with which bodies, and what it promised."""

from typing import Any

from django.db.models import F

from dialogues.public import publications
from dialogues.public.counts import named_counts
from dialogues.public.counts.tallies import BodiesOfAParty, Tallied, Tally, tallied
from dialogues.public.counts.years import empty, meetings_asked, years
from dialogues.public.facts import outcomes
from dialogues.public.facts.citations import Citations
from dialogues.public.facts.lines import meeting_line
from dialogues.public.pairs import pairs
from dialogues.public.pairs.pair_tallies import Line, Partners
from dialogues.public.pairs.pairs import pair_of
from dialogues.public.serving import addresses
from dialogues.public.serving.frame import page_language
from dialogues.public.words import statuses, vocabulary
from dialogues.public.words.statuses import OVER
from dialogues.public.words.texts import Document, chosen, other_words
from dialogues.public.words.tracks import tracks_seen

LATEST, LATEST_OUTCOMES, EXPECTED, DIALOGUES, BODIES = 8, 5, 6, 60, 6


def tells(document: Document) -> dict[str, Any]:
    """The context of a party's page. Two queries: what is counted, and what is listed."""
    language = page_language()
    code = document["id"]
    token = f"party:{code}"
    held = pairs.over(token)
    promised = publications.shown("outcome").with_facet(token)
    series = publications.shown("dialogue").with_facet(token)
    counts = tallied(
        [
            Tally("held", held),
            Tally("year", held, ("year",)),
            Tally("year_track", held, ("year", "track")),
            Tally("track", held, ("track",)),
            Tally("dialogue", held, ("dialogue",)),
            Tally("dialogues", series),
            Tally("status", promised, ("status",)),
            Tally("sector", publications.shown("organization").with_facet(token), ("sector",)),
            BodiesOfAParty("bodies", held, party=code),
            Partners("partners", held, party=code),
        ]
    )
    lists = publications.together(
        latest=(held.newest_day_first(), LATEST),
        first=(held.order_by(F("earliest").asc(nulls_last=True), "slug"), 1),
        ahead=(pairs.ahead(token), EXPECTED),
        dialogues=(publications.by_title(series), DIALOGUES),
        outcomes=(promised.newest_day_first(), LATEST_OUTCOMES),
    )
    asked: dict[str, Any] = {"party": code, "status": [one.partition(":")[2] for one in OVER]}
    row = years(counts["year"], counts["year_track"], **asked)
    partners = sorted(
        (line for one in counts["partners"] if (line := _partner(one))),
        key=lambda line: (-line.two, -line.more, line.names),
    )
    today = statuses.today()
    return {
        "party": document,
        "title": chosen(document["name"], language),
        "other_titles": other_words(document["name"], language),
        "names": [(tag, words) for tag, words in document["name"].items() if words],
        "citations": Citations([]),
        "held": counts["held"][0].count,
        "tracks": named_counts.on_tracks(counts["track"]),
        "first": next((one for one in lists["first"] if one["date"]["earliest"]), None),
        "last": next((one for one in lists["latest"] if one["date"]["latest"]), None),
        "partners": len(partners),
        "as_two": [line for line in partners if line.two],
        "with_others": [line for line in partners if not line.two],
        "dialogue_count": counts["dialogues"][0].count,
        "dialogues": _series(lists["dialogues"], counts["dialogue"]),
        "years": row,
        "years_without": empty(row),
        "latest": [meeting_line(meeting) for meeting in lists["latest"]],
        "ahead": [
            meeting_line(meeting) for meeting in lists["ahead"] if not statuses.unconfirmed(meeting, today)
        ],
        "all_meetings": meetings_asked(party=code),
        "sectors": _sectors(code, counts["sector"], counts["bodies"], language),
        "statuses": [
            (status, count, addresses.of_list("outcomes", party=code, status=status))
            for status, count in named_counts.statuses_of_outcomes(counts["status"])
        ],
        "outcomes": outcomes.with_responsible(lists["outcomes"], []),
    }


def _partner(one: Tallied) -> Line | None:
    """The line of a party's partner, which names the partner alone."""
    told = one.detail
    pair = pair_of(told["pair"])
    names = {"en": one.title_en or one.value, "ja": one.title_ja}
    partner = {"type": "party", "id": one.value, "name": names}
    dates = (told["first"], told["last"], told["governments"])
    return (
        Line(pair, [partner], told["two"], told["more"], tracks_seen(told["tracks"]), *dates)
        if pair
        else None
    )


def _series(dialogues: list[Document], counted: list[Tallied]) -> list[dict[str, Any]]:
    """The dialogues, those that met most first."""
    found = {one.value: one.count for one in counted}
    lines = [{"dialogue": dialogue, "held": found.get(dialogue["id"], 0)} for dialogue in dialogues]
    return sorted(lines, key=lambda line: -line["held"])


def _sectors(code: str, counted: list[Tallied], bodies: list[Tallied], language: str) -> list[dict[str, Any]]:
    """The organizations of the party by sector: how many, and those that took part most often."""
    totals = {one.value: one.count for one in counted}
    found = []
    for sector in vocabulary.SECTOR:
        if total := totals.get(sector):
            of_sector = [one for one in bodies if one.value == sector][:BODIES]
            found.append(
                {
                    "sector": sector,
                    "count": total,
                    "address": addresses.of_list("organizations", party=code, sector=sector),
                    "bodies": named_counts.records("organization", of_sector, language),
                }
            )
    return sorted(found, key=lambda one: -one["count"])
