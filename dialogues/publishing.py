"""The one door between records and the world, and the only writer of publications and revisions.

publish    renders a record (a meeting: its whole family) into publications and appends the revisions
withdraw   shows a record no more, and says so
republish  renders again what nobody has edited since, after a change of the documents' shape
redact     empties revisions that must vanish

Each takes the same transaction-level advisory lock, so that revisions become visible in the order of their
numbers: a poller who has seen 7 never finds a new 6. Nothing here renders a record as a side effect of another's
change: a changed name or a reported status is carried into documents as they stand (`dialogues.carrying`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import batched, groupby
from operator import itemgetter
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dialogues import carrying, clearing, documents, facets, naming
from dialogues.documents import Document, kind_of
from dialogues.models import Bypass, Dialogue, FormerSlug, Kind, Meeting, Publication, Revision
from dialogues.models.carried import NOT_A_FACT
from dialogues.models.publications import PublicationQuerySet
from dialogues.readiness import NotReady, reasons_not_to_publish
from dialogues.turns import By, Made, Turn, Without
from participants.records import Record

FAMILY_KINDS = (Kind.SESSION, Kind.OUTCOME, Kind.OUTCOME_REPORT)
# How many records are rendered and written together.
TOGETHER = 100


def publish(
    record: models.Model,
    *,
    by: By,
    note: str = "",
    reason: str = "",
    reason_ja: str = "",
    weight: str = "",
    bypass: str = "",
    how: str = Bypass.How.SHELL,
) -> list[Made]:
    """Shows a record as it is now. Returns the revisions made: none where nothing changed.

    What it names for the first time becomes public with it. The note is for staff; the reason is shown to readers
    beside the names of what changed, where the record was public before (`reason_ja` to those who read Japanese), and
    `weight` says how much it matters.
    Somebody else has to have sent it for review (`dialogues.clearing`); in an emergency, `bypass` says why it is
    shown without a second person, and `how` that came about. Raises NotReady with the reasons.
    """
    return publish_all(
        [record], by=by, note=note, reason=reason, reason_ja=reason_ja, weight=weight, bypass=bypass, how=how
    )


@transaction.atomic
def publish_all(
    records: Iterable[models.Model],
    *,
    by: By,
    note: str = "",
    reason: str = "",
    reason_ja: str = "",
    weight: str = "",
    bypass: str = "",
    how: str = Bypass.How.SHELL,
    expected: Mapping[tuple[str, int], int] | None = None,
) -> list[Made]:
    """Shows several records as they are now, all or none, in whatever order they name each other.

    `expected` are the versions that whoever publishes has looked at, by kind and primary key, of these records and of
    what becomes public along with them: what has another by now is refused. Raises NotReady for the first that is
    not ready, not cleared, or not as it was looked at.
    """
    keys = [(type(record), record.pk) for record in records]
    without = Without(bypass.strip(), how) if bypass.strip() else None
    turn = Turn(by, note, reason.strip(), reason_ja.strip(), weight, without, expected=expected or {})
    turn.announced = {(documents.KINDS[model], pk) for model, pk in keys}
    for model, chunk in _chunks(keys):
        locked = _locked(model, chunk)
        for record in locked:
            _refuse_unseen(record, record, turn)
        _publish(locked, turn)
    return turn.revisions


def _refuse_unseen(record: Any, head: Any, turn: Turn) -> None:
    """Refuses a record, locked, that is not in the version that was looked at, where it is known which that was."""
    if turn.expected.get((kind_of(record), record.pk), record.version) != record.version:
        raise NotReady(head, [_("It was edited since you opened this page. Look at it again.")])


def _chunks(keys: Sequence[tuple[type[models.Model], int]]) -> Iterator[tuple[type[models.Model], list[int]]]:
    """The records in lots of one model, small enough for memory not to grow with their number."""
    for model, ids in groupby(keys, key=itemgetter(0)):
        for lot in batched((pk for _model, pk in ids), TOGETHER, strict=False):
            yield model, list(lot)


def _locked(model: type[models.Model], ids: Sequence[int]) -> list[Any]:
    """The records as the database has them, with all that their documents tell; nobody edits them meanwhile."""
    rows = {row.pk: row for row in model._default_manager.select_for_update(of=("self",)).filter(pk__in=ids)}
    for pk in ids:
        if pk not in rows:
            raise NotReady(f"{model._meta.verbose_name} {pk}", [_("It no longer exists.")])
    rows = {row.pk: row for row in documents.to_render(model).filter(pk__in=ids)}
    return [rows[pk] for pk in ids]


@dataclass
class Rendered:
    """A record that is about to be shown: itself, its document, and the record that heads its family.

    `along_with` is the record whose submission covers it, where it becomes public because another cites it.
    """

    record: Any
    document: Document
    head: Any
    along_with: Any = None

    @property
    def key(self) -> tuple[str, int]:
        return kind_of(self.record), self.record.pk


def _publish(records: Sequence[Any], turn: Turn) -> None:
    """Shows records of one model, and then lets others know: what is carried, withdrawn and mended by it."""
    lot: list[Rendered] = []
    for record in records:
        if reasons := reasons_not_to_publish(record, turn.shown):
            raise NotReady(record, reasons)
        members: Iterable[Any] = (
            documents.family(record, turn.shown) if isinstance(record, Meeting) else [record]
        )
        lot += [Rendered(member, turn.render(member), record) for member in members]
    until_now = turn.publications_of(records)
    own_changes = clearing.own_changes(records, until_now, turn.clears)
    for record in records:
        publication = until_now.get((kind_of(record), record.pk))
        _clear(record, clearing.why_not_cleared(record, publication, turn.clears, own=own_changes), turn)
    _publish_cited(lot, turn)
    own: dict[int, list[tuple[str, str]]] = {}
    for one in lot:
        own.setdefault(one.head.pk, []).append((kind_of(one.record), one.record.slug))
    for one in lot:
        naming.name_as_published(one.document, turn.names, own[one.head.pk])
    shown = turn.publications_of(one.record for one in lot)
    newly_public = [
        one.record for one in lot if not (before := shown.get(one.key)) or before.withdrawn_at is not None
    ]
    changes = _show(lot, shown, turn)
    # After the whole family stands, so that no member is carried a name that its own rendering has already.
    for change in changes:
        carrying.carry_name(*change, turn)
    meetings = [record for record in records if isinstance(record, Meeting)]
    _withdraw_former_members(meetings, {one.key for one in lot}, turn)
    carrying.carry_statuses([meeting.slug for meeting in meetings], turn)
    _mend_those_that_waited(newly_public, turn)
    clearing.take_back(record for record in records if isinstance(record, Record) and record.submitted_at)
    if turn.without:
        # Others were sent for review, which ended the note with which they had been sent back.
        clearing.drop_notes(records)


def _clear(record: Any, reasons: Sequence[str], turn: Turn, head: Any = None) -> None:
    """Refuses a record that is not cleared, or notes that it passes without a second person."""
    if reasons and not turn.without:
        raise NotReady(head or record, reasons)
    if reasons:
        turn.uncleared.add((kind_of(record), record.pk))


def _publish_cited(lot: Sequence[Rendered], turn: Turn) -> None:
    """Publishes what documents name and nobody has published yet, those above before those below."""
    named = naming.named_in(one.document for one in lot)
    naming.look_up(named, turn.names)
    own = {(kind_of(one.record), one.record.slug) for one in lot}
    citing: dict[str, Rendered] = {}
    for kind in naming.PUBLIC_WHEN_CITED:
        waiting = {
            slug for slug in named.get(kind, ()) if turn.names[kind, slug] is None and (kind, slug) not in own
        }
        if not waiting:
            continue
        model: Any = next(model for model, name in documents.KINDS.items() if name == kind)
        citing = citing or {name: one for one in reversed(lot) for name in facets.cites(one.document)}
        # Held until it is shown; whoever refers to it meanwhile need not wait.
        held = documents.to_render(model).select_for_update(of=("self",), no_key=True)
        for cited in held.filter(slug__in=waiting).order_by("pk"):
            if (kind, cited.pk) in turn.begun:
                continue
            naming_it = citing[f"{kind}:{cited.slug}"]
            head = naming_it.along_with or naming_it.head
            if Publication.objects.filter(kind=kind, record_id=cited.pk).exists():
                reason = _(
                    "It names “%(slug)s”, which was withdrawn. Publish that again first, or take it out."
                )
                raise NotReady(naming_it.head, [reason % {"slug": cited.slug}])
            turn.begun.add((kind, cited.pk))
            _refuse_unseen(cited, head, turn)
            _clear(cited, clearing.why_not_cleared_along(cited, head, turn.clears), turn, head)
            one = Rendered(cited, turn.render(cited), cited, head)
            _publish_cited([one], turn)
            naming.name_as_published(one.document, turn.names)
            _show([one], {}, turn)


def _show(
    lot: Sequence[Rendered], shown: dict[tuple[str, int], Publication], turn: Turn
) -> list[tuple[str, str, Document, Document]]:
    """Writes documents into their publications; a document that did not change makes no revision.

    Returns what may have to be carried: the kind, the former id, the document before and the document after.
    """
    changes = []
    ids = _taken_ids(lot)
    above = carrying.lineage(*(one.document for one in lot))
    for one in lot:
        kind, document = kind_of(one.record), one.document
        publication = shown.get(one.key) or _publication_of_a_lost_record(one, ids)
        if publication:
            carrying.keep_reported_statuses(document, publication.document)
        if (
            publication
            and publication.withdrawn_at is None
            and publication.sha256 == documents.digest(document)
        ):
            tokens = facets.facets(document, above)
            if (publication.record_version, publication.facets) != (one.head.version, tokens):
                rows = Publication.objects.filter(pk=publication.pk)
                rows.update(record_version=one.head.version, facets=tokens)
            continue
        before = publication.document if publication else None
        cause, changed = _what_changed(publication, one)
        if publication is None:
            publication = Publication(kind=kind, record_id=one.record.pk, first_published_at=turn.now)
        former = publication.slug
        _take_id(publication, one, ids)
        publication.family = one.head.slug if one.head is not one.record else ""
        publication.record_id, publication.record_version = one.record.pk, one.head.version
        publication.withdrawn_at, publication.withdrawal_reason = None, ""
        carrying.describe(publication, document, above)
        along_with = f"{kind_of(one.along_with)}:{one.along_with.slug}" if one.along_with else ""
        turn.add(publication, Revision.Op.UPSERT, cause, changed, head=one.head, along_with=along_with)
        reference = naming.published_reference(kind, document)
        if before and naming.published_reference(kind, before) != reference:
            turn.forget_names()
        if kind in naming.PUBLIC_WHEN_CITED:
            turn.names[kind, document["id"]] = reference
        else:
            turn.names.pop((kind, document["id"]), None)
        if former and former != publication.slug:
            FormerSlug.objects.get_or_create(kind=kind, slug=former, defaults={"publication": publication})
        if before:
            changes.append((kind, former, before, document))
    turn.flush()
    return changes


def _what_changed(publication: Publication | None, one: Rendered) -> tuple[str, list[str]]:
    """Why a record is shown anew, and the names of the fields that staff changed.

    Nobody edited a record whose version is the one that is shown: then another record's change, or a new shape of
    documents, is the cause. A field that the document did not have before came with a new shape.
    """
    if publication is None:
        return Revision.Cause.FIRST, []
    if publication.withdrawn_at is not None or publication.document is None:
        return Revision.Cause.AGAIN, []
    before, after = publication.document, one.document
    changed = [
        name for name in after if name in before and name not in NOT_A_FACT and before[name] != after[name]
    ]
    if not changed:
        return Revision.Cause.SHAPE, []
    if publication.record_version == one.head.version:
        return Revision.Cause.CARRIED, []
    return Revision.Cause.CHANGED, changed


Ids = dict[tuple[str, str], Publication]


def _taken_ids(lot: Sequence[Rendered]) -> Ids:
    """Which publications have, or had, the ids of these documents. Two queries a kind."""
    wanted: dict[str, list[str]] = {}
    for one in lot:
        wanted.setdefault(kind_of(one.record), []).append(one.document["id"])
    taken: Ids = {}
    for kind, slugs in wanted.items():
        for former in FormerSlug.objects.filter(kind=kind, slug__in=slugs).select_related("publication"):
            taken[kind, former.slug] = former.publication
        for publication in Publication.objects.filter(kind=kind, slug__in=slugs):
            taken[kind, publication.slug] = publication
    return taken


def _take_id(publication: Publication, one: Rendered, ids: Ids) -> None:
    """Gives a publication its public id. Raises NotReady where another record has or had it."""
    slug = one.document["id"]
    holder = ids.get((publication.kind, slug))
    if holder and holder.pk != publication.pk:
        reason = _("The id “%(slug)s” belongs or belonged to another record. Choose another.")
        raise NotReady(one.head, [reason % {"slug": slug}])
    if holder and holder.slug != slug:
        FormerSlug.objects.filter(kind=publication.kind, slug=slug).delete()
    publication.slug = slug


def _publication_of_a_lost_record(one: Rendered, ids: Ids) -> Publication | None:
    """The publication of a record that was deleted and entered again under the same id: to the world, the same.

    A part is the same only within its meeting; a record of its own only after it was withdrawn, which it must be
    before it can be deleted.
    """
    publication = ids.get((kind_of(one.record), one.document["id"]))
    if publication is None or publication.slug != one.document["id"] or publication.merged_into_id:
        return None
    if one.record is one.head and publication.withdrawn_at is None:
        return None
    if one.record is not one.head and publication.family != one.head.slug:
        return None
    lost = not type(one.record)._default_manager.filter(pk=publication.record_id).exists()
    return publication if lost else None


def _withdraw_former_members(meetings: Sequence[Meeting], members: set[tuple[str, int]], turn: Turn) -> None:
    for publication in _families_of(meetings):
        if (publication.kind, publication.record_id) in members:
            continue
        publication.refresh_from_db()  # withdrawing one may have withdrawn the next
        if publication.withdrawn_at is None:
            _unshow(publication, _("No longer part of the meeting's record."), turn)


def _families_of(meetings: Sequence[Meeting]) -> Iterable[Publication]:
    """What is shown of the families of meetings, under their present public ids."""
    if not meetings:
        return []
    heads = Publication.objects.filter(kind=Kind.MEETING, record_id__in=[meeting.pk for meeting in meetings])
    return Publication.objects.shown().of(*FAMILY_KINDS).filter(family__in=heads.values("slug"))


def _unshow(publication: Publication, reason: str, turn: Turn) -> None:
    """Turns a publication into a notice, and takes it out of the documents that name it."""
    kind, slug, before = publication.kind, publication.slug, publication.document
    turn.forget_names()
    carrying.empty(publication)
    publication.withdrawn_at, publication.withdrawal_reason = turn.now, reason
    turn.write(publication, Revision.Op.WITHDRAW, Revision.Cause.WITHDRAWN)
    for report in carrying.take_out(kind, slug, before, turn):
        _unshow(report, _("What it reports on was withdrawn."), turn)


def _mend_those_that_waited(newly_public: Sequence[Any], turn: Turn) -> None:
    """Renders again the published records that name these, which their documents had to leave out until now.

    Only those that nobody has edited since: an edit waits for its own publishing.
    """
    ids = {
        kind: [record.pk for record in newly_public if kind_of(record) == kind]
        for kind in (Kind.MEETING, Kind.OUTCOME, Kind.DIALOGUE)
    }
    if not any(ids.values()):
        return
    meetings = Meeting.objects.filter(
        models.Q(relations__other__in=ids[Kind.MEETING])
        | models.Q(outcome_reports__outcome__in=ids[Kind.OUTCOME])
    )
    dialogues = Dialogue.objects.filter(
        models.Q(parent__in=ids[Kind.DIALOGUE]) | models.Q(predecessor__in=ids[Kind.DIALOGUE])
    )
    for waiting in (meetings, dialogues):
        kind: Any = documents.KINDS[waiting.model]
        for pk in waiting.order_by("pk").values_list("pk", flat=True).distinct():
            if (kind, pk) not in turn.announced and (unedited := _unedited(waiting.model, pk)):
                _publish([unedited], turn)


def _unedited(model: type[models.Model], pk: int) -> Any:
    """The record, locked, if it is public and nobody has edited it since; else None.

    Asked after the lock: an edit that was under way when the question was put is an edit, too.
    """
    publication = Publication.objects.shown().filter(kind=documents.KINDS[model], record_id=pk).first()
    if publication is None or not model._default_manager.filter(pk=pk).exists():
        return None
    (record,) = _locked(model, [pk])
    return record if record.version == publication.record_version else None


@transaction.atomic
def withdraw(record: models.Model, *, by: By, reason: str, note: str = "") -> list[Made]:
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
        for member in _families_of([record]):
            member.refresh_from_db()
            if member.withdrawn_at is None:
                _unshow(member, reason, turn)
    _unshow(publication, reason, turn)
    return turn.revisions


def of_an_earlier_shape() -> PublicationQuerySet:
    """What is shown without a field that its document, or one of its family's, has by now."""
    lacking = models.Q()
    for kind, serializer in documents.SERIALIZERS.items():
        lacking |= models.Q(kind=kind) & ~models.Q(document__has_keys=list(serializer().fields))
    shown = Publication.objects.shown()
    members = shown.of(*FAMILY_KINDS).filter(lacking)
    return shown.exclude(kind__in=FAMILY_KINDS).filter(
        lacking | models.Q(kind=Kind.MEETING, slug__in=members.values("family"))
    )


@transaction.atomic
def republish(
    *, by: By, note: str = "", reason: str = "", only: PublicationQuerySet | None = None
) -> tuple[list[Made], list[Publication]]:
    """Renders every public record again, or `only` some. Returns the revisions made, and what was left alone.

    Left alone are those whose records were edited since they were published: rendering would publish the edit. Where
    other rules of rendering change what documents said before, the database refuses it unless `reason` says why: that
    waits for somebody's approval (`Bypass`).
    """
    without = Without(reason.strip(), Bypass.How.REPUBLISH) if reason.strip() else None
    turn = Turn(by, note, without=without)
    left_alone = []
    shown = Publication.objects.shown() if only is None else only
    for publication in shown.exclude(kind__in=FAMILY_KINDS).order_by("revision"):
        model = next(model for model, kind in documents.KINDS.items() if kind == publication.kind)
        if unedited := _unedited(model, publication.record_id):
            _publish([unedited], turn)
        else:
            left_alone.append(publication)
    return turn.revisions, left_alone


@transaction.atomic
def redact(revisions: Iterable[Revision | Made], *, by: By, reason: str) -> int:
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
            document=None, reason="", reason_ja="", redacted_at=timezone.now(), redaction_reason=reason
        )
        cursor.execute("SET LOCAL dialogues.redacting = 'off'")
    return count
