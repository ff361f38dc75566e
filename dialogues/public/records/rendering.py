"""The page of one record, from its document: for readers, and for staff who preview what is not public yet."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from dialogues.models.publications import Publication
from dialogues.public.citing.files import cite
from dialogues.public.facts import describing
from dialogues.public.facts.citations import Citations
from dialogues.public.linked_data import graphs
from dialogues.public.records import (
    dialogue_page,
    meeting_page,
    organization_page,
    outcome_page,
    party_page,
    person_page,
    source_page,
    topic_page,
    track_page,
)
from dialogues.public.serving import frame
from dialogues.public.serving.addresses import in_the_api
from dialogues.public.serving.frame import page_language
from dialogues.public.serving.freshness import never_kept
from dialogues.public.serving.paging import Page, asked_page
from dialogues.public.words.texts import PAGE_LANGUAGES, Document, chosen, other_words


def render_page(
    request: HttpRequest, document: Document, *, preview: bool = False, publication: Publication | None = None
) -> HttpResponse:
    """The page that shows a document, in the language that is active.

    A preview says that it is one, is kept by no cache, and takes its language from `?language=en` or `ja`. What
    stands beside the document (other meetings of the dialogue, reports on its outcomes) is what is public now.
    Raises NoSuchPage and Unanswerable for a `?page=` that is not there (never for a preview).
    """
    if not preview:
        return _page(
            request, document, asked_page(request) if document["type"] in LISTING else Page(1), publication
        )
    asked = request.GET.get("language", "")
    language = asked if asked in PAGE_LANGUAGES else page_language()
    with translation.override(language):
        return never_kept(_page(request, document, Page(1), None, preview=True))


def _page(
    request: HttpRequest,
    document: Document,
    page: Page,
    publication: Publication | None,
    *,
    preview: bool = False,
) -> HttpResponse:
    template, part, tells = KINDS.get(document["type"], ("public/facts.html", "", _facts))
    context = tells(document, page) | {"document": document, "publication": publication}
    if preview:
        # A feed of a draft answers to nobody yet.
        context["formats"] = []
    if publication:
        context["json"] = in_the_api(document)
        context["cite"] = cite(request, publication)
        context["description"] = describing.description(document, page_language())
        context["linked_data"] = graphs.of_record(request, document)
    return frame.respond(request, template, context, part=part, preview=preview)


def _facts(document: Document, page: Page) -> dict[str, Any]:
    """A page for the kinds that have none of their own yet: every field of the document, as it is."""
    text = document.get("name") or document.get("title") or document.get("text")
    if isinstance(text, str):
        text = {"en": text, "ja": None}
    language = page_language()
    return {
        "title": chosen(text, language),
        "other_titles": other_words(text, language),
        "citations": Citations([]),
        "fields": [
            (name, value)
            for name, value in document.items()
            if name not in ("shape", "type", "name", "title")
        ],
    }


Tells = Callable[[Document, Page], dict[str, Any]]

LISTING = ("organization", "person", "source", "track")
KINDS: dict[str, tuple[str, str, Tells]] = {
    "meeting": ("public/meeting.html", "meetings", lambda document, page: meeting_page.tells(document)),
    "dialogue": ("public/dialogue.html", "dialogues", lambda document, page: dialogue_page.tells(document)),
    "outcome": ("public/outcome.html", "outcomes", lambda document, page: outcome_page.tells(document)),
    "organization": ("public/organization.html", "organizations", organization_page.tells),
    "person": ("public/person.html", "people", person_page.tells),
    "topic": ("public/topic.html", "topics", lambda document, page: topic_page.tells(document)),
    "party": ("public/party.html", "parties", lambda document, page: party_page.tells(document)),
    "track": ("public/track.html", "tracks", track_page.tells),
    "source": ("public/source.html", "sources", source_page.tells),
}
