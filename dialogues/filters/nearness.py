"""How near a publication comes to what is searched for: the order of best matches."""

from collections.abc import Iterable
from functools import reduce
from operator import and_, or_

from django.db.models import F, Func, IntegerField, Q, TextField, Value
from django.db.models.expressions import Case, When

from dialogues.filters.search import Search, key_of

TITLES = Func(F("search_text"), Value("\n"), Value(1), function="split_part", output_field=TextField())
NAMED, TITLED, ELSEWHERE = range(3)


def nearness(searches: Iterable[Search]) -> Case:
    """Whether a publication is what the words name, has them in its title, or has them elsewhere: 0, 1, 2."""
    searches = list(searches)
    names = [
        f"name:{key_of(parts)}"
        for search in searches
        for parts in search.alternatives
        if parts and all(part.wanted for part in parts)
    ]
    titled = reduce(
        or_,
        (
            reduce(and_, (part.within(TITLES) for part in parts if part.wanted), Q())
            for search in searches
            for parts in search.alternatives
            if any(part.wanted for part in parts)
        ),
        Q(pk__in=[]),
    )
    return Case(
        When(Q(facets__overlap=names), then=Value(NAMED)),
        When(titled, then=Value(TITLED)),
        default=Value(ELSEWHERE),
        output_field=IntegerField(),
    )
