"""Publications as files.

CSV is for spreadsheets: it begins with the mark (BOM) without which Excel takes Japanese for something else, and ends
its lines as RFC 4180 says. NDJSON is for programs: the published documents as they are stored, one a line.
Rows are read by a cursor of the server and sent as they come, so that a file of any length takes the same memory.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import batched

from django.db.models import TextField
from django.db.models.functions import Cast

from dialogues.models.publications import PublicationQuerySet
from dialogues.tables.columns import Column, cell

AT_ONCE = 200
BOM = "\ufeff"


def csv_of(rows: PublicationQuerySet, table: Sequence[Column]) -> Iterator[bytes]:
    """Publications as the parts of a CSV file with these columns, which begins with their names."""
    yield BOM.encode() + csv_lines([[column.name for column in table]])
    # What no column asks for stays in the database.
    some = rows.defer("search_text", "facets").iterator(chunk_size=AT_ONCE)
    for batch in batched(some, AT_ONCE, strict=False):
        yield csv_lines([[cell(column.value(one)) for column in table] for one in batch])


def csv_lines(rows: list[list[str]]) -> bytes:
    """Rows of cells as lines of CSV (RFC 4180)."""
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerows(rows)
    return written.getvalue().encode()


def ndjson_of(rows: PublicationQuerySet) -> Iterator[bytes]:
    """Publications as the parts of a file with one document a line."""
    # The text as the database has it: read and written again it would be the same, only slower.
    texts = rows.values_list(Cast("document", TextField()), flat=True).iterator(chunk_size=AT_ONCE)
    for batch in batched(texts, AT_ONCE, strict=False):
        yield "".join(f"{text}\n" for text in batch).encode()
