"""Rows as they were last noted, so that what is gone still has its name.

A history names what it names by the changes themselves, not by the tables: one query for all kinds, and what was
deleted long ago is called what it was called.
"""

import json
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import connection, models

from dialogues.audit.watched import Watched, by_table

Key = tuple[str, int]

# Texts that no name is made of, and that may be long.
_LATEST = """
SELECT DISTINCT ON (table_name, row_id) table_name, row_id, "row" - 'stored_text' FROM audit_change
WHERE (table_name, row_id) IN (SELECT unnest(%s::text[]), unnest(%s::bigint[])) AND "row" IS NOT NULL
ORDER BY table_name, row_id, id DESC
"""


def instance(model: type[models.Model], row: dict[str, Any]) -> Any:
    """The row of a change as an object of its model: columns of today, with defaults for those it did not have."""
    fields: list[Any] = [field for field in model._meta.concrete_fields if field.column in row]
    return model(**{field.attname: field.to_python(row[field.column]) for field in fields})


class Names:
    """What rows are called. Learn first what will be asked for, all of it together."""

    def __init__(self) -> None:
        self.watched = by_table()
        self._known: dict[Key, Any] = {}

    def learn_of(self, rows: Iterable[tuple[str, dict[str, Any] | None]]) -> None:
        """Learns whatever these rows (each with its table) name, and what it takes to call those by their names."""
        wanted: set[Key] = set()
        for table, row in rows:
            if row and table in self.watched:
                wanted |= self._named_by(self.watched[table], row)
        while wanted := wanted - self._known.keys():
            self._known |= dict.fromkeys(wanted)
            further: set[Key] = set()
            for key, row in self._latest(wanted):
                one = self.watched[key[0]]
                self._known[key] = instance(one.model, row)
                if not one.is_record:
                    further |= self._named_by(one, row)
            wanted = further

    def learn(self, keys: Iterable[Key]) -> None:
        """Learns these rows by table and primary key."""
        for key, row in self._latest(set(keys)):
            self._known[key] = instance(self.watched[key[0]].model, row)

    def name(self, model: type[models.Model], pk: Any) -> str:
        """What a row is called; by its number where nothing is known of it."""
        if pk in (None, ""):
            return ""
        found = self._known.get((str(model._meta.db_table), int(pk)))
        return self.called(found) if found is not None else f"{model._meta.verbose_name} {pk}"

    def called(self, row: Any) -> str:
        """What an object made of a noted row is called."""
        for field in row._meta.concrete_fields:
            if isinstance(field, models.ForeignKey) and (pk := getattr(row, field.attname)) is not None:
                found = self._known.get((str(field.related_model._meta.db_table), pk))
                row._state.fields_cache[field.name] = found
        try:
            return str(row)
        except (ObjectDoesNotExist, AttributeError, TypeError, ValueError):
            return f"{row._meta.verbose_name} {row.pk}"

    def _named_by(self, one: Watched, row: dict[str, Any]) -> set[Key]:
        return {
            (str(field.related_model._meta.db_table), int(row[field.column]))
            for field in one.model._meta.concrete_fields
            if isinstance(field, models.ForeignKey)
            and field.related_model._meta.db_table in self.watched
            and row.get(field.column) is not None
        }

    def _latest(self, keys: set[Key]) -> list[tuple[Key, dict[str, Any]]]:
        if not keys:
            return []
        listed = sorted(keys)
        with connection.cursor() as cursor:
            cursor.execute(_LATEST, [[table for table, _pk in listed], [pk for _table, pk in listed]])
            found = cursor.fetchall()
        return [((table, pk), json.loads(row)) for table, pk, row in found]
