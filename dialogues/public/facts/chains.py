"""The way of an outcome from meeting to meeting: where it was promised, what was reported of it, and what is not known.

A stop is stated by a source, or our reading: the notes of such reports begin with “Inferred”. The way ends where a
status settles it; where none does, it ends open.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Q

from dialogues.public import publications
from dialogues.public.facts import outcomes, sides
from dialogues.public.facts.citations import Citation
from dialogues.public.serving.frame import page_language
from dialogues.public.words.texts import Document
from dialogues.public.words.tracks import Track, tracks_of

SETTLED = ("done", "superseded", "dropped")
INFERRED = "Inferred"


@dataclass(frozen=True)
class Stop:
    """A report on an outcome, at a meeting."""

    report: Document
    ahead_is_stated: bool  # whether the line to the next stop is

    @property
    def ours(self) -> bool:
        """Whether it is our reading, and no source says so."""
        return (self.report["note"] or "").startswith(INFERRED)

    @property
    def note(self) -> str:
        """The note without the sign that it is our reading, which the page gives in words of its own."""
        note = self.report["note"] or ""
        rest = note.removeprefix(f"{INFERRED}:").lstrip() if self.ours else note
        return rest[:1].upper() + rest[1:]

    @property
    def done(self) -> bool:
        return bool(self.report["status"] == "done")

    @property
    def sources(self) -> list[Citation]:
        return [Citation(number, source) for number, source in enumerate(self.report["sources"], 1)]


@dataclass(frozen=True)
class Chain:
    """An outcome with its way. `meeting` is the line of the one that promised it, where it is at hand."""

    outcome: Document
    stops: list[Stop]
    meeting: Document | None = None
    tracks: list[Track] = field(default_factory=list)
    responsible: list[Document] = field(default_factory=list)
    everyone: bool = False

    @property
    def done_at_once(self) -> bool:
        """Whether it was recorded as done with the meeting itself, and by no report."""
        return self.outcome["status_recorded"] == "done" and not any(stop.done for stop in self.stops)

    @property
    def open(self) -> bool:
        """Whether nothing recorded settles it."""
        return self.outcome["status"] not in SETTLED

    @property
    def ahead_is_stated(self) -> bool:
        """Whether the line from the promise to the first report is."""
        return bool(self.stops) and not self.stops[0].ours

    @property
    def disputed_date(self) -> bool:
        return bool(self.meeting) and "date" in self.meeting["disputed"]  # type: ignore[index]


def with_their_way(promised: Sequence[Document]) -> tuple[list[Document], list[Document]]:
    """The reports on outcomes, and the meetings that promised them. One query."""
    tokens = [f"reports-on:{outcome['id']}" for outcome in promised]
    meetings = {outcome["meeting"]["id"] for outcome in promised}
    rows = publications.shown("outcome_report", "meeting").filter(
        Q(kind="outcome_report", facets__overlap=tokens) | Q(kind="meeting", slug__in=meetings)
    )
    found = publications.lines(rows.order_by("kind", "slug"), publications.NOT_IN_THE_WAY)
    return (
        [one for one in found if one["type"] == "outcome_report"],
        [one for one in found if one["type"] == "meeting"],
    )


def chain(outcome: Document, reports: Iterable[Document], meeting: Document | None) -> Chain:
    """The way of one outcome: reports by the day of the reporting meeting, those without one at the end."""
    own = sorted((one for one in reports if one["outcome"]["id"] == outcome["id"]), key=_by_day)
    stops: list[Stop] = []
    ahead_is_stated = False
    for report in reversed(own):
        stops.insert(0, Stop(report, ahead_is_stated))
        ahead_is_stated = not stops[0].ours
    both = sides.in_order(meeting, page_language()) if meeting else []
    return Chain(
        outcome,
        stops,
        meeting,
        tracks_of(meeting["sessions"]) if meeting else [],
        outcomes.responsible(outcome, both),
        outcomes.for_everyone(outcome, both),
    )


def chains(promised: Sequence[Document]) -> list[Chain]:
    """The ways of several outcomes, in their order. One query."""
    if not promised:
        return []
    reports, meetings = with_their_way(promised)
    by_id = {meeting["id"]: meeting for meeting in meetings}
    return [chain(outcome, reports, by_id.get(outcome["meeting"]["id"])) for outcome in promised]


def _by_day(report: Document) -> tuple[str, str]:
    return (report["meeting_date"]["latest"] or "9999", report["id"])
