"""What changed since a revision, for partners who keep a copy; and the checkpoint that proves a copy complete.

The feed is the publications in the order of their revisions: each record once, as it is shown now, or the notice that
it went. So it forgets: what was withdrawn, or worded otherwise before, is not in it. A partner applies each entry in
order (drop the `former_ids`, then show or drop `id`), keeps the revision of the last one, and asks on from there;
whoever does so has what is shown, whenever they began (held by `tests/api/test_mirror.py`). A revision never becomes
visible after a higher one (`dialogues.turns`), so nothing is missed.

The checkpoint is one digest over what is shown. Its order is that of bytes, which any language sorts alike.
"""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db import connections
from django.db.models import OuterRef, QuerySet, Subquery

from dialogues.models.publications import FormerSlug, Publication, Revision

# One statement, hence one moment. `sha256` and the sorting are done where the rows are: a copy of a hundred thousand
# records is compared at the price of their index, not of their documents.
_CHECKPOINT = """
SELECT (SELECT coalesce(max(revision), 0) FROM dialogues_publication), count(*),
       encode(sha256(convert_to(coalesce(string_agg(line, '' ORDER BY place), ''), 'UTF8')), 'hex')
FROM (
    SELECT kind || ' ' || slug || ' ' || sha256 || E'\n' AS line,
           ROW(kind COLLATE "C", slug COLLATE "C") AS place
    FROM dialogues_publication WHERE withdrawn_at IS NULL
) AS shown
"""


def changed_since(revision: int, most: int) -> QuerySet[Publication]:
    """The publications that changed after a revision, in the order of their revisions. One query.

    Each with `former`, the ids that lead to it; `leads_to`, the id that its own leads to where it was merged; and
    `note`, what readers are told of its newest revision.
    """
    ids: Any = FormerSlug.objects.using(settings.PUBLIC_DATABASE)
    former = ids.filter(publication=OuterRef("pk")).order_by("slug").values("slug")
    leads_to = ids.filter(kind=OuterRef("kind"), slug=OuterRef("slug")).values("publication__slug")
    rows = Publication.public.get_queryset().filter(revision__gt=revision).order_by("revision")
    note = Revision.public.filter(number=OuterRef("revision")).values("reason")
    rows = rows.defer("search_text", "facets", "cites")
    return rows.annotate(former=ArraySubquery(former), leads_to=Subquery(leads_to), note=Subquery(note))[
        :most
    ]


def entries(rows: QuerySet[Publication]) -> Iterator[dict[str, Any]]:
    """Publications as the feed tells them."""
    for row in rows:
        yield {
            "revision": row.revision,
            "kind": row.kind,
            "id": row.slug,
            "op": _op(row),
            "sha256": row.sha256 or None if row.document else None,
            "published_at": row.published_at.isoformat(),
            "note": row.note or "",  # type: ignore[attr-defined]
            "reason": row.withdrawal_reason if _op(row) == Revision.Op.WITHDRAW else None,
            "into": row.leads_to if row.merged_into_id else None,  # type: ignore[attr-defined]
            "former_ids": row.former,  # type: ignore[attr-defined]
            "document": row.document,
        }


def checkpoint() -> dict[str, Any]:
    """The number of the newest change, how many documents are shown, and the digest over all of them. One query."""
    with connections[settings.PUBLIC_DATABASE].cursor() as cursor:
        cursor.execute(_CHECKPOINT)
        revision, records, sha256 = cursor.fetchone()
    return {"revision": revision, "records": records, "sha256": sha256}


def _op(row: Publication) -> str:
    if row.merged_into_id:
        return Revision.Op.MERGE.value
    return Revision.Op.WITHDRAW.value if row.withdrawn_at else Revision.Op.UPSERT.value
