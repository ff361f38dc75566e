"""What is wrong on a form, as a list that leads to each field: a long form hides its errors far below."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.text import capfirst
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Fault:
    """Something to correct: where it is, in words and as an anchor of the page, and what is said there."""

    where: str
    anchor: str
    said: str


def faults(form: Any, formsets: list[Any]) -> list[Fault]:
    """What to correct in the record's own fields and in its rows; the page itself says what is said of the whole."""
    found = [fault for fault in _in_form(form) if fault.anchor]
    for formset in formsets:
        found += _in_rows(formset)
    return found


def _in_rows(formset: Any) -> Iterator[Fault]:
    options = formset.model._meta
    if said := formset.non_form_errors():
        yield Fault(capfirst(options.verbose_name_plural), f"{formset.prefix}-group", " ".join(said))
    for place, form in enumerate(formset.forms):
        if formset.can_delete and formset._should_delete_form(form):
            continue
        row = _("%(kind)s #%(place)s") % {"kind": capfirst(options.verbose_name), "place": place + 1}
        for fault in _in_form(form):
            where = f"{row}, {fault.where}" if fault.where else row
            yield Fault(where, fault.anchor or f"{formset.prefix}-{place}", fault.said)


def _in_form(form: Any) -> Iterator[Fault]:
    """Faults of one form; without an anchor where no field that is seen has them."""
    for name, said in form.errors.items():
        field = None if name == NON_FIELD_ERRORS else form[name]
        if field is None or field.is_hidden:
            yield Fault("", "", " ".join(said))
        else:
            yield Fault(str(field.label), field.auto_id, " ".join(said))
