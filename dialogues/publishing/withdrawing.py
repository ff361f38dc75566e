"""Withdrawing: a record is shown no more, and a notice with the reason stays in its place.

A meeting goes with its family. So does, within a meeting that is published, what is no longer part of it.
"""

from collections.abc import Sequence

from django.db import models, transaction
from django.utils.translation import gettext as _

from dialogues import carrying
from dialogues.documents import kind_of
from dialogues.models import Meeting, Publication, Revision
from dialogues.publishing.families import families_of
from dialogues.readiness import NotReady
from dialogues.turns import By, Made, Turn


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
        for member in families_of([record]):
            member.refresh_from_db()
            if member.withdrawn_at is None:
                unshow(member, reason, turn)
    unshow(publication, reason, turn)
    return turn.revisions


def withdraw_former_members(meetings: Sequence[Meeting], members: set[tuple[str, int]], turn: Turn) -> None:
    for publication in families_of(meetings):
        if (publication.kind, publication.record_id) in members:
            continue
        publication.refresh_from_db()  # withdrawing one may have withdrawn the next
        if publication.withdrawn_at is None:
            unshow(publication, _("No longer part of the meeting's record."), turn)


def unshow(publication: Publication, reason: str, turn: Turn) -> None:
    """Turns a publication into a notice, and takes it out of the documents that name it."""
    kind, slug, before = publication.kind, publication.slug, publication.document
    turn.forget_names()
    carrying.empty(publication)
    publication.withdrawn_at, publication.withdrawal_reason = turn.now, reason
    turn.write(publication, Revision.Op.WITHDRAW, Revision.Cause.WITHDRAWN)
    for report in carrying.take_out(kind, slug, before, turn):
        unshow(report, _("What it reports on was withdrawn."), turn)
