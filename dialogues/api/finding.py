"""Finding records by id: shown, renamed, withdrawn or unknown are four different answers."""

from collections.abc import Iterable, Sequence
from http import HTTPStatus
from typing import Any

from django.conf import settings

from dialogues.api.presentation import COLUMNS
from dialogues.api.problems import Problem, fault
from dialogues.api.resources import Resource
from dialogues.filters.near import near_ids
from dialogues.models.publications import FormerSlug, Publication, tombstone


class Renamed(Exception):
    """The record has another id now, or was merged into one that has."""

    def __init__(self, now: str) -> None:
        super().__init__(now)
        self.now = now


def find(resource: Resource, slug: str) -> Publication:
    """The publication shown under an id. One query where it is there.

    Raises Renamed; Problem 410 with the tombstone of what was withdrawn; Problem 404 with near ids.
    """
    publication = Publication.public.of(resource.kind).present().filter(slug=slug).only(*COLUMNS).first()
    if publication is None:
        if now := former_ids(resource.kind, [slug]).get(slug):
            raise Renamed(now)
        detail = f"No {resource.one} with the id “{slug}” is shown."
        raise Problem(
            HTTPStatus.NOT_FOUND, detail, [fault("id", "unknown", detail, near_ids(resource.kind, slug))]
        )
    if publication.withdrawn_at:
        raise Problem(
            HTTPStatus.GONE,
            f"The {resource.one} “{slug}” was withdrawn: {publication.withdrawal_reason}",
            more={"tombstone": tombstone(publication)},
        )
    return publication


def former_ids(kind: str, slugs: Iterable[str]) -> dict[str, str]:
    """The present ids of those among the ids that were given up or merged into others, by former id."""
    rows = FormerSlug.objects.using(settings.PUBLIC_DATABASE).filter(kind=kind, slug__in=list(slugs))
    return dict(rows.values_list("slug", "publication__slug"))


def missing(resource: Resource, ids: Sequence[str]) -> list[dict[str, Any]]:
    """Why those of the ids that are not shown are not: `unknown`, `withdrawn`, or `renamed`, and to what (`now`)."""
    rows = Publication.public.of(resource.kind).present().filter(slug__in=ids)
    withdrawn = {slug: at is not None for slug, at in rows.values_list("slug", "withdrawn_at")}
    strange = [slug for slug in ids if slug not in withdrawn]
    renamed = former_ids(resource.kind, strange) if strange else {}
    reasons = {slug: "withdrawn" for slug, gone in withdrawn.items() if gone}
    reasons |= {slug: "renamed" if slug in renamed else "unknown" for slug in strange}
    return [
        {"id": slug, "reason": reasons[slug], "now": renamed.get(slug)} for slug in ids if slug in reasons
    ]
