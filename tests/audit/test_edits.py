"""Who changed what of a record since a version: for the second person who clears it."""

import pghistory
import pytest

from dialogues.audit.edits import edits_since
from dialogues.models import Meeting
from tests import cast
from tests.admin.desk import member
from tests.audit.noted import without_a_request

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting() -> Meeting:
    return cast.full_meeting()


def told(meeting, version):
    return [(edits.who, edits.fields) for edits in edits_since(meeting, version)]


def test_fields_and_parts_are_told_by_person_the_last_one_first(meeting):
    ann, bo = member("ann", "Editors"), member("bo", "Editors")
    version = Meeting.objects.get(pk=meeting.pk).version
    with pghistory.context(user=ann.pk):
        Meeting.objects.filter(pk=meeting.pk).update(title_en="The ninth", date="2024-08-26")
    with pghistory.context(user=bo.pk):
        meeting.participations.update(title_en="Director")
        meeting.sources.clear()
    assert told(meeting, version) == [
        ("bo", ["Sources", "Participation"]),
        ("ann", ["Title in English", "Date"]),
    ]
    assert told(meeting, version + 1) == [("bo", ["Sources", "Participation"])]


def test_what_only_moves_it_in_clearance_is_no_edit(meeting):
    ann = member("ann", "Editors")
    version = Meeting.objects.get(pk=meeting.pk).version
    with pghistory.context(user=ann.pk):
        Meeting.objects.filter(pk=meeting.pk).update(submitted_by=ann)
    assert told(meeting, version - 1)[0][0] != "ann"
    assert told(meeting, version) == []


def test_a_write_without_a_person_is_told_by_the_database_user(meeting):
    version = Meeting.objects.get(pk=meeting.pk).version
    without_a_request()
    Meeting.objects.filter(pk=meeting.pk).update(title_en="The ninth")
    (edits,) = edits_since(meeting, version)
    assert edits.user is None
    assert edits.who.endswith(", directly in the database")


def test_the_number_of_queries_does_not_grow(meeting, django_assert_num_queries):
    for _more in range(3):
        cast.claim(meeting, "edition", 9)
    with django_assert_num_queries(2):
        edits_since(meeting)
