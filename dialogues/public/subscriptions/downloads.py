"""Whole lists as files: every row that answers the questions of the address, in the order of the list, on no pages.

CSV is for spreadsheets: it begins with the mark (BOM) without which Excel takes Japanese for something else, and ends
its lines as RFC 4180 says. NDJSON is for programs: the published documents as they are stored, one a line.
Rows are read by a cursor of the server and sent as they come, so that a file of any length takes the same memory.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import batched

from django.db.models import TextField
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from dialogues.models.publications import PublicationQuerySet
from dialogues.public import freshness, publications
from dialogues.public.addresses import LISTS, address
from dialogues.public.answering import View, answers
from dialogues.public.asking import PAGE, asked_by, refuse
from dialogues.public.listings import Listing
from dialogues.public.subscriptions.columns import Column, cell, columns
from dialogues.public.subscriptions.formats import CSV, NDJSON
from dialogues.public.subscriptions.sending import named, streamed

AT_ONCE = 200
BOM = "\ufeff"

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
    return csv_of(rows, [*columns(listing.kinds), _address(request, listing.kinds)])


def csv_of(rows: PublicationQuerySet, table: Sequence[Column]) -> Iterator[bytes]:
    """Publications as the parts of a CSV file with these columns, which begins with their names."""
    yield BOM.encode() + csv_lines([[column.name for column in table]])
    # What no column asks for stays in the database.
    some = rows.defer("search_text", "facets").iterator(chunk_size=AT_ONCE)
    for batch in batched(some, AT_ONCE, strict=False):
        yield csv_lines([[cell(column.value(one)) for column in table] for one in batch])


def _address(request: HttpRequest, kinds: tuple[str, ...]) -> Column:
    """The page of each record, absolute. Addresses are looked up once for a kind, not for each row."""
    pages = {
        kind: request.build_absolute_uri(address(kind, "0")).removesuffix("0/")
        for kind in kinds
        if kind in LISTS
    }
    return Column("address", lambda one: f"{pages[one.kind]}{one.slug}/" if one.kind in pages else "")


def csv_lines(rows: list[list[str]]) -> bytes:
    """Rows of cells as lines of CSV (RFC 4180)."""
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerows(rows)
    return written.getvalue().encode()


def _ndjson(_request: HttpRequest, _listing: Listing, rows: PublicationQuerySet) -> Iterator[bytes]:
    return ndjson_of(rows)


def ndjson_of(rows: PublicationQuerySet) -> Iterator[bytes]:
    """Publications as the parts of a file with one document a line."""
    # The text as the database has it: read and written again it would be the same, only slower.
    texts = rows.values_list(Cast("document", TextField()), flat=True).iterator(chunk_size=AT_ONCE)
    for batch in batched(texts, AT_ONCE, strict=False):
        yield "".join(f"{text}\n" for text in batch).encode()
