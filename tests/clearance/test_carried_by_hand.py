"""What needs no second person says nothing new that staff wrote, whoever writes it and however it is marked."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from dialogues.documents import digest
from dialogues.models import Bypass, Publication, Revision
from dialogues.publishing import republish, withdraw
from participants.models import Organization
from tests import cast
from tests.clearing import publish
from tests.past_triggers import past_the_triggers

pytestmark = pytest.mark.django_db


def show_by_hand(kind, cause, expression, op="upsert", bypass="NULL"):
    """Writes, in SQL, what a record of this kind is to show, with a revision that is marked as one likes."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO dialogues_revision (number, publication_id, kind, slug, op, cause, document, sha256,"
            " published_at, note, changed, reason, weight, along_with, redaction_reason, bypass_id)"
            f" SELECT (SELECT max(number) + 1 FROM dialogues_revision), id, kind, slug, '{op}', '{cause}',"
            f" {expression}, '', now(), '', '{{}}', '', '', '', '', {bypass}"
            f" FROM dialogues_publication WHERE kind = '{kind}'"
        )


def refused(*written, **said):
    """Why the database refuses it, after the number of the revision."""
    with pytest.raises(DatabaseError) as refusal:
        show_by_hand(*written, **said)
    return str(refusal.value).partition("\n")[0].split(" ", 2)[2]


SLY = """document || '{"name": {"en": "Sly", "ja": null}}'"""


@pytest.mark.parametrize("cause", ["carried", "shape"])
def test_no_field_of_its_own_says_something_else(cause):
    publish(cast.person())
    assert refused("person", cause, SLY) == "says what nobody cleared: name"
    assert Revision.objects.filter(kind="person").count() == 1


def test_a_bypass_that_is_no_merge_does_not_help():
    publish(cast.person())
    made = Bypass.objects.create(how="desk", reason="Forged.", made_at=timezone.now())
    assert refused("person", "carried", SLY, bypass=made.pk) == "says what nobody cleared: name"


@pytest.mark.parametrize(
    ("path", "cause"),
    [
        ("{participations,0,title,en}", "carried"),
        ("{participations,0,organization,name,en}", "carried"),
        ("{outcomes,0,text,en}", "carried"),
        ("{participations,0,title,en}", "shape"),
    ],
)
def test_no_row_and_no_name_says_what_is_not_public(path, cause):
    publish(cast.full_meeting())
    told = path.strip("{").partition(",")[0] if cause == "shape" else "PLANTED"
    written = f"""jsonb_set(document, '{path}', '"PLANTED"')"""
    assert refused("meeting", cause, written) == f"says what nobody cleared: {told}"


@pytest.mark.parametrize("cause", ["carried", "shape"])
def test_no_new_field_is_carried_into_a_record_that_was_edited(cause):
    publish(cast.organization())
    Organization.objects.update(note="An edit")
    written = """document || '{"planted": "PLANTED"}'"""
    if cause == "carried":
        assert refused("organization", cause, written) == "says what nobody cleared: PLANTED"
    else:
        assert refused("organization", cause, written) == "is of a new shape of what was edited since"


def test_a_revision_says_why_it_was_made():
    publish(cast.person())
    for cause in ("unrecorded", "withdrawn", "merged"):
        assert refused("person", cause, "document") == "does not say why it was made"


def test_what_is_not_shown_is_not_carried():
    publish(cast.person())
    withdraw(cast.person(), by=None, reason="Entered twice.")
    said = """'{"id": "don-graves"}'::jsonb"""
    for cause in ("carried", "shape"):
        assert refused("person", cause, said) == "is carried of what is not shown"


def test_what_takes_something_away_shows_nothing():
    publish(cast.person())
    assert refused("person", "withdrawn", "document", op="withdraw") == "shows what it takes away"
    assert refused("person", "carried", "NULL", op="withdraw") == "shows what it takes away"


def of_other_rules(record):
    """The record is shown as rules of rendering had it that are others by now."""
    publish(record)
    document = Publication.objects.get(kind="person").document | {
        "note": {"en": "Of other rules", "ja": None}
    }
    said = {"document": document, "sha256": digest(document)}
    with past_the_triggers():
        Publication.objects.filter(kind="person").update(**said)
        Revision.objects.filter(kind="person").update(**said)


def test_other_rules_of_rendering_that_change_what_is_said_need_a_reason_and_wait_for_approval():
    of_other_rules(cast.person())
    with pytest.raises(DatabaseError, match="says what nobody cleared: note"), transaction.atomic():
        republish(by=None)
    assert Bypass.objects.count() == 0
    republish(by=None, reason=" Notes are told otherwise. ")
    made = Bypass.objects.unapproved().get()
    assert (made.how, made.reason) == ("republish", "Notes are told otherwise.")
    assert list(made.revisions.values_list("slug", "cause")) == [("don-graves", "carried")]


def test_the_command_tells_what_to_do_about_it():
    of_other_rules(cast.person())
    with past_the_triggers():
        shown = Publication.objects.get(kind="person")
        Publication.objects.filter(pk=shown.pk).update(
            document={key: value for key, value in shown.document.items() if key != "aliases"}
        )
    with pytest.raises(CommandError, match="say why with --reason"), transaction.atomic():
        call_command("republish", stdout=io.StringIO())
    call_command("republish", "--reason=Meant.", stdout=io.StringIO())
    assert Bypass.objects.unapproved().get().reason == "Meant."
