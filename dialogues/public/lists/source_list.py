"""The lines of the list of sources: what each is, and how many records rest on it."""

from dataclasses import dataclass
from typing import Any

from dialogues.public import publications
from dialogues.public.counts.tallies import Tally, compiled, tallied
from dialogues.public.serving import addresses
from dialogues.public.words.texts import Document

_CITED = """
SELECT %s, substr(cited, strpos(cited, ':') + 1), '', count(*), NULL::date, NULL::date, '', ''
FROM ({rows}) AS records, unnest(cites) AS cited WHERE cited = ANY (%s) GROUP BY 2
"""


@dataclass(frozen=True)
class NumberOfCitations(Tally):
    """How many of some records cite each of some sources."""

    sources: tuple[str, ...] = ()

    def statement(self) -> tuple[str, list[Any]]:
        rows, values = compiled(self.rows, "cites")
        return _CITED.format(rows=rows), [self.name, *values, list(self.sources)]


def lines(documents: list[Document]) -> list[dict[str, Any]]:
    """Sources with the numbers of meetings, dialogues, organizations and people that cite them. One query."""
    cited = tuple(f"source:{document['id']}" for document in documents)
    counts = tallied(
        NumberOfCitations(kind, publications.shown(kind).filter(cites__overlap=list(cited)), sources=cited)
        for kind in ("meeting", "dialogue", "organization", "person")
    )
    numbers = {kind: {one.value: one.count for one in found} for kind, found in counts.items()}
    return [
        {
            "source": document,
            "address": addresses.address_of(document),
            "meetings": numbers.get("meeting", {}).get(document["id"], 0),
            "dialogues": numbers.get("dialogue", {}).get(document["id"], 0),
            "organizations": numbers.get("organization", {}).get(document["id"], 0),
            "people": numbers.get("person", {}).get(document["id"], 0),
        }
        for document in documents
    ]
