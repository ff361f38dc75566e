"""Pairs of parties: how an address writes one, which two it means, and what they are called together.

A pair has no record and no id of its own. Its canonical address is the two codes in lower-case letters, in the order
of the alphabet: `/pairs/jp-us/`. Publications hold it as the token `pair:JP-US` (`dialogues.facets`).
"""

import re
from dataclasses import dataclass

from django.db.models import F, Func, IntegerField
from django.urls import reverse

from dialogues.models.publications import PublicationQuerySet
from dialogues.public import publications
from dialogues.public.facts import sides
from dialogues.public.facts.awaited import AHEAD
from dialogues.public.words.statuses import OVER
from dialogues.public.words.texts import Document

_CODE = re.compile(r"([A-Za-z]{2,12})-([A-Za-z]{2,12})")

# The meetings that are over, as SQL; its parameter is OVER.
# A meeting of two has one token of a pair; one of three parties has three.
# What is asked of the tokens is taken from them once: they are stored compressed, and many.
MET = """
    SELECT slug, earliest, latest, pairs, tracks, years, cardinality(pairs) = 1 AS of_two
    FROM dialogues_publication, LATERAL (
        SELECT array_agg(token) FILTER (WHERE starts_with(token, 'pair:')) AS pairs,
               array_agg(token) FILTER (WHERE starts_with(token, 'track:')) AS tracks,
               array_agg(token) FILTER (WHERE starts_with(token, 'year:')) AS years
        FROM unnest(facets) AS token
    ) AS taken
    WHERE kind = 'meeting' AND withdrawn_at IS NULL AND facets && %s::text[]
"""


@dataclass(frozen=True)
class Pair:
    """Two codes of parties in the order of the alphabet."""

    one: str
    other: str

    @property
    def token(self) -> str:
        return f"pair:{self.one}-{self.other}"

    @property
    def code(self) -> str:
        """As an address writes it."""
        return f"{self.one}-{self.other}".lower()

    @property
    def address(self) -> str:
        return reverse("public:pair", args=[self.code])

    def beside(self, party: str) -> str:
        """The code of the party that faces this one."""
        return self.other if party == self.one else self.one


def pair_of(code: str) -> Pair | None:
    """The pair that an address writes, in any order and any case of letters; None where it is none."""
    found = _CODE.fullmatch(code)
    if not found:
        return None
    one, other = sorted(part.upper() for part in found.groups())
    return None if one == other else Pair(one, other)


def names(parties: list[Document], language: str) -> str:
    """What two parties are called together: in Japanese Japan stands first, else the order is that of their codes."""
    ordered = in_order(parties, language)
    return sides.joined(sides.names(ordered, language), language)


def in_order(parties: list[Document], language: str) -> list[Document]:
    """The parties of a pair in the order in which a page of this language names them."""
    by_code = sorted(parties, key=lambda party: party["id"])
    return sides.in_order({"parties": by_code}, language)


def met(pair: Pair) -> PublicationQuerySet:
    """The meetings at which both sat and that were held, or are taken to have been."""
    return over(pair.token)


def over(token: str) -> PublicationQuerySet:
    """The meetings with a token that were held, or are taken to have been."""
    return publications.shown("meeting").with_facet(token).filter(facets__overlap=list(OVER))


def ahead(token: str) -> PublicationQuerySet:
    """The meetings with a token that are planned or announced, the next first."""
    rows = publications.shown("meeting").with_facet(token).filter(facets__overlap=list(AHEAD))
    return rows.order_by(F("latest").asc(nulls_last=True), "slug")


def of_two(meetings: PublicationQuerySet) -> PublicationQuerySet:
    """Of some meetings, those between two parties."""
    return meetings.annotate(seats=_seats()).filter(seats=2)


def of_more(meetings: PublicationQuerySet) -> PublicationQuerySet:
    """Of some meetings, those of three parties or more."""
    return meetings.annotate(seats=_seats()).filter(seats__gt=2)


def _seats() -> Func:
    return Func(F("document__parties"), function="jsonb_array_length", output_field=IntegerField())
