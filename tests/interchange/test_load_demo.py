"""The demo: what lies in data/ is loaded and shown once, and never over what staff did."""

import io

import pytest
from django.conf import settings
from django.core.management import call_command

from dialogues.models import Bypass, Meeting, Publication, Revision
from dialogues.publishing import withdraw
from dialogues.states import State, state
from participants.models import Organization
from tests import cast
from tests.clearing import publish

pytestmark = pytest.mark.django_db


def load() -> list[str]:
    out = io.StringIO()
    call_command("load_demo", stdout=out)
    return out.getvalue().splitlines()


def test_the_records_are_loaded_and_shown_with_a_note_by_nobody():
    load()
    assert Meeting.objects.filter(slug="us-jp-cds-09").exists()
    assert {state(meeting) for meeting in Meeting.objects.all()} == {State.PUBLIC}
    assert set(Revision.objects.values_list("note", "published_by")) == {("First load", None)}


def test_the_first_load_comes_approved():
    load()
    first = Bypass.objects.get()
    assert (first.how, first.approved_by, first.approved_at) == ("first_load", None, first.made_at)
    newly_shown = Revision.objects.filter(cause__in=["first", "changed", "again"])
    assert first.revisions.count() == newly_shown.count() > 0


def test_a_load_that_is_not_the_first_waits_for_approval():
    publish(cast.topic("planted"))
    load()
    assert (Bypass.objects.get().how, Bypass.objects.unapproved().count()) == ("import", 1)


def test_loaded_again_nothing_changes():
    load()
    before = list(Revision.objects.values_list("number", "sha256"))
    assert load()[1:] == ["0 revisions published."]
    assert list(Revision.objects.values_list("number", "sha256")) == before


def test_what_staff_did_stays():
    load()
    Organization.objects.filter(slug="us-osc").update(note="Edited")
    mine = Meeting.objects.create(slug="mine", title_en="Entered by hand")
    withdraw(Meeting.objects.get(slug="us-jp-set-01"), by=None, reason="By mistake")
    assert load()[1:] == [
        "Left alone: organization us-osc: It was edited here since it was imported.",
        "0 revisions published.",
    ]
    assert Organization.objects.get(slug="us-osc").note == "Edited"
    assert state(Organization.objects.get(slug="us-osc")) == State.EDITED
    assert state(mine) == State.NEVER_PUBLISHED
    assert state(Meeting.objects.get(slug="us-jp-set-01")) == State.WITHDRAWN


def test_a_record_that_was_loaded_but_never_shown_is_shown():
    call_command("import_records", str(settings.BASE_DIR / "data"), stdout=io.StringIO())
    assert Publication.objects.count() == 0
    load()
    assert {state(meeting) for meeting in Meeting.objects.all()} == {State.PUBLIC}
