"""How the schema describes addresses: parameters, headers, and what those answer that are of no resource."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter

from dialogues.api import cursors, languages, parameters
from dialogues.api.components import Schema


@dataclass(frozen=True)
class About:
    """What the schema says of an address that is no list and no record of a resource.

    `component` is the name of the schema of what it answers; `schema` is that schema, or makes it from the one at work,
    whose components it may name.
    """

    tag: str
    name: str
    summary: str
    component: str
    schema: Schema | Callable[[AutoSchema], Schema]
    parameters: tuple[OpenApiParameter, ...] = ()
    description: str = ""
    example: Mapping[str, Any] = field(default_factory=dict)
    # What else it may answer, by status.
    wrong: Mapping[int, str] = field(default_factory=dict)


def query(name: str, schema: Schema, description: Any) -> OpenApiParameter:
    many = schema.get("type") == "array"
    return OpenApiParameter(
        name,
        schema,
        description=str(description),
        style="form" if many else None,
        explode=True if many else None,
    )


def header(name: str, status: str, description: str) -> OpenApiParameter:
    """A header of the answers with this status."""
    return OpenApiParameter(name, str, OpenApiParameter.HEADER, response=[status], description=description)


def view_parameters(names: list[str]) -> list[OpenApiParameter]:
    listed = {"type": "array", "items": {"type": "string", "enum": names}}
    lang = {"type": "string", "pattern": languages.TAG, "examples": ["ja"]}
    return [
        query("fields", listed, "Only these fields of the document; repeated, or joined by commas."),
        query("omit", listed, "The document without these fields; repeated, or joined by commas."),
        query("lang", lang, "Texts as plain words in this language (BCP 47); see `other_langs`."),
    ]


AS_OF = query(
    "as_of",
    {
        "anyOf": [{"type": "string", "format": "date"}, {"type": "string", "format": "date-time"}],
        "examples": ["2024-08-27", "2024-08-27T12:00:00Z"],
    },
    "The record as it was shown at the end of this day (UTC), or at this moment.",
)
LIST_PARAMETERS = [
    query(
        "limit",
        {"type": "integer", "minimum": 1, "maximum": parameters.MOST, "default": parameters.LIMIT},
        "How many records a page has; more than the maximum is an error.",
    ),
    query(
        "cursor",
        {"type": "string", "minLength": 1, "maxLength": cursors.LONGEST, "pattern": "^[A-Za-z0-9_-]+$"},
        "From `next`; opaque.",
    ),
    query(
        "count", {"type": "string", "enum": ["exact"]}, "Adds `count`, the number of all records that match."
    ),
]
CONDITIONS = [
    OpenApiParameter(
        "If-None-Match", str, OpenApiParameter.HEADER, description="An ETag: 304 where it still holds."
    )
]
HEADERS = [
    header("ETag", "200", "Strong; that of a record begins with its revision."),
    header("Location", "301", "The present address."),
]
LINK = header("Link", "200", 'The next page, as rel="next".')
LAST_MODIFIED = header("Last-Modified", "200", "When this revision was published.")
