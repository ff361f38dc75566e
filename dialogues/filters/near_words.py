"""What may have been meant by words that find nothing: words of titles that are spelled much alike.

Likeness is that of pg_trgm, and a word is a term of the index (`dialogues.folding`). It is reckoned title by title:
over a bounded number of them, so that a typing error is not dear in a register of any size.
"""

import re
from collections.abc import Sequence

from django.conf import settings
from django.db import connections

from dialogues.filters.search import NoWords, matching
from dialogues.folding import LATIN, folded
from dialogues.models.publications import PublicationQuerySet

TITLES = 5000
# Two letters in the wrong order leave a word of seven a third alike.
ALIKE = 0.3
SHORTEST, LONGEST = 4, 40
MOST_WORDS = 8

_NEAR = """
WITH known AS (
    SELECT term, count(*) AS n FROM (
        SELECT split_part(search_text, E'\\n', 1) AS title FROM dialogues_publication
        WHERE withdrawn_at IS NULL AND kind = ANY(%s) ORDER BY revision DESC LIMIT %s
    ) AS titles, unnest(search_terms(title)) AS term
    WHERE length(term) BETWEEN %s AND %s GROUP BY 1
)
SELECT asked.word, likest.term FROM unnest(%s::text[]) AS asked (word), LATERAL (
    SELECT term FROM known WHERE similarity(term, asked.word) >= %s
    ORDER BY similarity(term, asked.word) DESC, n DESC, term LIMIT 1
) AS likest
"""
_WORD = re.compile(f"[{LATIN}]{{{SHORTEST},{LONGEST}}}")


def meant(words: str, rows: PublicationQuerySet, kinds: Sequence[str]) -> list[str]:
    """The words with those in place that titles spell otherwise; none where that finds nothing either. Two queries."""
    plain = folded(words)
    likest = _likest(list(dict.fromkeys(_WORD.findall(plain)))[:MOST_WORDS], kinds)
    other = _WORD.sub(lambda found: likest.get(found[0], found[0]), plain)
    if other == plain:
        return []
    try:
        return [other] if rows.filter(matching(other)).exists() else []
    except NoWords:
        return []


def _likest(asked: list[str], kinds: Sequence[str]) -> dict[str, str]:
    """For each word that has one: the known word that is likest to it."""
    with connections[settings.PUBLIC_DATABASE].cursor() as cursor:
        cursor.execute(_NEAR, [list(kinds), TITLES, SHORTEST, LONGEST, asked, ALIKE])
        return dict(cursor.fetchall())
