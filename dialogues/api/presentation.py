"""How a publication is presented: an envelope around the stored document.

    {"type", "id", "url", "html_url", "revision", "sha256", "published_at", "document": {…}}

The document stands inside under one key, as it is stored, for two reasons. A partner can verify it: `sha256` is the
SHA-256 of `document` alone in its canonical form (RFC 8785: keys sorted, no spaces, UTF-8), and there is no list of
keys to leave out first. And no name of the envelope can meet one of the document: a source has a `url` of its own.
`document.shape` is the version of the stored shape, not of the API; it stays, since the hash is over it.

With `lang`, `fields` or `omit` the document is shown in part, and the hash is that of the whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from dialogues.api import languages
from dialogues.api.resources import BY_KIND
from dialogues.documents import SERIALIZERS
from dialogues.models.publications import Publication

# What an answer needs of a row; the rest is for asking.
COLUMNS = (
    "kind",
    "slug",
    "revision",
    "sha256",
    "published_at",
    "latest",
    "document",
    "withdrawn_at",
    "withdrawal_reason",
)


@cache
def field_names(kind: str) -> tuple[str, ...]:
    """The names of a document's fields, in the order of the contract."""
    serializer: Any = SERIALIZERS[kind]()
    return tuple(serializer.fields)


@dataclass(frozen=True)
class View:
    """Which part of a document is wanted, and in which language."""

    fields: tuple[str, ...] = ()
    omit: tuple[str, ...] = ()
    lang: str = ""

    @property
    def tag(self) -> str:
        """What tells the bodies of one revision apart; empty for the whole document."""
        parts = {
            "fields": ",".join(sorted(self.fields)),
            "omit": ",".join(sorted(self.omit)),
            "lang": self.lang,
        }
        return ";".join(f"{name}={value}" for name, value in parts.items() if value)

    def of(self, document: dict[str, Any], names: Sequence[str]) -> dict[str, Any]:
        ordered = [
            *(name for name in names if name in document),
            *(name for name in document if name not in names),
        ]
        wanted = [
            name for name in ordered if (not self.fields or name in self.fields) and name not in self.omit
        ]
        return {name: document[name] for name in wanted}


def record_path(kind: str, slug: str) -> str:
    return reverse(f"api:{BY_KIND[kind].name}-record", kwargs={"id": slug})


def present(publication: Publication, view: View, request: HttpRequest) -> dict[str, Any]:
    """One publication as the API shows it."""
    kind, slug = publication.kind, publication.slug
    page = BY_KIND[kind].page
    document = view.of(publication.document or {}, field_names(kind))
    envelope: dict[str, Any] = {
        "type": kind,
        "id": slug,
        "url": request.build_absolute_uri(record_path(kind, slug)),
        "html_url": request.build_absolute_uri(f"{page}{slug}/") if page else None,
        "revision": publication.revision,
        "sha256": publication.sha256,
        "published_at": publication.published_at.isoformat(),
    }
    if view.lang:
        document, others = languages.flatten(document, view.lang)
        envelope |= {"lang": view.lang, "other_langs": others}
    return envelope | {"document": document}
