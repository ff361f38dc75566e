"""Who changed a record last: whoever wrote it or a part of it, as the database saw it, and nobody's own word for it."""

import pghistory
import pytest
from django.contrib.auth.models import User
from django.db import connection

from dialogues.models import Meeting, Participation
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann() -> User:
    return User.objects.create_user("ann")


@pytest.fixture
def bo() -> User:
    return User.objects.create_user("bo")


def changed_by(record):
    return type(record).objects.get(pk=record.pk).changed_by


def test_whoever_enters_a_record_changed_it_last(ann):
    with pghistory.context(user=ann.pk):
        meeting = cast.meeting()
    assert changed_by(meeting) == ann


def test_whoever_changes_a_part_changed_the_record_last(ann, bo):
    with pghistory.context(user=ann.pk):
        meeting = cast.full_meeting()
    with pghistory.context(user=bo.pk):
        Participation.objects.filter(meeting=meeting).update(title_en="Deputy Secretary")
    assert changed_by(meeting) == bo


def test_saving_without_a_change_changes_nobody(ann, bo):
    with pghistory.context(user=ann.pk):
        meeting = cast.meeting()
    with pghistory.context(user=bo.pk):
        Meeting.objects.get(pk=meeting.pk).save()
    assert changed_by(meeting) == ann


def test_nobody_can_write_who_changed_it(ann, bo):
    with pghistory.context(user=ann.pk):
        meeting = cast.meeting()
    Meeting.objects.filter(pk=meeting.pk).update(changed_by=bo)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE dialogues_meeting SET changed_by_id = NULL")
    assert changed_by(meeting) == ann


def test_of_a_change_by_a_command_nobody_is_known(ann):
    with pghistory.context(user=ann.pk):
        meeting = cast.meeting()
    with connection.cursor() as cursor:
        # A request sets it for its own transaction; this test lives in one.
        cursor.execute("SELECT set_config('pghistory.context_metadata', '', true)")
        cursor.execute("UPDATE dialogues_meeting SET title_en = 'By hand'")
    assert changed_by(meeting) is None
