"""What the page of all pairs tells: who meets whom, how often, since when, and when last as governments."""

import json
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connections
from django.utils.translation import gettext_lazy as _

from dialogues.public import pairs, sides
from dialogues.public.frame import page_language
from dialogues.public.paging import Page, pager_of
from dialogues.public.pairs import MET, OVER, Pair
from dialogues.public.texts import Document
from dialogues.public.tracks import Track, tracks_seen
from dialogues.public.vocabulary import Labels

PER_PAGE = 100

ORDERS: Labels = {"most": _("Most meetings first"), "latest": _("Last met first")}
_SORTS = {"most": "two DESC, more DESC, pair", "latest": "latest DESC NULLS LAST, two DESC, pair"}

_PAIRS = """
WITH met AS ({met}),
found AS (
    SELECT substr(token, 6) AS pair, count(*) FILTER (WHERE of_two) AS two, count(*) FILTER (WHERE NOT of_two) AS more,
           (array_agg(slug ORDER BY earliest, slug) FILTER (WHERE of_two AND earliest IS NOT NULL))[1] AS first,
           (array_agg(slug ORDER BY latest DESC, slug) FILTER (WHERE of_two AND latest IS NOT NULL))[1] AS last,
           (array_agg(slug ORDER BY latest DESC, slug)
               FILTER (WHERE of_two AND latest IS NOT NULL AND 'track:1.0' = ANY (facets)))[1] AS governments,
           coalesce(bool_or('track:1.0' = ANY (facets)) FILTER (WHERE of_two), false) AS track_10,
           coalesce(bool_or('track:1.5' = ANY (facets)) FILTER (WHERE of_two), false) AS track_15,
           coalesce(bool_or('track:2.0' = ANY (facets)) FILTER (WHERE of_two), false) AS track_20,
           max(latest) FILTER (WHERE of_two) AS latest
    FROM met, unnest(facets) AS token WHERE starts_with(token, 'pair:') GROUP BY token
),
page AS (
    SELECT *, count(*) OVER () AS everything, count(*) FILTER (WHERE two > 0) OVER () AS bilateral,
           row_number() OVER (ORDER BY {order}) AS place
    FROM found
)
SELECT pair, two, more, everything, bilateral, track_10, track_15, track_20,
       (SELECT document -> 'date' FROM dialogues_publication WHERE kind = 'meeting' AND slug = page.first),
       (SELECT document -> 'date' FROM dialogues_publication WHERE kind = 'meeting' AND slug = page.last),
       (SELECT document -> 'date' FROM dialogues_publication WHERE kind = 'meeting' AND slug = page.governments),
       (SELECT jsonb_agg(jsonb_build_object('id', slug, 'name', document -> 'name') ORDER BY slug)
        FROM dialogues_publication
        WHERE kind = 'party' AND slug = ANY (string_to_array(pair, '-')) AND withdrawn_at IS NULL)
FROM page WHERE place > %s AND place <= %s ORDER BY place
"""


@dataclass(frozen=True)
class Line:
    """One pair in the list: how often the two met, alone and with others, and when."""

    pair: Pair
    parties: list[Document]
    two: int
    more: int
    tracks: list[Track]
    first: Document | None
    last: Document | None
    governments: Document | None

    @property
    def names(self) -> str:
        return sides.joined(sides.names(self.parties, page_language()), page_language())


def lines_of(page: Page, order: str) -> tuple[list[Line], int, int]:
    """The pairs of a page; how many there are on all pages, and how many of them met as two. One query."""
    with connections[settings.PUBLIC_DATABASE].cursor() as cursor:
        cursor.execute(_PAIRS.format(met=MET, order=_SORTS[order]), [list(OVER), page.first, page.last])
        rows = cursor.fetchall()
    everything, bilateral = rows[0][3:5] if rows else (0, 0)
    lines = [_line(row[0], row[1], row[2], row[5:8], [_read(one) for one in row[8:]]) for row in rows]
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


def _read(value: Any) -> Any:
    """A JSON value of a statement that Django did not make."""
    return json.loads(value) if isinstance(value, str) else value


def _line(code: str, two: int, more: int, seen: tuple[bool, ...], documents: list[Any]) -> Line:
    one, _hyphen, other = code.partition("-")
    first, last, governments, parties = documents
    known = {party["id"]: party for party in parties or []}
    # A party that is shown no more is still half of a pair that met.
    both = [known.get(id, {"id": id, "name": {"en": id}}) for id in (one, other)]
    ordered = pairs.in_order(both, page_language())
    return Line(Pair(one, other), ordered, two, more, tracks_seen(seen), first, last, governments)
