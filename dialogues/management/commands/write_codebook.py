"""Writes which variables each kind of record has, for the codebook on the site, from what the API says of documents.

The public side may not import the documents (they import records), so it reads the file that this writes; a test holds
the file to the code.
"""

import json
import re
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from dialogues.api.docs import openapi
from dialogues.documents import SERIALIZERS

FILE = Path(settings.BASE_DIR) / "dialogues" / "public" / "codebook" / "variables.json"
# Parts of a meeting that have documents of their own, too: the document says all that the part says, and more.
PARTS_WITH_DOCUMENTS = {
    "SessionPart": "session",
    "OutcomePart": "outcome",
    "OutcomeReportPart": "outcome_report",
    "Citation": "source",
}
BEGINNING = "#/components/schemas/"


class Command(BaseCommand):
    help = "Writes the variables of the codebook anew, after a change of the documents."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="Write nothing; fail where the file is behind."
        )

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        if not check:
            FILE.write_text(text())
        elif FILE.read_text() != text():
            raise SystemExit("The codebook is behind the documents: run manage.py write_codebook.")


def text() -> str:
    """The file as it has to be."""
    return json.dumps(tables(), ensure_ascii=False, indent=1) + "\n"


def tables() -> list[dict[str, Any]]:
    """The kinds of records and the parts inside them, each with its variables in the order of its documents."""
    schemas = openapi()["components"]["schemas"]
    parts: dict[str, str] = {}
    found = []
    for kind, serializer in SERIALIZERS.items():
        name = serializer.__name__
        found.append(_table(kind, False, schemas[name], parts))
    done: set[str] = set()
    while waiting := [name for name in parts if name not in done]:
        for name in waiting:
            done.add(name)
            if name not in PARTS_WITH_DOCUMENTS:
                found.append(_table(parts[name], True, schemas[name], parts))
    return found


def _table(name: str, part: bool, schema: dict[str, Any], parts: dict[str, str]) -> dict[str, Any]:
    variables = [{"name": key} | _described(inner, parts) for key, inner in schema["properties"].items()]
    return {"name": name, "part": part, "variables": variables}


def _described(schema: dict[str, Any], parts: dict[str, str]) -> dict[str, Any]:
    """What a variable is: its type, whether it may be null, the codes that it may hold."""
    either = [one for one in schema.get("anyOf", schema.get("oneOf", [])) if one != {"type": "null"}]
    if len(either) == 1:
        return _described(either[0], parts) | {"null": True}
    if "$ref" in schema:
        name = schema["$ref"].removeprefix(BEGINNING)
        known = {"Text": "text", "Reference": "reference"}
        return _is(known[name] if name in known else _part(name, parts))
    types = schema.get("type", "any" if "const" not in schema else "constant")
    null = isinstance(types, list) and "null" in types
    kinds = [one for one in types if one != "null"] if isinstance(types, list) else [types]
    kind = kinds[0] if len(kinds) == 1 else "any"
    if kind == "array":
        inner = _described(schema["items"], parts)
        return _is(f"list of {inner['type']}")
    if kind == "object":
        more = sorted(set(schema["properties"]) - {"edtf", "earliest", "latest"})
        return _is("date" + "".join(f" with {one}" for one in more))
    if schema.get("format") == "date":
        return _is("day", null)
    return _is("code" if "enum" in schema else kind, null, schema.get("enum"))


def _is(kind: str, null: bool = False, values: list[str] | None = None) -> dict[str, Any]:
    return {"type": kind, "null": null} | ({"values": values} if values else {})


def _part(name: str, parts: dict[str, str]) -> str:
    parts.setdefault(name, PARTS_WITH_DOCUMENTS.get(name) or re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower())
    return parts[name]
