"""Who sat for whom: the organizations and sides of a person, the people of an organization.

A side is not a nationality.
"""

from dataclasses import dataclass
from typing import Any

from dialogues.public.counts import named_counts
from dialogues.public.counts.roles import ITSELF_AND_BELOW
from dialogues.public.counts.tallies import Tallied, Tally, compiled
from dialogues.public.serving import addresses
from dialogues.public.words.texts import Words

_REPRESENTED = """
SELECT %s, coalesce(part -> 'party' ->> 'id', ''), coalesce(part -> 'organization' ->> 'id', ''),
       count(DISTINCT answers.slug), min(earliest), max(latest), 'organization', part -> 'organization' ->> 'id'
FROM ({rows}) AS answers, jsonb_array_elements(answers.document -> 'participations') AS part
WHERE part -> 'person' ->> 'id' = %s GROUP BY 2, 3, 8
"""

_SAT_FOR = """
SELECT %s, '', part -> 'person' ->> 'id', count(DISTINCT answers.slug), min(earliest), max(latest),
       'person', part -> 'person' ->> 'id'
FROM ({rows}) AS answers, jsonb_array_elements(answers.document -> 'participations') AS part
WHERE part -> 'person' ->> 'id' IS NOT NULL AND part -> 'organization' ->> 'id' IN ({itself_and_below}) GROUP BY 3
"""


@dataclass(frozen=True)
class SatFor(Tally):
    """The people who sat for one organization, or for any below it."""

    organization: str = ""

    def statement(self) -> tuple[str, list[Any]]:
        rows, values = compiled(self.rows)
        sql = _SAT_FOR.format(rows=rows, itself_and_below=ITSELF_AND_BELOW)
        return sql, [self.name, *values, self.organization, f"organization:{self.organization}"]


@dataclass(frozen=True)
class Represented(Tally):
    """The organizations for which one person sat at meetings, by side; those without an organization by side alone."""

    person: str = ""

    def statement(self) -> tuple[str, list[Any]]:
        rows, values = compiled(self.rows)
        return _REPRESENTED.format(rows=rows), [self.name, *values, self.person]


@dataclass(frozen=True)
class ForWhom:
    """One organization on one side; either may not be stated."""

    organization: Words | None
    address: str
    party: Words | None
    code: str
    party_address: str
    count: int


def for_whom(found: list[Tallied], parties: list[Tallied], language: str) -> list[ForWhom]:
    """For whom a person took part, the most meetings first. `parties` are those that the meetings name."""
    names = {party.value: named_counts.name_of(party, language) for party in parties}
    return [
        ForWhom(
            named_counts.name_of(one, language) if one.other else None,
            addresses.address("organization", one.other) if one.other else "",
            names.get(one.value, Words(one.value, language, False)) if one.value else None,
            one.value,
            addresses.address("party", one.value) if one.value else "",
            one.count,
        )
        for one in found
    ]
