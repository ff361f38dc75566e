"""Showing: records as they are now, with what becomes public along with them, and what waited for them.

A record is shown if it is ready and cleared, and is what whoever publishes looked at.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from dialogues import carrying, clearing, documents, facets, naming
from dialogues.documents import kind_of
from dialogues.models import Bypass, Dialogue, Kind, Meeting, Publication
from dialogues.publishing.locking import chunks, hold, refuse_unseen, unedited_since_shown
from dialogues.publishing.withdrawing import withdraw_former_members
from dialogues.publishing.writing import Rendered, write
from dialogues.readiness import NotReady, reasons_not_to_publish
from dialogues.turns import By, Made, Turn, Without
from participants.records import Record


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
    for model, chunk in chunks(keys):
        locked = hold(model, chunk)
        for record in locked:
            refuse_unseen(record, record, turn)
        show(locked, turn)
    return turn.revisions


def show(records: Sequence[Any], turn: Turn) -> None:
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
    changes = write(lot, shown, turn)
    # After the whole family stands, so that no member is carried a name that its own rendering has already.
    for change in changes:
        carrying.carry_name(*change, turn)
    meetings = [record for record in records if isinstance(record, Meeting)]
    withdraw_former_members(meetings, {one.key for one in lot}, turn)
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
            refuse_unseen(cited, head, turn)
            _clear(cited, clearing.why_not_cleared_along(cited, head, turn.clears), turn, head)
            one = Rendered(cited, turn.render(cited), cited, head)
            _publish_cited([one], turn)
            naming.name_as_published(one.document, turn.names)
            write([one], {}, turn)


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
            if (kind, pk) not in turn.announced and (unedited := unedited_since_shown(waiting.model, pk)):
                show([unedited], turn)
