"""Carrying: a changed name or a reported status goes into published documents as they stand, unrendered.

Rendering a meeting because an organization was renamed would publish the meeting's half-finished edits. So what
changes is one reference inside the stored documents, found by the index of what each document names.
Called by `dialogues.publishing` and `dialogues.merging` alone, inside a turn.
"""

import copy
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from django.db.models import JSONField, Q, Value

from dialogues import documents, facets
from dialogues.documents import Document, digest, references_in
from dialogues.facets import Lineage
from dialogues.models import Kind, OutcomeStatus, Publication, Revision
from dialogues.naming import published_reference, rename_source

if TYPE_CHECKING:
    from dialogues.turns import Turn

TREES = (Kind.ORGANIZATION, Kind.TOPIC)


def lineage(*rendered: Document) -> Lineage:
    """What stands above the organizations and topics that documents name, as published, from one query."""
    slugs = {ref["id"] for document in rendered for ref in references_in(document) if ref["type"] in TREES}
    parents = {
        (document["type"], document["id"]): (document.get("parent") or {}).get("id")
        for document in rendered
        if document["type"] in TREES
    }
    rows = (
        Publication.objects.shown().of(*TREES).filter(slug__in=slugs) if slugs else Publication.objects.none()
    )
    tokens = {(kind, slug): facets for kind, slug, facets in rows.values_list("kind", "slug", "facets")}

    def above(kind: str, slug: str) -> list[str]:
        if (kind, slug) in parents:
            chain: list[str] = []
            step = parents[kind, slug]
            while step and step not in (*chain, slug):
                chain.append(step)
                if (kind, step) not in parents:
                    return [*chain, *above(kind, step)]
                step = parents[kind, step]
            return chain
        found = (token.partition(":") for token in tokens.get((kind, slug), []))
        return [value for question, _colon, value in found if question == kind and value != slug]

    return above


def carry_name(kind: str, former: str, before: Document, after: Document, turn: "Turn") -> None:
    """Writes a record's changed reference into every published document that names it."""
    old, new = published_reference(kind, before), published_reference(kind, after)
    if old != new:
        for publication in Publication.objects.shown().citing(kind, former).order_by("revision"):
            document = copy.deepcopy(publication.document)
            for ref in references_in(document):
                if (ref["type"], ref["id"]) == (kind, former):
                    ref.update({key: value for key, value in new.items() if key in ref})
            _rewrite(publication, document, turn)
        if kind == Kind.MEETING:
            Publication.objects.filter(family=former).update(family=after["id"])
        if kind == Kind.SOURCE and former != after["id"]:
            _carry_source_id(former, after["id"], turn)
    moved = former != after["id"] or before.get("parent") != after.get("parent")
    if kind in TREES and moved:
        look_up_again(kind, after["id"])


def _rewrite(publication: Publication, document: Document, turn: "Turn") -> None:
    documents.sort_sets(document)
    if document != publication.document:
        describe(publication, document)
        turn.write(publication, Revision.Op.UPSERT)


def describe(publication: Publication, document: Document, above: Lineage | None = None) -> None:
    """Puts a document into its publication, with everything that is asked of it.

    `above` is the lineage of what the document names, where the caller has it.
    """
    publication.document = document
    publication.sha256 = digest(document)
    index(publication, above or lineage(document))


def index(publication: Publication, above: Lineage) -> None:
    """Takes everything that is asked of a publication from its document, by the present rules. Writes nothing."""
    document = publication.document
    publication.facets = facets.facets(document, above)
    publication.cites = facets.cites(document)
    publication.title_en, publication.title_ja = facets.titles(document)
    publication.earliest, publication.latest = facets.days(document)
    publication.search_text = facets.search_text(document)
    publication.indexed_by = facets.RULES


def empty(publication: Publication) -> None:
    """Takes its document out of a publication, with everything that was asked of it. Writes nothing."""
    publication.document, publication.sha256 = None, ""
    publication.facets, publication.cites, publication.search_text = [], [], ""
    publication.title_en = publication.title_ja = ""
    publication.earliest = publication.latest = None


def _carry_source_id(former: str, slug: str, turn: "Turn") -> None:
    """Facts name their sources by id alone, beside the citation: those ids change with it."""
    for publication in Publication.objects.shown().citing(Kind.SOURCE, slug):
        document = copy.deepcopy(publication.document)
        rename_source(document, former, slug)
        _rewrite(publication, document, turn)


def look_up_again(kind: str, slug: str) -> None:
    """Makes the tokens anew of everything at or below a record that moved in its tree. No document changes."""
    moved, level = [slug], [slug]
    while level:
        rows = (
            Publication.objects.shown()
            .of(kind)
            .filter(document__parent__id__in=level)
            .exclude(slug__in=moved)
        )
        level = list(rows.values_list("slug", flat=True))
        for row in rows:
            _new_tokens(row)
        moved += level
    for publication in Publication.objects.shown().filter(cites__overlap=[f"{kind}:{one}" for one in moved]):
        if publication.kind != kind:
            _new_tokens(publication)


def _new_tokens(publication: Publication) -> None:
    tokens = facets.facets(publication.document, lineage(publication.document))
    Publication.objects.filter(pk=publication.pk).update(facets=tokens)


# --- reported statuses ------------------------------------------------------------------------------------------


def keep_reported_statuses(rendered: Document, shown: Document | None) -> None:
    """Keeps, in a freshly rendered meeting or outcome, what published reports gave: statuses, and their number."""
    former = {outcome["id"]: outcome for outcome in _outcomes_in(shown or {})}
    for outcome in _outcomes_in(rendered):
        known = former.get(outcome["id"])
        if known and known["reported_by"]:
            outcome["status"], outcome["reported_by"] = known["status"], known["reported_by"]
        if known and "reports" in outcome:
            outcome["reports"] = known.get("reports", 0)


def _outcomes_in(document: Document) -> list[Document]:
    return [document] if document.get("type") == Kind.OUTCOME else document.get("outcomes", [])


def carry_statuses(meetings: Sequence[str], turn: "Turn") -> None:
    """Writes the statuses that published reports give into the outcomes concerned.

    Those are the meetings' own outcomes, and those on which the meetings report or reported.
    """
    if not meetings:
        return
    named = [f"{Kind.MEETING.value}:{slug}" for slug in meetings]
    reports = Publication.objects.shown().of(Kind.OUTCOME_REPORT).filter(cites__overlap=named)
    concerned = {report.document["outcome"]["id"] for report in reports}
    outcomes = Publication.objects.shown().of(Kind.OUTCOME)
    reported = outcomes.filter(cites__overlap=named).exclude(
        document__reported_by=Value(None, JSONField()), document__reports=0
    )
    for outcome in outcomes.filter(Q(slug__in=concerned) | Q(pk__in=reported.values("pk"))):
        _carry_status(outcome, turn)


def _carry_status(outcome: Publication, turn: "Turn") -> None:
    reports = list(
        Publication.objects.shown().of(Kind.OUTCOME_REPORT).with_facet(f"reports-on:{outcome.slug}")
    )
    status, reported_by = _reported(outcome, reports)
    document = copy.deepcopy(outcome.document)
    document["status"], document["reported_by"], document["reports"] = status, reported_by, len(reports)
    _rewrite(outcome, document, turn)
    for meeting in (
        Publication.objects.shown().of(Kind.MEETING).filter(slug=outcome.document["meeting"]["id"])
    ):
        whole = copy.deepcopy(meeting.document)
        for part in whole["outcomes"]:
            if part["id"] == outcome.slug:
                part["status"], part["reported_by"] = status, reported_by
        _rewrite(meeting, whole, turn)


def _reported(outcome: Publication, reports: Sequence[Publication]) -> tuple[str, Document | None]:
    """The newest reported status that says something, and the meeting that reported it; else the recorded one."""
    telling = [report for report in reports if report.document["status"] != OutcomeStatus.UNKNOWN]
    if not telling:
        return outcome.document["status_recorded"], None
    newest = max(telling, key=lambda report: (str(report.latest or ""), report.slug))
    return newest.document["status"], newest.document["meeting"]


# --- taking out -------------------------------------------------------------------------------------------------


def take_out(kind: str, slug: str, before: Document, turn: "Turn") -> Iterator[Publication]:
    """Takes a withdrawn meeting, outcome or report out of the documents of others.

    `before` is what its document said. Yields the publications that cannot stand without it: the reports on a
    withdrawn outcome.
    """
    if kind == Kind.OUTCOME:
        yield from Publication.objects.shown().of(Kind.OUTCOME_REPORT).citing(Kind.OUTCOME, slug)
    if kind == Kind.OUTCOME_REPORT:
        _take_out_report(slug, before["meeting"]["id"], turn)
        for outcome in Publication.objects.shown().of(Kind.OUTCOME).filter(slug=before["outcome"]["id"]):
            _carry_status(outcome, turn)
    if kind == Kind.MEETING:
        for meeting in Publication.objects.shown().of(Kind.MEETING).citing(Kind.MEETING, slug):
            document = copy.deepcopy(meeting.document)
            document["relations"] = [row for row in document["relations"] if row["meeting"]["id"] != slug]
            _rewrite(meeting, document, turn)


def _take_out_report(slug: str, meeting_slug: str, turn: "Turn") -> None:
    for meeting in Publication.objects.shown().of(Kind.MEETING).filter(slug=meeting_slug):
        document = copy.deepcopy(meeting.document)
        document["outcome_reports"] = [row for row in document["outcome_reports"] if row["id"] != slug]
        _rewrite(meeting, document, turn)
