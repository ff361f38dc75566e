"""Republishing: what nobody has edited since is rendered again, after a change of the documents' shape."""

from django.db import models, transaction

from dialogues import documents
from dialogues.models import Bypass, Kind, Publication
from dialogues.models.publications import PublicationQuerySet
from dialogues.publishing.families import FAMILY_KINDS
from dialogues.publishing.locking import unedited_since_shown
from dialogues.publishing.showing import show
from dialogues.turns import By, Made, Turn, Without


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
        if unedited := unedited_since_shown(model, publication.record_id):
            show([unedited], turn)
        else:
            left_alone.append(publication)
    return turn.revisions, left_alone
