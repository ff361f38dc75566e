"""What a form shows, field by field, as a browser would send it back: the one measure by which values are compared.

What was loaded, what is sent and what is recorded now are three states of one form. A form that is not bound is
drawn from the record; its values here are what a browser would post if nobody touched anything.
"""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.http import QueryDict
from django.utils.translation import gettext as _

# What ties a row to its record and its place on the page, and is no content.
NOT_CONTENT = ("DELETE", "key")


def content_of(form: Any) -> Iterator[Any]:
    """The bound fields of a form in which content is entered: not what ties a row to its record."""
    tied = {getattr(form.instance._meta.pk, "name", ""), *NOT_CONTENT, "seen"}
    for name, field in form.fields.items():
        if name not in tied and not isinstance(field, forms.models.InlineForeignKeyField):
            yield form[name]


def values_of(bound: Any) -> list[str]:
    """What a browser sends for a field that shows what is recorded; several values where several are chosen."""
    widget = bound.field.widget
    if isinstance(widget, RelatedFieldWidgetWrapper):
        widget = widget.widget
    value = bound.value()
    if isinstance(widget, forms.CheckboxInput):
        return ["on"] if widget.check_test(value) else []
    shown = widget.format_value(value)
    if isinstance(shown, list | tuple):
        return [str(one) for one in shown if one not in (None, "")]
    return [] if shown in (None, "") else [str(shown)]


def values_sent(data: QueryDict, name: str) -> list[str]:
    """What a form sent for a field, without what is empty."""
    return [value for value in data.getlist(name) if value.strip()]


def compared(values: list[str]) -> list[str]:
    """The values without what makes no difference: line ends, blanks around, the order of what is chosen."""
    return sorted(value.replace("\r\n", "\n").replace("\r", "\n").strip() for value in values)


def in_words(bound: Any, values: list[str]) -> str:
    """The values of a field as a person reads them: names where records are chosen, labels where words are."""
    field = bound.field
    if isinstance(field, forms.BooleanField):
        return _("yes") if values else _("no")
    if known := getattr(field, "known", None):
        records = [known.find(field.queryset.model, value) for value in values]
        told = [
            known.label(record) if record else value for record, value in zip(records, values, strict=True)
        ]
    elif choices := getattr(field, "choices", None):
        labels = {str(key): str(label) for key, label in choices}
        told = [labels.get(value, value) for value in values]
    else:
        told = values
    return "; ".join(told)
