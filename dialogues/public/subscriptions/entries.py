"""What a feed says of a record: what it is, when it changed, and where it is to be read."""

from django.http import HttpRequest

from dialogues.models.publications import Publication, PublicationQuerySet
from dialogues.public.facts import describing
from dialogues.public.publications import NOT_IN_A_LINE, Without
from dialogues.public.serving import addresses
from dialogues.public.subscriptions.atom import JSON, Entry, Link, page_in_each_language
from dialogues.public.subscriptions.lasting import lasting_id
from dialogues.public.words import vocabulary
from dialogues.public.words.texts import PAGE_LANGUAGES, Words

MOST = 50
_NOT_IN_AN_ENTRY = tuple(key for key in NOT_IN_A_LINE if key != "summary")
_COLUMNS = ("kind", "slug", "record_id", "revision", "first_published_at", "published_at")


def entries(request: HttpRequest, rows: PublicationQuerySet, language: str) -> list[Entry]:
    """The records that changed last among some, the newest change first. One query.

    A record that was withdrawn is not among what is shown, so it is in no feed any more.
    """
    last = rows.order_by("-revision").only(*_COLUMNS).annotate(line=Without("document", _NOT_IN_AN_ENTRY))
    return [_entry(request, publication, language) for publication in last[:MOST]]


def _entry(request: HttpRequest, publication: Publication, language: str) -> Entry:
    document = publication.line  # type: ignore[attr-defined]
    page = addresses.address(publication.kind, publication.slug)
    pages = {tag: request.build_absolute_uri(addresses.in_language(page, tag)) for tag in PAGE_LANGUAGES}
    links = page_in_each_language(pages, language)
    links.append(Link(request.build_absolute_uri(addresses.in_the_api(document)), JSON))
    return Entry(
        f"urn:uuid:{lasting_id(publication)}",
        describing.title(document, language),
        publication.published_at,
        publication.first_published_at,
        links,
        (publication.kind, vocabulary.label(vocabulary.KIND, publication.kind)),
        Words(describing.line(document, language), language, False),
        describing.own_text(document, language),
    )
