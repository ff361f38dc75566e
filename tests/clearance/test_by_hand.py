"""Past the rule: what the database holds of it, whoever writes and however."""

from contextlib import nullcontext

import pytest
from django.db import Error, connection, transaction
from django.utils import timezone

from dialogues.models import Bypass, Meeting, Publication, Revision
from dialogues.publishing import redact
from participants.models import Person
from tests import cast
from tests.clearing import as_user, publish, submit

pytestmark = pytest.mark.django_db


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


def show(made):
    """Nothing older than the newest revision is shown at the end of a transaction."""
    said = {"revision": made.number, "document": {}, "sha256": "", "published_at": made.published_at}
    Publication.objects.filter(pk=made.publication_id).update(**said)


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
        show(made_by_hand(shown, published_by=cy))


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
            show(made_by_hand(Publication.objects.get(kind="meeting"), published_by=user))

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
