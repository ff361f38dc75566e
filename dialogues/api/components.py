"""The schemas of what stands around documents: envelopes, errors, tombstones, changes. JSON Schema 2020-12."""

from typing import Any

from dialogues.api.resources import RESOURCES
from dialogues.models.publications import Kind, Revision

Schema = dict[str, Any]


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
        "changes": {"type": "string", "format": "uri"},
        "dumps": {"type": "string", "format": "uri"},
        "schema": {"type": "string", "format": "uri"},
        "docs": {"type": "string", "format": "uri"},
    },
    "required": ["resources", "changes", "dumps", "schema", "docs"],
}
CHANGE: dict[str, Schema] = {
    "revision": {"type": "integer", "description": "The number of the change that is shown."},
    "kind": {"type": "string", "enum": list(Kind.values)},
    "id": {"type": "string", "description": "The id that the record has now."},
    "op": {
        "type": "string",
        "enum": list(Revision.Op.values),
        "description": "Show the document (`upsert`), or this id no more: it was withdrawn, or merged into another.",
    },
    "sha256": NULLABLE_STRING | {"description": "Of the document; null where there is none."},
    "published_at": {"type": "string", "format": "date-time"},
    "note": {"type": "string", "description": "Why, in words for readers; may be empty."},
    "reason": NULLABLE_STRING | {"description": "Why it was withdrawn."},
    "into": NULLABLE_STRING | {"description": "The id of the record that it was merged into."},
    "former_ids": {
        "type": "array",
        "items": {"type": "string"},
        "description": "Ids that lead here: those it had before, and those of what was merged into it. Drop them.",
    },
}
REVISIONS: Schema = {
    "type": "object",
    "properties": {
        "results": {
            "type": "array",
            "description": "The newest first.",
            "items": {
                "type": "object",
                "properties": {
                    "revision": {"type": "integer"},
                    "op": CHANGE["op"] | {"description": "Shown, or shown no more."},
                    "published_at": {"type": "string", "format": "date-time"},
                    "cause": {
                        "type": "string",
                        "enum": list(Revision.Cause.values),
                        "description": "Why it was made.",
                    },
                    "changed": {
                        "type": "array",
                        "items": {"type": "string"},
                        "description": "The fields of the document that staff changed.",
                    },
                    "note": {
                        "type": "string",
                        "description": "The reason in words for readers; may be empty.",
                    },
                    "sha256": NULLABLE_STRING
                    | {"description": "Of the document; null where it was withdrawn or is read no more."},
                },
                "required": ["revision", "op", "published_at", "cause", "changed", "note", "sha256"],
            },
        },
    },
    "required": ["results"],
}
FACETS: Schema = {
    "type": "object",
    "properties": {
        "count": {"type": "integer", "description": "All records that match."},
        "facets": {
            "type": "object",
            "description": "By question: its values, the commonest first.",
            "additionalProperties": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        "value": {"type": "string", "description": "As the question takes it."},
                        "name": {
                            "type": ["object", "null"],
                            "properties": {"en": {"type": "string"}, "ja": {"type": "string"}},
                            "required": ["en", "ja"],
                            "description": "What the record is called that it names; null for a word or a number.",
                        },
                        "count": {"type": "integer"},
                    },
                    "required": ["value", "name", "count"],
                },
            },
        },
    },
    "required": ["count", "facets"],
}
CHECKPOINT: Schema = {
    "type": "object",
    "properties": {
        "revision": {
            "type": "integer",
            "description": "The number of the newest change; 0 where there is none.",
        },
        "records": {"type": "integer", "description": "How many documents are shown."},
        "sha256": {
            "type": "string",
            "pattern": "^[0-9a-f]{64}$",
            "description": (
                "Of one line for each document that is shown, `kind id sha256` and a line feed, sorted by the bytes"
                " of kind, then id, in UTF-8."
            ),
        },
    },
    "required": ["revision", "records", "sha256"],
}
MANIFEST: Schema = {
    "type": "object",
    "properties": {
        "revision": {
            "type": "integer",
            "description": "The newest revision in it: ask for changes since this one.",
        },
        "records": {"type": "integer", "description": "How many documents it holds."},
        "sha256": CHECKPOINT["properties"]["sha256"],
        "made_at": {"type": "string", "format": "date-time"},
        "files": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "name": {"type": "string"},
                    "url": {"type": "string", "format": "uri"},
                    "kind": {"type": "string", "enum": list(Kind.values)},
                    "format": {"type": "string", "enum": ["ndjson", "csv"]},
                    "rows": {"type": "integer", "description": "Without the head of a CSV file."},
                    "bytes": {
                        "type": "integer",
                        "description": "Of the file as it is sent, packed with gzip.",
                    },
                    "sha256": {
                        "type": "string",
                        "pattern": "^[0-9a-f]{64}$",
                        "description": "Of the file as it is sent.",
                    },
                },
                "required": ["name", "url", "kind", "format", "rows", "bytes", "sha256"],
            },
        },
    },
    "required": ["revision", "records", "sha256", "made_at", "files"],
}
