"""The rows of a form as they were sent, and sent anew in another order: rows with a number first, as Django asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from dialogues.admin.keeping.shown import content_of, values_of


@dataclass(eq=False)
class RowSent:
    """One row: the name under which it was sent (`places-3`), its primary key (empty where it is new), its fields."""

    name: str
    key: str
    fields: dict[str, list[str]]

    @classmethod
    def of(cls, formset: Any, form: Any) -> "RowSent":
        """A row that is recorded, as a browser would send it untouched."""
        fields = {bound.name: values for bound in content_of(form) if (values := values_of(bound))}
        return cls("", str(form.instance.pk), fields)

    @property
    def is_deleted(self) -> bool:
        return "DELETE" in self.fields

    def values(self, name: str) -> list[str]:
        """What was sent for a field, without what is empty."""
        return [value for value in self.fields.get(name, []) if value.strip()]


def rows_sent(data: QueryDict, formset: Any) -> list[RowSent] | None:
    """The rows in the order of the form; None where the form does not say how many there are."""
    try:
        total = int(str(data[f"{formset.prefix}-TOTAL_FORMS"]))
    except (KeyError, ValueError):
        return None
    if not 0 <= total <= formset.absolute_max:
        return None
    rows: list[dict[str, list[str]]] = [{} for _place in range(total)]
    for name in data:
        place, _joint, field = name.removeprefix(f"{formset.prefix}-").partition("-")
        if field and name.startswith(f"{formset.prefix}-") and place.isdigit() and int(place) < total:
            rows[int(place)][field] = data.getlist(name)
    number = formset.model._meta.pk.name
    return [
        RowSent(f"{formset.prefix}-{place}", "".join(fields.get(number, [])), fields)
        for place, fields in enumerate(rows)
    ]


def write_rows(data: QueryDict, formset: Any, saved: Sequence[RowSent], new: Sequence[RowSent]) -> None:
    """Puts rows into the data in place of those that were sent."""
    prefix, number = formset.prefix, formset.model._meta.pk.name
    for name in [
        name
        for name in data
        if name.removeprefix(f"{prefix}-")[:1].isdigit() and name.startswith(f"{prefix}-")
    ]:
        del data[name]
    for place, row in enumerate([*saved, *new]):
        for name, values in row.fields.items():
            data.setlist(f"{prefix}-{place}-{name}", values)
        data[f"{prefix}-{place}-{number}"] = row.key if place < len(saved) else ""
        data[f"{prefix}-{place}-{formset.fk.name}"] = str(formset.instance.pk)
    data[f"{prefix}-INITIAL_FORMS"] = str(len(saved))
    data[f"{prefix}-TOTAL_FORMS"] = str(len(saved) + len(new))
