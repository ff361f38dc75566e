"""Carrying out a plan: rows are written in batches, at a fixed number of queries for each.

Versions: the triggers that raise a record's version for each row of its parts are put aside here, and each
record whose parts changed is raised once. What did not change is not written.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import batched
from typing import Any

import pgtrigger
from django.db import IntegrityError, models, transaction

from dialogues.interchange.checking import BATCH, Spool
from dialogues.interchange.circles import upward
from dialogues.interchange.comparing import Settled
from dialogues.interchange.kept import imported, remember
from dialogues.interchange.parts import PartsWriter, changed_columns
from dialogues.interchange.reading import Progress
from dialogues.interchange.recorded import whole
from dialogues.interchange.resolving import Known
from dialogues.interchange.shape import Shape
from dialogues.interchange.shapes import SHAPES
from dialogues.models import Meeting


class Overtaken(Exception):
    """Somebody edited, meanwhile, what the plan was to write; nothing was written. Make a new plan."""


@dataclass(frozen=True, slots=True)
class Planned:
    """One record to write: with the row's primary key and version where it is recorded already."""

    file: str
    line: int
    sha256: str
    record: dict[str, Any]
    pk: int | None
    version: int | None


@dataclass
class Touched:
    """The primary keys that an import has to do with, by kind: as in the files now, and meetings that got reports."""

    as_in_files: dict[str, set[int]] = field(default_factory=dict)
    reported: set[int] = field(default_factory=set)


@transaction.atomic
def write(to_write: dict[str, Spool], settled: Settled, progress: Progress) -> Touched:
    """Writes all that is planned, or nothing. Raises Overtaken."""
    touched = Touched({kind: set() for kind in SHAPES})
    known = Known()
    try:
        with pgtrigger.ignore(*_touching()):
            for kind, spool in to_write.items():
                for batch in _batches(spool):
                    _write_rows(SHAPES[kind], batch, known)
                for relation in upward(kind):
                    for batch in _batches(spool):
                        _write_upward(SHAPES[kind], relation.key, batch, known)
            for kind, spool in to_write.items():
                for batch in _batches(spool):
                    progress(len(batch))
                    touched.as_in_files[kind].update(_write_parts(kind, batch, known, touched.reported))
    except IntegrityError as error:
        raise Overtaken(f"The database refused it: {str(error).splitlines()[0]}") from error
    for kind, rows in settled.rows.items():
        for some in batched(rows, BATCH, strict=False):
            remember(kind, some)
        touched.as_in_files[kind].update(pk for _slug, pk, _version, _sha256 in rows)
    return touched


def _touching() -> list[str]:
    """The triggers that raise a record's version when its parts change."""
    return [
        f"{model._meta.app_label}.{model._meta.object_name}:{trigger.name}"
        for model, trigger in pgtrigger.registered()
        if trigger.name == "touch_record"
    ]


def _batches(spool: Spool) -> Iterable[list[Planned]]:
    for batch in batched((Planned(*values) for values in spool), BATCH, strict=False):
        yield list(batch)


def _look_up(shape: Shape, batch: list[Planned], known: Known) -> None:
    known.look_up((kind, slug) for one in batch for kind, slug, _place in shape.references(one.record))


def _write_rows(shape: Shape, batch: list[Planned], known: Known) -> None:
    """Creates and updates the rows themselves; parents and predecessors wait until all rows are there."""
    waiting = {relation.key for relation in upward(shape.name)}
    _look_up(shape, batch, known)
    rows = _locked(shape, batch)
    new, changed, names = [], [], set()
    for one in batch:
        columns = shape.columns(
            {key: value for key, value in one.record.items() if key not in waiting}, known
        )
        row = rows.get(one.record["id"])
        if row is None:
            new.append(shape.model(**columns))
        elif different := changed_columns(row, columns):
            changed.append(row)
            names.update(different)
    shape.model._default_manager.bulk_create(new)
    known.ids |= {(shape.name, row.slug): row.pk for row in (*new, *rows.values())}
    if changed:
        shape.model._default_manager.bulk_update(changed, sorted(names))


def _locked(shape: Shape, batch: list[Planned]) -> dict[str, Any]:
    """The rows that are to change, edited by nobody since the plan was made and by nobody meanwhile."""
    wanted = {one.pk: one for one in batch if one.pk is not None}
    found: Iterable[Any] = (
        shape.model._default_manager.select_for_update().filter(pk__in=wanted).order_by("pk")
    )
    rows = {row.pk: row for row in found}
    for pk, one in wanted.items():
        if pk not in rows or rows[pk].version != one.version:
            raise Overtaken(
                f"The {shape.name} “{one.record['id']}” was edited after this import was planned."
            )
    return {row.slug: row for row in rows.values()}


def _write_upward(shape: Shape, key: str, batch: list[Planned], known: Known) -> None:
    """Sets one relation of records to their like."""
    relation = shape.by_key[key]
    some = [one for one in batch if key in one.record]
    _look_up(shape, some, known)
    rows = shape.model._default_manager.in_bulk([known[shape.name, one.record["id"]] for one in some])
    for one in some:
        row = rows[known[shape.name, one.record["id"]]]
        for column, value in relation.columns(one.record[key], known).items():
            setattr(row, column, value)
    shape.model._default_manager.bulk_update(rows.values(), [relation.column])


def _write_parts(kind: str, batch: list[Planned], known: Known, reported: set[int]) -> Iterable[int]:
    """Writes lists and sets, raises the versions of what changed, and remembers the import. Returns primary keys."""
    shape = SHAPES[kind]
    _look_up(shape, batch, known)
    pks = {known[kind, one.record["id"]]: one for one in batch}
    old = {pk for pk, one in pks.items() if one.pk is not None}
    rows = {row.pk: row for row in whole(shape).filter(pk__in=old)}
    rows |= shape.model._default_manager.in_bulk(pks.keys() - old)
    writer = PartsWriter(known)
    writer.write(
        shape, [(rows[pk], one.record, shape.of(rows[pk]) if pk in old else {}) for pk, one in pks.items()]
    )
    writer.finish()
    _raise_versions(shape.model, writer.changed & old)
    if writer.reporting:
        _raise_reporting(writer.reporting - pks.keys())
        reported |= writer.reporting
    versions = dict(shape.model._default_manager.filter(pk__in=pks).values_list("pk", "version"))
    remembered = {one.record_id: one.slug for one in imported(kind, models.Q(record_id__in=pks))}
    remember(
        kind,
        [(remembered.get(pk, one.record["id"]), pk, versions[pk], one.sha256) for pk, one in pks.items()],
    )
    return pks.keys()


def _raise_versions(model: type[models.Model], pks: Iterable[int]) -> None:
    model._default_manager.filter(pk__in=pks).update(version=models.F("version") + 1)


def _raise_reporting(pks: set[int]) -> None:
    """A report belongs to the meeting that reports: that one changed, and is still as the files have it."""
    in_step = [one for one in imported("meeting", models.Q(record_id__in=pks)) if one.untouched]
    _raise_versions(Meeting, pks)
    remember("meeting", [(one.slug, one.record_id, one.version + 1, one.sha256) for one in in_step])
