"""What points at the record that goes, and moves to the one that stays."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models

from dialogues.models import Participation
from dialogues.pointing import KNOWN, Pointer


@dataclass(frozen=True)
class Row:
    """One row that points at the record that goes. It is `doubled` where the same stands there already: it goes too."""

    pointer: Pointer
    row: Any
    doubled: bool

    @property
    def head(self) -> Any:
        return self.pointer.head_of(self.row)

    def move(self, into: Any) -> None:
        if self.doubled:
            self.row.delete()
            return
        changes = {self.pointer.name: into}
        if self.pointer.own:
            last = self.pointer.rows(into).aggregate(last=models.Max("order"))["last"] or 0
            changes["order"] = last + 1
        self.pointer.model._base_manager.filter(pk=self.row.pk).update(**changes)


def what_moves(gone: Any, into: Any) -> list[Row]:
    """Every row that points at one record and would point at the other, relation by relation."""
    return [
        Row(pointer, row, is_doubled(row))
        for pointer in KNOWN[type(gone)]
        for is_doubled in [_doubles(pointer, into)]
        for row in pointer.rows(gone)
    ]


def _doubles(pointer: Pointer, into: Any) -> Callable[[Any], bool]:
    """Tells of a row whether the same points at the other record already."""
    if pointer.once_for:
        owners = set(pointer.rows(into).values_list(f"{pointer.once_for}_id", flat=True))
        return lambda row: getattr(row, f"{pointer.once_for}_id") in owners
    if pointer.model is Participation:
        there: dict[int, list[Any]] = {}
        for other in pointer.rows(into):
            there.setdefault(other.meeting_id, []).append(_told(other, pointer))
        return lambda row: row.meeting_id in there and _told(row, pointer) in there[row.meeting_id]
    if pointer.own:
        said = [_told(other, pointer) for other in pointer.rows(into)]
        return lambda row: _told(row, pointer) in said
    return lambda row: False


def _told(part: Any, pointer: Pointer) -> list[Any]:
    """All that a participation or a claim says, save who it says it of."""
    fields = [f.attname for f in part._meta.concrete_fields if f.name not in ("id", "order", pointer.name)]
    sources = part.sources.all() if pointer.model is Participation else ()
    return [*(getattr(part, name) for name in fields), sorted(source.pk for source in sources)]
