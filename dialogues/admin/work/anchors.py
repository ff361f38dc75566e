"""Where on a form a field stands: the fragment of its address. `templates/admin/desk/fields.html` writes the same."""

from typing import Any


def field_anchor(model: Any, pk: int, field: str, of: str = "") -> str:
    """The fragment that leads to a field of a record, or of one of its rows (`of` is the way to the record).

    A row is named by its number in the database: its place on the form may change. Empty where no field is meant.
    """
    if not field:
        return ""
    if not of:
        return f"id_{field}"
    return f"{model._meta.get_field(of).remote_field.get_accessor_name()}-of-{pk}-{field}"
