"""The addresses of the change feed and of its checkpoint."""

from typing import Any, ClassVar

from django.http import HttpResponse
from drf_spectacular.openapi import AutoSchema
from rest_framework.request import Request

from dialogues.api import changes, examples, parameters
from dialogues.api.answers import json_answer
from dialogues.api.components import CHANGE, CHECKPOINT, Schema
from dialogues.api.described import LINK, About, query
from dialogues.api.views import ReadingView, tagged
from dialogues.documents import SERIALIZERS


def _page(schema: AutoSchema) -> Schema:
    documents = [
        schema.resolve_serializer(serializer(), "response").ref for serializer in SERIALIZERS.values()
    ]
    whole = {"anyOf": [*documents, {"type": "null"}], "description": "What is shown; null where nothing is."}
    entry = {"type": "object", "properties": CHANGE | {"document": whole}, "required": [*CHANGE, "document"]}
    return {
        "type": "object",
        "properties": {
            "results": {"type": "array", "items": entry, "maxItems": parameters.MOST},
            "next": {
                "type": "string",
                "format": "uri",
                "description": "Where to go on; where `results` is empty, where to ask again later.",
            },
        },
        "required": ["results", "next"],
    }


class ChangesView(ReadingView):
    """The publications in the order of their revisions, after one of them."""

    about: ClassVar[About] = About(
        "changes",
        "changes",
        "What changed since a revision",
        "ChangeList",
        _page,
        (
            query(
                "since",
                {"type": "integer", "minimum": 0, "maximum": parameters.HIGHEST_REVISION, "default": 0},
                "The last revision that was applied.",
            ),
            query(
                "limit",
                {"type": "integer", "minimum": 1, "maximum": parameters.MOST, "default": parameters.LIMIT},
                "How many changes a page has; more than the maximum is an error.",
            ),
            LINK,
        ),
        example=examples.CHANGES,
    )

    def get(self, request: Request) -> HttpResponse:
        since, limit = parameters.of_changes(request.query_params)
        found = list(changes.entries(changes.changed_since(since, limit)))
        asked = request._request.GET.copy()
        asked["since"] = str(found[-1]["revision"] if found else since)
        link = request._request.build_absolute_uri(f"{request.path}?{asked.urlencode()}")
        body: dict[str, Any] = {"results": found, "next": link}
        headers = {"Content-Language": "en, ja", "Link": f'<{link}>; rel="next"'}
        return tagged(request, json_answer(body, headers=headers))


class CheckpointView(ReadingView):
    """What a complete copy comes to."""

    about: ClassVar[About] = About(
        "changes",
        "checkpoint",
        "What a complete copy comes to",
        "Checkpoint",
        CHECKPOINT,
        example=examples.CHECKPOINT,
    )

    def get(self, request: Request) -> HttpResponse:
        parameters.none(request.query_params)
        return tagged(request, json_answer(changes.checkpoint(), headers={"Content-Language": "en"}))
