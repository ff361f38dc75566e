"""Revisions: never altered, visible in the order of their numbers, emptied only by redacting."""

import threading

import pytest
from django.db import DatabaseError, connection, transaction

from dialogues.models import Publication, Revision
from dialogues.publishing import publish, redact, republish, withdraw
from dialogues.readiness import NotReady
from dialogues.turns import Turn
from participants.models import Person
from tests import cast


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
    publish(cast.person(), by=None)
    with pytest.raises(DatabaseError, match="cannot be altered or deleted"), transaction.atomic():
        connection.cursor().execute(statement)


@pytest.mark.django_db
def test_redacting_empties_the_body_and_keeps_the_number():
    someone = cast.person("someone", "TO BE FORGOTTEN")
    first = publish(someone, by=None)[0]
    Person.objects.filter(pk=someone.pk).update(name_en="Somebody")
    publish(someone, by=None)
    assert redact([first], by=None, reason="Asked for by the person.") == 1
    kept = Revision.objects.get(number=first.number)
    assert (kept.number, kept.document, kept.redaction_reason) == (1, None, "Asked for by the person.")
    assert Revision.objects.filter(document__name__en="TO BE FORGOTTEN").count() == 0


@pytest.mark.django_db
def test_what_is_shown_now_is_not_redacted():
    first = publish(cast.person(), by=None)
    with pytest.raises(NotReady, match="Withdraw it first"):
        redact(first, by=None, reason="Asked for.")


@pytest.mark.django_db
def test_redacting_does_not_open_the_door_for_what_comes_after():
    someone = cast.person()
    first = publish(someone, by=None)
    withdraw(someone, by=None, reason="Error.")
    redact(first, by=None, reason="Asked for.")
    with pytest.raises(DatabaseError, match="cannot be altered"), transaction.atomic():
        connection.cursor().execute("UPDATE dialogues_revision SET document = NULL, redacted_at = now()")


@pytest.mark.django_db
def test_a_public_record_is_not_deleted():
    someone = cast.person()
    publish(someone, by=None)
    with pytest.raises(DatabaseError, match="withdraw it before deleting it"), transaction.atomic():
        Person.objects.all().delete()
    withdraw(someone, by=None, reason="Error.")
    Person.objects.all().delete()
    assert Publication.objects.get().withdrawal_reason == "Error."


@pytest.mark.django_db(transaction=True)
def test_a_poller_who_has_seen_a_revision_never_finds_a_lower_one_later():
    """Two publishers at once: the second waits for the first, and so does its number."""
    first, second = cast.person("first", "First"), cast.person("second", "Second")
    first_has_its_turn, second_may_end = threading.Event(), threading.Event()
    order = []

    def slow():
        with transaction.atomic():
            publish(first, by=None)
            first_has_its_turn.set()
            second_may_end.wait(0.5)
            order.append("first")
        connection.close()

    def quick():
        first_has_its_turn.wait(10)
        publish(second, by=None)
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
            publish(someone, by=None)
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
    publish(someone, by=None)
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
