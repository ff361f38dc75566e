"""Example answers for the documentation: records of the register as they were answered, and what is made of them.

The records lie in docs/examples/answers/, one of each kind; tests hold them equal to what is answered, and every
example to the schema.
"""

import json
from functools import cache
from typing import Any

from django.conf import settings

from dialogues.api.resources import RESOURCES, Resource

FOLDER = settings.BASE_DIR / "docs" / "examples" / "answers"
ADDRESS = "https://register.example/api/v1/"
MOMENT = "2024-08-28T00:00:00+00:00"
SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@cache
def record(resource: Resource) -> dict[str, Any]:
    """One record of a resource."""
    (path,) = FOLDER.glob(f"{resource.name}--*.json")
    found: dict[str, Any] = json.loads(path.read_text())
    return found


def some(resource: Resource) -> dict[str, Any]:
    """A page of a list, with the first fields of each document."""
    one = record(resource)
    document = dict(list(one["document"].items())[:4])
    return {
        "results": [one | {"document": document}],
        "next": f"{ADDRESS}{resource.name}/?limit=1&cursor=WyI0N2Rl",
    }


REVISIONS = {
    "results": [
        {
            "revision": 812, "op": "upsert", "published_at": MOMENT, "cause": "changed", "changed": ["date"],
            "note": "The release was corrected.", "sha256": SHA256,
        },
        {
            "revision": 96, "op": "upsert", "published_at": MOMENT, "cause": "first", "changed": [], "note": "",
            "sha256": None,
        },
    ]
}  # fmt: skip
FACETS = {
    "count": 2,
    "facets": {
        "party": [{"value": "JP", "name": {"en": "Japan", "ja": "日本"}, "count": 2}],
        "year": [{"value": "2024", "name": None, "count": 1}],
    },
}
CHECKPOINT = {"revision": 812, "records": 0, "sha256": SHA256}
CHANGES = {
    "results": [
        {
            "revision": 812, "kind": "organization", "id": "us-former-office", "op": "merge", "sha256": None,
            "published_at": MOMENT, "note": "", "reason": None, "into": "us-osc", "former_ids": [], "document": None,
        }
    ],
    "next": f"{ADDRESS}changes/?since=812",
}  # fmt: skip
MANIFEST = CHECKPOINT | {
    "made_at": MOMENT,
    "files": [
        {
            "name": "meetings.ndjson.gz", "url": f"{ADDRESS}dumps/812/meetings.ndjson.gz", "kind": "meeting",
            "format": "ndjson", "rows": 100, "bytes": 210_000, "sha256": SHA256,
        }
    ],
}  # fmt: skip


def index() -> dict[str, Any]:
    """The answer of the index."""
    return {
        "resources": {resource.name: f"{ADDRESS}{resource.name}/" for resource in RESOURCES},
        "changes": f"{ADDRESS}changes/",
        "dumps": f"{ADDRESS}dumps/latest/manifest.json",
        "schema": f"{ADDRESS}openapi.json",
        "docs": f"{ADDRESS}docs/",
    }
