"""The format as a JSON Schema (2020-12), made from the table of shapes.

It says what one line may hold by itself. What spans records (references, circles, ids given twice) and whether a
calendar has a date, the importer says.
"""

from typing import Any

from dialogues.interchange.references import CODE_PATTERN, PARTY_CODE, SLUG_PATTERN
from dialogues.interchange.shape import Shape
from dialogues.interchange.shapes import PARTS, SHAPES
from participants.dates import MAX_LENGTH
from participants.records import SLUG_LENGTH

DEFINITIONS: dict[str, Any] = {
    "id": {"type": "string", "pattern": SLUG_PATTERN, "maxLength": SLUG_LENGTH},
    "code": {"type": "string", "pattern": CODE_PATTERN, "maxLength": PARTY_CODE.max_length},
    "text": {
        "type": "object",
        "description": "A text by language tag (BCP 47).",
        "propertyNames": {"pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"},
        "additionalProperties": {"type": ["string", "null"]},
    },
    "date": {
        "type": "string",
        "description": "EDTF (ISO 8601-2), levels 0 to 2, without times of day.",
        "maxLength": MAX_LENGTH,
    },
}


def schema() -> dict[str, Any]:
    """The JSON Schema of one line of a file."""
    records = {name: _object(shape) | {"$anchor": name} for name, shape in SHAPES.items()}
    parts = {shape.name: _object(shape) for shape in PARTS}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "One line of the interchange format of the register of space dialogues",
        "type": "object",
        "required": ["type", "id"],
        "oneOf": [{"$ref": f"#/$defs/{name}"} for name in records],
        "$defs": DEFINITIONS | parts | records,
    }


def _object(shape: Shape) -> dict[str, Any]:
    """A missing key, null, an empty text, list or object all say that nothing is known."""
    properties: dict[str, Any] = {}
    if shape.name in SHAPES:
        properties["type"] = {"const": shape.name}
    for field in shape.fields:
        wanted = field.schema()
        if not field.required and wanted:
            wanted = {"anyOf": [wanted, {"type": "null"}]}
        properties[field.key] = {"description": field.about} | wanted
    required = [field.key for field in shape.fields if field.required]
    return {
        "type": "object",
        "properties": properties,
        "required": (["type"] if shape.name in SHAPES else []) + required,
        "additionalProperties": False,
    }
