"""Counts of the values of each question, among the records that answer the questions of the address.

The values of a question that is itself asked are counted without it, so that they tell what choosing otherwise would
find. All values are told, none is cut off.
"""

from django.http import HttpResponse
from rest_framework.request import Request

from dialogues.api import parameters
from dialogues.api.answers import json_answer
from dialogues.api.resources import Resource
from dialogues.api.views import ResourceView, tagged
from dialogues.filters.counting import counts
from dialogues.filters.questions import TokenFilter
from dialogues.models.publications import Publication

ALL = 1_000_000


def countable(resource: Resource) -> list[str]:
    """The questions of a resource whose values can be counted: those that are asked of tokens of their own name."""
    filters = resource.questions.base_filters
    return [name for name, one in filters.items() if isinstance(one, TokenFilter) and one.question == name]


class FacetsView(ResourceView):
    """The values of each question, with how many records have each."""

    shows = "facets"
    countable = staticmethod(countable)

    def get(self, request: Request) -> HttpResponse:
        resource = self.resource
        shown = Publication.public.of(resource.kind).shown()
        names, filterset = parameters.of_facets(request.query_params, resource, shown, countable(resource))
        chosen = [(name, value) for name in countable(resource) for value in filterset.asked(name)]
        by_words = "q" in request.query_params
        found = counts(filterset.qs, names, chosen, filterset.rows_but_for, by_words=by_words, most=ALL)
        facets = {
            name: [
                {
                    "value": one.value,
                    "name": {"en": one.title_en, "ja": one.title_ja}
                    if one.title_en or one.title_ja
                    else None,
                    "count": one.count,
                }
                for one in found.values.get(name, [])
            ]
            for name in names
        }
        body = {"count": found.count, "facets": facets}
        return tagged(request, json_answer(body, headers={"Content-Language": "en, ja"}))
