"""What the page of all pairs tells: who meets whom, how often, since when, and when last as governments."""

from typing import Any

from django.conf import settings
from django.db import connections
from django.utils.translation import gettext_lazy as _

from dialogues.public.counts.tallies import from_json
from dialogues.public.pairs import pairs
from dialogues.public.pairs.pair_tallies import DATE_OF, FOUND, Line
from dialogues.public.pairs.pairs import MET, Pair
from dialogues.public.serving.frame import page_language
from dialogues.public.serving.paging import Page, pager_of
from dialogues.public.words.statuses import OVER
from dialogues.public.words.tracks import tracks_seen
from dialogues.public.words.vocabulary import Labels

PER_PAGE = 100

ORDERS: Labels = {"most": _("Most meetings first"), "latest": _("Last met first")}
_SORTS = {"most": "two DESC, more DESC, pair", "latest": "latest DESC NULLS LAST, two DESC, pair"}

_PAIRS = """
WITH {found},
page AS (
    SELECT *, count(*) OVER () AS everything, count(*) FILTER (WHERE two > 0) OVER () AS bilateral,
           row_number() OVER (ORDER BY {order}) AS place
    FROM found
)
SELECT pair, two, more, everything, bilateral, track_10, track_15, track_20, {first}, {last}, {governments},
       (SELECT jsonb_agg(jsonb_build_object('id', slug, 'name', document -> 'name') ORDER BY slug)
        FROM dialogues_publication
        WHERE kind = 'party' AND slug = ANY (string_to_array(pair, '-')) AND withdrawn_at IS NULL)
FROM page WHERE place > %s AND place <= %s ORDER BY place
"""


def lines_of(page: Page, order: str) -> tuple[list[Line], int, int]:
    """The pairs of a page; how many there are on all pages, and how many of them met as two. One query."""
    dates = {name: DATE_OF.format(column=f"page.{name}") for name in ("first", "last", "governments")}
    sql = _PAIRS.format(found=FOUND.format(met=MET), order=_SORTS[order], **dates)
    with connections[settings.PUBLIC_DATABASE].cursor() as cursor:
        cursor.execute(sql, [list(OVER), page.first, page.last])
        rows = cursor.fetchall()
    everything, bilateral = rows[0][3:5] if rows else (0, 0)
    lines = [_line(row[0], row[1], row[2], row[5:8], [from_json(one) for one in row[8:]]) for row in rows]
    return lines, everything, bilateral


def tells(page: Page, order: str) -> dict[str, Any]:
    """The context of the page of all pairs. One query. Raises NoSuchPage."""
    lines, everything, bilateral = lines_of(page, order)
    # A page beyond the end has no rows that tell how many there are.
    pager = pager_of(page, everything)
    return {
        "lines": [line for line in lines if line.two],
        "with_others": [line for line in lines if not line.two],
        "bilateral": bilateral,
        "everything": everything,
        "pager": pager,
        "order": order,
        "orders": ORDERS.items(),
    }


def _line(code: str, two: int, more: int, seen: tuple[bool, ...], documents: list[Any]) -> Line:
    one, _hyphen, other = code.partition("-")
    first, last, governments, parties = documents
    known = {party["id"]: party for party in parties or []}
    # A party that is shown no more is still half of a pair that met.
    both = [known.get(id, {"id": id, "name": {"en": id}}) for id in (one, other)]
    ordered = pairs.in_order(both, page_language())
    return Line(Pair(one, other), ordered, two, more, tracks_seen(seen), first, last, governments)
