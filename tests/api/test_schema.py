"""The schema as partners have it: a change of contract shows in the difference."""

import json

import pytest
from jsonschema import Draft202012Validator

from dialogues.api.docs import openapi
from dialogues.api.resources import RESOURCES
from tests.api.contract import refuse
from tests.api.snapshots import SNAPSHOTS, held


def test_the_schema_changes_only_on_purpose(api):
    assert api.get("openapi.json") == held(SNAPSHOTS / "openapi.json", openapi())


def test_the_schema_is_generated_without_a_warning(capsys):
    openapi.cache_clear()
    schema = openapi()
    assert capsys.readouterr().err == ""
    assert schema["openapi"] == "3.1.1"


def test_every_component_is_a_json_schema():
    for component in openapi()["components"]["schemas"].values():
        Draft202012Validator.check_schema(component)


def test_every_reference_in_the_schema_leads_somewhere():
    components = openapi()["components"]["schemas"]
    text = json.dumps(openapi())
    referred = {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}
    assert referred - components.keys() == set()


def test_every_parameter_of_a_list_is_described():
    for resource in RESOURCES:
        described = openapi()["paths"][f"/api/v1/{resource.name}/"]["get"]["parameters"]
        asked = {parameter["name"] for parameter in described if parameter["in"] == "query"}
        own = {"limit", "cursor", "count", "fields", "omit", "lang"}
        assert asked == {*resource.questions.base_filters, *own}
        assert [parameter["name"] for parameter in described if not parameter.get("description")] == []


def test_every_address_has_an_example_that_is_as_described():
    for path, operations in openapi()["paths"].items():
        (content,) = operations["get"]["responses"]["200"]["content"].values()
        assert content.get("examples"), path
        for example in content["examples"].values():
            refuse(content["schema"]["$ref"], example["value"])


def test_an_answer_that_is_not_as_described_is_noticed(api, shown):
    record = api.get("parties/JP/")
    refuse("#/components/schemas/PartyRecord", record)
    session = api.get("sessions/us-jp-cds-09-track-1-5/")
    with pytest.raises(AssertionError, match="html_url"):
        refuse("#/components/schemas/SessionRecord", session | {"html_url": "http://testserver/sessions/1/"})
    with pytest.raises(AssertionError, match="surprise"):
        refuse("#/components/schemas/PartyDocument", record["document"] | {"surprise": 1})
    with pytest.raises(AssertionError, match="name"):
        refuse("#/components/schemas/PartyDocument", {**record["document"], "name": {"en": "Japan"}})
