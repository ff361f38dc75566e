"""Changes in words: which field of what, the old value and the new, as a person reads them."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dialogues.audit.models import Change, Op
from dialogues.audit.names import Names, instance
from dialogues.audit.watched import Watched
from participants.dates import EDTFField
from participants.records import CLEARANCE_COLUMNS

# Told by the entry itself, or counted by the database: who sent a record, and in which version, follows from when.
NOT_TOLD = {"id", "version", "changed_by", "submitted_by", "submitted_version"}


@dataclass(frozen=True)
class Line:
    """One line of a history: where, what was there before, what was there after.

    `field` is the name in the models, `part` says whether it is one of a part, `about` the words for the field alone.
    """

    where: str
    before: str
    after: str
    op: str
    field: str
    about: str
    part: bool


def in_words(changes: Iterable[Change], names: Names | None = None) -> list[tuple[Change, list[Line]]]:
    """Each change with its lines. A query or two, whatever their number."""
    listed = list(changes)
    names = names or Names()
    names.learn_of(pair for change in listed for pair in _rows(change))
    return [(change, list(_lines(change, names))) for change in listed]


def is_content(field: str) -> bool:
    """Whether a field says something to readers, and not where the record stands in clearance."""
    return field not in CLEARANCE_COLUMNS


def _rows(change: Change) -> Iterator[tuple[str, dict[str, Any] | None]]:
    yield change.table_name, change.row
    if change.row and change.before:
        yield change.table_name, change.row | change.before


def _lines(change: Change, names: Names) -> Iterator[Line]:
    one = names.watched.get(change.table_name)
    if change.redacted_at:
        said = _("Emptied for good: %(reason)s") % {"reason": change.redaction_reason}
        yield Line(str(one.model._meta.verbose_name) if one else "", "", said, "redacted", "", "", part=True)
    elif one and change.row is not None:
        told = _lines_of_list if one.model._meta.auto_created else _lines_of_row
        yield from told(change, one, names)
    elif change.row is not None:  # a table that is no more
        yield Line(
            f"{change.table_name} {change.row_id}", str(change.before or ""), "", change.op, "", "", part=True
        )


def _lines_of_list(change: Change, one: Watched, names: Names) -> Iterator[Line]:
    """A name was put on a list, or taken from it."""
    owner: Any = one.model._meta.auto_created
    relation = next(field for field in owner._meta.many_to_many if field.remote_field.through is one.model)
    target: Any = one.model._meta.get_field(relation.m2m_reverse_field_name())
    name = names.name(target.related_model, change.row[target.column])
    about = _capital(str(relation.verbose_name))
    where = about
    if one.via:
        where = f"{_part(one.via, names.name(one.via.model, change.row[one.owner]))}: {relation.verbose_name}"
    before, after = (name, "") if change.op == Op.DELETE else ("", name)
    yield Line(where, before, after, change.op, relation.name, about, part=one.via is not None)


def _lines_of_row(change: Change, one: Watched, names: Names) -> Iterator[Line]:
    row, before = change.row, change.before or {}
    part = "" if one.is_record else _part(one, names.called(instance(one.model, row)))
    about = _capital(str(one.model._meta.verbose_name))
    if change.op == Op.CHANGE:
        for field in fields_told(one, before):
            label = _("sent for review") if field.name == "submitted_at" else str(field.verbose_name)
            old, new = (_value(field, side.get(field.column), names) for side in (before, row))
            where = f"{part}: {label}" if part else _capital(label)
            yield Line(where, old, new, change.op, field.name, about if part else where, part=bool(part))
        return
    told = [(field, _value(field, row[field.column], names)) for field in fields_told(one, row)]
    told = [(field, words) for field, words in told if words]
    is_gone = change.op == Op.DELETE
    if part:
        words = "; ".join(f"{field.verbose_name}: {words}" for field, words in told if field.name != "order")
        yield Line(part, words if is_gone else "", "" if is_gone else words, change.op, "", about, part=True)
        return
    for field, words in told:
        where = _capital(str(field.verbose_name))
        old, new = (words, "") if is_gone else ("", words)
        yield Line(where, old, new, change.op, field.name, where, part=False)


def _part(one: Watched, called: str) -> str:
    return _("%(part)s “%(name)s”") % {"part": _capital(str(one.model._meta.verbose_name)), "name": called}


def fields_told(one: Watched, columns: Collection[str]) -> Iterator[Any]:
    """The fields behind columns of a table of which a history tells, without those that follow from others."""
    fields = one.model._meta.concrete_fields
    follow = {
        f"{field.name}_{end}"
        for field in fields
        if isinstance(field, EDTFField)
        for end in ("earliest", "latest")
    }
    for field in fields:
        leads_to_the_record = field.column == one.owner and not one.is_record
        if field.column in columns and field.name not in NOT_TOLD | follow and not leads_to_the_record:
            yield field


def _value(field: Any, value: Any, names: Names) -> str:
    if value in (None, "", [], {}):
        return ""
    if isinstance(field, models.ForeignKey):
        return names.name(field.related_model, value)
    if isinstance(field, models.DateTimeField) and (moment := parse_datetime(str(value))):
        return date_format(timezone.localtime(moment), "DATETIME_FORMAT")
    if isinstance(field, models.BooleanField):
        return _("yes") if value else _("no")
    if isinstance(field, ArrayField):
        return ", ".join(_value(field.base_field, one, names) for one in value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, dict):
        return "\n".join(f"{key}: {words}" for key, words in value.items())
    return str(value)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
