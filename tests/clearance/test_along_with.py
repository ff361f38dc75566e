"""What becomes public because another record does stands on the submission of that one."""

import pytest

from dialogues import clearing
from dialogues.models import Meeting, Revision
from dialogues.states import State, state
from participants.models import Organization, Person
from tests import cast
from tests.clearing import as_user, publish, publish_as, submit, why_not

pytestmark = pytest.mark.django_db


def test_what_becomes_public_along_needs_a_submission_of_what_names_it_as_it_is(ann, bo):
    meeting = cast.full_meeting()
    submit(meeting, ann)
    with as_user(ann):
        Meeting.objects.update(note="After it was sent")
    assert clearing.why_not_cleared_along(Person.objects.get(), Meeting.objects.get(), bo, looking=True) == [
        f"It would make “{Person.objects.get()}” public, which nobody has cleared. Publish that first."
    ]


def test_what_becomes_public_with_a_record_is_not_the_publishers_own_work_either(ann, bo, cy):
    meeting = cast.full_meeting()
    submit(meeting, ann)
    with as_user(bo):
        Organization.objects.update(name_en="Sly")
    assert why_not(bo, meeting) == [
        "It would make “Sly” public, which you changed; another publisher has to publish it."
    ]
    with as_user(ann):
        Organization.objects.update(name_en="Office of Space Commerce")
    # Whoever changes it after them launders nothing.
    assert why_not(bo, meeting) == [
        "It would make “Office of Space Commerce” public, which you changed; another publisher has to publish it."
    ]
    publish_as(cy, meeting)
    assert state(Organization.objects.get()) == State.PUBLIC


def test_a_body_above_one_that_is_cited_stands_on_the_same_submission(ann, bo):
    office = cast.organization(parent=cast.organization("us-commerce", "Commerce"))
    submit(office, ann)
    publish_as(bo, office)
    assert Revision.objects.get(slug="us-commerce").along_with == "organization:us-osc"


def test_a_report_that_waited_for_another_meeting_was_cleared_with_its_own(bo):
    first, second = cast.full_meeting("m1"), cast.meeting("m2")
    cast.report(first.outcomes.get(), second)
    publish(second)
    cleared = Revision.objects.get(kind="meeting", slug="m2").number
    publish(first)
    told = Revision.objects.get(kind="outcome_report")
    assert (told.cause, told.cleared_with) == ("first", cleared)
