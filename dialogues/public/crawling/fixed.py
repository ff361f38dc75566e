"""The pages that are no records.

A page in whose address nothing is left to choose is among them by standing in the addresses of the site. Of pairs,
years and months there are those of which a meeting is recorded: of others there are pages, but nothing to find.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import F, Func, TextField
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from dialogues.public import publications
from dialogues.public.calendar.months import year_address
from dialogues.public.calendar.recorded import recorded
from dialogues.public.pairs.pairs import pair_of

_PAIR = "pair:"


def pages() -> list[str]:
    """The addresses of all pages that are no records, in the language that is active. Three queries."""
    return [*sorted(reverse(f"public:{name}") for name in _names()), *_pairs(), *_calendar()]


def _names() -> Iterator[str]:
    """The names of all addresses of pages, as against files, in which nothing is left to choose."""
    for one in _public(get_resolver()):
        if isinstance(one, URLPattern) and not one.pattern.converters:
            route = str(one.pattern)
            if one.name and (not route or route.endswith("/")):
                yield one.name


def _public(resolver: Any) -> list[URLPattern | URLResolver]:
    return next(
        found.url_patterns
        for found in _all(resolver)
        if isinstance(found, URLResolver) and found.namespace == "public"
    )


def _all(resolver: Any) -> Iterator[URLPattern | URLResolver]:
    for one in resolver.url_patterns:
        yield one
        if isinstance(one, URLResolver) and not one.namespace:
            yield from _all(one)


def _pairs() -> Iterator[str]:
    """The pages of the pairs of parties of which a meeting is recorded. A party that is not shown has none."""
    tokens = publications.shown("meeting").order_by()
    found = tokens.values_list(Func(F("facets"), function="unnest", output_field=TextField())).distinct()
    shown = set(publications.shown("party").values_list("slug", flat=True))
    for (token,) in sorted(found):
        pair = pair_of(token.removeprefix(_PAIR)) if token.startswith(_PAIR) else None
        if pair and {pair.one, pair.other} <= shown:
            yield pair.address


def _calendar() -> Iterator[str]:
    found = recorded(publications.shown("meeting"))
    yield from (year_address(year) for year in sorted(found.years))
    yield from (month.address for month in sorted(found.months))
