"""What a citation names, of whatever kind the record is."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from dialogues.models.publications import Publication
from dialogues.public.facts import describing
from dialogues.public.serving import addresses
from dialogues.public.serving.frame import page_language
from dialogues.public.words import dates
from dialogues.public.words.texts import Document, Words, chosen

# Kinds that happen or are promised on a day, and in which field of a document the day stands.
_DATES = {"meeting": "date", "outcome": "meeting_date"}
# What a thing is part of.
_WITHIN = {"meeting": "dialogue", "outcome": "meeting", "dialogue": "parent"}


@dataclass(frozen=True)
class Work:
    """One thing that can be cited, in the words of one language. `date` is EDTF, empty where there is none."""

    kind: str
    id: str
    title: Words
    within: Words | None
    date: str
    disputed: bool
    places: list[str]
    register: str
    revision: int
    address: str
    language: str

    @property
    def when(self) -> str:
        """The date in words; says so where a meeting has none, empty for what has no day at all."""
        if self.date:
            return dates.in_words(self.date, self.language)
        return _("No date") if self.kind in _DATES else ""

    @property
    def remarks(self) -> list[str]:
        """What no field of a file holds: the date as it is worded, doubts about it, and which state is cited."""
        record = _("record %(id)s, revision %(revision)s") % {"id": self.id, "revision": self.revision}
        differ = _("Sources differ on the date") if self.disputed else ""
        return [part for part in (self.when, differ, record) if part]


def work(request: HttpRequest, publication: Publication) -> Work:
    """A published record as a thing to cite, in the language of the page."""
    document: Document = publication.document
    kind, language = publication.kind, page_language()
    within = document.get(_WITHIN[kind]) if kind in _WITHIN else None
    date = document[_DATES[kind]] if kind in _DATES else {"edtf": ""}
    return Work(
        kind,
        publication.slug,
        describing.title(document, language),
        chosen(within["name"], language) if within else None,
        date["edtf"] or "",
        "date" in document.get("disputed", ()) or bool(date.get("disputed")),
        describing.places(document, language) if kind == "meeting" else [],
        _("Space Dialogues"),
        publication.revision,
        request.build_absolute_uri(addresses.address(kind, publication.slug)),
        language,
    )


def folded(text: str) -> str:
    """A text on one line, without control characters."""
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())
