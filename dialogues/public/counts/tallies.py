"""How often publications answer to a question, counted in the database: by year, by track, by both, by organization.

A page asks for all its tallies at once, so that they cost one query whatever they count and however much there is.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.conf import settings
from django.db import connections

from dialogues.models.publications import PublicationQuerySet

# Of one tally: the values that are read. What is left out is found by the list that the page leads to.
MOST_VALUES = 400

# Names and questions are parameters; no text of a reader comes into the statements.
_ONE = """
SELECT %s, value, '', count(*), min(earliest), max(latest), %s, value
FROM ({rows}) AS answers, unnest(answers.facets) AS token, substr(token, strpos(token, ':') + 1) AS value
WHERE split_part(token, ':', 1) = %s GROUP BY value
"""
_TWO = """
SELECT %s, value, coalesce(other, ''), count(*), min(earliest), max(latest), %s, coalesce(other, '')
FROM ({rows}) AS answers
CROSS JOIN LATERAL (
    SELECT substr(one, strpos(one, ':') + 1) AS value FROM unnest(answers.facets) AS one
    WHERE split_part(one, ':', 1) = %s
) AS values_of_one
LEFT JOIN LATERAL (
    SELECT substr(two, strpos(two, ':') + 1) AS other FROM unnest(answers.facets) AS two
    WHERE split_part(two, ':', 1) = %s
) AS values_of_the_other ON TRUE
GROUP BY value, other
"""
_ALL = """
SELECT %s, '', '', count(*), min(earliest), max(latest), '', '' FROM ({rows}) AS answers
"""
_BODIES = """
SELECT %s, coalesce(part -> 'party' ->> 'id', ''), part -> 'organization' ->> 'id', count(DISTINCT answers.slug),
       min(earliest), max(latest), 'organization', part -> 'organization' ->> 'id'
FROM ({rows}) AS answers, jsonb_array_elements(answers.document -> 'participations') AS part
WHERE part -> 'organization' ->> 'id' IS NOT NULL GROUP BY 2, 3
"""
_OF_A_PARTY = """
SELECT %s, body.document ->> 'sector', body.slug, count(DISTINCT answers.slug), min(answers.earliest),
       max(answers.latest), 'organization', body.slug
FROM ({rows}) AS answers
CROSS JOIN LATERAL jsonb_array_elements(answers.document -> 'participations') AS part
JOIN dialogues_publication AS body ON body.kind = 'organization' AND body.slug = part -> 'organization' ->> 'id'
WHERE body.withdrawn_at IS NULL AND body.facets @> ARRAY[%s] GROUP BY 2, 3
"""
_DETAILED = "({statement})"
_PLAIN = "(SELECT *, NULL::jsonb FROM ({statement}) AS plain)"
_TALLYING = """
WITH counted (tally, value, other, n, earliest, latest, kind, slug, detail) AS ({parts}),
     ranked AS (SELECT *, row_number() OVER (PARTITION BY tally ORDER BY n DESC, value, other) AS place FROM counted)
SELECT tally, value, other, n, ranked.earliest, ranked.latest, coalesce(title_en, ''), coalesce(title_ja, ''), detail
FROM ranked LEFT JOIN dialogues_publication AS named ON named.kind = ranked.kind AND named.slug = ranked.slug
WHERE place <= %s ORDER BY tally, place
"""


@dataclass(frozen=True)
class Tallied:
    """One value and how many publications have it, with the first and the last day that they can mean.

    `other` is the value of the second question, where two are asked together. The titles are those of the record
    that the last of the two names, where it is one. `detail` is what some tallies tell beside.
    """

    value: str
    other: str
    count: int
    earliest: str
    latest: str
    title_en: str
    title_ja: str
    detail: Any = None


@dataclass(frozen=True)
class Tally:
    """What is counted under a name: publications by the values of no question (all), of one, or of two together."""

    name: str
    rows: PublicationQuerySet
    questions: tuple[str, ...] = ()

    # Whether the statement has a ninth column, of JSON.
    detailed: ClassVar[bool] = False

    def statement(self) -> tuple[str, list[Any]]:
        """The SQL that counts, with its parameters in their order."""
        rows, values = compiled(self.rows)
        match self.questions:
            case ():
                return _ALL.format(rows=rows), [self.name, *values]
            case (one,):
                return _ONE.format(rows=rows), [self.name, one, *values, one]
            case (one, two):
                return _TWO.format(rows=rows), [self.name, two, *values, one, two]
        raise ValueError(f"{self.name}: at most two questions are counted together.")


@dataclass(frozen=True)
class Bodies(Tally):
    """The organizations that took part in meetings, by the side that each sat on; each counted once a meeting."""

    def statement(self) -> tuple[str, list[Any]]:
        rows, values = compiled(self.rows)
        return _BODIES.format(rows=rows), [self.name, *values]


@dataclass(frozen=True)
class BodiesOfAParty(Tally):
    """The organizations of a party that took part in meetings, by their sector; each counted once a meeting."""

    party: str = ""

    def statement(self) -> tuple[str, list[Any]]:
        rows, values = compiled(self.rows)
        return _OF_A_PARTY.format(rows=rows), [self.name, *values, f"party:{self.party}"]


def tallied(tallies: Iterable[Tally]) -> dict[str, list[Tallied]]:
    """Every tally by its name, each with the commonest values first. One query."""
    parts, parameters = [], []
    for tally in tallies:
        statement, values = tally.statement()
        parts.append((_DETAILED if tally.detailed else _PLAIN).format(statement=statement))
        parameters += values
    sql = _TALLYING.format(parts=" UNION ALL ".join(parts))
    found: dict[str, list[Tallied]] = defaultdict(list)
    with connections[settings.PUBLIC_DATABASE].cursor() as cursor:
        cursor.execute(sql, [*parameters, MOST_VALUES])
        for name, value, other, count, earliest, latest, title_en, title_ja, detail in cursor.fetchall():
            first, last = (day.isoformat() if day else "" for day in (earliest, latest))
            found[name].append(
                Tallied(value, other, int(count), first, last, title_en, title_ja, from_json(detail))
            )
    return found


def from_json(value: Any) -> Any:
    """A JSON value of a statement that Django did not make."""
    return json.loads(value) if isinstance(value, str) else value


# What the statements above read of a publication.
_READ = ("kind", "slug", "facets", "earliest", "latest", "document")


def compiled(rows: PublicationQuerySet, *columns: str) -> tuple[str, tuple[Any, ...]]:
    """The SQL of some rows with what a tally reads of them, and its parameters."""
    query = rows.order_by().values(*(columns or _READ)).query
    sql, values = query.get_compiler(settings.PUBLIC_DATABASE).as_sql()
    return sql, tuple(values)
