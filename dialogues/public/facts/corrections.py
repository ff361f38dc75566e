"""What changed after publication: which records, when, which of their facts by name, and why.

A correction is a change that staff made in a record that was public. What is no correction is left out: a name or a
status that was carried from another record, a new shape of documents. So are corrections of what was withdrawn since
or merged into another, of which the notice is all that is told; and those of parts of a meeting, which are told
with the meeting. No former value is told: revisions may have been withdrawn or redacted since, and the role of the
public cannot read them.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.http import urlencode

from dialogues.models.publications import Publication, Revision
from dialogues.public.facts import describing
from dialogues.public.publications import NOT_IN_A_LINE, TOLD_OF, Without
from dialogues.public.serving import addresses
from dialogues.public.words import vocabulary
from dialogues.public.words.texts import Document, Words


@dataclass(frozen=True)
class Correction:
    """One change, as readers are told of it."""

    number: int
    moment: dt.datetime
    cause: str
    changed: tuple[str, ...]
    reason: str
    weight: str
    kind: str
    slug: str
    title: Words | None  # none of what is withdrawn
    address: str

    @property
    def withdrawn(self) -> bool:
        return self.cause == Revision.Cause.WITHDRAWN


def told(kind: str = "", slug: str = "") -> QuerySet[Revision]:
    """All that readers are told of, the latest first; of one record where it is named."""
    present = Q(publication__merged_into__isnull=True)
    shown = Q(publication__withdrawn_at__isnull=True)
    rows = Revision.public.get_queryset().filter(present, cause__in=TOLD_OF)
    rows = rows.filter(shown | Q(cause=Revision.Cause.WITHDRAWN)).order_by("-number")
    if slug:
        return rows.filter(publication__kind=kind, publication__slug=slug)
    return rows.filter(publication__family="")


def read(rows: QuerySet[Revision], language: str) -> list[Correction]:
    """Changes with the titles of their records. One query."""
    values = rows.annotate(line=Without("publication__document", NOT_IN_A_LINE)).values_list(
        "number",
        "published_at",
        "cause",
        "changed",
        "reason",
        "reason_ja",
        "weight",
        "publication__kind",
        "publication__slug",
        "line",
    )
    return [_correction(*row, language=language) for row in values]


def _correction(
    number: int,
    moment: dt.datetime,
    cause: str,
    changed: list[str],
    reason: str,
    reason_ja: str,
    weight: str,
    kind: str,
    slug: str,
    line: Document | None,
    *,
    language: str,
) -> Correction:
    title = describing.title(line, language) if line else None
    return Correction(
        number,
        moment,
        cause,
        tuple(changed),
        reason_for(language, reason, reason_ja),
        weight,
        kind,
        slug,
        title,
        addresses.address(kind, slug),
    )


def address_of(publication: Publication) -> str:
    """The address of all corrections of one record."""
    asked = urlencode({"kind": publication.kind, "id": publication.slug})
    return f"{reverse('public:corrections')}?{asked}"


def reason_for(language: str, reason: str, reason_ja: str) -> str:
    """The reason as readers of a language are told it: in Japanese where it was written, else as it was written."""
    return (language == "ja" and reason_ja) or reason


def fields_in_words(names: list[str] | tuple[str, ...]) -> list[str]:
    """The names of fields in words, each once."""
    return list(dict.fromkeys(vocabulary.label(vocabulary.FIELD, name) for name in names))


def cause_in_words(cause: Any) -> str:
    """What happened, where no field is named."""
    return vocabulary.label(vocabulary.CAUSE, cause)


def weight_in_words(weight: str) -> str:
    """How much a correction matters, as whoever published it said; empty where nobody did."""
    return vocabulary.label(vocabulary.WEIGHT, weight) if weight else ""
