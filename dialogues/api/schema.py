"""The OpenAPI 3.1 description of the API, made from what answers: contract, filters, resources.

The fields of documents come from the serializers of `dialogues.documents`; the parameters of a list from its
FilterSet, with the vocabularies; the envelope is described here, as `presentation` makes it.
"""

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

from dialogues.api import parameters, problems
from dialogues.api.resources import RESOURCES
from dialogues.documents import SERIALIZERS
from dialogues.filters.values import ID, ManyValuesField
from dialogues.models.publications import Publication

if TYPE_CHECKING:
    from dialogues.api.resources import Resource

Schema = dict[str, Any]

DESCRIPTION = """\
The public register of bilateral space dialogues. Read-only; anonymous reading is allowed from any site.

**Records.** Each answer is an envelope around one `document`, shown as it is stored. `revision` is the number of the
change that is shown, and the ETag. `sha256` is the SHA-256 of `document` in its canonical form (RFC 8785: keys
sorted, no spaces, UTF-8), so that a copy can be verified: hash `document` as received, all of it and nothing else.
`document.shape` counts the versions of the stored shape. With `lang`, `fields` or `omit` the hash is still that of
the whole document.

**Text** is `{"en": …, "ja": …}`, null where there is none. **Dates** are EDTF (ISO 8601-2) with the first and the last
day that they can mean.

**Filters.** Repeat a parameter to ask for any of several values; different parameters must all hold. A parameter or a
value that is not known is an error (400) with near names; nothing is ignored.

**Lists** are walked by `next`, which is null at the end, and the same in the header Link. The order is stable.

**Errors** are `application/problem+json` (RFC 9457). A renamed record answers 301, a withdrawn one 410 with a
tombstone.
"""


def ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


NULLABLE_STRING: Schema = {"type": ["string", "null"]}

ENVELOPE: dict[str, Schema] = {
    "type": {"type": "string"},
    "id": {"type": "string", "description": "The public id, stable for life."},
    "url": {"type": "string", "format": "uri", "description": "The address of this record in the API."},
    "html_url": NULLABLE_STRING
    | {"format": "uri", "description": "The address of its page; null where it has none."},
    "revision": {"type": "integer", "description": "The number of the change that is shown."},
    "sha256": {
        "type": "string",
        "pattern": "^[0-9a-f]{64}$",
        "description": "Of the whole document in its canonical form (RFC 8785).",
    },
    "published_at": {
        "type": "string",
        "format": "date-time",
        "description": "When this revision was published.",
    },
}
IN_ONE_LANGUAGE: dict[str, Schema] = {
    "lang": {"type": "string", "description": "With `lang`: the language that was asked for."},
    "other_langs": {
        "type": "object",
        "additionalProperties": {"type": "string"},
        "description": "With `lang`: where another language stands in, by JSON Pointer into the document, and its tag.",
    },
}

FAULT: Schema = {
    "type": "object",
    "properties": {
        "parameter": {"type": "string"},
        "code": {"type": "string"},
        "detail": {"type": "string"},
        "did_you_mean": {
            "type": "array",
            "items": {"type": "string"},
            "description": "Near names, the likest first.",
        },
    },
    "required": ["parameter", "code", "detail", "did_you_mean"],
}
TOMBSTONE: Schema = {
    "type": "object",
    "description": "410: what was withdrawn, when and why.",
    "properties": {
        "type": {"type": "string"},
        "id": {"type": "string"},
        "withdrawn_at": {"type": "string", "format": "date-time"},
        "reason": {"type": "string"},
    },
    "required": ["type", "id", "withdrawn_at", "reason"],
}
PROBLEM: Schema = {
    "type": "object",
    "description": "A problem (RFC 9457).",
    "properties": {
        "type": {"const": "about:blank"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "errors": {"type": "array", "items": FAULT},
        "tombstone": TOMBSTONE,
    },
    "required": ["type", "title", "status", "detail", "instance", "errors"],
}
MOVED: Schema = {
    "type": "object",
    "properties": {"url": {"type": "string", "format": "uri"}},
    "required": ["url"],
}
NOT_FOUND: Schema = {
    "type": "object",
    "properties": {
        "id": {"type": "string"},
        "reason": {"type": "string", "enum": ["unknown", "withdrawn", "renamed"]},
        "now": NULLABLE_STRING | {"description": "The id that a renamed record has now."},
    },
    "required": ["id", "reason", "now"],
}
INDEX: Schema = {
    "type": "object",
    "properties": {
        "resources": {
            "type": "object",
            "properties": {resource.name: {"type": "string", "format": "uri"} for resource in RESOURCES},
            "required": [resource.name for resource in RESOURCES],
        },
        "schema": {"type": "string", "format": "uri"},
        "docs": {"type": "string", "format": "uri"},
    },
    "required": ["resources", "schema", "docs"],
}


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
    lang = {"type": "string", "examples": ["ja"]}
    return [
        query("fields", listed, "Only these fields of the document; repeated, or joined by commas."),
        query("omit", listed, "The document without these fields; repeated, or joined by commas."),
        query("lang", lang, "Texts as plain words in this language (BCP 47); see `other_langs`."),
    ]


LIST_PARAMETERS = [
    query(
        "limit",
        {"type": "integer", "minimum": 1, "maximum": parameters.MOST, "default": parameters.LIMIT},
        "How many records a page has; more than the maximum is an error.",
    ),
    query("cursor", {"type": "string"}, "From `next`; opaque."),
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


class ReadingSchema(AutoSchema):
    """Describes one address. What it is about stands in the view: a resource's list, its record, or the index."""

    view: Any

    @property
    def resource(self) -> "Resource | None":
        return getattr(self.view, "resource", None)

    @property
    def is_record(self) -> bool:
        return "{id}" in self.path

    def get_tags(self) -> list[str]:
        return [self.resource.name if self.resource else "index"]

    def get_operation_id(self) -> str:
        if self.resource is None:
            return "index"
        return f"{self.resource.name}_{'record' if self.is_record else 'list'}".replace("-", "_")

    def get_summary(self) -> str:
        if self.resource is None:
            return "The resources of the API"
        return (
            f"One {self.resource.one}"
            if self.is_record
            else self.resource.name.replace("-", " ").capitalize()
        )

    def get_description(self) -> str:  # type: ignore[override]
        return ""

    def get_auth(self) -> list[Schema]:
        return []

    def get_override_parameters(self) -> list[Any]:
        if self.resource is None:
            return [*CONDITIONS, *HEADERS[:1]]
        from dialogues.api.presentation import field_names

        shown = [*view_parameters(list(field_names(self.resource.kind))), *CONDITIONS, *HEADERS]
        if self.is_record:
            of_id = OpenApiParameter(
                "id", {"type": "string", "pattern": f"^{ID.pattern}$"}, OpenApiParameter.PATH
            )
            return [of_id, *shown, LAST_MODIFIED]
        return [*self._questions(self.resource), *LIST_PARAMETERS, *shown, LINK]

    def _questions(self, resource: "Resource") -> list[OpenApiParameter]:
        fields = resource.questions(None, Publication.public.none()).form.fields
        return [query(name, self._of_field(field), field.help_text or "") for name, field in fields.items()]

    def _of_field(self, field: Any) -> Schema:
        return (
            {"type": "array", "items": field.schema} if isinstance(field, ManyValuesField) else field.schema
        )

    def get_response_serializers(self) -> Any:
        self._component("Problem", PROBLEM)
        wrong = {400: "A parameter or a value is not known."}
        answers: dict[Any, Any] = {}
        if self.resource is None:
            answers[200] = OpenApiResponse(self._component("Index", INDEX), "The resources.")
        elif self.is_record:
            answers[200] = OpenApiResponse(self._record(self.resource), f"The {self.resource.one}.")
            answers[301] = OpenApiResponse(self._component("Moved", MOVED), "It has another id now.")
            wrong |= {404: "Nothing that is shown has this id.", 410: "It was withdrawn."}
        else:
            answers[200] = OpenApiResponse(self._list(self.resource), "A page of the list.")
        answers[304] = OpenApiResponse(None, "What the client has is still shown.")
        wrong |= {405: "Reading only: GET, HEAD and OPTIONS."}
        for status, description in wrong.items():
            key = (str(HTTPStatus(status).value), problems.MEDIA_TYPE)
            answers[key] = OpenApiResponse(ref("Problem"), description)
        return answers

    def _component(self, name: str, schema: Schema) -> Schema:
        self.registry.register_on_missing(ResolvedComponent(name, ResolvedComponent.SCHEMA, schema, name))
        return ref(name)

    def _record(self, resource: "Resource") -> Schema:
        document = self.resolve_serializer(SERIALIZERS[resource.kind](), "response")
        part = {name: value for name, value in document.schema.items() if name != "required"}
        part["description"] = "With `fields` or `omit`: those fields of the document that were asked for."
        document.schema["description"] = f"The document of one {resource.one}."
        either = [document.ref, self._component(f"{document.name}Part", part)]
        properties = (
            ENVELOPE
            | {"type": {"const": resource.kind}}
            | IN_ONE_LANGUAGE
            | {"document": {"anyOf": either, "description": "The document, as it is stored."}}
        )
        required = [*ENVELOPE, "document"]
        if not resource.page:
            properties["html_url"] = {"type": "null", "description": "This kind has no pages."}
        name = document.name.replace("Document", "Record")
        return self._component(name, {"type": "object", "properties": properties, "required": required})

    def _list(self, resource: "Resource") -> Schema:
        record = self._record(resource)
        properties = {
            "results": {"type": "array", "items": record, "maxItems": parameters.MOST},
            "next": NULLABLE_STRING | {"format": "uri", "description": "The next page; null at the end."},
            "count": {"type": "integer", "description": "With `count=exact`: all records that match."},
            "not_found": {
                "type": "array",
                "items": self._component("NotFound", NOT_FOUND),
                "description": "With `id`: those ids under which nothing is shown, and why.",
            },
        }
        name = record["$ref"].rpartition("/")[2].replace("Record", "List")
        return self._component(
            name, {"type": "object", "properties": properties, "required": ["results", "next"]}
        )
