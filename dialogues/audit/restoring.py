"""Restores a record, with all its parts, as it was after some change: one that was deleted, or an earlier state.

Restoring is an edit like any other: it is noted, publishes nothing, and takes the record out of review. What is
written are the rows as they were noted, under their own keys; what was added to the record since is taken out.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pghistory
from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dialogues.audit.acts import record_of
from dialogues.audit.models import Change, Op
from dialogues.audit.names import Key, Names, instance
from dialogues.audit.watched import Watched, by_table
from dialogues.audit.words import Line, in_words, is_content
from dialogues.models import FormerSlug, Publication
from participants.records import CLEARANCE_COLUMNS

# The rows that ever were the record's, each as it was noted last before a moment.
_STATE = """
SELECT DISTINCT ON (table_name, row_id) id, table_name, row_id, op, kind, record_id, "row" FROM audit_change
WHERE id <= %(moment)s AND (table_name, row_id) IN (
    SELECT table_name, row_id FROM audit_change
    WHERE kind = %(kind)s AND (record_id = %(record)s OR moved_from = %(record)s)
)
ORDER BY table_name, row_id, id DESC
"""

Rows = dict[Key, dict[str, Any]]


class CannotRestore(Exception):
    """Why a state cannot be restored, in words."""


@dataclass
class Restoring:
    """What restoring a record to the state after a change (`moment`) would do: the rows to write, and to take out."""

    kind: str
    pk: int
    moment: int
    watched: dict[str, Watched] = field(default_factory=by_table)

    def __post_init__(self) -> None:
        self.record = record_of(self.kind)
        self.newest = Change.objects.of(self.kind, self.pk).aggregate(last=models.Max("id"))["last"] or 0
        self.then, self.now = self._state(self.moment), self._state(self.newest)
        self.key = (self.record.table, self.pk)

    @property
    def is_deleted(self) -> bool:
        return self.key not in self.now

    def _state(self, moment: int) -> Rows:
        changes = Change.objects.raw(_STATE, {"moment": moment, "kind": self.kind, "record": self.pk})
        rows: Rows = {}
        for change in changes:
            theirs = (change.kind, change.record_id) == (self.kind, self.pk)
            if theirs and change.op != Op.DELETE and change.table_name in self.watched:
                rows[change.table_name, change.row_id] = change.row or {}
        return rows

    def lines(self) -> list[Line]:
        """The difference in words: what is there now, and what would be."""
        told = (line for _change, lines in in_words(self._as_changes()) for line in lines)
        return [line for line in told if is_content(line.field)]

    def _as_changes(self) -> Iterator[Change]:
        for table, pk, row, before in self._written():
            op = Op.CHANGE if before is not None else Op.ADD
            yield Change(table_name=table, row_id=pk, row=row, before=before, op=op)
        for (table, pk), row in self._taken_out():
            yield Change(table_name=table, row_id=pk, row=row, op=Op.DELETE)

    def _written(self) -> Iterator[tuple[str, int, dict[str, Any], dict[str, Any] | None]]:
        """The rows that are not there or differ: with the values there now, None where there is no row."""
        for (table, pk), row in self.then.items():
            if (now := self.now.get((table, pk))) is None:
                yield table, pk, row, None
                continue
            columns = self._columns(self.watched[table].model)
            before = {
                name: now[name] for name in columns if name in now and name in row and now[name] != row[name]
            }
            if before:
                yield table, pk, row, before

    def _columns(self, model: type[models.Model]) -> set[str]:
        return {str(one.column) for one in model._meta.concrete_fields if one.name not in CLEARANCE_COLUMNS}

    def _taken_out(self) -> list[tuple[Key, dict[str, Any]]]:
        return [(key, row) for key, row in self.now.items() if key not in self.then]

    def obstacles(self) -> list[str]:
        """Why it cannot be restored; none where it can."""
        if self.key not in self.then:
            return [_("The record was not there at that moment.")]
        if not all(self.then.values()):
            return [_("A part of that state was emptied for good, so it cannot be restored.")]
        return [*self._gone(), *self._taken()]

    def _gone(self) -> Iterator[str]:
        """What the rows name and is no longer there."""
        named: dict[type[models.Model], set[int]] = {}
        for (table, _pk), row in self.then.items():
            fields: Any = self.watched[table].model._meta.concrete_fields
            for one in fields:
                names_another = isinstance(one, models.ForeignKey) and one.name not in CLEARANCE_COLUMNS
                if names_another and row.get(one.column) is not None:
                    named.setdefault(one.related_model, set()).add(row[one.column])
        names = Names()
        for model, keys in named.items():
            table = str(model._meta.db_table)
            keys -= {pk for other, pk in self.then if other == table}
            gone = keys - set(model._base_manager.filter(pk__in=keys).values_list("pk", flat=True))
            names.learn((table, pk) for pk in gone)
            for pk in sorted(gone):
                yield _("It names the %(kind)s “%(name)s”, which was deleted. Restore that first.") % {
                    "kind": model._meta.verbose_name,
                    "name": names.name(model, pk),
                }

    def _taken(self) -> Iterator[str]:
        """Public ids that another row has by now, or that lead to another record."""
        for (table, pk), row in self.then.items():
            model, slug = self.watched[table].model, row.get("slug")
            if not slug:
                continue
            if model._base_manager.filter(slug=slug).exclude(pk=pk).exists():
                yield _("The public id “%(slug)s” belongs to another record by now.") % {"slug": slug}
            elif (table, pk) == self.key:
                public = Publication.objects.filter(kind=self.kind)
                merged = public.filter(record_id=pk, merged_into__isnull=False)
                others = public.filter(slug=slug).exclude(record_id=pk)
                former = FormerSlug.objects.filter(kind=self.kind, slug=slug).exclude(
                    publication__record_id=pk
                )
                if merged.exists() or others.exists() or former.exists():
                    yield _("The public id “%(slug)s” leads readers to another record by now.") % {
                        "slug": slug
                    }

    @transaction.atomic
    def restore(self) -> Any:
        """Writes the state. Returns the record; raises CannotRestore, or IntegrityError where the database refuses."""
        if obstacles := self.obstacles():
            raise CannotRestore(" ".join(obstacles))
        at = Change.objects.filter(id__lte=self.moment).order_by("-id").values_list("at", flat=True)[0]
        said = date_format(timezone.localtime(at), "DATETIME_FORMAT")
        with pghistory.context(restored=said):
            self._take_out()
            self._change()
            self._add()
            connection.check_constraints()
        return self.record.model._base_manager.get(pk=self.pk)

    def _take_out(self) -> None:
        """Without what hangs on the rows: where that stays, it is given another place below."""
        for one, keys in _together(self.watched, (key for key, _row in self._taken_out())):
            rows = one.model._base_manager.filter(pk__in=keys)
            rows._raw_delete(rows.db)

    def _change(self) -> None:
        """What is marked (a preferred claim) after what is not, as there may be one at a time."""
        rows = [(table, pk, row, before) for table, pk, row, before in self._written() if before is not None]
        rows.sort(key=lambda written: any(written[2][name] is True for name in written[3] or {}))
        for table, pk, row, before in rows:
            model = self.watched[table].model
            made = instance(model, row)
            names = [one for one in model._meta.concrete_fields if one.column in (before or {})]
            model._base_manager.filter(pk=pk).update(
                **{one.name: getattr(made, one.attname) for one in names}
            )
        head: Any = self.record.model
        head._base_manager.filter(pk=self.pk).update(submitted_at=None, submitted_by=None)

    def _add(self) -> None:
        """The record first, then its parts, then their lists."""
        missing = {(table, pk): row for table, pk, row, before in self._written() if before is None}
        for one, keys in _together(self.watched, missing):
            made = [instance(one.model, missing[one.table, pk]) for pk in keys]
            if one.is_record:
                made[0].submitted_at = made[0].submitted_by_id = None
                made[0].version = max(made[0].version, self._version()) + 1
            one.model._base_manager.bulk_create(made)

    def _version(self) -> int:
        """The highest version that the record ever had: what is public notes which one it shows."""
        highest = Change.objects.of(self.kind, self.pk).aggregate(highest=models.Max("record_version"))
        return highest["highest"] or 0


def _together(watched: dict[str, Watched], keys: Iterable[Key]) -> list[tuple[Watched, list[int]]]:
    """Keys by table: records before their parts, and what parts hang on before those."""
    tables: dict[str, list[int]] = {}
    for table, pk in keys:
        tables.setdefault(table, []).append(pk)
    listed = [(watched[table], sorted(pks)) for table, pks in tables.items()]
    return sorted(listed, key=lambda pair: (not pair[0].is_record, pair[0].via is not None))
