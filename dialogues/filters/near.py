"""Near names: what somebody may have meant who asked for something that is not there."""

from collections.abc import Iterable
from difflib import get_close_matches

from django.conf import settings
from django.db.models.functions import Abs, Length

from dialogues.models.publications import FormerSlug, Publication

MOST = 3
# Likeness is reckoned name by name: a register of any size must not make a typing error dear.
CANDIDATES = 500


def near(word: str, names: Iterable[str]) -> list[str]:
    """At most three of the names, the likest first; letter case is no difference."""
    by_lower: dict[str, str] = {}
    for name in names:
        by_lower.setdefault(name.lower(), name)
    word = word.lower()
    close = get_close_matches(word, by_lower, n=MOST, cutoff=0.6)
    holding = sorted((name for name in by_lower if len(word) > 1 and word in name), key=len)
    return [by_lower[name] for name in dict.fromkeys([*close, *holding])][:MOST]


def near_ids(kind: str, word: str) -> list[str]:
    """At most three ids of what is shown of a kind that are near a word; a former id leads to its present one.

    Three queries, each over a bounded number of ids: for errors only.
    """
    former = FormerSlug.objects.using(settings.PUBLIC_DATABASE).filter(
        kind=kind, slug=word, publication__withdrawn_at__isnull=True
    )
    if present := list(former.values_list("publication__slug", flat=True)):
        return present
    shown = Publication.public.shown().of(kind)
    holding = shown.filter(slug__icontains=word).order_by(Length("slug"), "slug")
    alike = shown.filter(slug__istartswith=word[:1]).order_by(Abs(Length("slug") - len(word)), "slug")
    ids = [slug for rows in (holding, alike) for slug in rows.values_list("slug", flat=True)[:CANDIDATES]]
    return near(word, ids)
