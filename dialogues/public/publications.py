"""What pages read: publications through the public alias, and nothing else. Each function is at most one query."""

import datetime as dt
from operator import itemgetter
from typing import Any, cast

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    Count,
    F,
    Func,
    JSONField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    Window,
)
from django.db.models.functions import Coalesce, JSONObject, NullIf, RowNumber
from django.utils.translation import get_language

from dialogues.models.publications import FormerSlug, Publication, PublicationQuerySet, Revision
from dialogues.public.words.texts import Document

# What a line of a list does not need. Taken out in the database, in one step: a document is stored compressed,
# and each key taken by itself would unpack it anew.
NOT_IN_A_LINE = (
    "participations", "claims", "sources", "images", "statements", "outcomes", "outcome_reports", "attendance",
    "relations", "summary", "note", "topics",
)  # fmt: skip
NOT_IN_THE_WAY = (
    "participations", "claims", "images", "statements", "outcome_reports", "attendance", "relations", "summary",
)  # fmt: skip
NOT_IN_AN_EDITION = (
    "claims", "sources", "images", "statements", "outcome_reports", "attendance", "relations", "summary", "note",
)  # fmt: skip
NOT_IN_AN_APPEARANCE = ("claims", "images", "attendance", "relations", "summary", "note", "topics")

# The revisions that readers are told of. What is carried from another record, or a new shape, is no correction.
TOLD_OF = (Revision.Cause.CHANGED, Revision.Cause.AGAIN, Revision.Cause.WITHDRAWN)
# How many changes the page of a record names; the page of corrections has all.
CHANGES_ON_A_PAGE = 10

_BEFORE_ANYTHING = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


class Without(Func):
    """A document without some of its keys."""

    template = "(%(expressions)s)"
    arg_joiner = " - "
    output_field = JSONField()

    def __init__(self, document: str, keys: tuple[str, ...]) -> None:
        super().__init__(F(document), Value(list(keys), output_field=ArrayField(TextField())))


def newest_revision() -> int:
    """The number of the newest change of anything that is shown."""
    return Publication.public.aggregate(newest=Max("revision"))["newest"] or 0


def newest_change() -> tuple[int, dt.datetime]:
    """The number and the moment of the newest change of anything, withdrawals included."""
    row = Publication.public.aggregate(newest=Max("revision"), moment=Max("published_at"))
    return row["newest"] or 0, row["moment"] or _BEFORE_ANYTHING


def newest_with_one_of(kind: str) -> tuple[str, int]:
    """The id of the record of a kind whose day is the latest, or nothing; and the newest revision of anything."""
    rows = shown(kind).filter(latest__isnull=False).newest_day_first().values("slug")[:1]
    newest = Publication.public.get_queryset().order_by("-revision").annotate(one=Subquery(rows))
    one, revision = newest.values_list("one", "revision").first() or (None, 0)
    return one or "", revision


def _last_changes() -> ArraySubquery:
    """The last changes of each publication that readers are told of: when, why, and the names of what changed."""
    of_it = Revision.public.get_queryset().filter(publication=OuterRef("pk"), cause__in=TOLD_OF)
    change = JSONObject(
        moment="published_at",
        cause="cause",
        changed="changed",
        reason="reason",
        reason_ja="reason_ja",
        weight="weight",
    )
    return ArraySubquery(of_it.order_by("-number").values(change=change)[:CHANGES_ON_A_PAGE])


def found(kind: str, slug: str) -> Publication | None:
    """The publication with this id, withdrawn ones included; `newest` is the newest revision of anything.

    `changes` are its last changes that readers are told of.

    Of what was merged into another there is none: its id is a former one.
    """
    newest = Publication.public.get_queryset().order_by("-revision").values("revision")[:1]
    return (
        Publication.public.get_queryset()
        .present()
        .annotate(newest=Subquery(newest), changes=_last_changes())
        .filter(kind=kind, slug=slug)
        .first()
    )


def parties(*codes: str) -> tuple[list[Document], int]:
    """The documents of those of some parties that are shown, and the newest revision of anything."""
    newest = Publication.public.get_queryset().order_by("-revision").values("revision")[:1]
    rows = shown("party").filter(slug__in=codes).annotate(newest=Subquery(newest))
    found = list(rows.values_list("document", "newest"))
    return [document for document, _newest in found], max((number for _document, number in found), default=0)


def present_slug(kind: str, former: str) -> str | None:
    """The id that a record has now which once had this one, or which the one that had it was merged into."""
    former_slugs = FormerSlug.objects.using(settings.PUBLIC_DATABASE).filter(kind=kind, slug=former)
    return former_slugs.values_list("publication__slug", flat=True).first()


def counts() -> dict[str, int]:
    """How many records of each kind are shown."""
    rows = Publication.public.get_queryset().shown().order_by().values_list("kind").annotate(Count("pk"))
    return dict(rows)


def count_and_newest(kind: str) -> tuple[int, int]:
    """How many records of a kind are shown, and the newest revision of anything."""
    of_kind = Q(kind=kind, withdrawn_at__isnull=True)
    row = Publication.public.aggregate(count=Count("pk", filter=of_kind), newest=Max("revision"))
    return row["count"], row["newest"] or 0


def shown(*kinds: str) -> PublicationQuerySet:
    """The publications of these kinds that are shown."""
    return Publication.public.get_queryset().shown().of(*kinds)


def by_title(publications: PublicationQuerySet) -> PublicationQuerySet:
    """In the order of the titles that the page shows: in Japanese by the Japanese one where there is one."""
    if get_language() != "ja":
        return publications.order_by("title_en", "slug")
    return publications.order_by(Coalesce(NullIf("title_ja", Value("")), "title_en"), "slug")


def lines(publications: QuerySet[Publication], without: tuple[str, ...] = NOT_IN_A_LINE) -> list[Document]:
    """The documents of publications, without what a line of a list does not need."""
    return list(publications.annotate(line=Without("document", without)).values_list("line", flat=True))


def part_of(ordered: PublicationQuerySet, first: int, last: int) -> PublicationQuerySet:
    """Some publications from one place in their order to another, as publications in no order."""
    return Publication.public.get_queryset().filter(pk__in=ordered[first:last].values("pk"))


def together(
    **parts: tuple[PublicationQuerySet, int] | tuple[PublicationQuerySet, int, tuple[str, ...]],
) -> dict[str, list[Document]]:
    """Several lists of lines by their names, each the first so many of some publications in their order. One query.

    What a part's lines do not need may be told as a third.
    """
    found: dict[str, list[Document]] = {name: [] for name in parts}
    each = [
        # The first are found before anything is read of them: a document is costly to unpack.
        part_of(rows, 0, most)
        .annotate(
            part=Value(name, output_field=TextField()),
            place=Window(RowNumber(), order_by=list(cast("Any", rows.query.order_by))),
            line=Without("document", *(without or (NOT_IN_A_LINE,))),
        )
        .values_list("part", "place", "line")
        .order_by()
        for name, (rows, most, *without) in parts.items()
    ]
    first, *others = each
    read = first.union(*others, all=True).order_by() if others else first
    for part, _place, line in sorted(read, key=itemgetter(0, 1)):
        found[part].append(line)
    return found


def meetings_of(dialogue: str, most: int, without: tuple[str, ...] = NOT_IN_A_LINE) -> list[Document]:
    """The meetings of a dialogue as lines, the latest first."""
    return lines(shown("meeting").with_facet(f"dialogue:{dialogue}").newest_day_first()[:most], without)


def around_dialogue(slug: str, meetings: list[Document]) -> dict[str, list[Document]]:
    """By kind: the dialogues and outcomes that name this one, the organizations that took part in its meetings, and
    the reports on what those promised. `meetings` hold their participations and outcomes.
    """
    bodies = {
        part["organization"]["id"]
        for one in meetings
        for part in one["participations"]
        if part["organization"]
    }
    reports = [f"reports-on:{outcome['id']}" for one in meetings for outcome in one["outcomes"]]
    rows = shown("dialogue", "outcome", "organization", "outcome_report").filter(
        Q(kind__in=("dialogue", "outcome"), cites__contains=[f"dialogue:{slug}"])
        | Q(kind="organization", slug__in=bodies)
        | Q(kind="outcome_report", facets__overlap=reports)
    )
    found: dict[str, list[Document]] = {}
    for kind, document in rows.order_by("kind", "earliest", "slug").values_list("kind", "document"):
        found.setdefault(kind, []).append(document)
    return found


def naming(kind: str, slug: str, *kinds: str) -> list[Document]:
    """The whole documents of some kinds that name this record."""
    rows: Any = shown(*kinds).citing(kind, slug).order_by("kind", "earliest", "slug")
    return list(rows.values_list("document", flat=True))
