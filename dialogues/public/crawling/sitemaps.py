"""The map of the site (sitemaps.org): every page with its languages, and the moment it last changed.

A page of the map holds at most 50,000 addresses; two stand for each page of the site. Where there are more, the map
is an index of parts: the first with all pages that are no records, then the records. A page that shows many records is
as new as the newest of them.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import batched
from xml.sax.saxutils import escape, quoteattr

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import override

from dialogues.models.publications import PublicationQuerySet
from dialogues.public import publications
from dialogues.public.crawling import fixed
from dialogues.public.serving import addresses
from dialogues.public.serving.addresses import LISTS
from dialogues.public.words.texts import PAGE_LANGUAGES

CONTENT_TYPE = "application/xml; charset=utf-8"
# Records in a part, each twice: far below what a file may hold, so that a part is read in one go.
MOST = 10_000
AT_ONCE = 500

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_URLSET = f'{_HEAD}<urlset xmlns="{_NAMESPACE}" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
_INDEX = f'{_HEAD}<sitemapindex xmlns="{_NAMESPACE}">\n'


def records() -> PublicationQuerySet:
    """Every record that has a page, in an order that no change of one disturbs."""
    return publications.shown(*LISTS).order_by("pk")


def parts_of(count: int) -> int:
    """How many parts so many records take besides that of the other pages; none where one file holds all."""
    return -(-count // MOST) if count > MOST else 0


def whole(request: HttpRequest, newest: dt.datetime) -> Iterator[bytes]:
    """The map as one file."""
    yield _URLSET.encode()
    yield from _fixed(request, newest)
    yield from _records(request, records())
    yield b"</urlset>\n"


def part(request: HttpRequest, number: int, newest: dt.datetime) -> Iterator[bytes]:
    """One part of the map: 0 has the pages that are no records."""
    yield _URLSET.encode()
    if number:
        yield from _records(request, records()[(number - 1) * MOST : number * MOST])
    else:
        yield from _fixed(request, newest)
    yield b"</urlset>\n"


def index(request: HttpRequest, parts: int, newest: dt.datetime) -> Iterator[bytes]:
    """The list of the parts."""
    yield _INDEX.encode()
    for number in range(parts + 1):
        address = request.build_absolute_uri(reverse("crawling:sitemap_part", args=[number]))
        moment = f"<lastmod>{_moment(newest)}</lastmod>"
        yield f"<sitemap><loc>{escape(address)}</loc>{moment}</sitemap>\n".encode()
    yield b"</sitemapindex>\n"


def _fixed(request: HttpRequest, newest: dt.datetime) -> Iterable[bytes]:
    with override("en"):
        pages = fixed.pages()
    for page in pages:
        each = {tag: request.build_absolute_uri(addresses.in_language(page, tag)) for tag in PAGE_LANGUAGES}
        yield _urls(each, newest).encode()


def _records(request: HttpRequest, rows: PublicationQuerySet) -> Iterable[bytes]:
    # Addresses are looked up once for a kind, not for each record.
    before = {kind: _before(request, kind) for kind in LISTS}
    read = rows.values_list("kind", "slug", "published_at").iterator(chunk_size=AT_ONCE)
    for batch in batched(read, AT_ONCE, strict=False):
        yield "".join(
            _urls({tag: f"{start}{slug}/" for tag, start in before[kind].items()}, moment)
            for kind, slug, moment in batch
        ).encode()


def _before(request: HttpRequest, kind: str) -> dict[str, str]:
    """What stands before the id in the addresses of a kind, in each language."""
    with override("en"):
        page = addresses.address(kind, "0").removesuffix("0/")
    return {tag: request.build_absolute_uri(addresses.in_language(page, tag)) for tag in PAGE_LANGUAGES}


def _urls(each: dict[str, str], moment: dt.datetime) -> str:
    """A page in each language, each with all its languages."""
    languages = [*each.items(), ("x-default", each["en"])]
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{tag}" href={quoteattr(address)}/>'
        for tag, address in languages
    )
    return "".join(
        f"<url><loc>{escape(address)}</loc><lastmod>{_moment(moment)}</lastmod>{links}</url>\n"
        for address in each.values()
    )


def _moment(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
