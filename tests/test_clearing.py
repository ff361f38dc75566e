"""Nobody shows the world what nobody else has looked at: the rule, and what the database holds of it."""

from contextlib import nullcontext

import pghistory
import pytest
from django.contrib.auth.models import User
from django.db import Error, connection, transaction
from django.utils import timezone
from django.utils.formats import date_format

from dialogues import clearing, publishing
from dialogues.models import Bypass, Meeting, Publication, Revision
from dialogues.publishing import redact, republish, withdraw
from dialogues.readiness import NotReady
from dialogues.states import State, state
from participants.models import Organization, OrganizationAlias, Person
from tests import cast
from tests.clearing import as_user, publish
from tests.past_triggers import past_the_triggers

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann() -> User:
    return User.objects.create_user("ann")


@pytest.fixture
def bo() -> User:
    return User.objects.create_user("bo")


@pytest.fixture
def cy() -> User:
    return User.objects.create_superuser("cy")


def submit(record, by):
    with as_user(by):
        clearing.submit([record])


def publish_as(user, record, **said):
    with as_user(user):
        return publishing.publish(record, by=user, **said)


def why_not(user, record):
    """The reasons why somebody may not publish a record; nothing of it is shown."""
    before = Revision.objects.count()
    with pytest.raises(NotReady) as refusal, transaction.atomic():
        publish_as(user, record)
    assert Revision.objects.count() == before
    return refusal.value.reasons


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


def test_what_becomes_public_along_needs_a_submission_of_what_names_it_as_it_is(ann, bo):
    meeting = cast.full_meeting()
    submit(meeting, ann)
    with as_user(ann):
        Meeting.objects.update(note="After it was sent")
    assert clearing.why_not_cleared_along(Person.objects.get(), Meeting.objects.get(), bo, looking=True) == [
        f"It would make “{Person.objects.get()}” public, which nobody has cleared. Publish that first."
    ]


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


def test_republishing_lets_no_edit_and_no_draft_out():
    meeting = cast.full_meeting()
    publish(meeting)
    Meeting.objects.update(note="UNCLEARED")
    with past_the_triggers():
        Publication.objects.update(sha256="of another shape")
    republish(by=None)
    assert state(Meeting.objects.get()) == State.EDITED
    assert Revision.objects.filter(document__note="UNCLEARED").count() == 0


# --- without a second person --------------------------------------------------------------------------------------


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


# --- past the rule, in the database -------------------------------------------------------------------------------


RULE = "second_person_stands_behind_what_is_newly_shown"
ANOTHER = "in the name of another"


def refused_by_the_database(why, write, user=None):
    """Writes, as somebody or as a program, and is refused for this reason."""
    with (
        nullcontext() if user is None else as_user(user),
        pytest.raises(Error, match=why),
        transaction.atomic(),
    ):
        write()


def made_by_hand(publication, **said):
    number = Revision.objects.count() + 1
    usual = {"kind": publication.kind, "slug": publication.slug, "op": "upsert", "cause": "changed"}
    return Revision.objects.create(
        number=number, publication=publication, published_at=timezone.now(), document={}, **(usual | said)
    )


def test_the_orm_writes_no_revision_that_no_second_person_stands_behind(ann, bo, cy):
    publish(cast.person())
    shown = Publication.objects.get()
    with as_user(bo):
        Person.objects.update(name_en="Sly")
    for cause in ("first", "changed", "again"):
        refused_by_the_database(RULE, lambda cause=cause: made_by_hand(shown, cause=cause))
        forged = {
            "cause": cause,
            "published_by": bo,
            "changed_by": ann,
            "submitted_by": ann,
            "cleared_with": 1,
        }
        refused_by_the_database(RULE, lambda forged=forged: made_by_hand(shown, **forged), bo)
        refused_by_the_database(ANOTHER, lambda forged=forged: made_by_hand(shown, **forged))
    submit(Person.objects.get(), ann)
    refused_by_the_database(RULE, lambda: made_by_hand(shown, published_by=bo), bo)
    with as_user(ann):
        Person.objects.update(name_en="Honest")
    refused_by_the_database(RULE, lambda: made_by_hand(shown, published_by=bo), bo)
    submit(Person.objects.get(), ann)
    with as_user(cy):
        made_by_hand(shown, published_by=cy)


def test_whoever_had_a_hand_in_it_publishes_nothing_of_it_past_the_rule_either(ann, bo, cy):
    meeting = cast.full_meeting()
    publish(meeting)
    with as_user(bo):
        meeting.participations.update(title_en="Sly")
    with as_user(ann):
        Meeting.objects.update(note="A trifle")
    submit(meeting, ann)

    def past_the_rule(user):
        with transaction.atomic():
            Publication.objects.filter(kind="meeting").update(record_version=Meeting.objects.get().version)
            made_by_hand(Publication.objects.get(kind="meeting"), published_by=user)

    refused_by_the_database("is published by who had a hand in it", lambda: past_the_rule(bo), bo)
    with as_user(cy):
        past_the_rule(cy)
    # Shown through another, it is a hand in the next version no more.
    with as_user(ann):
        Meeting.objects.update(note="Another trifle")
    submit(meeting, ann)
    with as_user(bo):
        past_the_rule(bo)


def test_which_version_was_shown_before_is_nobodys_word_but_the_databases():
    publish(cast.person())
    shown = Publication.objects.filter(kind="person")
    assert shown.values_list("record_version", "former_version").get() == (1, 0)
    shown.update(former_version=99)
    assert shown.get().former_version == 0
    Person.objects.update(name_en="Anew")
    publish(cast.person())
    assert shown.values_list("record_version", "former_version").get() == (2, 1)


def test_raw_sql_writes_none_either(bo):
    publish(cast.person())
    with as_user(bo):
        Person.objects.update(name_en="Sly")

    columns = [field.column for field in Revision._meta.concrete_fields]

    def write(publisher):
        told = {"number": "99", "cause": "'changed'", "published_by_id": publisher}
        values = ", ".join(told.get(column, column) for column in columns)
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO dialogues_revision ({', '.join(columns)}) SELECT {values} FROM dialogues_revision"
            )

    refused_by_the_database(RULE, lambda: write(str(bo.pk)), bo)
    refused_by_the_database(ANOTHER, lambda: write(str(bo.pk)))
    refused_by_the_database(RULE, lambda: write("NULL"))


def test_a_revision_is_published_by_whoever_writes_it(ann, bo):
    publish(cast.person())
    shown = Publication.objects.get()
    refused_by_the_database(ANOTHER, lambda: made_by_hand(shown, cause="carried", published_by=ann), bo)
    refused_by_the_database(ANOTHER, lambda: made_by_hand(shown, cause="carried", published_by=ann))
    refused_by_the_database(ANOTHER, lambda: made_by_hand(shown, cause="carried"), bo)


def test_a_bypass_cannot_be_forged_altered_or_taken_away(ann, bo):
    def bypass(**said):
        return Bypass.objects.create(**({"how": "desk", "reason": "x", "made_at": timezone.now()} | said))

    publish(cast.person())
    refused_by_the_database(ANOTHER, lambda: bypass(by=ann), bo)
    refused_by_the_database(ANOTHER, lambda: bypass(by=ann))
    refused_by_the_database("bypass_has_a_reason", lambda: bypass(reason=""))
    refused_by_the_database(
        "comes approved", lambda: bypass(by=bo, approved_at=timezone.now(), approved_by=ann), bo
    )
    refused_by_the_database("comes approved", lambda: bypass(how="first_load", approved_at=timezone.now()))
    with as_user(bo):
        made = bypass(by=bo)
    this = Bypass.objects.filter(pk=made.pk)
    refused_by_the_database(ANOTHER, lambda: this.update(approved_by=ann, approved_at=timezone.now()), bo)
    refused_by_the_database(
        "bypass_is_approved_by_somebody_else",
        lambda: this.update(approved_by=bo, approved_at=timezone.now()),
        bo,
    )
    refused_by_the_database("bypass_is_approved_by_a_person", lambda: this.update(approved_at=timezone.now()))
    refused_by_the_database("cannot be altered", lambda: this.update(reason="Another"))
    refused_by_the_database("Cannot delete", this.delete)
    with as_user(ann):
        this.update(approved_by=ann, approved_at=timezone.now())
    refused_by_the_database("cannot be altered", lambda: this.update(approved_by=None, approved_at=None))


def test_a_revision_from_before_the_rule_can_still_be_redacted():
    publish(cast.person())
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = %s", [RULE])
        rule = cursor.fetchone()[0].removesuffix(" NOT VALID")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE dialogues_revision DROP CONSTRAINT {RULE}")
        Person.objects.update(name_en="Before")
        old = made_by_hand(Publication.objects.get())
        cursor.execute(f"ALTER TABLE dialogues_revision ADD CONSTRAINT {RULE} {rule} NOT VALID")
    assert redact([old], by=None, reason="Asked for.") == 1


def test_identity_is_that_of_the_request(ann):
    assert clearing.who_writes() is None
    with pghistory.context(user=ann.pk):
        assert clearing.who_writes() == ann.pk
