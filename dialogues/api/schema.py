"""The OpenAPI 3.1 description of the API, made from what answers: contract, filters, resources.

The fields of documents come from the serializers of `dialogues.documents`; the parameters of a list from its
FilterSet, with the vocabularies; the envelope is described here, as `presentation` makes it.
"""

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse

from dialogues.api import examples, parameters, problems
from dialogues.api.components import (
    ENVELOPE,
    FACETS,
    IN_ONE_LANGUAGE,
    MOVED,
    NOT_FOUND,
    NULLABLE_STRING,
    PROBLEM,
    REVISIONS,
    Schema,
    ref,
)
from dialogues.api.described import (
    AS_OF,
    CONDITIONS,
    HEADERS,
    LAST_MODIFIED,
    LINK,
    LIST_PARAMETERS,
    About,
    query,
    view_parameters,
)
from dialogues.api.presentation import field_names
from dialogues.documents import SERIALIZERS
from dialogues.filters.values import OF_AN_ID, ManyValuesField
from dialogues.models.publications import Publication

if TYPE_CHECKING:
    from dialogues.api.resources import Resource

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


class ReadingSchema(AutoSchema):
    """Describes one address. What it is about stands in the view: a resource, or `about`, which says it all."""

    view: Any

    @property
    def shows(self) -> str:
        return str(self.view.shows)

    @property
    def about(self) -> About | None:
        return getattr(self.view, "about", None)

    def get_tags(self) -> list[str]:
        return [self.about.tag if self.about else self._of_a_resource().name]

    def get_operation_id(self) -> str:
        if self.about:
            return self.about.name
        return f"{self._of_a_resource().name}_{self.shows}".replace("-", "_")

    def get_summary(self) -> str:
        if self.about:
            return self.about.summary
        resource = self._of_a_resource()
        match self.shows:
            case "record":
                return f"One {resource.one}"
            case "revisions":
                return f"The revisions of one {resource.one}"
            case "facets":
                return (
                    f"{resource.name.replace('-', ' ').capitalize()}, counted by the values of each question"
                )
        return resource.name.replace("-", " ").capitalize()

    def get_description(self) -> str:  # type: ignore[override]
        return self.about.description if self.about else ""

    def _of_a_resource(self) -> "Resource":
        resource: Resource = self.view.resource
        return resource

    def get_auth(self) -> list[Schema]:
        return [{}, {"key": []}]  # either will do

    def get_override_parameters(self) -> list[Any]:
        if self.about:
            return [*self.about.parameters, *CONDITIONS, *HEADERS[:1]]
        resource = self._of_a_resource()
        shown = [*view_parameters(list(field_names(resource.kind))), *CONDITIONS, *HEADERS]
        if self.shows == "facets":
            of_facets = {"type": "array", "items": {"type": "string", "enum": self.view.countable(resource)}}
            facet = query("facet", of_facets, "Only these questions; repeated, or joined by commas.")
            return [*self._questions(resource), facet, *CONDITIONS, *HEADERS[:1]]
        shown_id = OF_AN_ID | {"examples": [examples.record(resource)["id"]]}
        of_id = OpenApiParameter("id", shown_id, OpenApiParameter.PATH)
        if self.shows == "revisions":
            return [of_id, *CONDITIONS, *HEADERS]
        if self.shows == "record":
            return [of_id, AS_OF, *shown, LAST_MODIFIED]
        return [*self._questions(resource), *LIST_PARAMETERS, *shown, LINK]

    def _questions(self, resource: "Resource") -> list[OpenApiParameter]:
        fields = resource.questions(None, Publication.public.none()).form.fields
        return [query(name, self._of_field(field), field.help_text or "") for name, field in fields.items()]

    def _of_field(self, field: Any) -> Schema:
        return (
            {"type": "array", "items": field.schema, "maxItems": field.most}
            if isinstance(field, ManyValuesField)
            else field.schema
        )

    def get_response_serializers(self) -> Any:
        self._component("Problem", PROBLEM)
        wrong = {400: "A parameter or a value is not known."}
        answers: dict[Any, Any] = {}
        if self.about:
            schema = self.about.schema
            made = schema(self) if callable(schema) else schema
            answers[200] = OpenApiResponse(
                self._component(self.about.component, made), self.about.summary, _example(self.about.example)
            )
            wrong |= self.about.wrong
        elif self.shows in ("record", "revisions"):
            resource = self._of_a_resource()
            made, example = self._record(resource), examples.record(resource)
            if self.shows == "revisions":
                made, example = self._component("Revisions", REVISIONS), examples.REVISIONS
            answers[200] = OpenApiResponse(made, self.get_summary(), _example(example))
            answers[301] = OpenApiResponse(self._component("Moved", MOVED), "It has another id now.")
            wrong |= {404: "Nothing that is shown has this id.", 410: "It was withdrawn."}
        elif self.shows == "facets":
            answers[200] = OpenApiResponse(
                self._component("Facets", FACETS), self.get_summary(), _example(examples.FACETS)
            )
        else:
            resource = self._of_a_resource()
            example = examples.some(resource)
            answers[200] = OpenApiResponse(self._list(resource), "A page of the list.", _example(example))
        answers[304] = OpenApiResponse(None, "What the client has is still shown.")
        wrong |= {
            401: "The key is not in force, or what was sent is none.",
            405: "Reading only: GET, HEAD and OPTIONS.",
            429: "Too many requests in this minute; see Retry-After.",
        }
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


def _example(value: Any) -> list[OpenApiExample]:
    return [OpenApiExample("An answer", value=value, response_only=True)] if value else []
