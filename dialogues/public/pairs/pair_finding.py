"""A pair of parties by the code in an address: the two, or the answer that stands in their place."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse

from dialogues.public import publications
from dialogues.public.pairs.pairs import Pair, pair_of
from dialogues.public.serving import freshness, notices
from dialogues.public.words.texts import Document


@dataclass(frozen=True)
class FoundPair:
    """A pair with the documents of its parties, and the newest revision of anything."""

    pair: Pair
    parties: list[Document]
    newest: int


def found_pair(request: HttpRequest, name: str, code: str) -> FoundPair | HttpResponse:
    """The pair that an address names; `name` is that of the address.

    Else an answer: 301 where the pair is written in another way or a party has another code now, 404 where one is
    not in the register, 304 for a reader who has it as it is. One query, two to three where a party is not there.
    """
    two = pair_of(code)
    if two is None:
        return notices.not_found(request)
    parties, newest = publications.parties(two.one, two.other)
    if len(parties) != 2:
        return _renamed(request, name, two) or notices.not_found(request)
    if code != two.code:
        return _moved(request, name, two)
    return freshness.unchanged(request, newest) or FoundPair(two, parties, newest)


def _renamed(request: HttpRequest, name: str, two: Pair) -> HttpResponse | None:
    """301 where a party has another code now, or was merged into another."""
    present = [publications.present_slug("party", party) or party for party in (two.one, two.other)]
    found = pair_of("-".join(present))
    return _moved(request, name, found) if found and found != two else None


def _moved(request: HttpRequest, name: str, two: Pair) -> HttpResponse:
    query = request.META.get("QUERY_STRING", "")
    address = reverse(name, args=[two.code])
    return HttpResponsePermanentRedirect(address + (f"?{query}" if query else ""))
