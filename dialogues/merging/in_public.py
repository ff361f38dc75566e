"""What readers see of a merge: ids that lead on, and names and claims that are carried, never rendered."""

from collections.abc import Iterable
from typing import Any

from dialogues import carrying
from dialogues.documents import Document, kind_of
from dialogues.joining import further_names, named_anew, with_claims_of
from dialogues.models import FormerSlug, Publication, Revision
from dialogues.naming import published_reference
from dialogues.turns import Turn


def publication_of(record: Any) -> Publication | None:
    """What is or was shown of a record."""
    return Publication.objects.filter(kind=kind_of(record), record_id=record.pk).first()


def changes_what_is_public(gone: Any, into: Any) -> bool:
    """Whether merging writes what readers see."""
    target = publication_of(into)
    return bool(publication_of(gone) and target and target.document)


def lead_to(
    public: Publication,
    target: Publication,
    further: Iterable[Document],
    claims: list[Document],
    turn: Turn,
) -> None:
    """Turns one publication into a way to another. Whoever polls learns first what names the other, then this."""
    kind = public.kind
    if public.document:
        _carry(public, target, further, claims, turn)
    FormerSlug.objects.filter(publication=public).update(publication=target)
    FormerSlug.objects.create(kind=kind, slug=public.slug, publication=target)
    Publication.objects.filter(merged_into=public).update(merged_into=target)
    carrying.empty(public)
    public.withdrawn_at, public.withdrawal_reason = turn.now, ""
    public.merged_into = target
    turn.write(public, Revision.Op.MERGE, Revision.Cause.MERGED)


def _carry(
    public: Publication,
    target: Publication,
    further: Iterable[Document],
    claims: list[Document],
    turn: Turn,
) -> None:
    """Writes the one that stays into every published document that names the other, and names and claims into its own.

    `further` and `claims` are what is recorded of it by now.
    """
    kind = public.kind
    # Neither a name or a claim that nobody has cleared, nor one that is no longer recorded.
    names = [alias for alias in further_names(public.document, target.document) if alias in further]
    document = with_claims_of(public.document, target.document, claims)
    document = document | {"aliases": [*document["aliases"], *names]}
    if document != target.document:
        carrying.describe(target, document)
        turn.write(target, Revision.Op.UPSERT)
    gone, into = (published_reference(kind, one.document) for one in (public, target))
    for publication in list(Publication.objects.shown().citing(kind, public.slug).order_by("revision")):
        document = named_anew(publication.document, gone, into)
        carrying.describe(publication, document)
        turn.write(publication, Revision.Op.UPSERT)
    if kind in carrying.TREES:
        carrying.look_up_again(kind, target.slug)
