"""What was deleted or changed comes back as it was, as an edit: it publishes nothing, and is in the history."""

import pghistory
import pytest
from django.db import connection
from django.urls import reverse

from dialogues.audit.acts import history_of
from dialogues.audit.edits import edits_since
from dialogues.audit.models import Change
from dialogues.audit.restoring import CannotRestore, Restoring
from dialogues.documents import render, to_render
from dialogues.models import Claim, Meeting, Participation, Publication, Revision, Session
from dialogues.publishing import withdraw
from dialogues.states import State, state
from participants.models import Organization, OrganizationAlias, Person
from tests import cast
from tests.admin.desk import address, at_the_desk, filled, member, page
from tests.audit.noted import changes, last
from tests.clearing import publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting() -> Meeting:
    made = cast.full_meeting(series=cast.dialogue())
    made.places.create(city_en="Tokyo", country="JP")
    made.statements.create(person=cast.person(), text_en="Welcome", kind="welcome", order=1)
    made.images.create(alt_en="The hall", order=1)
    cast.report(cast.full_meeting("us-jp-cds-08", edition=8).outcomes.get(), made)
    return made


@pytest.fixture
def ann():
    return member("ann", "Editors")


def document(pk):
    return render(to_render(Meeting).get(pk=pk), lambda other: True)


def rows(pk):
    """Every row of a meeting with its key, but for what is counted."""
    counted = {"version", "changed_by_id", "submitted_at", "submitted_by_id"}
    return {
        key: {name: value for name, value in row.items() if name not in counted}
        for key, row in Restoring("meeting", pk, last()).now.items()
    }


def test_a_meeting_that_was_deleted_comes_back_with_everything(meeting, ann):
    before, kept, moment, pk = document(meeting.pk), rows(meeting.pk), last(), meeting.pk
    meeting.delete()
    assert not Session.objects.filter(meeting_id=pk).exists()
    with pghistory.context(user=ann.pk):
        restored = Restoring("meeting", pk, moment).restore()
    assert (restored.pk, restored.slug) == (pk, "us-jp-cds-09")
    assert document(pk) == before
    assert rows(pk) == kept
    assert len({table for table, _key in kept}) == 17
    assert restored.changed_by == ann


def test_restoring_is_in_the_history_as_an_edit(meeting, ann):
    moment, pk = last(), meeting.pk
    meeting.delete()
    with pghistory.context(user=ann.pk):
        Restoring("meeting", pk, moment).restore()
    entries, _more = history_of("meeting", pk)
    assert (entries[0].who, entries[0].op, bool(entries[0].restored)) == ("ann", "add", True)


def test_a_record_goes_back_to_an_earlier_state_with_its_parts(meeting):
    before, moment, pk = document(meeting.pk), last(), meeting.pk
    Meeting.objects.filter(pk=pk).update(title_en="Wrong", date="2023", date_earliest=None, date_latest=None)
    Participation.objects.filter(meeting=meeting).first().delete()
    Participation.objects.filter(meeting=meeting).update(title_en="Wrong")
    meeting.outcomes.get().organizations.clear()
    meeting.sources.add(cast.source("wrong"))
    added = Session.objects.create(meeting=meeting, track=meeting.sessions.get().track, slug="wrong", order=9)
    meeting.statements.update(session=added)
    assert document(pk) != before
    Restoring("meeting", pk, moment).restore()
    assert document(pk) == before


def test_the_preferred_of_two_claims_changes_back(meeting):
    one, other = Claim.objects.filter(meeting=meeting).order_by("pk")
    moment = last()
    Claim.objects.filter(pk=one.pk).update(preferred=False)
    Claim.objects.filter(pk=other.pk).update(preferred=True)
    Restoring("meeting", meeting.pk, moment).restore()
    assert list(Claim.objects.filter(preferred=True)) == [
        one,
        *Claim.objects.filter(preferred=True).exclude(meeting=meeting),
    ]


def test_restoring_publishes_nothing_and_keeps_what_was_published(meeting):
    publish(cast.dialogue())
    publish(meeting)
    shown, moment, pk = Publication.objects.get(kind="meeting", record_id=meeting.pk), last(), meeting.pk
    Meeting.objects.filter(pk=pk).update(title_en="Wrong")
    revisions = Revision.objects.count()
    restored = Restoring("meeting", pk, moment).restore()
    assert state(restored) == State.EDITED
    assert Revision.objects.count() == revisions
    assert Publication.objects.get(pk=shown.pk).document == shown.document
    withdraw(restored, by=None, reason="By mistake.")
    moment = last()
    restored.delete()
    again = Restoring("meeting", pk, moment).restore()
    assert state(again) == State.WITHDRAWN
    publish(again)
    assert Publication.objects.get(kind="meeting", record_id=pk).pk == shown.pk


def test_what_it_names_must_be_there(meeting):
    moment, pk = last(), meeting.pk
    meeting.delete()
    Meeting.objects.filter(slug="us-jp-cds-08").delete()
    Person.objects.get(slug="don-graves").delete()
    restoring = Restoring("meeting", pk, moment)
    assert "It names the person “Don Graves”, which was deleted. Restore that first." in restoring.obstacles()
    with pytest.raises(CannotRestore):
        restoring.restore()
    assert not Meeting.objects.filter(pk=pk).exists()


def test_an_id_that_is_taken_stays_with_who_has_it():
    source = cast.source("src", "One")
    moment, pk = last(), source.pk
    source.delete()
    cast.source("src", "Another")
    assert Restoring("source", pk, moment).obstacles() == [
        "The public id “src” belongs to another record by now."
    ]


def test_a_part_that_moved_away_is_not_taken_back_from_the_other(meeting):
    one, other = cast.organization(), cast.organization("us-noaa", "NOAA")
    alias = OrganizationAlias.objects.create(organization=one, name="Space Commerce")
    OrganizationAlias.objects.filter(pk=alias.pk).update(organization=other)
    moment = last()
    Organization.objects.filter(pk=one.pk).update(note="Wrong")
    Restoring("organization", one.pk, moment).restore()
    assert list(other.aliases.all()) == [alias]


def test_the_desk_shows_the_difference_and_restores_when_confirmed(meeting, ann):
    editing = at_the_desk(ann)
    form = filled(page(editing, address(meeting))) | {"title_en": "Wrong"}
    editing.post(address(meeting), form)
    history = page(editing, address(meeting, "history"))
    (link,) = [one["href"] for one in history.find_all("a", string="Restore this state …")]
    soup = page(editing, link)
    (line,) = soup.select(".audit-lines li")
    assert " ".join(line.get_text(" ", strip=True).split()) == (
        "Title in English : Wrong → became Ninth meeting"
    )
    assert Meeting.objects.get(pk=meeting.pk).title_en == "Wrong"
    with changes() as found:
        answer = editing.post(link, {"seen": soup.select_one("[name=seen]")["value"]})
    assert answer.url == address(meeting)
    assert Meeting.objects.get(pk=meeting.pk).title_en == "Ninth meeting"
    assert [(one.user, one.before) for one in found] == [(ann, {"title_en": "Wrong"})]
    assert edits_since(Meeting.objects.get(pk=meeting.pk))[0].who == "ann"


def test_a_record_that_changed_meanwhile_is_not_restored_unseen(meeting, ann):
    editing = at_the_desk(ann)
    editing.post(address(meeting), filled(page(editing, address(meeting))) | {"title_en": "Wrong"})
    (link,) = [
        one["href"]
        for one in page(editing, address(meeting, "history")).find_all("a", string="Restore this state …")
    ]
    seen = page(editing, link).select_one("[name=seen]")["value"]
    Meeting.objects.filter(pk=meeting.pk).update(note="Newer")
    assert "The record changed after this page was opened" in editing.post(link, {"seen": seen}).text
    assert Meeting.objects.get(pk=meeting.pk).title_en == "Wrong"


def test_who_may_not_change_a_record_may_not_restore_it(meeting):
    stranger = at_the_desk(member("cy"))
    link = reverse("admin:audit_restore", args=["meeting", meeting.pk, last()])
    assert stranger.get(link).status_code == 403
    assert stranger.post(link, {"seen": str(last())}).status_code == 403


def test_accounts_are_not_restored(ann):
    root = member("root", "Publishers")
    root.is_superuser = True
    root.save()
    link = reverse("admin:audit_restore", args=["user", ann.pk, last()])
    assert at_the_desk(root).get(link).status_code == 404


def test_columns_that_came_later_take_their_defaults():
    """A row that was noted before a column was there lacks it."""
    source = cast.source("src", "One")
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_change DISABLE TRIGGER kept_for_ever")
        cursor.execute("UPDATE audit_change SET \"row\" = \"row\" - 'note' - 'reliability'")
        cursor.execute("ALTER TABLE audit_change ENABLE TRIGGER kept_for_ever")
    moment, pk = last(), source.pk
    source.delete()
    restored = Restoring("source", pk, moment).restore()
    assert (restored.title, restored.note) == ("One", "")
    assert Change.objects.filter(kind="source", record_id=pk, op="add").count() == 2
