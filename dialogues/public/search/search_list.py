"""The search over everything as a list: its questions, its facets, its orders. Its page is told by `search_page`."""

from django.db.models import Case, F, IntegerField, Value, When
from django.utils.translation import gettext_lazy as _

from dialogues.filters import SEARCHED, SearchQuestions
from dialogues.models.publications import PublicationQuerySet
from dialogues.public.lists.asking import Order
from dialogues.public.lists.listings import PARTY, TOPIC, TRACK, YEAR, Listing
from dialogues.public.lists.narrowing import Facet
from dialogues.public.lists.orders import NEWEST, OLDEST
from dialogues.public.words import vocabulary

# Of records that come equally near: what others are told by stands first.
_FIRST = ("party", "topic", "track", "dialogue", "person", "organization", "meeting", "outcome", "source")


def _best(rows: PublicationQuerySet) -> PublicationQuerySet:
    """The nearest first; without words, whose nearness could be told, the newest."""
    if "near" not in rows.query.annotations:
        return rows.newest_day_first()
    places = (When(kind=kind, then=Value(place)) for place, kind in enumerate(_FIRST))
    kind = Case(*places, default=Value(len(_FIRST)), output_field=IntegerField())
    return rows.order_by(F("near"), kind, F("latest").desc(nulls_last=True), "kind", "slug")


BEST = Order("best", _("Best match first"), _best)

SEARCH = Listing(
    "search",
    tuple(kind.value for kind in SEARCHED),
    SearchQuestions,
    (BEST, NEWEST, OLDEST),
    (
        Facet("record", _("Kind of record"), vocabulary.KINDS, whole=True),
        TRACK,
        PARTY,
        YEAR,
        TOPIC,
        Facet("dialogue", _("Dialogue")),
        Facet("language", _("Language of the source")),
    ),
    # A passage may stand anywhere in a document.
    without=(),
    per_page=20,
)
