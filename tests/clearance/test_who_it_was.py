"""Who changed, sent and publishes is whoever the database saw writing, and nobody's own word for it."""

import pghistory
import pytest
from django.utils import timezone

from dialogues import clearing, publishing
from dialogues.models import Revision
from dialogues.readiness import NotReady
from participants.models import Person
from tests import cast
from tests.clearing import as_user, publish_as, submit, why_not

pytestmark = pytest.mark.django_db


def test_what_a_command_changed_is_cleared_in_the_version_that_was_sent(ann, bo):
    person = cast.person()
    submit(person, ann)
    Person.objects.update(name_en="By a command")
    assert why_not(bo, person) == ["A command changed it after it was sent for review. Send it again."]
    submit(person, ann)
    publish_as(bo, person)
    assert Revision.objects.get().changed_by == ann


def test_a_command_publishes_in_nobodys_name_and_not_without_saying_why(ann):
    person = cast.person()
    submit(person, ann)
    for bypass in ("", "  "):
        with pytest.raises(NotReady, match="a command can do so only without a second person, and says why"):
            publishing.publish(person, by=None, bypass=bypass)


def test_a_shell_cannot_publish_as_somebody(ann, bo):
    person = cast.person()
    submit(person, ann)
    with pytest.raises(NotReady, match="in your own name only"):
        publishing.publish(person, by=bo)
    with as_user(ann), pytest.raises(NotReady, match="in your own name only"):
        publishing.publish(person, by=bo)


def test_nobody_sends_in_the_name_of_another(ann, bo):
    person = cast.person()
    with as_user(bo):
        Person.objects.update(submitted_at=timezone.now(), submitted_by=ann, submitted_version=1)
    assert why_not(bo, person) == ["You sent it for review; another publisher has to publish it."]
    with as_user(bo):
        Person.objects.update(submitted_by=ann)
    person.refresh_from_db()
    assert (person.submitted_by, person.submitted_version) == (bo, person.version)
    with as_user(bo):
        made = Person.objects.create(slug="x", name_en="X", submitted_at=timezone.now(), submitted_by=ann)
    made.refresh_from_db()
    assert made.submitted_by == bo


def test_what_a_shell_sends_was_sent_by_nobody_known(ann, bo):
    person = cast.person()
    Person.objects.update(submitted_at=timezone.now(), submitted_by=ann)
    assert why_not(bo, person) == ["It is not known who sent it for review. Send it again."]


def test_identity_is_that_of_the_request(ann):
    assert clearing.who_writes() is None
    with pghistory.context(user=ann.pk):
        assert clearing.who_writes() == ann.pk
