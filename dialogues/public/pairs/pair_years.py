"""When pairs of parties met as two: how many meetings of each year, and on which tracks."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db import connections

from dialogues.public.counts.years import UNKNOWN
from dialogues.public.pairs.pairs import MET
from dialogues.public.words.statuses import OVER
from dialogues.public.words.tracks import Track, tracks_seen

EARLIER = "earlier"

# A meeting that may have been in one of several years is counted in each.
_YEARS = f"""
WITH met AS MATERIALIZED ({MET} AND facets && %s::text[])
SELECT pair, CASE WHEN year = %s OR year >= %s THEN year ELSE %s END, count(DISTINCT slug),
       bool_or('track:1.0' = ANY (tracks)), bool_or('track:1.5' = ANY (tracks)), bool_or('track:2.0' = ANY (tracks))
FROM met, unnest(pairs) AS pair, unnest(years) AS token, substr(token, 6) AS year
WHERE of_two GROUP BY 1, 2
"""  # noqa: S608  two constants; what is asked is a parameter


@dataclass(frozen=True)
class PairYear:
    """How often a pair (`pair:JP-US`) met in a year, in all years before those told apart, or in one not known."""

    pair: str
    year: str
    count: int
    tracks: tuple[Track, ...]


def pair_years(pairs: Iterable[str], since: int) -> list[PairYear]:
    """The years of some pairs, by their tokens; those before `since` are counted together. One query."""
    with connections[settings.PUBLIC_DATABASE].cursor() as cursor:
        cursor.execute(_YEARS, [list(OVER), list(pairs), UNKNOWN, str(since), EARLIER])
        return [
            PairYear(pair, year, count, tuple(tracks_seen(seen)))
            for pair, year, count, *seen in cursor.fetchall()
        ]
