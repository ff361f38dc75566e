"""Whole lists as files: every row that answers the questions of the address, in the order of the list, on no pages."""

from collections.abc import Callable, Iterable, Iterator

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from dialogues.models.publications import PublicationQuerySet
from dialogues.public import publications
from dialogues.public.lists.asking import PAGE, asked_by, refuse
from dialogues.public.lists.formats import CSV, NDJSON
from dialogues.public.lists.listings import Listing
from dialogues.public.serving import freshness
from dialogues.public.serving.addresses import LISTS, address
from dialogues.public.serving.answering import View, answers
from dialogues.public.serving.sending import named, streamed
from dialogues.tables.columns import Column, columns
from dialogues.tables.writing import csv_of, ndjson_of

Parts = Callable[[HttpRequest, Listing, PublicationQuerySet], Iterable[bytes]]


def csv_of_list(listing: Listing) -> View:
    """A list as a spreadsheet."""
    return _download(listing, CSV.type, "csv", _csv)


def ndjson_of_list(listing: Listing) -> View:
    """A list as documents, one a line."""
    return _download(listing, NDJSON.type, "ndjson", _ndjson)


def _download(listing: Listing, content_type: str, ending: str, parts: Parts) -> View:
    @answers
    def downloaded(request: HttpRequest) -> HttpResponseBase:
        if unchanged := freshness.unchanged_since_asked(request):
            return unchanged
        refuse(request, PAGE)
        asked = asked_by(request, listing.questions, publications.shown(*listing.kinds), listing.orders)
        newest, _moment = publications.newest_change()
        return streamed(
            request,
            parts(request, listing, asked.ordered),
            f"{content_type}; charset=utf-8",
            newest,
            filename=named(listing.name, ending),
        )

    return downloaded


def _csv(request: HttpRequest, listing: Listing, rows: PublicationQuerySet) -> Iterator[bytes]:
    return csv_of(rows, columns(listing.kinds, (_address(request, listing.kinds),)))


def _address(request: HttpRequest, kinds: tuple[str, ...]) -> Column:
    """The page of each record, absolute. Addresses are looked up once for a kind, not for each row."""
    pages = {
        kind: request.build_absolute_uri(address(kind, "0")).removesuffix("0/")
        for kind in kinds
        if kind in LISTS
    }
    return Column("address", lambda one: f"{pages[one.kind]}{one.slug}/" if one.kind in pages else "")


def _ndjson(_request: HttpRequest, _listing: Listing, rows: PublicationQuerySet) -> Iterator[bytes]:
    return ndjson_of(rows)
