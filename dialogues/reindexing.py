"""Everything that is asked of publications, taken anew from their documents where the rules of it changed.

No document is touched and no revision made: what is told stays, only how it is found changes.
"""

from collections.abc import Iterator, Sequence

from django.db import transaction

from dialogues import carrying, facets
from dialogues.models import Publication
from dialogues.models.publications import PublicationQuerySet
from dialogues.turns import wait_for_a_turn

TOGETHER = 200
FIELDS = ("facets", "cites", "title_en", "title_ja", "earliest", "latest", "search_text", "indexed_by")


def outdated() -> PublicationQuerySet:
    """The publications that are shown and were indexed by other rules than the present ones."""
    return Publication.objects.shown().exclude(indexed_by=facets.RULES)


def reindex(rows: PublicationQuerySet) -> Iterator[int]:
    """Indexes publications anew, in lots of which each is written by itself. Yields how many each lot had.

    What stands in a tree comes first, and again until nothing changes: the tokens of all others are taken from the
    tokens of those above them.
    """
    trees = rows.of(*carrying.TREES)
    if trees.exists():
        yield from _in_lots(trees)
        while any(list(_again(Publication.objects.shown().of(*carrying.TREES)))):
            pass
    yield from _in_lots(rows.exclude(kind__in=carrying.TREES))


def _in_lots(rows: PublicationQuerySet) -> Iterator[int]:
    last = 0
    while lot := _lot(rows, last):
        last = lot[-1].pk
        yield len(lot)


def _again(rows: PublicationQuerySet) -> Iterator[bool]:
    """Whether the tokens of each lot changed once more."""
    last = 0
    while True:
        before = dict(rows.filter(pk__gt=last).order_by("pk").values_list("pk", "facets")[:TOGETHER])
        if not before:
            return
        yield any(one.facets != before.get(one.pk) for one in _lot(rows, last))
        last = max(before)


@transaction.atomic
def _lot(rows: PublicationQuerySet, last: int) -> Sequence[Publication]:
    """The next publications after a primary key, indexed anew; no publisher changes them meanwhile."""
    wait_for_a_turn()
    lot = list(rows.filter(pk__gt=last).order_by("pk")[:TOGETHER])
    above = carrying.lineage(*(one.document for one in lot))
    for publication in lot:
        carrying.index(publication, above)
    Publication.objects.bulk_update(lot, FIELDS)
    return lot
