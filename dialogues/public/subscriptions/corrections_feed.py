"""The feed of corrections: an entry for each change, which stays as it is."""

import datetime as dt
import uuid

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _

from dialogues.public.facts import corrections
from dialogues.public.facts.corrections import Correction
from dialogues.public.serving import addresses
from dialogues.public.serving.frame import page_language
from dialogues.public.subscriptions.atom import (
    CONTENT_TYPE,
    Entry,
    Feed,
    Link,
    page_in_each_language,
    written,
)
from dialogues.public.subscriptions.feeds import rights
from dialogues.public.subscriptions.lasting import id_of_an_address
from dialogues.public.words import vocabulary
from dialogues.public.words.texts import PAGE_LANGUAGES, Words, of_one_language

__all__ = ["CONTENT_TYPE", "written_of"]

MOST = 50


def written_of(request: HttpRequest, kind: str, slug: str, otherwise: dt.datetime) -> bytes:
    """The feed of all corrections, or of those of one record. `otherwise` is its moment when it has none. One query."""
    language = page_language()
    found = corrections.read(corrections.told(kind, slug)[:MOST], language)
    query = f"?{request.GET.urlencode()}" if slug else ""
    page = reverse("public:corrections") + query
    known_as = _known_as(request, reverse("public:corrections_feed") + query)
    pages = {tag: request.build_absolute_uri(addresses.in_language(page, tag)) for tag in PAGE_LANGUAGES}
    own = Link(request.build_absolute_uri(), "application/atom+xml", "self", language)
    title = f"{_('Corrections')}{_(': ')}{slug}" if slug else _("Corrections")
    feed = Feed(
        f"urn:uuid:{known_as}",
        f"{title} | {_('Space Dialogues')}",
        _("What was changed or withdrawn after publication, the newest change first."),
        language,
        max((one.moment for one in found), default=otherwise),
        (_("Space Dialogues"), request.build_absolute_uri(reverse("public:home"))),
        rights(request),
        request.build_absolute_uri(static("public/mark.svg")),
        [own, *page_in_each_language(pages, language)],
        [_entry(request, one, language, known_as) for one in found],
    )
    return written(feed)


def _known_as(request: HttpRequest, address: str) -> uuid.UUID:
    """The id of the feed: the same in each language."""
    return id_of_an_address(request.build_absolute_uri(addresses.in_language(address, "en")))


def _entry(request: HttpRequest, one: Correction, language: str, feed: uuid.UUID) -> Entry:
    # A part without a page of its own has none to lead to but this.
    page = one.address or reverse("public:corrections")
    pages = {tag: request.build_absolute_uri(addresses.in_language(page, tag)) for tag in PAGE_LANGUAGES}
    said = ", ".join(corrections.fields_in_words(one.changed)) or corrections.cause_in_words(one.cause)
    happened = corrections.weight_in_words(one.weight) or corrections.cause_in_words(one.cause)
    return Entry(
        f"urn:uuid:{uuid.uuid5(feed, str(one.number))}",
        one.title or Words(one.slug, language, False),
        one.moment,
        one.moment,
        page_in_each_language(pages, language),
        (one.kind, vocabulary.label(vocabulary.KIND, one.kind)),
        Words(
            f"{happened}{_(': ')}{said}" if one.changed else said,
            language,
            False,
        ),
        of_one_language(one.reason, language) if one.reason else None,
    )
