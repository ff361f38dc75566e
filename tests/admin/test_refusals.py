"""Whatever the database refuses, staff read why in words."""

import pytest
from django.db import IntegrityError, connection, transaction

from dialogues.admin.refusals import why_refused
from dialogues.models import Claim, Meeting, Participation, Session, Topic
from participants.models import Organization, OrganizationAlias
from tests import cast
from tests.clearing import publish

KEPT = " Nothing was saved. What you entered is still below."


def prefer_both(meeting):
    Claim.objects.update(preferred=True)


def take_another_id(meeting):
    cast.meeting(slug="other")
    Meeting.objects.update(slug="same")


def file_under_a_strange_session(meeting):
    strange = cast.full_meeting(slug="other").sessions.get()
    Participation.objects.filter(meeting=meeting).update(session=strange)
    connection.check_constraints()


def lose_a_session(meeting):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM dialogues_session WHERE id = %s", [meeting.sessions.get().pk])
    connection.check_constraints()


def close_a_circle(meeting):
    one = cast.topic()
    Topic.objects.filter(pk=one.pk).update(parent=cast.topic("below", parent=one))


def name_twice(meeting):
    for _ in range(2):
        OrganizationAlias.objects.create(organization=Organization.objects.get(), name="OSC")


def number_below_one(meeting):
    Session.objects.update(ordinal=0)


def delete_what_is_public(meeting):
    publish(meeting)
    meeting.delete()


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (prefer_both, "Another claim about the same fact is marked as preferred already."),
        (take_another_id, "Another record has this public id. Choose another."),
        (file_under_a_strange_session, "A part of this meeting is filed under a session of another meeting."),
        (close_a_circle, "This closes a circle: a record would be above or before itself."),
        (name_twice, "Something is entered twice (organization alias is given once)."),
        (number_below_one, "The number on this track is 1 or more; leave it empty where there is none."),
        (delete_what_is_public, "It is public. Withdraw it first; then it can be deleted."),
    ],
)
@pytest.mark.django_db
def test_the_reason_is_told(act, words):
    meeting = cast.full_meeting()
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        act(meeting)
    assert why_refused(refusal.value) == words + KEPT


@pytest.mark.django_db
def test_a_lost_row_is_told_without_blaming_the_reader():
    meeting = cast.full_meeting()
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        lose_a_session(meeting)
    assert why_refused(refusal.value).startswith("It does not fit with other records (")
