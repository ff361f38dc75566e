"""How many records there are of each kind, track, party …: the facets of a list, counted by one query.

A token is `question:value` (`dialogues.facets`). What a question that is already asked would find otherwise is
counted without it: whoever chose Japan still sees how many meetings the United States have.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import connections

from dialogues.models.publications import PublicationQuerySet

# The kind of a record is asked for like a token.
RECORD = "record"
# Of one question: the commonest values. What is left out is found by words, or from the record's own page.
MOST_VALUES = 80

# No text of a reader comes into these: questions and values are parameters.
_TOKENS = """
SELECT split_part(token, ':', 1) AS question, substr(token, strpos(token, ':') + 1) AS value, count(*) AS n
FROM {rows} AS answers, unnest(array_append(answers.facets, '{record}:' || answers.kind)) AS token
WHERE split_part(token, ':', 1) = ANY(%s) GROUP BY 1, 2
"""
_CHOSEN = "SELECT question, value, 0 FROM unnest(%s::text[], %s::text[]) AS chosen (question, value)"
_COUNTING = """
WITH answers AS {kept} {rows},
     found AS (SELECT question, value, sum(n) AS n FROM ({parts}) AS parts GROUP BY 1, 2),
     ranked AS (SELECT *, row_number() OVER (PARTITION BY question ORDER BY n DESC, value) AS place FROM found)
SELECT '', (SELECT coalesce(max(revision), 0)::text FROM dialogues_publication), count(*), '', ''
FROM answers
UNION ALL (
    SELECT question, value, n, title_en, title_ja
    FROM ranked LEFT JOIN dialogues_publication AS named ON named.kind = question AND named.slug = value
    WHERE place <= %s ORDER BY question, place
)
"""


@dataclass(frozen=True)
class Counted:
    """One value of a question: how many records have it, and what it is called where it is a record."""

    value: str
    count: int
    title_en: str
    title_ja: str


@dataclass
class Counts:
    """What was counted: all that answer, the newest revision of anything, and the values of each question."""

    count: int = 0
    newest: int = 0
    values: dict[str, list[Counted]] = field(default_factory=lambda: defaultdict(list))


def counts(
    rows: PublicationQuerySet,
    questions: Iterable[str],
    chosen: Iterable[tuple[str, str]],
    but_for: Callable[[str], PublicationQuerySet],
    *,
    by_words: bool,
    most: int = MOST_VALUES,
) -> Counts:
    """Counts rows, and the values of some questions among them. One query.

    `chosen` are the questions that are asked, each with a value; `but_for` gives the rows that answer all but one of
    them, among which its own values are counted; `by_words` says that rows are found by words. Values are in the order
    of their count, the commonest first, at most `most` of a question; chosen ones are there even where none is found.
    """
    questions = list(questions)
    chosen = [(name, value) for name, value in chosen if name in questions]
    apart = list(dict.fromkeys(name for name, _value in chosen))
    parts = [_tokens("answers", (), [name for name in questions if name not in apart])]
    parts += [_tokens(*_compiled(but_for(name)), [name]) for name in apart]
    parts.append((_CHOSEN, ([name for name, _value in chosen], [value for _name, value in chosen])))
    compiled, of_rows = _compiled(rows)
    # What words find is dear to find, and few; what only tokens find is cheap to find again, and may be all there is.
    kept = "MATERIALIZED" if by_words else "NOT MATERIALIZED"
    statement = _COUNTING.format(
        kept=kept, rows=compiled, parts=" UNION ALL ".join(sql for sql, _values in parts)
    )
    parameters: list[Any] = [*of_rows, *(value for _sql, values in parts for value in values), most]
    found = Counts()
    with connections[settings.PUBLIC_DATABASE].cursor() as cursor:
        cursor.execute(statement, parameters)
        for question, value, count, title_en, title_ja in cursor.fetchall():
            if question:
                found.values[question].append(Counted(value, int(count), title_en or "", title_ja or ""))
            else:
                found.count, found.newest = int(count), int(value)
    return found


def _tokens(rows: str, of_rows: tuple[object, ...], questions: list[str]) -> tuple[str, tuple[object, ...]]:
    return _TOKENS.format(rows=rows, record=RECORD), (*of_rows, questions)


def _compiled(rows: PublicationQuerySet) -> tuple[str, tuple[object, ...]]:
    """The rows as a statement in parentheses, with its parameters."""
    query = rows.order_by().values("kind", "facets").query
    sql, values = query.get_compiler(settings.PUBLIC_DATABASE).as_sql()
    return f"({sql})", tuple(values)
