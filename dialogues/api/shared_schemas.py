"""Names what recurs: texts, references and dates stand in the schema once, and are referred to."""

from typing import Any

from dialogues.documents.fields import REFERENCE_SCHEMA, TEXT_SCHEMA

Schema = dict[str, Any]

# A text is an object; asked for in one language, it is plain words, or null where it has none.
TEXT: Schema = {
    "description": "A text by language tag. With `lang`: plain words, or null where there are none.",
    "anyOf": [TEXT_SCHEMA, {"type": ["string", "null"]}],
}
REFERENCE: Schema = REFERENCE_SCHEMA
NAMED: dict[str, Schema] = {"Text": TEXT_SCHEMA, "Reference": REFERENCE}


def share(schema: Schema) -> Schema:
    """The schema with Text and Reference as components."""
    shared: Schema = _referring(schema)
    components = shared["components"]["schemas"]
    components["Text"] = TEXT
    components["Reference"] = REFERENCE | {"properties": _referring(REFERENCE["properties"])}
    shared["components"]["schemas"] = dict(sorted(components.items()))
    return shared


def _referring(node: Any) -> Any:
    """The same with a `$ref` in place of each schema that has a name; what is said beside it stays beside it."""
    if isinstance(node, list):
        return [_referring(inner) for inner in node]
    if not isinstance(node, dict):
        return node
    for name, schema in NAMED.items():
        if node.get("properties") == schema["properties"]:
            beside = {
                key: value for key, value in node.items() if schema.get(key) != value and key != "properties"
            }
            reference = {"$ref": f"#/components/schemas/{name}"}
            if "null" in beside.get("type", ()):
                del beside["type"]
                return {"anyOf": [reference, {"type": "null"}], **beside}
            return reference | beside
    # A mark that drf-spectacular leaves for a step that is not taken here.
    said = {key: _referring(value) for key, value in node.items() if key != "x-spec-enum-id"}
    return _any_of(said) if "oneOf" in said else said


def _any_of(node: Schema) -> Schema:
    """The same with alternatives of which several may hold: null is both a null and any value at all."""
    alternatives: list[Schema] = []
    for schema in node.pop("oneOf"):
        if schema not in alternatives:
            alternatives.append(schema)
    return node if {} in alternatives else node | {"anyOf": alternatives}
