"""Finding records by words: every word must occur in some name, in any language, or in the id.

The names of a record are one folded text, so that width, case and accents make no difference. The large tables keep
it in a column with an index on trigrams (migration 0013), which answers for words of three letters and more, and for
the beginnings of shorter ones. One or two kanji may stand anywhere: the text of a table is read through for those.
"""

# ruff: noqa: S608, S611 -- the SQL is made of names of tables and columns; what is typed is given beside it

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models
from django.db.models.expressions import RawSQL

from dialogues.folding import LATIN, folded

KEPT = "names_folded"
KEPT_IN = {
    "participants_organization",
    "participants_organizationalias",
    "participants_person",
    "participants_personalias",
    "dialogues_meeting",
    "dialogues_source",
    "dialogues_outcome",
}
SHORT = 2
MOST_ALIKE = 5
MOST_COMPARED = 1_000
EXACT, BEGINS, HOLDS = range(3)

_LATIN = re.compile(f"[{LATIN}]")


def with_words(records: models.QuerySet[Any], fields: tuple[str, ...], words: str) -> models.QuerySet[Any]:
    """The records in which every word occurs in one of the fields.

    A field may be one of a record's rows (`aliases__name`), or a column of other languages.
    """
    if any(_is_of_another_record(records.model, name) for name in fields):
        return _word_by_word(records, fields, words)
    for word in _words(words):
        # The beginnings of words stand after a space.
        space = " " if len(word) <= SHORT and _LATIN.match(word) else ""
        records = records.filter(pk__in=_where(records.model, fields, f"%{space}{_escaped(word)}%"))
    return records


def alike(records: models.QuerySet[Any], fields: tuple[str, ...], words: str) -> models.QuerySet[Any]:
    """A few of the records whose names are spelled much like the words, the likest of them all."""
    asked = " ".join(_words(words))
    parts, values = [], []
    for table, key, text in _texts(records.model, fields):
        near = f"SELECT {key} AS found, word_similarity(%s, {text}) AS alike FROM {table} WHERE %s <%% {text}"
        # Where thousands are alike (ids that begin alike), any of them will do: nobody waits for the likest.
        parts.append(f"({near} LIMIT {MOST_COMPARED})")
        values += [asked, asked]
    likest = f"SELECT found FROM ({' UNION ALL '.join(parts)}) AS near GROUP BY found ORDER BY max(alike) DESC, found"
    return records.filter(pk__in=RawSQL(f"{likest} LIMIT {MOST_ALIKE}", values))


def best_first(records: models.QuerySet[Any], words: str, fields: tuple[str, ...]) -> models.QuerySet[Any]:
    """The same records, those first that are called what was typed, then those with a name that begins with it.

    Each has a `nearness`: EXACT, BEGINS or HOLDS.
    """
    asked = _escaped(" ".join(_words(words)))
    if not asked:
        return records.annotate(nearness=models.Value(HOLDS))
    exact = models.Q(pk__in=_where(records.model, fields, f"%\n {asked} \n%"))
    begins = models.Q(pk__in=_where(records.model, fields, f"%\n {asked}%"))
    rank = models.Case(
        models.When(exact, then=EXACT),
        models.When(begins, then=BEGINS),
        default=HOLDS,
        output_field=models.IntegerField(),
    )
    usual = records.query.order_by or records.model._meta.ordering
    return records.annotate(nearness=rank).order_by("nearness", *usual, "pk")


def _words(words: str) -> list[str]:
    return folded(words.replace("\x00", "")).split()


def _escaped(word: str) -> str:
    return re.sub(r"([\\%_])", r"\\\1", word)


def _where(model: type[models.Model], fields: tuple[str, ...], pattern: str) -> RawSQL:
    """The ids of the records with a name, their own or one of their rows, that is like the pattern."""
    texts = list(_texts(model, fields))
    every = [f"SELECT {key} FROM {table} WHERE {text} LIKE %s" for table, key, text in texts]
    # Twice in the set is in it; to take the second out would read all of them before the first is given.
    return RawSQL(" UNION ALL ".join(every), [pattern] * len(every))


def _texts(model: type[models.Model], fields: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """The tables that hold the names: each with the column of the record's id, and the folded text of its names."""
    own = [model._meta.get_field(name) for name in fields if "__" not in name]
    yield model._meta.db_table, "id", _text(model._meta.db_table, own)
    for name in fields:
        rows, joint, column = name.partition("__")
        if joint:
            field: Any = model._meta.get_field(rows)
            table = field.related_model._meta.db_table
            yield table, field.field.column, _text(table, [field.related_model._meta.get_field(column)])


def _text(table: str, columns: Iterable[Any]) -> str:
    """Where each name stands on a line of its own, between two spaces."""
    if table in KEPT_IN:
        return KEPT
    lines = [
        rf"regexp_replace({column.column}::text, '[{{}}\"]+', E' \n ', 'g')"
        if isinstance(column, models.JSONField)
        else column.column
        for column in columns
    ]
    return r"folded_name(E'\n ' || " + r" || E' \n ' || ".join(lines) + r" || E' \n')"


def _is_of_another_record(model: type[models.Model], name: str) -> bool:
    first, joint, _rest = name.partition("__")
    return bool(joint) and not model._meta.get_field(first).one_to_many


def _word_by_word(records: models.QuerySet[Any], fields: tuple[str, ...], words: str) -> models.QuerySet[Any]:
    """For small tables whose search looks into the records that they belong to."""
    for word in words.replace("\x00", "").split():
        somewhere = models.Q()
        for name in fields:
            somewhere |= models.Q(**{f"{name}__icontains": word})
        records = records.filter(somewhere)
    return records
