"""What points at an organization or a person: every relation by name, so that a merge moves all of it or refuses.

A relation that is not in the table is a stranger: a test fails on it, and a merge refuses a record that it points at.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from dialogues.models import (
    AgendaItem,
    Claim,
    OrganizationClaim,
    OrganizationPair,
    Outcome,
    Participation,
    PersonClaim,
    PersonPair,
    Statement,
)
from participants.models import Organization, OrganizationAlias, Party, Person, PersonAlias


@dataclass(frozen=True)
class Pointer:
    """One relation by which rows point at a record, and the record to which such a row belongs (`head`).

    `head` is the path from the row; empty where the row is a record itself. Rows that stand for membership in a set
    are there once for each owner: `once_for` names the owner. Rows that are a part of the record itself are its `own`:
    they come after those that the other record has.
    """

    model: type[models.Model]
    name: str
    words: Any
    head: str
    once_for: str = ""
    own: bool = False

    @property
    def label(self) -> str:
        return f"{self.model._meta.label_lower}.{self.name}"

    def rows(self, record: models.Model) -> models.QuerySet[Any]:
        """The rows that point at a record, with the records to which they belong and all that they say."""
        rows = self.model._base_manager.filter(**{self.name: record}).order_by(*self._order())
        if not self.head:
            return rows
        who = [
            field.name for field in self.model._meta.concrete_fields if field.related_model in (*KNOWN, Party)
        ]
        sets = ["sources"] if self.model is Participation else []
        return rows.select_related(self.head, *who).prefetch_related(*sets)

    def _order(self) -> tuple[str, ...]:
        return (f"{self.head}__slug", "pk") if self.head else ("slug",)

    def head_of(self, row: Any) -> Any:
        """The record to which a row belongs."""
        for step in self.head.split("__") if self.head else ():
            row = getattr(row, step)
        return row

    def told(self, row: Any) -> str:
        """The row in words."""
        return str(getattr(row, self.once_for) if self.once_for else row)


KNOWN: dict[type[models.Model], tuple[Pointer, ...]] = {
    Organization: (
        Pointer(Participation, "organization", _("Participations"), "meeting"),
        Pointer(AgendaItem, "presenter", _("Agenda items that it presented"), "meeting"),
        Pointer(Statement, "organization", _("Statements"), "meeting"),
        Pointer(
            Outcome.organizations.through,
            "organization",
            _("Outcomes that it is responsible for"),
            "outcome__meeting",
            once_for="outcome",
        ),
        Pointer(Organization, "parent", _("Organizations that are part of it"), ""),
        Pointer(Organization, "predecessor", _("Organizations that succeeded it"), ""),
        Pointer(OrganizationClaim, "organization", _("What sources say about it"), "organization", own=True),
    ),
    Person: (
        Pointer(Participation, "person", _("Participations"), "meeting"),
        Pointer(Statement, "person", _("Statements"), "meeting"),
        Pointer(Claim, "person", _("Claims about the person"), "meeting"),
        Pointer(PersonClaim, "person", _("What sources say about the person"), "person", own=True),
    ),
}

# Rows that go with the record: its other names, which the one that stays takes over as far as it lacks them.
NAMES: dict[type[models.Model], tuple[type[models.Model], str]] = {
    Organization: (OrganizationAlias, "organization"),
    Person: (PersonAlias, "person"),
}


# Rows that go with the record: that it may be one with another.
PAIRED: dict[type[models.Model], type[models.Model]] = {Organization: OrganizationPair, Person: PersonPair}


def relations(model: type[models.Model]) -> Iterator[tuple[str, Any]]:
    """Every relation of the project that leads to a model, by label; that of a set is in the table behind it."""
    for relation in model._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and not relation.many_to_many:
            far: Any = relation
            yield f"{far.related_model._meta.label_lower}.{far.field.name}", far


def labels_known(model: type[models.Model]) -> set[str]:
    """The labels of the relations that a merge knows how to move."""
    names, name = NAMES[model]
    pairs = {f"{PAIRED[model]._meta.label_lower}.{side}" for side in ("first", "second")}
    return {pointer.label for pointer in KNOWN[model]} | {f"{names._meta.label_lower}.{name}"} | pairs


def strangers(record: models.Model) -> list[str]:
    """The labels of relations that a merge does not know and by which something points at a record."""
    known = labels_known(type(record))
    return sorted(
        label
        for label, relation in relations(type(record))
        if label not in known
        and relation.related_model._base_manager.filter(**{relation.field.name: record}).exists()
    )
