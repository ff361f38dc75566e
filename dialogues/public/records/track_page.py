"""What the page of a track tells: what it means, who sits, its sessions, its dialogues and topics."""

from typing import Any

from dialogues.public import publications
from dialogues.public.charts.track_years import track_years
from dialogues.public.counts import named_counts
from dialogues.public.counts.tallies import Tally, tallied
from dialogues.public.counts.years import UNKNOWN, meetings_asked
from dialogues.public.facts import sides
from dialogues.public.facts.citations import Citations
from dialogues.public.pages import tracks_page
from dialogues.public.serving.frame import page_language
from dialogues.public.serving.paging import Page, pager_of
from dialogues.public.words import statuses
from dialogues.public.words.texts import Document, chosen, other_words
from dialogues.public.words.tracks import Track, track_of

DIALOGUES, TOPICS = 60, 24
NOT_IN_A_SESSION_LINE = ("agenda", "participations", "attendance", "sources", "note")


def tells(document: Document, page: Page) -> dict[str, Any]:
    """The context of a track's page. Two queries: what is counted, and the sessions of the page. Raises NoSuchPage."""
    language = page_language()
    code = document["id"]
    token = f"track:{code}"
    sessions = publications.shown("session").with_facet(token)
    counts = tallied(
        [
            Tally("sessions", sessions),
            Tally("basis", sessions, ("track", "track_basis")),
            Tally("year", sessions, ("year", "track")),
            Tally("dialogue", sessions, ("dialogue",)),
            Tally("topic", sessions, ("topic",)),
            Tally("meetings", publications.shown("meeting").with_facet(token)),
        ]
    )
    count = counts["sessions"][0].count
    pager = pager_of(page, count)
    rows = sessions.newest_day_first()[page.first : page.last]
    known = sorted({one.value for one in counts["year"] if one.value != UNKNOWN})
    return {
        "track": document,
        "mark": Track(code, stated=True),
        "title": chosen(document["name"], language),
        "other_titles": other_words(document["name"], language),
        "other_definition": tracks_page.other_language(document["definition"], language),
        "other_who_sits": tracks_page.other_language(document["who_sits"], language),
        "citations": Citations([]),
        "count": count,
        "span": "–".join(dict.fromkeys([known[0], known[-1]])) if known else "",
        "basis": tracks_page.basis(counts["basis"], code),
        "meetings": counts["meetings"][0].count,
        "meetings_address": meetings_asked(track=code),
        "dialogues": named_counts.records("dialogue", counts["dialogue"][:DIALOGUES], language),
        "dialogue_count": len(counts["dialogue"]),
        "topics": [
            (named_counts.name_of(one, language), one.count, meetings_asked(track=code, topic=one.value))
            for one in counts["topic"][:TOPICS]
        ],
        "chart": track_years(counts["year"], [code], statuses.today().year),
        "sessions": [_line(session, language) for session in publications.lines(rows, NOT_IN_A_SESSION_LINE)],
        "pager": pager,
    }


def _line(session: Document, language: str) -> dict[str, Any]:
    """A session in the list: its own day, else that of its meeting."""
    return {
        "session": session,
        "meeting": session["meeting"],
        "mark": track_of(session),
        "date": session["date"] if session["date"]["edtf"] else session["meeting_date"],
        "disputed_date": session["date"]["disputed"],
        "parties": sides.joined(sides.names(sides.in_order(session, language), language), language),
    }
