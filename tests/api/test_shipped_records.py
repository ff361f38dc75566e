"""The shipped records as partners have them: each is as the schema describes it, and one of each kind as it was."""

import pytest

from dialogues.api.examples import FOLDER
from dialogues.api.resources import RESOURCES
from dialogues.documents import SERIALIZERS
from tests.api.snapshots import held

pytestmark = pytest.mark.django_db

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
