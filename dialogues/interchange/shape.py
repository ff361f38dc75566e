"""What one kind of object in the files consists of: its fields in order, and the rules that span them."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import models

from dialogues.interchange.compound import Parts
from dialogues.interchange.faults import Report, did_you_mean, shortened
from dialogues.interchange.fields import Field, Ids, Names, kind_of_json
from dialogues.interchange.references import OrderedParties, References
from dialogues.interchange.rules import RULES


class Shape:
    """What one kind of object in the files consists of."""

    def __init__(self, name: str, model: type[models.Model], fields: Sequence[Field]) -> None:
        self.name, self.model, self.fields = name, model, list(fields)
        for field in self.fields:
            field.bind(model)
        self.by_key = {field.key: field for field in self.fields}
        self.parts = [field for field in self.fields if isinstance(field, Parts)]
        self.sets = [field for field in self.fields if isinstance(field, References)]
        self.ordered_parties = [field for field in self.fields if isinstance(field, OrderedParties)]
        many = (Parts, References, OrderedParties)
        self.plain = [field for field in self.fields if not isinstance(field, many)]
        self.rules = [rule for rule in RULES if rule.model is model]

    def check(self, value: Any, place: str, report: Report) -> dict[str, Any] | None:
        """The object in canonical form, its keys in order; None where it is no object. Faults are reported."""
        if not isinstance(value, dict):
            report(place, f"An object is wanted, not {kind_of_json(value)}.")
            return None
        for key in value.keys() - self.by_key.keys():
            if not (key == "type" and not place):
                report(
                    under(place, shortened(key)),
                    f"Unknown field. {did_you_mean(key, list(self.by_key))}".strip(),
                )
        found: dict[str, Any] = {}
        faults = 0

        def count(where: str, reason: str) -> None:
            nonlocal faults
            faults += 1
            report(where, reason)

        for field in self.fields:
            given, before = value.get(field.key), faults
            known = None if given is None else field.check(given, under(place, field.key), count)
            if known is None and field.required and faults == before:
                count(under(place, field.key), "It is missing, and it must be given.")
            known = field.absent if known is None else known
            if known is not None:
                found[field.key] = known
        if faults:
            return found
        for field in self.parts:
            if field.key in found:
                found[field.key] = field.completed(found[field.key], found)
        for rule in self.rules:
            for where, reason in rule.broken(found):
                report(under(place, where), reason)
        return found

    def of(self, row: Any) -> dict[str, Any]:
        """The object in canonical form that a row of the database stands for."""
        found = {}
        for field in self.fields:
            value = field.of(row)
            if value is not None:
                found[field.key] = value
        return found

    def columns(self, value: dict[str, Any], ids: Ids) -> dict[str, Any]:
        """The columns that an object in canonical form fills, those of its lists and sets left out."""
        filled: dict[str, Any] = {}
        for field in self.plain:
            filled.update(field.columns(value.get(field.key), ids))
        return filled

    def references(self, value: dict[str, Any], place: str = "") -> Iterator[tuple[str, str, str]]:
        """Every other record that an object names: kind, id and place."""
        for field in self.fields:
            if field.key in value:
                yield from field.references(value[field.key], under(place, field.key))

    def renamed(self, value: dict[str, Any], names: Names) -> dict[str, Any]:
        """The object with the ids that the named records have now."""
        return {key: self.by_key[key].renamed(known, names) for key, known in value.items()}


def under(place: str, key: str) -> str:
    return f"{place}.{key}" if place and key else place or key
