"""Marks of what changed after publication."""

from collections.abc import Sequence
from typing import Any

from django import template

from dialogues.public.facts import corrections
from dialogues.public.serving.frame import page_language

register = template.Library()


@register.filter
def fields_named(names: Sequence[str]) -> str:
    """The names of fields in words, in a line of text."""
    return ("、" if page_language() == "ja" else ", ").join(corrections.fields_in_words(list(names)))


@register.filter
def cause_named(cause: Any) -> str:
    """What happened to a record: changed, withdrawn, shown again."""
    return corrections.cause_in_words(cause)


@register.filter
def weight_named(weight: Any) -> str:
    """How much a correction matters; empty where nobody said."""
    return corrections.weight_in_words(weight)


@register.filter
def reason_told(change: dict[str, Any]) -> str:
    """Why a record was changed, in the language of the page where it was written in it."""
    return corrections.reason_for(page_language(), change["reason"], change["reason_ja"])


@register.filter
def corrections_of(publication: Any) -> str:
    """The address of all corrections of one record."""
    return corrections.address_of(publication)
