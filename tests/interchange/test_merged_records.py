"""Files that name a record that was merged here lead to the one that stayed, and bring nothing back."""

import pytest

from dialogues.merging import merge
from dialogues.models import ImportedRecord, Meeting, Participation
from participants.models import Organization
from tests import cast
from tests.interchange.desk import imported
from tests.test_merging import double

pytestmark = pytest.mark.django_db

PARTIES = [{"type": "party", "id": code, "kind": "state", "name": {"en": code}} for code in ("US", "JP")]


def body(slug, **fields):
    return {"type": "organization", "id": slug, "name": {"en": slug}, "sector": "government"} | fields


FILE = [
    *PARTIES,
    body("us-osc"),
    body("us-osc-2"),
    {
        "type": "meeting",
        "id": "m",
        "kind": "dialogue_meeting",
        "status": "held",
        "parties": ["US", "JP"],
        "participations": [{"organization": "us-osc-2", "role": "host"}],
    },
]


@pytest.mark.parametrize("overwrite", [False, True])
def test_a_later_import_of_the_old_id_leads_to_the_one_that_stays_and_brings_nothing_back(overwrite):
    imported(FILE)
    merge(double(), cast.organization(), by=None, reason="One and the same.")
    later = imported(FILE, overwrite=overwrite)
    merged = "organization us-osc-2: It was merged into “us-osc” here; what names it leads there."
    edited = "organization us-osc: It was edited here since it was imported."
    assert sorted(map(str, later.left_alone)) == sorted([merged] if overwrite else [merged, edited])
    assert Organization.objects.get().slug == "us-osc"
    assert Participation.objects.get().organization.slug == "us-osc"


def test_a_meeting_that_was_imported_and_not_edited_is_still_no_edit_of_staff():
    imported(FILE)
    merge(double(), cast.organization(), by=None, reason="One and the same.")
    meeting = dict(FILE[-1], edition=4)
    later = imported([meeting])
    assert later.left_alone == []
    assert Meeting.objects.get().edition == 4


def test_the_old_id_of_a_record_entered_by_hand_leads_on_as_well():
    double()
    imported(FILE[:3])
    merge(double(), cast.organization(), by=None, reason="One and the same.")
    imported(FILE)
    assert Organization.objects.get().slug == "us-osc"


def test_merged_twice_and_renamed_the_oldest_id_of_the_files_leads_to_the_newest():
    imported(FILE)
    merge(double(), cast.organization(), by=None, reason="One and the same.")
    last = double("us-last", "Last")
    merge(cast.organization(), last, by=None, reason="One and the same.")
    Organization.objects.filter(pk=last.pk).update(slug="us-newest")
    later = imported(FILE, overwrite=True)
    assert {one.id for one in later.left_alone} == {"us-osc", "us-osc-2"}
    assert Participation.objects.get().organization.slug == "us-newest"


def test_an_id_that_a_record_has_again_is_its_own():
    imported(FILE)
    merge(double(), cast.organization(), by=None, reason="One and the same.")
    double(name_en="us-osc-2")
    later = imported([body("us-osc-2")], overwrite=True)
    assert later.left_alone == []
    assert ImportedRecord.objects.get(slug="us-osc-2").merged_into is None
