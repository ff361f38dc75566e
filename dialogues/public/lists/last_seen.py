"""How often the records of a list had or were at meetings that were held, when last, and for people: as whom."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db import connections

from dialogues.public.counts.tallies import from_json
from dialogues.public.words.statuses import OVER
from dialogues.public.words.texts import Document

# The token of an organization is on the meetings of its offices, too (`dialogues.facets`).
_SEEN = """
WITH found AS (
    SELECT token, count(*) AS n, (array_agg(slug ORDER BY latest DESC NULLS LAST, slug))[1] AS last
    FROM dialogues_publication, unnest(facets) AS token
    WHERE kind = 'meeting' AND withdrawn_at IS NULL AND facets && %(tokens)s::text[] AND facets && %(over)s::text[]
      AND token = ANY (%(tokens)s::text[])
    GROUP BY token
)
SELECT token, n, slug, document -> 'date',
       (SELECT part FROM jsonb_array_elements(document -> 'participations' || (document -> 'statements')) AS part
        WHERE 'person:' || (part -> 'person' ->> 'id') = token LIMIT 1)
FROM found JOIN dialogues_publication ON kind = 'meeting' AND slug = last
"""


@dataclass(frozen=True)
class Seen:
    """At how many meetings, the last of them with its date, and a person's part (or statement) in that one."""

    count: int
    meeting: str
    date: Document
    part: Document | None


@dataclass(frozen=True)
class Line:
    """A record of a list, and where it was seen; not at all where no meeting names it."""

    record: Document
    seen: Seen | None

    @property
    def name(self) -> Document:
        """For the note about names in another language."""
        name: Document = self.record["name"]
        return name


def lines(documents: list[Document]) -> list[Line]:
    """Dialogues, organizations or people as lines of a list. One query."""
    found = _seen(f"{document['type']}:{document['id']}" for document in documents)
    return [Line(document, found.get(f"{document['type']}:{document['id']}")) for document in documents]


def _seen(tokens: Iterable[str]) -> dict[str, Seen]:
    with connections[settings.PUBLIC_DATABASE].cursor() as cursor:
        cursor.execute(_SEEN, {"tokens": list(tokens), "over": list(OVER)})
        return {
            token: Seen(count, slug, from_json(date), from_json(part))
            for token, count, slug, date, part in cursor.fetchall()
        }
