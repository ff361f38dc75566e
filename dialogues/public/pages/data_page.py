"""What the data page tells: each way to take the register along, with true addresses and commands to copy.

The lists and their forms are those that answer (`listings`, `formats`); none is named here by hand.
"""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from dialogues.public import publications
from dialogues.public.lists.formats import JSON, Offer, formats_of
from dialogues.public.lists.listings import LISTINGS, Listing
from dialogues.public.search.search_list import SEARCH
from dialogues.public.serving import addresses
from dialogues.public.serving.elsewhere import address_if_any
from dialogues.public.serving.frame import name_of_part
from dialogues.public.words.vocabulary import Labels

# The questions of the examples: parties and years that any register of the kind has.
QUESTION = "party=JP&year=2024"

CITED_AS: Labels = {"bib": "BibTeX", "ris": "RIS", "json": "CSL-JSON", "txt": "TXT"}


@dataclass(frozen=True)
class Row:
    """A list, and its addresses in other forms."""

    name: str
    address: str
    offers: list[Offer]


def example() -> tuple[str, int]:
    """The id of a meeting for the examples, empty where there is none; and the newest revision of anything."""
    return publications.newest_with_one_of("meeting")


def tells(request: HttpRequest, meeting: str) -> dict[str, Any]:
    """The context of the data page; `meeting` is the id of one that the examples name, or empty."""

    def absolute(path: str) -> str:
        return str(request.build_absolute_uri(path))

    return {
        "rows": [_row(listing) for listing in (*LISTINGS.values(), SEARCH)],
        "api": absolute(reverse("api:index")),
        "docs": reverse("api:docs"),
        "schema": absolute(reverse("api:schema")),
        "changes": absolute(reverse("api:changes")),
        "manifest": absolute(reverse("api:dump-manifest")),
        "planned": absolute(reverse("public:planned_calendar")),
        "question": QUESTION,
        "meetings": absolute(reverse("api:meetings")),
        "meeting": absolute(reverse("api:meetings-record", args=[meeting])) if meeting else "",
        "meeting_page": addresses.address("meeting", meeting) if meeting else "",
        "csv": absolute(reverse("public:meetings_csv")),
        "ndjson": absolute(reverse("public:meetings_ndjson")),
        "feed": absolute(reverse("public:meetings_feed")),
        "search_feed": absolute(reverse("public:search_feed")),
        "corrections_feed": absolute(reverse("public:corrections_feed")),
        "calendar": absolute(reverse("public:meeting_calendar", args=[meeting])) if meeting else "",
        "citations": _citations(meeting) if meeting else [],
        "codebook": address_if_any("codebook"),
        "codebook_csv": address_if_any("codebook_csv"),
        "terms": address_if_any("terms"),
    }


def _citations(meeting: str) -> list[tuple[str, str]]:
    """The forms in which a record is cited, and the addresses of the example in them."""
    return [
        (words, reverse(f"public:meeting_cite_{form}", args=[meeting])) for form, words in CITED_AS.items()
    ]


def _row(listing: Listing) -> Row:
    offers = [
        Offer(str(form.words), reverse(f"public:{listing.name}_{form.name}"), form.type)
        for form in formats_of(listing)
    ]
    if len(listing.kinds) == 1 and (plural := addresses.LISTS.get(listing.kinds[0])):
        offers.append(Offer("JSON", reverse(f"api:{plural}"), JSON))
    return Row(name_of_part(listing.name), reverse(f"public:{listing.name}"), offers)
