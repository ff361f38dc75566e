"""The one door between records and the world, and the only writer of publications and revisions.

publish    renders a record (a meeting: its whole family) into publications and appends the revisions
withdraw   shows a record no more, and says so
republish  renders again what nobody has edited since, after a change of the documents' shape
redact     empties revisions that must vanish

Each takes the same transaction-level advisory lock, so that revisions become visible in the order of their
numbers: a poller who has seen 7 never finds a new 6. Nothing here renders a record as a side effect of another's
change: a changed name or a reported status is carried into documents as they stand (`dialogues.carrying`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dialogues import carrying, documents, naming
from dialogues.documents import Document, kind_of
from dialogues.models import Dialogue, FormerSlug, Kind, Meeting, Publication, Revision
from dialogues.readiness import NotReady, reasons_not_to_publish
from participants.records import Record

LOCK = 0x5D1A106  # any number that nothing else in the database locks

# What becomes public because a published record names it; dialogues and meetings do not.
PUBLIC_WHEN_CITED = ("party", "organization", "person", "topic", "track", "source")
FAMILY_KINDS = (Kind.SESSION, Kind.OUTCOME, Kind.OUTCOME_REPORT)

By = User | None


@dataclass
class Turn:
    """One publisher's turn: what is written, by whom, under which revision numbers."""

    by: By
    note: str = ""
    now: datetime = field(default_factory=timezone.now)
    revisions: list[Revision] = field(default_factory=list)
    announced: set[tuple[str, int]] = field(default_factory=set)
    begun: set[tuple[str, int]] = field(default_factory=set)
    names: naming.Names = field(default_factory=dict)

    def __post_init__(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        self.next_number = (Revision.objects.aggregate(last=models.Max("number"))["last"] or 0) + 1

    def shown(self, record: models.Model) -> bool:
        """Whether a record is public, or becomes so in this turn."""
        kind = kind_of(record)
        if (kind, record.pk) in self.announced:
            return True
        return Publication.objects.shown().filter(kind=kind, record_id=record.pk).exists()

    def write(self, publication: Publication, op: str) -> None:
        """Saves a publication under a new revision number, and the revision."""
        publication.revision = self.next_number
        publication.published_at = self.now
        publication.save()
        self.revisions.append(
            Revision.objects.create(
                number=self.next_number,
                publication=publication,
                kind=publication.kind,
                slug=publication.slug,
                op=op,
                document=publication.document,
                sha256=publication.sha256,
                published_at=self.now,
                published_by=self.by,
                note=self.note,
            )
        )
        self.next_number += 1


def publish(record: models.Model, *, by: By, note: str = "") -> list[Revision]:
    """Shows a record as it is now. Returns the revisions made: none where nothing changed.

    What it names for the first time becomes public with it. Raises NotReady with the reasons.
    """
    return publish_all([record], by=by, note=note)


@transaction.atomic
def publish_all(records: Iterable[models.Model], *, by: By, note: str = "") -> list[Revision]:
    """Shows several records as they are now, all or none, in whatever order they name each other.

    Raises NotReady for the first that is not ready.
    """
    records = list(records)
    turn = Turn(by, note)
    turn.announced = {(kind_of(record), record.pk) for record in records}
    for record in records:
        _publish(_locked(record), turn)
    return turn.revisions


def _locked(record: models.Model) -> Any:
    """The record as the database has it, with everything its document tells, edited by nobody else meanwhile."""
    model = type(record)
    fresh = model._default_manager.select_for_update(of=("self",)).filter(pk=record.pk)
    if not fresh:
        raise NotReady(record, [_("It no longer exists.")])
    return documents.whole_meetings().get(pk=record.pk) if isinstance(record, Meeting) else fresh[0]


def _publish(record: Any, turn: Turn) -> None:
    if reasons := reasons_not_to_publish(record, turn.shown):
        raise NotReady(record, reasons)
    newly_public = not Publication.objects.shown().filter(kind=kind_of(record), record_id=record.pk).exists()
    members: list[Any] = (
        list(documents.family(record, turn.shown)) if isinstance(record, Meeting) else [record]
    )
    rendered = [(member, documents.render(member, turn.shown)) for member in members]
    _publish_cited([document for _member, document in rendered], record, turn)
    own = [(kind_of(member), member.slug) for member in members]
    for _member, document in rendered:
        naming.name_as_published(document, turn.names, own)
    renamed = [change for member, document in rendered if (change := _show(member, document, record, turn))]
    # After the whole family stands, so that no member is carried a name that its own rendering has already.
    for change in renamed:
        carrying.carry_name(*change, turn)
    if isinstance(record, Meeting):
        _withdraw_former_members(record, [member for member in members if member is not record], turn)
        carrying.carry_statuses(record, turn)
    if newly_public and isinstance(record, Meeting | Dialogue):
        _mend_those_that_waited(record, turn)
    if isinstance(record, Record):
        type(record)._default_manager.filter(pk=record.pk).update(submitted_at=None, submitted_by=None)


def _publish_cited(rendered: Sequence[Document], record: models.Model, turn: Turn) -> None:
    """Publishes what the documents name and nobody has published yet, those above before those below."""
    named = naming.named_in(rendered)
    naming.look_up(named, turn.names)
    for kind in PUBLIC_WHEN_CITED:
        waiting = {slug for slug in named.get(kind, ()) if turn.names[kind, slug] is None}
        waiting.discard(getattr(record, "slug", "") if kind == kind_of(record) else "")
        if not waiting:
            continue
        model: Any = next(model for model, name in documents.KINDS.items() if name == kind)
        for cited in model._default_manager.filter(slug__in=waiting).order_by("pk"):
            if (kind, cited.pk) in turn.begun:
                continue
            if Publication.objects.filter(kind=kind, record_id=cited.pk).exists():
                reason = _("It names “%(slug)s”, which was withdrawn. Publish that again first, or take it out.")
                raise NotReady(record, [reason % {"slug": cited.slug}])
            turn.begun.add((kind, cited.pk))
            document = documents.render(cited, turn.shown)
            _publish_cited([document], cited, turn)
            _show(cited, naming.name_as_published(document, turn.names), cited, turn)


def _show(
    record: Any, document: Document, head: Any, turn: Turn
) -> tuple[str, str, Document, Document] | None:
    """Writes one document into its publication; a document that did not change makes no revision.

    Returns what may have to be carried: the kind, the former id, the document before and the document after.
    """
    kind = kind_of(record)
    publication = Publication.objects.filter(kind=kind, record_id=record.pk).first()
    if publication and kind == Kind.OUTCOME:
        carrying.keep_reported_status(document, publication.document)
    elif kind == Kind.MEETING and publication:
        carrying.keep_reported_statuses(document, publication.document)
    sha256 = documents.digest(document)
    if publication and publication.withdrawn_at is None and publication.sha256 == sha256:
        Publication.objects.filter(pk=publication.pk).update(record_version=head.version)
        return None
    before = publication.document if publication else None
    if publication is None:
        publication = Publication(kind=kind, record_id=record.pk, first_published_at=turn.now)
    former = publication.slug
    _take_slug(publication, document["id"], record)
    publication.family = head.slug if head is not record else ""
    publication.record_version = head.version
    publication.withdrawn_at, publication.withdrawal_reason = None, ""
    carrying.describe(publication, document)
    turn.write(publication, Revision.Op.UPSERT)
    reference = naming.published_reference(kind, document)
    if before and naming.published_reference(kind, before) != reference:
        turn.names.clear()
    turn.names[kind, document["id"]] = reference
    if former and former != publication.slug:
        FormerSlug.objects.get_or_create(kind=kind, slug=former, defaults={"publication": publication})
    return (kind, former, before, document) if before else None


def _take_slug(publication: Publication, slug: str, record: models.Model) -> None:
    """Gives a publication its public id. Raises NotReady where another record has or had it."""
    others = Publication.objects.filter(kind=publication.kind, slug=slug).exclude(pk=publication.pk)
    formers = FormerSlug.objects.filter(kind=publication.kind, slug=slug)
    if others.exists() or formers.exclude(publication_id=publication.pk).exists():
        raise NotReady(
            record,
            [_("The id “%(slug)s” belongs or belonged to another record. Choose another.") % {"slug": slug}],
        )
    formers.delete()
    publication.slug = slug


def _withdraw_former_members(meeting: Meeting, members: Sequence[Any], turn: Turn) -> None:
    keep = {(kind_of(member), member.pk) for member in members}
    for publication in Publication.objects.shown().of(*FAMILY_KINDS).filter(family__in=_names_of(meeting)):
        if (publication.kind, publication.record_id) not in keep:
            _unshow(publication, _("No longer part of the meeting's record."), turn)


def _names_of(record: models.Model) -> list[str]:
    """The present and former public ids under which a record's family may be filed."""
    publication = Publication.objects.filter(kind=kind_of(record), record_id=record.pk).first()
    if publication is None:
        return []
    return [publication.slug, *publication.former_slugs.values_list("slug", flat=True)]


def _unshow(publication: Publication, reason: str, turn: Turn) -> None:
    """Turns a publication into a notice, and takes it out of the documents that name it."""
    kind, slug, before = publication.kind, publication.slug, publication.document
    turn.names.clear()
    publication.document, publication.sha256 = None, ""
    publication.facets, publication.cites, publication.search_text = [], [], ""
    publication.title_en = publication.title_ja = ""
    publication.earliest = publication.latest = None
    publication.withdrawn_at, publication.withdrawal_reason = turn.now, reason
    turn.write(publication, Revision.Op.WITHDRAW)
    for report in carrying.take_out(kind, slug, before, turn):
        _unshow(report, _("What it reports on was withdrawn."), turn)


def _mend_those_that_waited(record: Meeting | Dialogue, turn: Turn) -> None:
    """Renders again the published records that name this one, which their documents had to leave out until now.

    Only those that nobody has edited since: an edit waits for its own publishing.
    """
    waiting: models.QuerySet[Any]
    if isinstance(record, Meeting):
        waiting = Meeting.objects.filter(
            models.Q(relations__other=record) | models.Q(outcome_reports__outcome__meeting=record)
        )
    else:
        waiting = Dialogue.objects.filter(models.Q(parent=record) | models.Q(predecessor=record))
    kind = kind_of(record)
    for pk, version in waiting.exclude(pk=record.pk).order_by("pk").values_list("pk", "version").distinct():
        public = Publication.objects.shown().filter(kind=kind, record_id=pk, record_version=version)
        if (kind, pk) not in turn.announced and public.exists():
            _publish(_locked(type(record)(pk=pk)), turn)


@transaction.atomic
def withdraw(record: models.Model, *, by: By, reason: str, note: str = "") -> list[Revision]:
    """Shows a record no more; a notice with the reason stays in its place. Returns the revisions made.

    A meeting goes with its family, and leaves the relations and reports of others. Anything else that a published
    record still names is refused. Raises NotReady with the reasons.
    """
    if not reason.strip():
        raise NotReady(record, [_("Give a reason: it is shown in place of the record.")])
    turn = Turn(by, note)
    kind = kind_of(record)
    publication = Publication.objects.shown().filter(kind=kind, record_id=record.pk).first()
    if publication is None:
        raise NotReady(record, [_("It is not public.")])
    citing = Publication.objects.shown().citing(kind, publication.slug).exclude(pk=publication.pk)
    if not isinstance(record, Meeting) and (names := list(citing.values_list("slug", flat=True)[:5])):
        raise NotReady(
            record,
            [
                _("Published records name it: %(names)s. Take it out of them first, or withdraw them.")
                % {"names": ", ".join(names)}
            ],
        )
    if isinstance(record, Meeting):
        for member in Publication.objects.shown().of(*FAMILY_KINDS).filter(family__in=_names_of(record)):
            member.refresh_from_db()
            if member.withdrawn_at is None:
                _unshow(member, reason, turn)
    _unshow(publication, reason, turn)
    return turn.revisions


@transaction.atomic
def republish(*, by: By, note: str = "") -> tuple[list[Revision], list[Publication]]:
    """Renders every public record again. Returns the revisions made, and the publications left alone.

    Left alone are those whose records were edited since they were published: rendering would publish the edit.
    """
    turn = Turn(by, note)
    left_alone = []
    for publication in Publication.objects.shown().exclude(kind__in=FAMILY_KINDS).order_by("revision"):
        model = next(model for model, kind in documents.KINDS.items() if kind == publication.kind)
        record = model._default_manager.filter(pk=publication.record_id).first()
        if record is None or record.version != publication.record_version:  # type: ignore[attr-defined]
            left_alone.append(publication)
            continue
        _publish(_locked(record), turn)
    return turn.revisions, left_alone


@transaction.atomic
def redact(revisions: Iterable[Revision], *, by: By, reason: str) -> int:
    """Empties the bodies of revisions that must vanish for good; their numbers and times stay. Returns how many.

    Refuses (NotReady) where one of them is shown now: withdraw the record or publish it anew first.
    """
    numbers = [revision.number for revision in revisions]
    if not reason.strip():
        raise NotReady(numbers, [_("Give a reason: it stays in place of the text.")])
    Turn(by)
    shown = Publication.objects.shown().filter(revision__in=numbers).values_list("slug", flat=True)
    if shown:
        raise NotReady(
            numbers, [_("“%(slug)s” is shown now. Withdraw it first.") % {"slug": slug} for slug in shown]
        )
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL dialogues.redacting = 'on'")
        count = Revision.objects.filter(number__in=numbers).update(
            document=None, redacted_at=timezone.now(), redaction_reason=reason
        )
        cursor.execute("SET LOCAL dialogues.redacting = 'off'")
    return count
