"""The schema and the documents as partners have them: a change of contract shows in the difference."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from jsonschema import Draft202012Validator

from dialogues.api.docs import openapi
from dialogues.api.examples import FOLDER
from dialogues.api.resources import RESOURCES
from dialogues.documents import SERIALIZERS
from tests.api.contract import refuse

SNAPSHOTS = Path(__file__).parent.parent / "snapshots"


def held(path: Path, value: Any) -> Any:
    """The snapshot in a file; with UPDATE_SNAPSHOTS=1 in the environment it is written first."""
    if os.environ.get("UPDATE_SNAPSHOTS"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n")
    return json.loads(path.read_text())


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


EXAMPLES = {
    "dialogues": "us-jp-cds",
    "meetings": "us-jp-cds-09",
    "tracks": "1.5",
    "sessions": "us-jp-cds-09-track-1-5",
    "outcomes": "us-jp-cds-09-o1",
    "organizations": "us-osc",
    "people": "don-graves",
    "topics": "ssa",
    "parties": "JP",
    "sources": "src-osc-cds9",
    "outcome-reports": "us-jp-cds-01-o3-r1",
}


@pytest.fixture
def shipped(db) -> None:
    """The records of data/, published."""
    call_command("load_demo", verbosity=0)


def test_every_record_that_is_shipped_is_as_described(api, shipped):
    for resource in RESOURCES:
        for slug in api.walk(f"{resource.name}/", {"limit": 500}):
            api.get(f"{resource.name}/{slug}/")
        api.walk(f"{resource.name}/", {"limit": 500, "lang": "ja"})


def test_a_whole_document_of_each_kind_changes_only_on_purpose(api, shipped):
    for resource, slug in EXAMPLES.items():
        record = api.get(f"{resource}/{slug}/")
        # These depend on when and in what order the records were loaded.
        record |= {"revision": 0, "published_at": "2024-08-28T00:00:00+00:00"}
        assert record == held(FOLDER / f"{resource}--{slug}.json", record)


def test_every_kind_that_is_shipped_has_an_example(api, shipped):
    shown = {resource.name for resource in RESOURCES if api.ids(f"{resource.name}/")}
    assert shown == EXAMPLES.keys()
    assert len(SERIALIZERS) == len(RESOURCES)
