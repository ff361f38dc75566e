"""The feeds that answer addresses: of each list with its questions, and of a dialogue with all that belongs to it."""

import datetime as dt
import uuid
from collections.abc import Sequence

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from dialogues.models.publications import PublicationQuerySet
from dialogues.public import publications
from dialogues.public.facts import describing
from dialogues.public.lists.asking import PAGE, SORT, asked_by, refuse
from dialogues.public.lists.listings import Listing
from dialogues.public.serving import addresses, finding, freshness
from dialogues.public.serving.answering import View, answers
from dialogues.public.serving.elsewhere import address_if_any
from dialogues.public.serving.frame import name_of_part, page_language
from dialogues.public.serving.sending import sent
from dialogues.public.subscriptions.atom import CONTENT_TYPE, Feed, Link, page_in_each_language, written
from dialogues.public.subscriptions.entries import entries
from dialogues.public.subscriptions.lasting import id_of_a_part, id_of_an_address
from dialogues.public.words.texts import PAGE_LANGUAGES

BELONGING = ("meeting", "outcome")


def feed_of_list(listing: Listing) -> View:
    """The feed of a list: what answers the questions of the address. At most three queries."""

    @answers
    def fed(request: HttpRequest) -> HttpResponse:
        if unchanged := freshness.unchanged_since_asked(request):
            return unchanged
        refuse(request, SORT, PAGE)
        asked = asked_by(request, listing.questions, publications.shown(*listing.kinds), listing.orders)
        newest, moment = publications.newest_change()
        # The same feed in each language: known by its English address, whoever reads it in which language.
        with override("en"):
            known_by = request.build_absolute_uri(asked.address(path=reverse(f"public:{listing.name}_feed")))
        title = f"{name_of_part(listing.name)}{_(': ')}{_('lately changed')}"
        if chosen := ", ".join(f"{name} {value}" for name, value in asked.all_chosen()):
            title = f"{title} ({chosen})"
        page = asked.address(path=reverse(f"public:{listing.name}"))
        return answer(request, id_of_an_address(known_by), title, page, asked.rows, newest, moment)

    return fed


@answers
def feed_of_dialogue(request: HttpRequest, slug: str) -> HttpResponse:
    """The feed of a dialogue: itself, its meetings, and their outcomes. Two queries."""
    publication = finding.found(request, "public:dialogue_feed", "dialogue", slug)
    if isinstance(publication, HttpResponse):
        return publication
    refuse(request, *request.GET)
    belonging = Q(kind__in=BELONGING, facets__contains=[f"dialogue:{slug}"])
    rows = publications.shown("dialogue", *BELONGING).filter(Q(kind="dialogue", slug=slug) | belonging)
    title = describing.title(publication.document, page_language()).text
    newest: int = publication.newest  # type: ignore[attr-defined]
    known_as = id_of_a_part(publication, "feed")
    page = addresses.address("dialogue", slug)
    return answer(request, known_as, title, page, rows, newest, publication.published_at)


def answer(
    request: HttpRequest,
    known_as: uuid.UUID,
    title: str,
    page: str,
    rows: PublicationQuerySet,
    newest: int,
    otherwise: dt.datetime,
) -> HttpResponse:
    """The feed of some publications; `page` shows the same, `otherwise` is its moment when it has no entry."""
    language = page_language()
    found = entries(request, rows, language)
    feed = Feed(
        f"urn:uuid:{known_as}",
        f"{title} | {_('Space Dialogues')}",
        _("What changed last in the register, the newest change first."),
        language,
        max((entry.updated for entry in found), default=otherwise),
        (_("Space Dialogues"), request.build_absolute_uri(reverse("public:home"))),
        rights(request),
        request.build_absolute_uri(static("public/mark.svg")),
        _links(request, page, language),
        found,
    )
    return sent(request, written(feed), CONTENT_TYPE, newest)


def rights(request: HttpRequest) -> str:
    """Whose the words are, and where the terms stand."""
    words = _("The rights in the sources remain with their publishers.")
    terms = address_if_any("terms")
    return f"{words} {_('Terms')}{_(': ')}{request.build_absolute_uri(terms)}" if terms else words


def _links(request: HttpRequest, page: str, language: str) -> Sequence[Link]:
    pages = {tag: request.build_absolute_uri(addresses.in_language(page, tag)) for tag in PAGE_LANGUAGES}
    own = Link(request.build_absolute_uri(), "application/atom+xml", "self", language)
    return [own, *page_in_each_language(pages, language)]
