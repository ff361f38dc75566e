"""Every record has a list and a form at the desk."""

import pytest

from dialogues.models import Dialogue, Meeting, Outcome, Source, Topic, Track
from participants.models import Organization, Party, Person
from tests import cast
from tests.admin.desk import address, page

RECORDS = [Party, Organization, Person, Topic, Track, Source, Dialogue, Meeting]


@pytest.fixture
def records(db):
    cast.full_meeting(series=cast.dialogue())


@pytest.mark.parametrize("model", [*RECORDS, Outcome])
def test_every_record_has_a_list_and_a_form(model, records, editing):
    record = model.objects.first()
    assert page(editing, address(record, "changelist")).select("#result_list tbody tr") != []
    assert page(editing, address(record)).select("form[id$=_form]") != []


@pytest.mark.parametrize("model", [model for model in RECORDS if model is not Track])
def test_an_editor_may_add_every_record(model, editing):
    assert page(editing, address(model(), "add")).select("input[name=_save]") != []


def test_tracks_are_worded_but_not_added_or_deleted(editing):
    track = Track.objects.get(slug="1.5")
    assert editing.get(address(track, "add")).status_code == 403
    assert editing.get(address(track, "delete")).status_code == 403
    assert [box["name"] for box in page(editing, address(track)).select(".desk-field [name], .form-row [name]")] == [
        "name_en", "name_ja", "name_other", "definition_en", "definition_ja", "definition_other",
        "who_sits_en", "who_sits_ja", "who_sits_other",
    ]  # fmt: skip
