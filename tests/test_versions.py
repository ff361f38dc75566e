"""Versions: the database counts every change of a record, whichever way it was made."""

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import CASCADE

from dialogues.models import AgendaItem, MeetingTopic, Outcome, Participation, Track
from participants.models import Organization, OrganizationAlias, Person
from participants.records import Record
from tests import cast

pytestmark = pytest.mark.django_db


def version(record) -> int:
    return type(record).objects.values_list("version", flat=True).get(pk=record.pk)


@pytest.mark.parametrize(
    "part",
    ["party_places", "sessions", "agenda", "participations", "outcomes", "claims"],
)
def test_a_change_of_any_part_counts_as_a_change_of_its_meeting(part):
    meeting = cast.full_meeting()
    before = version(meeting)
    row = getattr(meeting, part).first()
    type(row).objects.filter(pk=row.pk).update(order=77)
    assert version(meeting) == before + 1
    row.delete()
    assert version(meeting) > before + 1


@pytest.mark.parametrize("owner", [cast.dialogue, cast.organization, cast.person])
def test_a_change_of_a_claim_counts_as_a_change_of_its_record(owner):
    record = owner()
    before = version(record)
    claim = cast.claim(record, "name", "One")
    assert version(record) == before + 1
    type(claim).objects.update(where="banner")
    assert version(record) == before + 2
    claim.delete()
    assert version(record) == before + 3


def test_every_table_that_belongs_to_a_record_is_watched():
    """A table that points at a record and has no trigger would change what is shown without being counted."""
    tables = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
    watched = {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if any(trigger.name == "touch_record" for trigger in getattr(model._meta, "triggers", ()))
    }
    records = {model for model in tables.values() if issubclass(model, Record)}
    parts = {
        table
        for table, model in tables.items()
        for field in model._meta.get_fields()
        if field.many_to_one
        and field.related_model in records | {AgendaItem, Participation, Outcome}
        and field.remote_field.on_delete is CASCADE
        and (not model._meta.auto_created or field.related_model is model._meta.auto_created)
    }
    # A guess that two records are one says nothing of either, and is shown to nobody but staff.
    guesses = {"dialogues_organizationpair", "dialogues_personpair", "dialogues_sourcepair"}
    assert parts - watched == guesses
    assert len(parts) > 20


def test_topics_and_sources_set_by_form_are_counted():
    meeting = cast.full_meeting()
    before = version(meeting)
    meeting.topics.set([cast.topic("stm", "Traffic")])
    assert version(meeting) == before + 2
    meeting.participations.first().sources.clear()
    assert version(meeting) == before + 3
    assert MeetingTopic.objects.count() == 1


def test_raw_sql_is_counted():
    office = cast.organization()
    before = version(office)
    connection.cursor().execute("UPDATE participants_organization SET note = 'raw'")
    assert version(office) == before + 1


def test_saving_without_a_change_is_not_counted():
    office = cast.organization()
    before = version(office)
    office.save()
    assert version(office) == before


def test_a_form_that_saves_an_old_version_takes_no_count_back():
    office = cast.organization()
    OrganizationAlias.objects.create(organization=office, name="OSC")
    counted = version(office)
    office.save()
    assert version(office) == counted
    office.note = "changed"
    office.save()
    assert version(office) == counted + 1


def test_sending_a_record_for_review_is_no_change_of_it():
    someone = cast.person()
    before = version(someone)
    Person.objects.update(submitted_at="2024-08-26T00:00:00Z")
    assert version(someone) == before


def test_a_part_moved_to_another_meeting_changes_both():
    one, other = cast.full_meeting("one"), cast.meeting("other")
    before = version(one), version(other)
    one.claims.filter(preferred=False).update(meeting=other)
    assert (version(one), version(other)) == (before[0] + 1, before[1] + 1)


def test_a_track_counts_its_wording():
    track = Track.objects.get(slug="1.5")
    before = version(track)
    Track.objects.filter(slug="1.5").update(name_en="Track One and a Half")
    assert version(track) == before + 1


def test_a_name_of_an_organization_is_a_change_of_the_organization():
    office = cast.organization()
    before = Organization.objects.get(pk=office.pk).version
    OrganizationAlias.objects.create(organization=office, name="OSC", kind="abbreviation")
    assert version(office) == before + 1
