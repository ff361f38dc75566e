"""The history as acts: one save, one command or one transaction is one entry, newest first, paged without counting.

Of one record an entry tells every line, and what was published stands in the same line of time. Of the whole register
an entry is what one act did to one record, told by the fields alone.
"""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from dialogues.audit.models import Change, ChangeQuerySet, Op
from dialogues.audit.names import Names
from dialogues.audit.places import where_in_words, who_in_words
from dialogues.audit.watched import Watched, by_table
from dialogues.audit.words import Line, in_words
from dialogues.models import Publication, Revision

ENTRIES = 25
# How many changes a page of the whole register looks at; a large act goes on on the next page.
CHANGES = 200


@dataclass
class Entry:
    """One act: when, by whom, from where, and what it did. `first` and `last` are the changes it is made of."""

    at: dt.datetime
    who: str
    where: str
    first: int = 0
    last: int = 0
    kind: str = ""
    record_id: int = 0
    record: str = ""
    # What became of the record itself, where it was added or deleted.
    op: str = ""
    restored: str = ""
    lines: list[Line] = field(default_factory=list)
    redactable: bool = False
    # Whether nothing but deletions was seen so far, from its end; the last change before those.
    deletes: bool = True
    before: int = 0
    revision: Revision | None = None

    @property
    def fields(self) -> list[str]:
        """The fields and parts it touched, each once."""
        return list(dict.fromkeys(line.about for line in self.lines if line.about))


def record_of(kind: str) -> Watched:
    """The table of a kind of record. Raises KeyError where there is none of that name."""
    return {one.kind: one for one in by_table().values() if one.is_record}[kind]


def called(kind: str, record_id: int) -> str:
    """What a record was called last, whether it is there or not."""
    record = record_of(kind)
    names = Names()
    names.learn([(record.table, record_id)])
    return names.name(record.model, record_id)


def history_of(
    kind: str, record_id: int, *, before: int = 0, by: int = 0, what: str = ""
) -> tuple[list[Entry], int]:
    """A page of the history of a record: the acts that ended before a change, and where the next page begins.

    `by` is a user; `what` a column of the record, or the table of a part. A page takes some six queries.
    """
    changes = _only(Change.objects.of(kind, record_id), record_of(kind), by, what)
    acts = changes.order_by().values("act").annotate(first=models.Min("id"), last=models.Max("id"))
    page = list((acts.filter(last__lt=before) if before else acts).order_by("-last")[: ENTRIES + 1])
    more, page = len(page) > ENTRIES, page[:ENTRIES]
    entries: dict[str, Entry] = {}
    found = changes.filter(act__in=[act["act"] for act in page]).select_related("user").order_by("-id")
    for change, lines in in_words(found):
        entry = entries.setdefault(change.act, _begun(change))
        _add(entry, change, lines)
    listed = list(entries.values())
    following = listed[-1].last if more else 0
    if not what:
        until = Change.objects.filter(id=before).values_list("at", flat=True).first() if before else None
        listed += _published(kind, record_id, by, until, listed[-1].at if more else None)
    return sorted(listed, key=lambda entry: (entry.at, entry.last), reverse=True), following


def latest(kinds: Collection[str], *, before: int = 0, by: int = 0) -> tuple[list[Entry], int]:
    """A page of the history of all records of some kinds: what each act did to each record, newest first."""
    changes = Change.objects.filter(kind__in=kinds)
    changes = changes.filter(user_id=by) if by else changes
    changes = changes.filter(id__lt=before) if before else changes
    page = list(changes.select_related("user").order_by("-id")[: CHANGES + 1])
    more, page = len(page) > CHANGES, page[:CHANGES]
    names = Names()
    entries: dict[tuple[str, str, int], Entry] = {}
    for change, lines in in_words(page, names):
        entry = entries.setdefault((change.act, change.kind, change.record_id), _begun(change))
        _add(entry, change, lines)
    tables = {one.kind: one for one in by_table().values() if one.is_record}
    names.learn(
        (tables[entry.kind].table, entry.record_id) for entry in entries.values() if entry.kind in tables
    )
    for entry in entries.values():
        if entry.kind in tables:
            entry.record = names.name(tables[entry.kind].model, entry.record_id)
    return list(entries.values()), page[-1].id if more else 0


def deleted(kind: str, *, before: int = 0) -> tuple[list[Entry], int]:
    """A page of the records of a kind that are no longer there, the last deleted first."""
    record = record_of(kind)
    gone = Change.objects.filter(table_name=record.table, op=Op.DELETE)
    gone = gone.exclude(row_id__in=record.model._base_manager.values("pk"))
    later = Change.objects.filter(table_name=record.table, row_id=models.OuterRef("row_id"))
    gone = gone.filter(~models.Exists(later.filter(id__gt=models.OuterRef("id"))))
    gone = gone.filter(id__lt=before) if before else gone
    page = list(gone.select_related("user").order_by("-id")[: ENTRIES + 1])
    more, page = len(page) > ENTRIES, page[:ENTRIES]
    names = Names()
    names.learn((record.table, change.row_id) for change in page)
    entries = [_begun(change) for change in page]
    for entry, change in zip(entries, page, strict=True):
        entry.record = names.name(record.model, change.row_id)
    return entries, page[-1].id if more else 0


def _only(changes: ChangeQuerySet, record: Watched, by: int, what: str) -> ChangeQuerySet:
    if by:
        changes = changes.filter(user_id=by)
    if what in by_table():
        return changes.filter(table_name=what)
    if what:
        return changes.filter(table_name=record.table, before__has_key=what)
    return changes


def _begun(change: Change) -> Entry:
    """An entry for the last change of an act."""
    entry = Entry(change.at, who_in_words(change), where_in_words(change), change.id, change.id)
    entry.kind, entry.record_id = change.kind, change.record_id
    entry.restored = (change.context or {}).get("restored", "")
    return entry


def _add(entry: Entry, change: Change, lines: list[Line]) -> None:
    """Adds an earlier change of the same act."""
    entry.deletes &= change.op == Op.DELETE
    if entry.deletes:
        entry.before = change.id - 1
    entry.first = change.id
    entry.lines[:0] = lines
    entry.redactable |= change.redacted_at is None
    one = by_table().get(change.table_name) if change.op != Op.CHANGE else None
    if one and one.is_record:
        entry.op = entry.op or change.op


def _published(
    kind: str, record_id: int, by: int, until: dt.datetime | None, since: dt.datetime | None
) -> list[Entry]:
    """What was published of a record in a stretch of time."""
    theirs = Publication.objects.filter(kind=kind, record_id=record_id)
    revisions = (
        Revision.objects.filter(publication__in=theirs)
        .defer("document")
        .select_related("published_by", "bypass__by", "bypass__approved_by")
    )
    revisions = revisions.filter(published_by_id=by) if by else revisions
    revisions = revisions.filter(published_at__lt=until) if until else revisions
    revisions = revisions.filter(published_at__gte=since) if since else revisions
    return [
        Entry(
            revision.published_at,
            (revision.published_by.get_full_name() or revision.published_by.get_username())
            if revision.published_by
            else "",
            "",
            kind=kind,
            record_id=record_id,
            revision=revision,
        )
        for revision in revisions.order_by("-number")[: 4 * ENTRIES]
    ]


def people_of(kind: str, record_id: int) -> list[Any]:
    """The users who changed a record."""
    users = Change.objects.of(kind, record_id).order_by().values("user_id").distinct()
    model: Any = Change._meta.get_field("user").related_model
    return list(model.objects.filter(pk__in=users).order_by("username"))
