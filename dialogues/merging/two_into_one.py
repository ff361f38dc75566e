"""One record merged into another: what is recorded first, then what readers see."""

from collections.abc import Iterable
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from dialogues.documents import Document, kind_of
from dialogues.joining import further_names, names_of
from dialogues.merging.in_public import lead_to, publication_of
from dialogues.merging.in_step import InStep
from dialogues.merging.moving import what_moves
from dialogues.merging.refusing import reasons_not_to_merge
from dialogues.models import Bypass, ImportedRecord, Publication
from dialogues.pointing import KNOWN, NAMES
from dialogues.readiness import NotReady
from dialogues.states import rendered_now
from dialogues.turns import By, Made, Turn, Without


@transaction.atomic
def merge(gone: Any, into: Any, *, by: By, note: str = "", reason: str = "") -> list[Made]:
    """Merges one organization or person into another of its kind and deletes it. Returns the revisions made.

    None are made where `gone` was never public. Where readers see it, `reason` says to colleagues why the two are one:
    no second person has looked at it, so it waits for somebody's approval (`Bypass`). Raises NotReady with the reasons.
    """
    if type(gone) is not type(into) or type(gone) not in KNOWN:
        raise NotReady(gone, [_("Two organizations can be merged, or two people.")])
    turn = Turn(by, note, without=Without(reason.strip(), Bypass.How.MERGE) if reason.strip() else None)
    # What is edited first: whoever edits it holds it when they come to name one of the two.
    _lock(*(row.head for row in what_moves(gone, into)))
    _lock(gone, into)
    gone, into = (type(one)._default_manager.get(pk=one.pk) for one in (gone, into))
    _lock(*(row.head for row in what_moves(gone, into)))  # what has come to name them meanwhile
    moving = what_moves(gone, into)
    if reasons := reasons_not_to_merge(gone, into):
        raise NotReady(gone, reasons)
    public, target = publication_of(gone), publication_of(into)
    if public and target and target.document and not turn.without:
        raise NotReady(gone, [_("Readers see it: say why the two are one and the same.")])
    was_shown_as_recorded = target and target.record_version == into.version
    heads = InStep.of([row.head for row in moving if not row.pointer.own])
    for row in moving:
        row.move(into)
    further = further_names(names_of(gone), names_of(into))
    _keep(further, into)
    _remember_for_imports(gone, into)
    if public and target and target.document:
        lead_to(public, target, further, rendered_now(into)["claims"], turn)
    gone.delete()
    heads.keep()
    into.refresh_from_db()
    if target and was_shown_as_recorded and target.document == rendered_now(into):
        Publication.objects.filter(pk=target.pk).update(record_version=into.version)
    return turn.revisions


def _lock(*records: Any) -> None:
    """Nobody edits these records, or what belongs to them, until the transaction ends; always in the same order."""
    for model in sorted({type(record) for record in records}, key=lambda model: model._meta.label):
        pks = {record.pk for record in records if type(record) is model}
        list(model._default_manager.select_for_update(of=("self",)).filter(pk__in=pks).order_by("pk"))


def _keep(further: Iterable[Document], into: Any) -> None:
    """Adds names, after the ones that there are."""
    model, owner = NAMES[type(into)]
    last = into.aliases.aggregate(last=models.Max("order"))["last"] or 0
    for order, alias in enumerate(further, last + 1):
        model._default_manager.create(**{owner: into}, order=order, **alias)


def _remember_for_imports(gone: Any, into: Any) -> None:
    """Lets a later import of the old id find the record that stayed."""
    memories = ImportedRecord.objects.filter(kind=kind_of(gone))
    memories.filter(models.Q(record_id=gone.pk) | models.Q(merged_into=gone.pk)).update(merged_into=into.pk)
    memories.get_or_create(
        slug=gone.slug,
        defaults={
            "kind": kind_of(gone),
            "record_id": gone.pk,
            "version": gone.version,
            "sha256": "",
            "merged_into": into.pk,
        },
    )
