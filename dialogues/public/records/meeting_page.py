"""What the page of a meeting tells: its document, put in the order in which it is read, with what names it."""

from typing import Any

from django.urls import reverse

from dialogues.public import publications
from dialogues.public.charts.session_days import session_days
from dialogues.public.facts import claims, editions, outcomes, sides
from dialogues.public.facts.citations import Citations
from dialogues.public.facts.titles import title_of
from dialogues.public.serving.frame import page_language
from dialogues.public.words import statuses, tracks
from dialogues.public.words.texts import Document, other_words

# A dialogue has tens of meetings; a strip of more would help nobody.
MOST_IN_A_STRIP = 200
# The roles that say by whom a session was held, rather than who sat in it.
HELD_BY = ("host", "organizer", "sponsor")


def tells(document: Document) -> dict[str, Any]:
    """The context of a meeting's page. Two queries: the dialogue's meetings, and what names this one."""
    language = page_language()
    naming = publications.naming("meeting", document["id"], "meeting", "outcome_report")
    facts = claims.facts(document, language)
    both = sides.in_order(document, language)
    sections = claims.in_sections(facts)
    groups = sides.groups(document, both, sections["differing"])
    sessions = [
        _session(session, document, facts, groups) for session in sides.by_track(document["sessions"])
    ]
    followed = outcomes.followed(document, _reports(document, naming), both)
    return {
        "meeting": document,
        "citations": Citations(document["sources"]),
        "title": title_of(document, language),
        "other_titles": other_words(document["title"], language),
        "status": statuses.status_words(document, statuses.today()),
        "unconfirmed": statuses.unconfirmed(document, statuses.today()),
        "tracks": tracks.tracks_of(document["sessions"]),
        "date_claims": claims.fact_about(facts, "date"),
        "place_claims": claims.fact_about(facts, "places"),
        "format_claims": claims.fact_about(facts, "format"),
        "edition_claims": claims.fact_about(facts, "edition"),
        "row": _row(document),
        **sections,
        "sessions": sessions,
        "days": session_days(document, language),
        "any_inferred": any(not session["track"].stated for session in sessions),
        "sides": both,
        "groups": groups,
        "unnamed": sides.without_anyone(groups, both),
        "any_mixed": any(group.mixed for group in groups),
        "outcomes": followed,
        "followed_up": any(one.reports for one in followed),
        "related_back": _related_back(document, naming),
        "calendar": reverse("public:meeting_calendar", args=[document["id"]]),
        "margins": _margins(document, sections),
    }


def _margins(document: Document, sections: dict[str, list[claims.Fact]]) -> dict[str, set[str]]:
    """The ids of the sources that each part of the page cites, for the margin of wide screens."""
    differing, agreeing, not_taken_over = (
        sections[name] for name in ("differing", "agreeing", "not_taken_over")
    )
    about_sessions = [fact for fact in (*differing, *agreeing, *not_taken_over) if fact.session]
    items = [item for session in document["sessions"] for item in session["agenda"]]
    return {
        "differ": {source for fact in differing for source in fact.all_sources},
        "stated": {source for fact in agreeing for source in fact.all_sources},
        "not_taken_over": {source for fact in not_taken_over for source in fact.all_sources},
        "sessions": _cited(items) | {source for fact in about_sessions for source in fact.sources},
        "sides": _cited(document["participations"]) | _cited(document["attendance"]),
        "outcomes": _cited(document["outcomes"]) | _cited(document["outcome_reports"]),
        "statements": _cited(document["statements"]),
        "pictures": _cited(document["images"]),
    }


def _cited(parts: list[Document]) -> set[str]:
    single = {part["source"] for part in parts if part.get("source")}
    return single.union(*(part.get("sources", ()) for part in parts))


def _row(document: Document) -> editions.Row | None:
    dialogue = document["dialogue"]
    if not dialogue:
        return None
    return editions.row(document, publications.meetings_of(dialogue["id"], MOST_IN_A_STRIP))


def _session(
    session: Document, document: Document, facts: list[claims.Fact], groups: list[sides.Group]
) -> dict[str, Any]:
    """A session with its track, who held it, where its items are read out, and what its date and its number rest on."""
    titles = {one["id"]: one for one in document["sessions"]}
    read_out_in = [
        one
        for one in document["sessions"]
        if any(item["readout_of"] == session["id"] for item in one["agenda"])
    ]
    return {
        "document": session,
        "track": tracks.track_of(session),
        "held_by": [
            row for group in groups for row in group.rows if group.session == session and row.role in HELD_BY
        ],
        "date_claims": claims.fact_about(facts, "date", session["id"]),
        "ordinal_claims": claims.fact_about(facts, "ordinal", session["id"]),
        "read_out_in": [(one, tracks.track_of(one)) for one in read_out_in],
        "agenda": [
            {
                "item": item,
                "reads_out": titles.get(item["readout_of"] or ""),
                "track": tracks.track_of(titles[item["readout_of"]])
                if item["readout_of"] in titles
                else None,
            }
            for item in session["agenda"]
        ],
        "agenda_sourced": any(item["sources"] for item in session["agenda"]),
    }


def _reports(document: Document, naming: list[Document]) -> list[Document]:
    """The published reports on this meeting's outcomes, by the day of the reporting meeting."""
    own = {outcome["id"] for outcome in document["outcomes"]}
    reports = [one for one in naming if one["type"] == "outcome_report" and one["outcome"]["id"] in own]
    return sorted(reports, key=lambda report: (report["meeting_date"]["latest"] or "", report["id"]))


def _related_back(document: Document, naming: list[Document]) -> list[dict[str, Any]]:
    """The relations that other meetings record to this one."""
    return [
        {"kind": relation["kind"], "meeting": other}
        for other in naming
        if other["type"] == "meeting"
        for relation in other["relations"]
        if relation["meeting"]["id"] == document["id"]
    ]
