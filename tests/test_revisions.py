"""Revisions: never altered, visible in the order of their numbers, emptied only by redacting."""

import threading

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Q

from dialogues.models import MeetingRelation, Publication, Revision
from dialogues.publishing import redact, republish, withdraw
from dialogues.readiness import NotReady
from dialogues.turns import Turn
from participants.models import Organization, Person
from tests import cast
from tests.clearing import publish
from tests.past_triggers import past_the_triggers


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE dialogues_revision SET note = 'altered'",
        "UPDATE dialogues_revision SET document = NULL",
        "UPDATE dialogues_revision SET document = NULL, redacted_at = now()",
        "DELETE FROM dialogues_revision",
    ],
)
def test_the_database_refuses_to_alter_or_delete_a_revision(statement):
    publish(cast.person())
    with pytest.raises(DatabaseError, match="cannot be altered or deleted"), transaction.atomic():
        connection.cursor().execute(statement)


@pytest.mark.django_db
def test_redacting_empties_the_body_and_keeps_the_number():
    someone = cast.person("someone", "TO BE FORGOTTEN")
    first = publish(someone)[0]
    Person.objects.filter(pk=someone.pk).update(name_en="Somebody")
    told = publish(someone, reason="TO BE FORGOTTEN", reason_ja="TO BE FORGOTTEN")[0]
    Person.objects.filter(pk=someone.pk).update(name_en="Somebody else")
    publish(someone)
    assert redact([first, told], by=None, reason="Asked for by the person.") == 2
    kept = Revision.objects.get(number=first.number)
    assert (kept.number, kept.document, kept.redaction_reason) == (1, None, "Asked for by the person.")
    assert Revision.objects.filter(document__name__en="TO BE FORGOTTEN").count() == 0
    assert (
        Revision.objects.filter(Q(reason__contains="FORGOTTEN") | Q(reason_ja__contains="FORGOTTEN")).count()
        == 0
    )


@pytest.mark.django_db
def test_what_is_shown_now_is_not_redacted():
    first = publish(cast.person())
    with pytest.raises(NotReady, match="Withdraw it first"):
        redact(first, by=None, reason="Asked for.")


@pytest.mark.django_db
def test_redacting_does_not_open_the_door_for_what_comes_after():
    someone = cast.person()
    first = publish(someone)
    withdraw(someone, by=None, reason="Error.")
    redact(first, by=None, reason="Asked for.")
    with pytest.raises(DatabaseError, match="cannot be altered"), transaction.atomic():
        connection.cursor().execute("UPDATE dialogues_revision SET document = NULL, redacted_at = now()")


@pytest.mark.django_db
def test_a_public_record_is_not_deleted():
    someone = cast.person()
    publish(someone)
    with pytest.raises(DatabaseError, match="withdraw it before deleting it"), transaction.atomic():
        Person.objects.all().delete()
    withdraw(someone, by=None, reason="Error.")
    Person.objects.all().delete()
    assert Publication.objects.get().withdrawal_reason == "Error."


def told(record_kind: str = "") -> list[tuple]:
    """What readers may know of each revision, the first first."""
    rows = Revision.objects.order_by("number")
    rows = rows.filter(kind=record_kind) if record_kind else rows
    return list(rows.values_list("slug", "cause", "changed", "reason"))


@pytest.mark.django_db
def test_what_staff_change_is_told_by_its_field_and_reason_never_by_its_value():
    someone = cast.person("someone", "Before")
    publish(someone, reason="Not shown: nothing was public.")
    Person.objects.filter(pk=someone.pk).update(name_en="After", note="Said")
    publish(someone, note="For staff", reason="A slip of ours.")
    assert told() == [
        ("someone", "first", [], ""),
        ("someone", "changed", ["name", "note"], "A slip of ours."),
    ]


@pytest.mark.django_db
def test_a_carried_name_is_no_correction_of_what_names_it():
    meeting = cast.full_meeting()
    publish(meeting)
    organization = Organization.objects.get(slug="us-osc")
    Organization.objects.filter(pk=organization.pk).update(name_en="Renamed")
    publish(organization, reason="It was renamed.")
    assert [one for one in told() if one[1] not in ("first", "carried")] == [
        ("us-osc", "changed", ["name"], "It was renamed.")
    ]
    assert ("us-jp-cds-09", "carried", [], "") in told("meeting")


@pytest.mark.django_db
def test_a_reported_status_is_no_correction_of_the_outcome():
    first = cast.full_meeting("m-1")
    publish(first)
    second = cast.meeting("m-2")
    cast.report(first.outcomes.first(), second)
    publish(second)
    assert {cause for _slug, cause, _changed, _reason in told("outcome")} == {"first", "carried"}


@pytest.mark.django_db
def test_a_new_shape_of_documents_is_no_correction():
    someone = cast.person()
    publish(someone)
    shown = Publication.objects.get()
    before = {key: value for key, value in shown.document.items() if key != "note"}
    with past_the_triggers():
        Publication.objects.update(document=before, sha256="")
    republish(by=None)
    assert told() == [("don-graves", "first", [], ""), ("don-graves", "shape", [], "")]


@pytest.mark.django_db
def test_what_is_shown_again_only_because_another_became_public_is_no_correction():
    series = cast.dialogue()
    meeting = cast.meeting("m-1")
    other = cast.meeting("m-2")
    MeetingRelation.objects.create(meeting=meeting, other=other, kind="prepares", order=1)
    publish(meeting)
    publish(series)
    publish(other)
    assert [one for one in told("meeting") if one[0] == "m-1"] == [
        ("m-1", "first", [], ""),
        ("m-1", "carried", [], ""),
    ]


@pytest.mark.django_db
def test_a_withdrawal_and_a_return_are_told_with_the_notice_and_without_fields():
    someone = cast.person()
    publish(someone)
    withdraw(someone, by=None, reason="Entered twice.")
    publish(someone, reason="Not a correction.")
    assert told() == [
        ("don-graves", "first", [], ""),
        ("don-graves", "withdrawn", [], "Entered twice."),
        ("don-graves", "again", [], ""),
    ]


@pytest.mark.django_db
def test_redacting_empties_the_reason_too():
    someone = cast.person("someone", "Before")
    publish(someone)
    Person.objects.filter(pk=someone.pk).update(name_en="Between")
    second = publish(someone, reason="NAMES WHAT MUST GO")
    Person.objects.filter(pk=someone.pk).update(name_en="After")
    publish(someone)
    redact(second, by=None, reason="Asked for.")
    assert told()[1] == ("someone", "changed", ["name"], "")


@pytest.mark.django_db(transaction=True)
def test_a_poller_who_has_seen_a_revision_never_finds_a_lower_one_later():
    """Two publishers at once: the second waits for the first, and so does its number."""
    first, second = cast.person("first", "First"), cast.person("second", "Second")
    first_has_its_turn, second_may_end = threading.Event(), threading.Event()
    order = []

    def slow():
        with transaction.atomic():
            publish(first)
            first_has_its_turn.set()
            second_may_end.wait(0.5)
            order.append("first")
        connection.close()

    def quick():
        first_has_its_turn.wait(10)
        publish(second)
        order.append("second")
        second_may_end.set()
        connection.close()

    threads = [threading.Thread(target=run) for run in (slow, quick)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    numbers = dict(Publication.objects.values_list("slug", "revision"))
    assert (order, numbers) == (["first", "second"], {"first": 1, "second": 2})


@pytest.mark.django_db(transaction=True)
def test_an_edit_that_commits_while_its_record_is_published_is_known_as_an_edit():
    """The publisher locks the record: an edit is either in what is shown, or counted as made since."""
    someone = cast.person()
    published, edited = threading.Event(), threading.Event()

    def publisher():
        with transaction.atomic():
            publish(someone)
            published.set()
            edited.wait(0.5)
        connection.close()

    def editor():
        published.wait(10)
        Person.objects.filter(pk=someone.pk).update(note="Later")
        edited.set()
        connection.close()

    threads = [threading.Thread(target=run) for run in (publisher, editor)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    publication = Publication.objects.get()
    assert (publication.document["note"], publication.record_version) == (None, 1)
    assert Person.objects.get().version == 2


@pytest.mark.django_db(transaction=True)
def test_an_edit_under_way_while_all_is_republished_stays_private():
    """The version is compared after the lock is had: an editor may commit while the publisher waits for it."""
    someone = cast.person()
    publish(someone)
    edited, republishing = threading.Event(), threading.Event()
    told = []

    def editor():
        with transaction.atomic():
            Person.objects.filter(pk=someone.pk).update(note="HALF FINISHED")
            edited.set()
            republishing.wait(0.5)
        connection.close()

    def publisher():
        edited.wait(10)
        told.append(republish(by=None))
        republishing.set()
        connection.close()

    threads = [threading.Thread(target=run) for run in (editor, publisher)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    ((revisions, left_alone),) = told
    assert (revisions, [one.slug for one in left_alone]) == ([], ["don-graves"])
    assert Publication.objects.get().document["note"] is None


@pytest.mark.django_db
def test_each_turn_takes_the_lock():
    Turn(None)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()")
        assert cursor.fetchone() == (1,)


# --- what is shown is what a revision says ------------------------------------------------------------------------

KEPT = (
    "dialogues_revision",
    "dialogues_bypass",
    "dialogues_publication",
    "dialogues_bypass, dialogues_revision",
)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "written",
    [
        'document = document || \'{"note": "Nobody cleared this"}\'',
        f"sha256 = '{'0' * 64}'",
        "revision = 999999",
        "document = (SELECT document FROM dialogues_revision ORDER BY number LIMIT 1)",
        "slug = 'another'",
        "published_at = published_at - interval '1 day'",
        "document = NULL, sha256 = '', withdrawn_at = now(), withdrawal_reason = 'By hand'",
    ],
)
def test_nothing_is_shown_that_is_not_its_revision(written):
    publish(someone := cast.person())
    Person.objects.filter(pk=someone.pk).update(name_en="Donald Graves")
    publish(someone)
    with (
        pytest.raises(DatabaseError, match=r"person \S+ does not show what its newest revision says"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "CREATE TEMP TABLE dialogues_revision AS TABLE public.dialogues_revision;"
            f"UPDATE dialogues_publication SET {written.replace('FROM ', 'FROM public.')};"
            "UPDATE pg_temp.dialogues_revision SET number = revision, document = shown.document, sha256 = shown.sha256"
            " FROM dialogues_publication AS shown;"
            "SET CONSTRAINTS ALL IMMEDIATE"
        )


@pytest.mark.django_db
def test_a_record_is_withdrawn_within_that_rule():
    publish(cast.person())
    withdraw(Person.objects.get(), by=None, reason="Not a person.")
    connection.check_constraints()
    assert (Publication.objects.get().document, Revision.objects.count()) == (None, 2)


@pytest.mark.django_db
@pytest.mark.parametrize("tables", KEPT)
def test_no_table_of_what_was_public_is_emptied(tables):
    publish(cast.person())
    connection.check_constraints()
    with (
        pytest.raises(DatabaseError, match="is kept for ever"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"TRUNCATE {tables} CASCADE")
    assert Revision.objects.count() == 1
