"""Pairs that met, counted by the database: how often as two and with others, when first, last, last as governments."""

from dataclasses import dataclass
from typing import Any, ClassVar

from dialogues.public.counts.tallies import Tally
from dialogues.public.pairs import pairs
from dialogues.public.pairs.pairs import MET, Pair
from dialogues.public.serving.frame import page_language
from dialogues.public.words.statuses import OVER
from dialogues.public.words.texts import Document
from dialogues.public.words.tracks import Track

# `met` is `pairs.MET`, which may be narrowed by what is added to its end.
FOUND = """
met AS MATERIALIZED ({met}),
found AS (
    SELECT substr(token, 6) AS pair, count(*) FILTER (WHERE of_two) AS two, count(*) FILTER (WHERE NOT of_two) AS more,
           (array_agg(slug ORDER BY earliest, slug) FILTER (WHERE of_two AND earliest IS NOT NULL))[1] AS first,
           (array_agg(slug ORDER BY latest DESC, slug) FILTER (WHERE of_two AND latest IS NOT NULL))[1] AS last,
           (array_agg(slug ORDER BY latest DESC, slug)
               FILTER (WHERE of_two AND latest IS NOT NULL AND 'track:1.0' = ANY (tracks)))[1] AS governments,
           coalesce(bool_or('track:1.0' = ANY (tracks)) FILTER (WHERE of_two), false) AS track_10,
           coalesce(bool_or('track:1.5' = ANY (tracks)) FILTER (WHERE of_two), false) AS track_15,
           coalesce(bool_or('track:2.0' = ANY (tracks)) FILTER (WHERE of_two), false) AS track_20,
           max(latest) FILTER (WHERE of_two) AS latest
    FROM met, unnest(pairs) AS token GROUP BY token
)
"""
# The date of the meeting that one of the columns of `found` names.
DATE_OF = "(SELECT document -> 'date' FROM dialogues_publication WHERE kind = 'meeting' AND slug = {column})"

_PARTNERS = """
WITH {found},
partners AS (
    SELECT *, CASE split_part(pair, '-', 1) WHEN %s THEN split_part(pair, '-', 2) ELSE split_part(pair, '-', 1) END
        AS partner
    FROM found WHERE %s = ANY (string_to_array(pair, '-')) ORDER BY two DESC, more DESC, pair LIMIT %s
)
SELECT %s, partner, '', two + more, NULL::date, NULL::date, 'party', partner,
       jsonb_build_object('pair', pair, 'two', two, 'more', more, 'first', {first}, 'last', {last},
                          'governments', {governments}, 'tracks', jsonb_build_array(track_10, track_15, track_20))
FROM partners
"""


@dataclass(frozen=True)
class Line:
    """One pair in a list: how often the two met, alone and with others, and when; `parties` are those it names."""

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
        return pairs.names(self.parties, page_language())


@dataclass(frozen=True)
class Partners(Tally):
    """Those whom a party met, each with what a line tells of the pair, the most meetings first."""

    party: str = ""
    most: int = 100
    detailed: ClassVar[bool] = True

    def statement(self) -> tuple[str, list[Any]]:
        dates = {name: DATE_OF.format(column=name) for name in ("first", "last", "governments")}
        sql = _PARTNERS.format(found=FOUND.format(met=f"{MET} AND facets @> %s::text[]"), **dates)
        party = self.party
        return sql, [list(OVER), [f"party:{party}"], party, party, self.most, self.name]
