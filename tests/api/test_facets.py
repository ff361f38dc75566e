"""Facets: the values of each question, counted among the records that answer the questions of the address."""

import pytest

from dialogues.api.facet_views import countable
from dialogues.api.resources import RESOURCES


def values(body, name):
    return {one["value"]: one["count"] for one in body["facets"][name]}


def test_each_value_has_the_count_of_the_list_that_asks_it(api, shown):
    for resource in RESOURCES:
        body = api.get(f"{resource.name}/facets/")
        assert body["count"] == api.get(f"{resource.name}/", {"count": "exact"})["count"]
        assert [*body["facets"]] == countable(resource)
        for name, found in body["facets"].items():
            for one in found:
                asked = api.get(f"{resource.name}/", {name: one["value"], "count": "exact"})
                assert asked["count"] == one["count"], (resource.name, name, one)


def test_values_that_are_records_are_named(api, shown):
    (party, *_others) = api.get("meetings/facets/?facet=party")["facets"]["party"]
    assert party == {"value": "JP", "name": {"en": "Japan", "ja": "日本"}, "count": 2}
    assert {one["name"] for one in api.get("meetings/facets/?facet=status")["facets"]["status"]} == {None}


def test_a_question_that_is_asked_is_counted_as_if_it_were_not(api, shown):
    body = api.get("meetings/facets/?format=virtual&facet=format&facet=year")
    assert body["count"] == 1
    assert values(body, "format") == {"in_person": 1, "virtual": 1}
    assert values(body, "year") == {"2025": 1}


def test_words_narrow_what_is_counted(api, shown):
    assert api.ids("meetings/?q=Traffic") == ["us-jp-cds-09"]
    assert api.get("meetings/facets/?q=Traffic")["count"] == 1


@pytest.mark.parametrize(
    ("query", "parameter", "code"),
    [
        ("facet=q", "facet", "unknown"),
        ("facet=party,nonsense", "facet", "unknown"),
        ("limit=5", "limit", "unknown_parameter"),
        ("party=XX", "party", "unknown"),
    ],
)
def test_what_is_not_understood_is_refused(api, shown, query, parameter, code):
    assert [(one["parameter"], one["code"]) for one in api.errors(f"meetings/facets/?{query}")] == [
        (parameter, code)
    ]


def test_facets_cost_one_query_beside_that_which_counts_the_caller(api, shown, django_assert_num_queries):
    with django_assert_num_queries(2):
        api.get("meetings/facets/")
