"""Marks of the pages of parties, pairs, tracks and sources."""

from typing import Any

from django import template

from dialogues.public.words import vocabulary
from dialogues.public.words.tracks import Track

register = template.Library()


@register.simple_tag
def all_tracks() -> list[Track]:
    """The three tracks in their order, for the key of a chart."""
    return [Track(code, stated=True) for code in vocabulary.TRACK]


@register.inclusion_tag("public/parts/years.html")
def years_of(years: list[Any], caption: str, *, without: int = 0, with_others: int = 0) -> dict[str, Any]:
    """Years with their marks, and the same as a table. The caption says what is counted."""
    return {
        "years": years,
        "caption": caption,
        "without": without,
        "with_others": with_others,
        "tracks": all_tracks(),
    }
