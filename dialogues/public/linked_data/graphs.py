"""The data of a page: what it is about, and the way that leads to it."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from dialogues.public.linked_data.scripts import in_html
from dialogues.public.linked_data.things import thing
from dialogues.public.linked_data.trails import trail
from dialogues.public.serving import addresses
from dialogues.public.serving.elsewhere import address_if_any
from dialogues.public.serving.frame import page_language
from dialogues.public.words.texts import PAGE_LANGUAGES, Document

CONTEXT = "https://schema.org"


def of_record(request: HttpRequest, document: Document) -> SafeString:
    """The data of a record's page."""
    language = page_language()
    about = thing(request, document, language)
    steps = [
        {
            "@type": "ListItem",
            "position": position,
            "name": step.name,
            "item": request.build_absolute_uri(step.address),
        }
        for position, step in enumerate(trail(document, language), 1)
    ]
    return _written([*([about] if about else []), {"@type": "BreadcrumbList", "itemListElement": steps}])


def of_site(request: HttpRequest) -> SafeString:
    """The data of the front page: the site, and how to search it."""
    search = request.build_absolute_uri(address_if_any("search") or reverse("public:meetings"))
    return _written(
        [
            {
                "@type": "WebSite",
                "@id": request.build_absolute_uri(addresses.home("en")),
                "name": _("Space Dialogues"),
                "url": request.build_absolute_uri(reverse("public:home")),
                "inLanguage": list(PAGE_LANGUAGES),
                "potentialAction": {
                    "@type": "SearchAction",
                    "target": {"@type": "EntryPoint", "urlTemplate": f"{search}?q={{search_term_string}}"},
                    "query-input": "required name=search_term_string",
                },
            }
        ]
    )


def _written(graph: list[dict[str, Any]]) -> SafeString:
    return in_html({"@context": CONTEXT, "@graph": graph})
