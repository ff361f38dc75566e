"""What is shown without a second person says why, and waits until somebody who had no part in it approves it."""

import pytest
from django.contrib.auth.models import User

from dialogues import clearing
from dialogues.models import Bypass, Meeting, Revision
from dialogues.readiness import NotReady
from tests import cast
from tests.clearing import as_user, publish, publish_as, submit

pytestmark = pytest.mark.django_db


def test_a_bypass_says_why_and_what_it_showed_and_waits_for_approval(bo):
    with as_user(bo):
        meeting = cast.full_meeting()
    publish_as(bo, meeting, bypass=" The ministers wait. ", how="desk")
    made = Bypass.objects.unapproved().get()
    assert (made.by, made.reason, made.how) == (bo, "The ministers wait.", "desk")
    assert made.revisions.count() == Revision.objects.count()


def test_a_bypass_that_was_not_needed_is_not_noted(ann, bo):
    person = cast.person()
    submit(person, ann)
    publish_as(bo, person, bypass="Just in case.")
    assert (Bypass.objects.count(), Revision.objects.get().bypass) == (0, None)


def test_somebody_else_who_had_no_part_in_it_approves_a_bypass(ann, bo, cy):
    dee = User.objects.create_superuser("dee")
    bo.is_superuser = True
    bo.save()
    with as_user(cy):
        person = cast.person()
    submit(person, bo)
    publish_as(cy, person, bypass="It cannot wait.")
    made = Bypass.objects.get()

    def refused(user):
        with as_user(user), pytest.raises(NotReady) as refusal:
            clearing.approve(made, by=user)
        return refusal.value.reasons

    assert refused(cy) == [
        "You published it; another publisher has to approve it.",
        "You changed or sent something that it showed; another publisher has to approve it.",
    ]
    assert refused(bo) == [
        "You changed or sent something that it showed; another publisher has to approve it."
    ]
    assert refused(ann) == ["A publisher has to approve it."]
    with as_user(dee):
        clearing.approve(made, by=dee, note="Seen.")
    made.refresh_from_db()
    assert (made.approved_by, made.note, Bypass.objects.unapproved().count()) == (dee, "Seen.", 0)
    assert refused(dee) == ["It is approved already."]


def test_whoever_wrote_what_a_bypass_showed_does_not_approve_it_whoever_changed_it_after_them(ann, bo):
    sly, honest = (User.objects.create_superuser(name) for name in ("sly", "honest"))
    with as_user(honest):
        meeting = cast.full_meeting()
    publish(meeting)
    part, another = meeting.participations.last(), cast.meeting("another")
    with as_user(sly):
        type(part).objects.filter(pk=part.pk).update(meeting=another)
    with as_user(ann):
        Meeting.objects.update(note="A trifle")
    publish_as(bo, meeting, bypass="It cannot wait.")
    made = Bypass.objects.get()
    assert clearing.why_not_approved(made, sly) == [
        "You changed or sent something that it showed; another publisher has to approve it."
    ]
    assert clearing.why_not_approved(made, honest) == []
