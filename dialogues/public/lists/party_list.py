"""The lines of the list of parties: how many dialogues and meetings each has, and how many others it met."""

from dataclasses import dataclass
from typing import Any

from dialogues.public import publications
from dialogues.public.counts.tallies import Tally, compiled, tallied
from dialogues.public.serving import addresses
from dialogues.public.words.statuses import OVER
from dialogues.public.words.texts import Document

# Each pair that met, once, by each of the two in it.
_PARTNERS = """
SELECT %s, code, '', count(DISTINCT token), NULL::date, NULL::date, '', ''
FROM ({rows}) AS meetings, unnest(facets) AS token, string_to_array(substr(token, 6), '-') AS two, unnest(two) AS code
WHERE starts_with(token, 'pair:') AND code = ANY (%s) GROUP BY code
"""


@dataclass(frozen=True)
class NumberOfPartners(Tally):
    """How many others each of some parties met."""

    codes: tuple[str, ...] = ()

    def statement(self) -> tuple[str, list[Any]]:
        rows, values = compiled(self.rows)
        return _PARTNERS.format(rows=rows), [self.name, *values, list(self.codes)]


def lines(documents: list[Document]) -> list[dict[str, Any]]:
    """Parties with their counts, each leading to what was counted. One query."""
    codes = [document["id"] for document in documents]
    tokens = [f"party:{code}" for code in codes]
    held = publications.shown("meeting").filter(facets__overlap=tokens).filter(facets__overlap=list(OVER))
    dialogues = publications.shown("dialogue").filter(facets__overlap=tokens)
    counts = tallied(
        [
            Tally("meetings", held, ("party",)),
            Tally("dialogues", dialogues, ("party",)),
            NumberOfPartners("partners", held, codes=tuple(codes)),
        ]
    )
    numbers = {name: {one.value: one.count for one in found} for name, found in counts.items()}
    statuses = [one.partition(":")[2] for one in OVER]
    return [
        {
            "party": document,
            "dialogues": numbers.get("dialogues", {}).get(code, 0),
            "dialogues_address": addresses.of_list("dialogues", party=code),
            "meetings": numbers.get("meetings", {}).get(code, 0),
            "meetings_address": addresses.of_list("meetings", party=code, status=statuses),
            "partners": numbers.get("partners", {}).get(code, 0),
        }
        for document, code in zip(documents, codes, strict=True)
    ]
