"""The forms in which a record is cited, where each is, and what the page of a record offers."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from dialogues.models.publications import Publication
from dialogues.public.citing import bibtex, csl, ris, text
from dialogues.public.citing.works import Work, work

CITED = ("meeting", "dialogue", "outcome")


@dataclass(frozen=True)
class Form:
    """One form: the end of its address and of the address's name, its media type, its name, and its writer."""

    ending: str
    type: str
    name: str
    written: Callable[[Work], str]

    @property
    def path(self) -> str:
        return f"cite.{self.ending}"

    def address_name(self, kind: str) -> str:
        return f"{kind}_cite_{self.ending}"


TEXT = Form("txt", "text/plain", "TXT", text.written)
FORMS = (
    TEXT,
    Form("bib", "application/x-bibtex", "BibTeX", bibtex.written),
    Form("ris", "application/x-research-info-systems", "RIS", ris.written),
    Form("json", "application/vnd.citationstyles.csl+json", "CSL-JSON", csl.written),
)


@dataclass(frozen=True)
class Cite:
    """What a page offers: the citation in words, and each file as its name, its media type and its address."""

    text: str
    files: list[tuple[str, str, str]]


def cite(request: HttpRequest, publication: Publication) -> Cite | None:
    """How to cite a record; None for a kind that is not cited."""
    if publication.kind not in CITED:
        return None
    files = [
        (
            form.name,
            form.type,
            reverse(f"public:{form.address_name(publication.kind)}", args=[publication.slug]),
        )
        for form in FORMS
    ]
    return Cite(text.in_words(work(request, publication)), files)
