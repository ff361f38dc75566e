"""What belongs to a document: a meeting's family, its sources, and the queries that fetch them together."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db import models

from dialogues.documents.fields import Document, citation
from dialogues.models import Dialogue, Meeting, OutcomeReport, Session, Source
from participants.models import Organization, Person

Shown = Callable[[models.Model], bool]
"""Whether a dialogue, a meeting or an outcome is public, or is about to be: a document names no other."""


def family(meeting: Meeting, shown: Shown) -> Iterator[models.Model]:
    """The records that a meeting publishes together: itself, its sessions, its outcomes, its reports."""
    yield meeting
    yield from meeting.sessions.all()
    yield from meeting.outcomes.all()
    yield from shown_reports(meeting, shown)


def shown_reports(meeting: Meeting, shown: Shown) -> list[OutcomeReport]:
    """The meeting's reports on outcomes that are shown, or are its own."""
    return [
        report
        for report in meeting.outcome_reports.all()
        if report.outcome.meeting_id == meeting.pk or shown(report.outcome)
    ]


def _whole_meetings() -> models.QuerySet[Meeting]:
    return Meeting.objects.select_related("dialogue").prefetch_related(
        "party_places__party",
        "places",
        "topics",
        "sources",
        "sessions__track",
        "sessions__meeting__dialogue",
        "sessions__agenda__topics",
        "sessions__agenda__sources",
        "sessions__agenda__presenter",
        "sessions__agenda__readout_of",
        "sessions__participations__session",
        "sessions__participations__party",
        "sessions__participations__organization",
        "sessions__participations__person",
        "sessions__participations__sources",
        "sessions__attendance__session",
        "sessions__attendance__party",
        "sessions__attendance__source",
        "participations__session",
        "participations__party",
        "participations__organization",
        "participations__person",
        "participations__sources",
        "attendance__session",
        "attendance__party",
        "attendance__source",
        "statements__session",
        "statements__person",
        "statements__organization",
        "statements__source",
        "outcomes__parties",
        "outcomes__organizations",
        "outcomes__sources",
        "outcome_reports__outcome__meeting",
        "outcome_reports__source",
        "relations__other",
        "images__session",
        "images__source",
        "claims__session",
        "claims__person",
        "claims__source",
    )


def to_render(model: type[models.Model]) -> models.QuerySet[Any]:
    """Records of a kind with everything that their documents tell, at a number of queries that does not grow."""
    if model is Meeting:
        return _whole_meetings()
    rows = model._default_manager.all()
    if model is Dialogue:
        named = ("other_names", "party_places__party", "sources", "claims__source")
        return rows.select_related("parent", "predecessor").prefetch_related(*named)
    if model is Organization:
        above = rows.select_related("party", "parent", "predecessor")
        return above.prefetch_related("aliases", "claims__source")
    if model is Person:
        return rows.prefetch_related("aliases", "claims__source")
    return rows


def sources_of(record: Any, shown: Shown) -> Iterator[Source]:
    """Every source that a record's document cites, some of them more than once."""
    if isinstance(record, Meeting):
        yield from _sources_of_meeting(record, shown)
    if isinstance(record, Dialogue):
        yield from record.sources.all()
    yield from (claim.source for claim in record.claims.all())


def _sources_of_meeting(meeting: Meeting, shown: Shown) -> Iterator[Source]:
    yield from meeting.sources.all()
    sourced: Iterable[Any] = (*meeting.participations.all(), *meeting.outcomes.all())
    for part in sourced:
        yield from part.sources.all()
    for session in meeting.sessions.all():
        for item in session.agenda.all():
            yield from item.sources.all()
    parts: Iterable[Any] = (
        *meeting.attendance.all(),
        *meeting.statements.all(),
        *meeting.images.all(),
        *shown_reports(meeting, shown),
    )
    yield from (part.source for part in parts if part.source)


def sources_of_session(session: Session) -> Iterator[Source]:
    """Every source that the session's own document cites, some of them more than once."""
    sourced: Iterable[Any] = (*session.participations.all(), *session.agenda.all())
    for part in sourced:
        yield from part.sources.all()
    yield from (count.source for count in session.attendance.all() if count.source)


def citations(sources: Iterable[Source]) -> list[Document]:
    """The sources, each once: official texts before reports about them, then by the day of publishing, then by id."""
    each = {source.slug: source for source in sources}
    return sorted((citation(source) for source in each.values()), key=weight_of_citation)


_WEIGHTS = {kind: place for place, kind in enumerate(Source.Kind.values)}


def weight_of_citation(cited: Document) -> tuple[int, str, str]:
    """By what a document sorts its sources."""
    return _WEIGHTS[cited["kind"]], cited["published"]["earliest"] or "9999", cited["id"]
