"""Writing rendered documents into publications: whose public id is whose, and why a document is another now."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from dialogues import carrying, documents, facets, naming
from dialogues.documents import Document, kind_of
from dialogues.models import FormerSlug, Publication, Revision
from dialogues.models.carried import NOT_A_FACT
from dialogues.readiness import NotReady
from dialogues.turns import Turn


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


def write(
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
    documents, is the cause. A field that its document did not have before came with a new shape; of a record that was
    edited it counts where it says anything, as what staff wrote since may be all of it.
    """
    if publication is None:
        return Revision.Cause.FIRST, []
    if publication.withdrawn_at is not None or publication.document is None:
        return Revision.Cause.AGAIN, []
    before, after = publication.document, one.document
    facts = [name for name in after if name not in NOT_A_FACT]
    changed = [name for name in facts if name in before and before[name] != after[name]]
    if publication.record_version == one.head.version:
        return (Revision.Cause.CARRIED if changed else Revision.Cause.SHAPE), []
    changed += [name for name in facts if name not in before and after[name] not in (None, "", [], {})]
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
