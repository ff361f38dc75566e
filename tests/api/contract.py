"""Holds answers against the OpenAPI schema: what is answered must be described, and as described."""

import re
from functools import cache
from typing import Any
from urllib.parse import parse_qs, urlsplit

from jsonschema import Draft202012Validator

from dialogues.api.docs import openapi

COMPONENT = "#/components/schemas/"


def check(response: Any, path: str) -> None:
    """Asserts that a response is one that the schema describes for its address and status."""
    status = str(response.status_code)
    operation = operation_of(urlsplit(path).path)
    if operation is None:
        assert status in ("301", "404") or path.endswith("openapi.json"), f"{path} is not described"
        if status == "404":
            refuse(COMPONENT + "Problem", response.json())
        return
    assert status in operation["responses"], f"{status} of {path} is not described"
    content = operation["responses"][status].get("content")
    if content is None:
        assert response.content == b""
        return
    assert [*content] == [response.headers["Content-Type"]]
    (body,) = content.values()
    refuse(body["schema"]["$ref"], response.json())
    if status == "200" and not {"fields", "omit"} & parse_qs(response.request["QUERY_STRING"]).keys():
        for record in response.json().get("results", [response.json()]):
            if record.get("document"):
                refuse(COMPONENT + document_name(record.get("type") or record["kind"]), record["document"])


def document_name(kind: str) -> str:
    """The component that describes the whole document of a kind."""
    return "".join(word.capitalize() for word in kind.split("_")) + "Document"


def operation_of(path: str) -> Any:
    """What the schema says of reading an address; None where it says nothing."""
    paths = openapi()["paths"]
    if path in paths:
        return paths[path]["get"]
    for template, operations in paths.items():
        if re.fullmatch(template.replace("{id}", "[A-Za-z0-9.-]+"), path):
            return operations["get"]
    return None


def refuse(reference: str, value: Any) -> None:
    """Raises AssertionError with what a component of the schema finds wrong with a value."""
    if faults := [
        f"{error.json_path}: {error.message[:500]}" for error in validator(reference).iter_errors(value)
    ]:
        raise AssertionError("\n".join(faults))


@cache
def validator(reference: str) -> Draft202012Validator:
    schema = {"$ref": reference, "components": closed(openapi()["components"])}
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def closed(node: Any) -> Any:
    """The same schema, in which an object has no properties but those described.

    Readers must bear new properties; the tests must not bear undescribed ones.
    """
    if isinstance(node, list):
        return [closed(inner) for inner in node]
    if not isinstance(node, dict):
        return node
    node = {key: closed(value) for key, value in node.items()}
    if isinstance(node.get("properties"), dict) and node.get("type") == "object":
        node.setdefault("additionalProperties", False)
    return node
