"""What stands around every page: the site's name and parts, the other language, the page's own address.

Templates get no request and run no context processor, so that no public page can read a session or a login.
"""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import escape_uri_path
from django.utils.http import escape_leading_slashes
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from dialogues.public.serving import addresses
from dialogues.public.serving.elsewhere import address_if_any
from dialogues.public.serving.link_previews import link_preview
from dialogues.public.words.texts import PAGE_LANGUAGES
from dialogues.public.words.vocabulary import Labels

# The parts of the site in the navigation at the head of every page, and those at its foot.
PARTS: Labels = {
    "dialogues": _("Dialogues"),
    "meetings": _("Meetings"),
    "outcomes": _("Outcomes"),
    "organizations": _("Organizations"),
    "people": _("People"),
    "topics": _("Topics"),
    "calendar": _("Calendar"),
    "data": _("Data"),
    "search": _("Search"),
}
FOOT: Labels = {
    "parties": _("Parties"),
    "pairs": _("Pairs"),
    "tracks": _("Tracks"),
    "sources": _("Sources"),
    "weighing": _("How sources are weighed"),
    "corrections": _("Corrections"),
    "about": _("About"),
    "accessibility": _("Accessibility"),
    "terms": _("Terms"),
}

LANGUAGE_NAMES = {"en": "English", "ja": "日本語"}


@dataclass(frozen=True)
class Part:
    """A part of the site in the navigation."""

    name: str
    address: str
    current: bool


@dataclass(frozen=True)
class Alternate:
    """The same page in one language."""

    language: str
    name: str
    address: str
    absolute: str


@dataclass(frozen=True)
class Frame:
    language: str
    home: str
    parts: list[Part]
    foot: list[Part]
    alternates: list[Alternate]
    canonical: str
    preview: bool
    indexed: bool

    @property
    def search(self) -> str:
        """Where the whole register is searched."""
        return address_if_any("search")

    @property
    def others(self) -> list[Alternate]:
        return [alternate for alternate in self.alternates if alternate.language != self.language]


def page_language() -> str:
    """The language of the page that is being made."""
    return "ja" if get_language() == "ja" else "en"


def frame(request: HttpRequest, *, part: str = "", preview: bool = False, indexed: bool = True) -> Frame:
    """What stands around the page that a request asks for; `part` is the name of the address of the site's part."""
    language = page_language()
    alternates = [_alternate(request, tag, preview=preview) for tag in PAGE_LANGUAGES]
    canonical = next(one.absolute for one in alternates if one.language == language)
    return Frame(
        language,
        reverse("public:home"),
        _parts(PARTS, part),
        _parts(FOOT, part),
        alternates,
        canonical,
        preview,
        indexed and not preview,
    )


def name_of_part(name: str) -> str:
    """What a part of the site is called, by the name of its address."""
    return str({**PARTS, **FOOT}.get(name, name.replace("_", " ").capitalize()))


def parts_of_the_site() -> list[Part]:
    """The parts in the navigation, none of which is the current one."""
    return _parts(PARTS, "")


def _parts(named: Labels, current: str) -> list[Part]:
    return [Part(str(name), reverse(f"public:{part}"), part == current) for part, name in named.items()]


def _alternate(request: HttpRequest, language: str, *, preview: bool) -> Alternate:
    asked = request.GET.copy()
    if preview:
        # A draft has no public address: the preview answers under its own, in the language that it is asked for.
        asked["language"] = language
        address = request.path
    else:
        # “//host/” as a path must not become a link to another host.
        address = escape_leading_slashes(escape_uri_path(addresses.in_language(request.path, language)))
    if asked:
        address = f"{address}?{asked.urlencode()}"
    return Alternate(language, LANGUAGE_NAMES[language], address, request.build_absolute_uri(address))


def respond(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    part: str = "",
    status: int = 200,
    preview: bool = False,
    indexed: bool = True,
) -> HttpResponse:
    """A page: a template, what it tells, and what stands around it."""
    around = frame(request, part=part, preview=preview, indexed=indexed)
    beside: dict[str, Any] = {"frame": around}
    if not preview:
        beside["link_preview"] = link_preview(
            request, around.language, part=part, context=context, status=status
        )
    return HttpResponse(render_to_string(template, beside | context), status=status)


def without_page(query: QueryDict) -> QueryDict:
    """The questions of an address without the number of the page."""
    asked = query.copy()
    asked.pop("page", None)
    return asked
