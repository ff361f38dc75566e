"""Nobody shows the world what nobody else has looked at."""

import pytest
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from dialogues import clearing, publishing
from dialogues.models import Meeting, Publication, Revision
from dialogues.publishing import republish, withdraw
from dialogues.readiness import NotReady
from dialogues.states import State, state
from participants.models import Organization, OrganizationAlias, Person
from tests import cast
from tests.clearing import as_user, publish, publish_as, submit, why_not
from tests.past_triggers import past_the_triggers

pytestmark = pytest.mark.django_db


def test_two_people_show_a_record_and_the_revisions_name_them(ann, bo):
    with as_user(ann):
        meeting = cast.full_meeting()
    submit(meeting, ann)
    publish_as(bo, meeting)
    told = Revision.objects.values_list(
        "published_by", "submitted_by", "changed_by", "bypass", "cleared_with"
    )
    # The track, which came with a migration, too: whoever sent the meeting stands behind it.
    assert set(told) == {(bo.pk, ann.pk, ann.pk, None, None)}
    assert Revision.objects.get(kind="person").along_with == "meeting:us-jp-cds-09"
    assert {Revision.objects.get(kind=kind).along_with for kind in ("meeting", "session", "outcome")} == {""}


def test_what_was_not_sent_for_review_is_not_published(ann, bo):
    with as_user(ann):
        person = cast.person()
    assert why_not(bo, person) == [
        "It was not sent for review. Send it; then another publisher can publish it."
    ]


def test_who_changed_it_last_does_not_publish_it_even_as_superuser(ann, cy):
    with as_user(cy):
        person = cast.person()
    submit(person, ann)
    assert why_not(cy, person) == ["You changed it last; another publisher has to publish it."]


def test_who_sent_it_does_not_publish_it_even_as_superuser(ann, cy):
    with as_user(ann):
        person = cast.person()
    submit(person, cy)
    assert why_not(cy, person) == ["You sent it for review; another publisher has to publish it."]


def test_a_change_of_a_part_is_a_change_of_the_record(ann, bo):
    meeting = cast.full_meeting()
    submit(meeting, ann)
    with as_user(bo):
        meeting.participations.update(title_en="Sly")
    assert why_not(bo, meeting) == [
        "You changed it last; another publisher has to publish it.",
        "It was edited after it was sent for review. Send it again.",
    ]


def test_whose_text_it_is_does_not_publish_it_whoever_changed_it_after_them(ann, bo, cy):
    meeting = cast.full_meeting()
    with as_user(bo):
        meeting.participations.update(title_en="Sly")
    with as_user(ann):
        Meeting.objects.update(note="A trifle")
    submit(meeting, ann)
    own = f"You changed it on {date_format(timezone.localdate())}; another publisher has to publish it."
    assert why_not(bo, meeting) == [own]
    publish_as(cy, meeting)
    # What they had changed is public through another: the next change is not theirs.
    with as_user(ann):
        Meeting.objects.update(note="Another trifle")
    submit(meeting, ann)
    publish_as(bo, meeting)
    assert state(Meeting.objects.get()) == State.PUBLIC


def test_who_moves_a_part_from_one_record_to_another_had_a_hand_in_both(ann, bo, cy):
    one, other = cast.organization(), cast.organization("us-noaa", "NOAA")
    alias = OrganizationAlias.objects.create(organization=one, name="Space Commerce")
    for record in (one, other):
        publish(record)
    with as_user(bo):
        OrganizationAlias.objects.filter(pk=alias.pk).update(organization=other)
    with as_user(ann):
        Organization.objects.update(note="A trifle")
    own = f"You changed it on {date_format(timezone.localdate())}; another publisher has to publish it."
    for record in (one, other):
        submit(record, ann)
        assert why_not(bo, record) == [own]
        publish_as(cy, record)
    # What left is gone in public, too: the next change is not theirs.
    with as_user(ann):
        Organization.objects.update(note="Another trifle")
    submit(one, ann)
    publish_as(bo, one)
    assert state(Organization.objects.get(pk=one.pk)) == State.PUBLIC


def test_sending_and_taking_back_is_no_hand_in_a_record(ann, bo):
    with as_user(ann):
        person = cast.person()
    submit(person, bo)
    with as_user(bo):
        clearing.take_back([person])
    submit(person, ann)
    publish_as(bo, person)
    assert state(Person.objects.get()) == State.PUBLIC


def test_a_submission_covers_the_version_that_was_submitted(ann, bo):
    person = cast.person()
    submit(person, ann)
    with as_user(ann):
        Person.objects.update(name_en="After it was sent")
    assert why_not(bo, person) == ["It was edited after it was sent for review. Send it again."]
    submit(person, ann)
    publish_as(bo, person)
    assert state(Person.objects.get()) == State.PUBLIC


def test_asking_whose_text_it_is_costs_one_query_whatever_the_number(bo, django_assert_num_queries):
    people = [cast.person(f"p{n}", f"P {n}") for n in range(3)]
    for some in (people[:1], people):
        with django_assert_num_queries(1):
            assert clearing.own_changes(some, {}, bo) == {}


def test_only_what_was_looked_at_is_published(ann, bo):
    meeting = cast.full_meeting()
    submit(meeting, ann)
    seen = {("meeting", meeting.pk): Meeting.objects.get().version, ("person", Person.objects.get().pk): 1}
    edited = r"It was edited since you opened this page\. Look at it again\."
    Person.objects.update(name_en="Since")
    with as_user(bo), pytest.raises(NotReady, match=edited), transaction.atomic():
        publishing.publish_all([meeting], by=bo, expected=seen)
    Meeting.objects.update(note="Since")
    submit(meeting, ann)
    with as_user(bo), pytest.raises(NotReady, match=edited), transaction.atomic():
        publishing.publish_all([meeting], by=bo, expected=seen)
    versions = {
        (kind, model.objects.get().pk): model.objects.get().version
        for kind, model in (("meeting", Meeting), ("person", Person))
    }
    with as_user(bo):
        assert publishing.publish_all([meeting], by=bo, expected=versions) != []


def test_what_is_shown_as_it_is_recorded_needs_nobody(bo):
    person = cast.person()
    publish(person)
    assert publish_as(bo, person) == []
    assert publishing.publish(person, by=None) == []


def test_publishing_ends_the_review(ann, bo):
    person = cast.person()
    publish(person)
    Person.objects.update(name_en="Anew")
    assert why_not(bo, person) == [
        "It was not sent for review. Send it; then another publisher can publish it."
    ]


def test_what_was_withdrawn_needs_a_second_person_again(bo):
    person = cast.person()
    publish(person)
    withdraw(person, by=None, reason="Error.")
    assert why_not(bo, person) == [
        "It was not sent for review. Send it; then another publisher can publish it."
    ]
    publish(person)
    assert Revision.objects.first().cause == "again"


def test_republishing_lets_no_edit_and_no_draft_out():
    meeting = cast.full_meeting()
    publish(meeting)
    Meeting.objects.update(note="UNCLEARED")
    with past_the_triggers():
        Publication.objects.update(sha256="of another shape")
    republish(by=None)
    assert state(Meeting.objects.get()) == State.EDITED
    assert Revision.objects.filter(document__note="UNCLEARED").count() == 0
