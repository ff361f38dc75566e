"""The schema as JSON, and the pages that explain the API to people, in English.

The reference is Swagger UI from our own static files, under the site's own content security policy but for one thing:
its style sheet holds pictures as `data:` addresses.
"""

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils import translation
from django.utils.csp import CSP
from django.utils.decorators import method_decorator
from django.views.decorators.csp import csp_override
from django.views.generic import TemplateView
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.settings import patched_settings
from drf_spectacular.views import SpectacularSwaggerSplitView
from rest_framework.request import Request

from dialogues.api import parameters
from dialogues.api.answers import json_answer
from dialogues.api.schema import DESCRIPTION
from dialogues.api.shared_schemas import share
from dialogues.api.views import ReadingView, tagged
from dialogues.filters.search import LONGEST
from dialogues.filters.values import MOST_TEXTS, MOST_VALUES
from dialogues.partners.targets import SECONDS

GENERATED_WITH = {
    "TITLE": "Space Dialogues",
    "VERSION": "1",
    "DESCRIPTION": DESCRIPTION,
    "APPEND_COMPONENTS": {
        "securitySchemes": {
            "key": {
                "type": "http",
                "scheme": "bearer",
                "description": "A key raises the limit; nothing else differs.",
            }
        }
    },
    "POSTPROCESSING_HOOKS": [],
    "SORT_OPERATION_PARAMETERS": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
}
POLICY = settings.SECURE_CSP | {"img-src": [CSP.SELF, "data:"]}


@cache
def openapi() -> dict[str, Any]:
    """The schema of the API; the same for every reader."""
    with patched_settings(GENERATED_WITH), translation.override("en"):
        return share(SchemaGenerator(urlconf=settings.ROOT_URLCONF).get_schema(request=None, public=True))


class SchemaView(ReadingView):
    """The OpenAPI description of the API."""

    schema = None  # type: ignore[assignment]

    def get(self, request: Request) -> HttpResponse:
        parameters.none(request.query_params)
        return tagged(request, json_answer(openapi(), headers={"Content-Language": "en"}))


@method_decorator(csp_override(POLICY), "dispatch")
class DocsView(SpectacularSwaggerSplitView):
    """The schema, for people."""

    url_name = "api:schema"
    template_name = (
        "api/docs.html"  # the one that comes with it has a style element, which the policy refuses
    )


class ConventionsView(TemplateView):
    """What holds for all addresses, what may change and what never will, and the limits."""

    template_name = "api/conventions.html"
    http_method_names = ("get", "head", "options")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "requests": settings.API_REQUESTS_A_MINUTE,
            "most": parameters.MOST,
            "values": MOST_VALUES,
            "texts": MOST_TEXTS,
            "words": LONGEST,
            "seconds": SECONDS,
        }
