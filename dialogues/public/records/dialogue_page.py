"""What the page of a dialogue tells: the series itself, its editions with what is missing, who took part, what was
discussed, what was promised and what came of it, and all its meetings."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dialogues.public import publications
from dialogues.public.charts import edition_matrix
from dialogues.public.charts.edition_timeline import Timeline, months_between, timeline
from dialogues.public.charts.marks import OVER
from dialogues.public.charts.organizations_by_edition import organizations
from dialogues.public.charts.topics_by_edition import topics
from dialogues.public.counts import named_counts
from dialogues.public.counts.tallies import Tallied
from dialogues.public.facts import chains, claims, editions, outcomes, sides
from dialogues.public.facts.citations import Citations
from dialogues.public.facts.lines import meeting_line
from dialogues.public.lists.formats import feed_and_calendar_of
from dialogues.public.serving.frame import page_language
from dialogues.public.words import statuses
from dialogues.public.words.texts import Document, Words, chosen, other_words
from dialogues.public.words.tracks import tracks_of

MOST_MEETINGS = 500
# Those that are told one by one; the list of meetings has all.
MOST_TOLD = 100
# Outcomes that are told one by one; the list of outcomes has all.
MOST_OUTCOMES = 40


def tells(document: Document) -> dict[str, Any]:
    """The context of a dialogue's page. Two queries: its meetings, and what stands around them."""
    language = page_language()
    meetings = publications.meetings_of(document["id"], MOST_MEETINGS, publications.NOT_IN_AN_EDITION)
    held = [meeting for meeting in meetings if meeting["status"] in OVER]
    ahead = [meeting for meeting in meetings if meeting["status"] in ("planned", "announced")]
    years = sorted(year for meeting in held for year in _years(meeting))
    numbers = {meeting["edition"] for meeting in meetings if meeting["edition"]}
    today = statuses.today()
    around = publications.around_dialogue(document["id"], meetings)
    dialogues = around.get("dialogue", [])
    promised = [
        outcome
        for outcome in around.get("outcome", [])
        if (outcome["dialogue"] or {}).get("id") == document["id"]
    ]
    both = sides.in_order(document, language)
    those = edition_matrix.columns(meetings, language)
    bodies = {one["id"]: one for one in around.get("organization", [])}
    chart = timeline(document, meetings, today, language)
    return {
        "dialogue": document,
        **claims.told(document, language),
        "formats": feed_and_calendar_of("dialogue", document["id"]),
        "citations": Citations(document["sources"]),
        "title": chosen(document["name"], language),
        "other_titles": other_words(document["name"], language),
        "sides": both,
        "names": _names(document, language),
        "tracks": tracks_of([session for meeting in held for session in meeting["sessions"]]),
        "meetings": [meeting_line(meeting) for meeting in meetings[:MOST_TOLD]],
        "cut": len(meetings) > MOST_TOLD,
        "held": len(held),
        "years": "–".join(sorted({years[0], years[-1]})) if years else "",
        "editions_recorded": len(numbers),
        "highest_edition": max(numbers, default=0),
        "last": held[0] if held and held[0]["date"]["latest"] else None,
        "ahead": [meeting for meeting in ahead if not statuses.unconfirmed(meeting, today)],
        "promised_next": _next(promised),
        "parts": [other for other in dialogues if (other["parent"] or {}).get("id") == document["id"]],
        "successors": [
            other for other in dialogues if (other["predecessor"] or {}).get("id") == document["id"]
        ],
        "chart": chart,
        "finding": _finding(chart, len(held)),
        "editions": _editions(meetings),
        "columns": those,
        "columns_cut": len(those) < len(held),
        "track_rows": edition_matrix.track_rows(those),
        "groups": organizations(those, both, bodies, language),
        "topics": topics(those),
        "statuses": _statuses(promised),
        "outcomes": _promises(promised, around.get("outcome_report", []), both),
        "outcomes_cut": len(promised) > MOST_OUTCOMES,
    }


def _names(document: Document, language: str) -> list[tuple[Words, Document | None]]:
    """Every name of the dialogue with the party that it names first: each side names itself first."""
    found = [(tag, words) for tag, words in document["name"].items() if words]
    found += [(other["lang"], other["name"]) for other in document["other_names"]]
    return [
        (Words(words, tag, tag != language), sides.named_first(document["parties"], words, tag))
        for tag, words in found
    ]


def _finding(chart: Timeline | None, held: int) -> str:
    """What the timeline shows, in a sentence."""
    if not chart or not chart.longest:
        return ngettext("%(count)s meeting recorded", "%(count)s meetings recorded", held) % {"count": held}
    months = ngettext("%(count)s month", "%(count)s months", chart.longest) % {"count": chart.longest}
    return _("At most %(months)s between two meetings that are recorded") % {"months": months}


def _editions(meetings: list[Document]) -> list[dict[str, Any]]:
    """The meetings from the first to the last, each with the months since the one before, and the runs without any."""
    missing = {run.after["id"]: run for run in editions.missing(meetings)}
    found: list[dict[str, Any]] = []
    before: Document | None = None
    for meeting in editions.in_order(meetings):
        if run := missing.get(meeting["id"]):
            found.append({"missing": run})
        over = meeting["status"] in OVER
        months = months_between(before, meeting) if before and over else None
        found.append({**meeting_line(meeting), "months": months})
        before = meeting if over else before
    return found[-MOST_TOLD:]


def _next(promised: list[Document]) -> list[Document]:
    """The next meetings that were promised and that nothing recorded settles."""
    return [one for one in promised if one["kind"] == "next_meeting" and one["status"] not in chains.SETTLED]


def _statuses(promised: list[Document]) -> list[tuple[str, int]]:
    counts: dict[str, int] = {}
    for outcome in promised:
        counts[outcome["status"]] = counts.get(outcome["status"], 0) + 1
    return named_counts.statuses_of_outcomes(
        [Tallied(status, "", count, "", "", "", "") for status, count in counts.items()]
    )


def _promises(
    promised: list[Document], reports: list[Document], both: list[Document]
) -> list[dict[str, Any]]:
    """The outcomes as lines, those of the latest meeting first, each with its way."""
    latest = sorted(promised, key=_latest_first)[:MOST_OUTCOMES]
    return [
        line | {"way": chains.chain(line["outcome"], reports, None)}
        for line in outcomes.with_responsible(latest, both)
    ]


def _latest_first(outcome: Document) -> tuple[int, str, int, str]:
    """By the day of the meeting, the latest first, those without a day at the end; by id within a meeting."""
    latest = (outcome["meeting_date"]["latest"] or "0000-00-00").replace("-", "")
    return (-int(latest), outcome["meeting"]["id"], len(outcome["id"]), outcome["id"])


def _years(meeting: Document) -> list[str]:
    date = meeting["date"]
    return [date[end][:4] for end in ("earliest", "latest") if date[end]]
