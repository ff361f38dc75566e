"""Where the page of a record is, in the language of the reader, and where the same page is in the other language."""

from urllib.parse import urlencode

from django.urls import get_script_prefix, reverse
from django.utils.translation import override

from dialogues.public.words.texts import Document

# The kinds that have pages of their own, and what the addresses of their lists are called, here and in the API.
# Sessions and reports on outcomes are parts of the page of a meeting.
LISTS = {
    "dialogue": "dialogues",
    "meeting": "meetings",
    "outcome": "outcomes",
    "track": "tracks",
    "organization": "organizations",
    "person": "people",
    "topic": "topics",
    "party": "parties",
    "source": "sources",
}

JAPANESE = "ja/"


def address(kind: str, slug: str) -> str:
    """The address of a record's page; empty for a kind that has none."""
    return reverse(f"public:{kind}", args=[slug]) if kind in LISTS else ""


def of_list(name: str, **asked: str | list[str]) -> str:
    """The address of a list that answers these questions."""
    return f"{reverse(f'public:{name}')}?{urlencode(asked, doseq=True)}"


def in_the_api(document: Document) -> str:
    """The address of a published record as JSON."""
    return reverse(f"api:{LISTS[document['type']]}-record", args=[document["id"]])


def address_of(reference: Document | None) -> str:
    """The address of the page of a record that a document names; empty where there is none."""
    return address(reference["type"], reference["id"]) if reference else ""


def in_language(path: str, language: str) -> str:
    """The same address in another language. Takes and gives a path with the prefix that the site is mounted at."""
    root = get_script_prefix()
    rest = path.removeprefix(root)
    rest = "" if rest == JAPANESE.rstrip("/") else rest.removeprefix(JAPANESE)
    return f"{root}{JAPANESE if language == 'ja' else ''}{rest}"


def home(language: str) -> str:
    """The front page in a language."""
    with override(language):
        return reverse("public:home")
