"""What a link to a page shows where it is shared (Open Graph), and what a page is in one text (its description).

The picture is the mark of the site, the same for every page. A page that stands in place of another (not found,
withdrawn) says what the register is, and nothing of what was there.
"""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dialogues.public.words.texts import PAGE_LANGUAGES
from dialogues.public.words.vocabulary import Labels

MOST_LETTERS = 300
LOCALES = {"en": "en_US", "ja": "ja_JP"}
PICTURE, WIDTH, HEIGHT = "public/link.png", 1200, 630

# What lists and other pages that are no records are, by the names of their addresses.
_PAGES: Labels = {
    "dialogues": gettext_lazy("Standing dialogues between governments on space: who meets, and how often."),
    "meetings": gettext_lazy(
        "Meetings between governments on space, with dates, places, tracks and sources."
    ),
    "outcomes": gettext_lazy("What meetings on space produced or promised, and what became of it."),
    "organizations": gettext_lazy("The bodies that took part in meetings on space."),
    "people": gettext_lazy("Who is named at meetings on space, with titles as they were on the day."),
    "topics": gettext_lazy("What is discussed at meetings on space, and between whom."),
    "pairs": gettext_lazy("Who meets whom on space, and in which years."),
    "parties": gettext_lazy("The states and other parties that meet on space."),
    "tracks": gettext_lazy("The three levels on which sessions are held, with their definitions."),
    "sources": gettext_lazy("The sources of the register, and how far each is trusted."),
    "calendar": gettext_lazy("Meetings on space by year and month, held and planned."),
    "data": gettext_lazy("The register as files, feeds and an API, and what each field means."),
    "search": gettext_lazy("Search the records of meetings on space by words and by what they are about."),
    "about": gettext_lazy("What the register records, from which sources, and by which rules."),
    "accessibility": gettext_lazy("How usable the pages of the register are, and what falls short."),
    "terms": gettext_lazy("On which terms the data of the register may be used."),
    "corrections": gettext_lazy("What was changed or withdrawn after publication, when and why."),
    "weighing": gettext_lazy("How far a source is trusted, and which value is shown where sources differ."),
}


@dataclass(frozen=True)
class LinkPreview:
    """What stands in the head of a page for those who share a link to it."""

    type: str
    description: str
    locale: str
    other_locales: list[str]
    picture: str
    width: int = WIDTH
    height: int = HEIGHT


def link_preview(
    request: HttpRequest, language: str, *, part: str, context: dict[str, Any], status: int
) -> LinkPreview:
    """The preview of a page. A record gives its own `description`; a list is described by its part of the site."""
    own = context.get("description", "")
    if not own and status == 200:
        own = str(_PAGES.get(part, ""))
    return LinkPreview(
        "article" if context.get("document") else "website",
        Truncator(own or about()).chars(MOST_LETTERS),
        LOCALES[language],
        [LOCALES[tag] for tag in PAGE_LANGUAGES if tag != language],
        request.build_absolute_uri(static(PICTURE)),
    )


def about() -> str:
    """What the register is, in one sentence."""
    return _("Space Dialogues records what public sources say about meetings between governments on space.")
