"""Whichever way a row is written, the database notes it: old and new, and to which record it belongs."""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import call_command
from django.db import connection

from dialogues.models import Meeting, OutcomeParty, Participation, Place, Source
from participants.models import Organization, OrganizationAlias
from tests import cast
from tests.admin.desk import add_row, address, at_the_desk, filled, member, page
from tests.audit.noted import changes, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting() -> Meeting:
    return cast.full_meeting()


def test_a_form(meeting):
    editing = at_the_desk(member("ann", "Editors"))
    soup = page(editing, address(meeting))
    form = filled(soup) | {"title_en": "The ninth"}
    add_row(form, soup, "places", city_en="Tokyo")
    with changes() as found:
        assert editing.post(address(meeting), form).status_code == 302
    assert said(found) == [("dialogues_meeting", "change"), ("dialogues_place", "add")]
    assert found[0].before == {"title_en": "Ninth meeting"}
    assert found[0].row["title_en"] == "The ninth"
    assert found[1].row["city_en"] == "Tokyo"
    assert [(one.kind, one.record_id) for one in found] == [("meeting", meeting.pk)] * 2


def test_bulk_create(meeting):
    with changes() as found:
        Place.objects.bulk_create([Place(meeting=meeting, city_en=city) for city in ("Tokyo", "Washington")])
    assert said(found) == [("dialogues_place", "add")] * 2
    assert [one.row["city_en"] for one in found] == ["Tokyo", "Washington"]
    assert [one.before for one in found] == [None, None]


def test_update_of_a_queryset(meeting):
    with changes() as found:
        Participation.objects.filter(meeting=meeting, title_en="Deputy Secretary").update(
            title_en="Secretary"
        )
    assert said(found) == [("dialogues_participation", "change")]
    assert found[0].before == {"title_en": "Deputy Secretary"}
    assert found[0].row["title_en"] == "Secretary"


def test_bulk_update(meeting):
    rows = list(meeting.participations.order_by("pk"))
    for row in rows:
        row.order += 10
    with changes() as found:
        Participation.objects.bulk_update(rows, ["order"])
    assert sorted((one.before["order"], one.row["order"]) for one in found) == [(1, 11), (2, 12)]


def test_delete_of_a_queryset(meeting):
    with changes() as found:
        meeting.claims.filter(preferred=False).delete()
    assert said(found) == [("dialogues_claim", "delete")]
    assert found[0].row["value"] == "2024-09-26/2024-09-27"


def test_what_goes_with_its_record(meeting):
    rows = 1 + 2 + 1 + 1 + 1 + 2 + 1 + 2 + 1 + 1 + 1 + 2 + 1
    with changes() as found:
        meeting.delete()
    assert {one.op for one in found} == {"delete"}
    assert {(one.kind, one.record_id) for one in found} == {("meeting", found[-1].record_id)}
    assert len(found) == rows


def test_a_list_that_is_set(meeting):
    other = cast.source("other")
    with changes() as found:
        meeting.sources.set([other])
    assert said(found) == [("dialogues_meeting_sources", "delete"), ("dialogues_meeting_sources", "add")]
    assert [one.row["source_id"] for one in found] == [cast.source().pk, other.pk]


def test_a_list_of_a_part_belongs_to_the_record(meeting):
    outcome = meeting.outcomes.get()
    with changes() as found:
        outcome.parties.remove(cast.party("US"))
    assert [(one.table_name, one.kind, one.record_id) for one in found] == [
        (OutcomeParty._meta.db_table, "meeting", meeting.pk)
    ]


def test_a_list_of_a_part_that_went_before_it_belongs_to_the_record(meeting):
    outcome = meeting.outcomes.get()
    with changes() as found, connection.cursor() as cursor:
        cursor.execute("DELETE FROM dialogues_outcome WHERE id = %s", [outcome.pk])
        for part in ("parties", "organizations"):
            cursor.execute(f"DELETE FROM dialogues_outcome_{part} WHERE outcome_id = %s", [outcome.pk])
    assert {(one.kind, one.record_id) for one in found} == {("meeting", meeting.pk)}


def test_raw_sql(meeting):
    with changes() as found, connection.cursor() as cursor:
        cursor.execute("UPDATE dialogues_meeting SET edition = 10 WHERE id = %s", [meeting.pk])
    assert [(one.before, one.row["edition"]) for one in found] == [({"edition": 9}, 10)]


def test_copy():
    with changes() as found, connection.cursor() as cursor:
        columns = "slug, version, name_en, name_ja, name_other, wikidata, orcid, note"
        with cursor.copy(f"COPY participants_person ({columns}) FROM STDIN") as copy:
            copy.write_row(("ada", 1, "Ada", "", "{}", "", "", ""))
    assert said(found) == [("participants_person", "add")]


def test_truncate():
    organization = cast.organization()
    OrganizationAlias.objects.create(organization=organization, name="OSC")
    with changes() as found, connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("TRUNCATE participants_organizationalias")
    assert [(one.op, one.row["name"], one.record_id) for one in found] == [("delete", "OSC", organization.pk)]


def test_the_import(tmp_path):
    line = {"type": "person", "id": "ada", "name": {"en": "Ada"}}
    (tmp_path / "people.jsonl").write_text(json.dumps(line) + "\n")
    with changes() as found:
        call_command("import_records", str(tmp_path), verbosity=0)
    assert [(*one, change.row["name_en"]) for one, change in zip(said(found), found, strict=True)] == [
        ("participants_person", "add", "Ada")
    ]


def test_a_part_that_moves_to_another_record_is_noted_for_both():
    one, other = cast.organization(), cast.organization("us-noaa", "NOAA")
    alias = OrganizationAlias.objects.create(organization=one, name="Space Commerce")
    with changes() as found:
        OrganizationAlias.objects.filter(pk=alias.pk).update(organization=other)
    assert [(change.record_id, change.moved_from) for change in found] == [(other.pk, one.pk)]
    versions = [Organization.objects.get(pk=body.pk).version for body in (other, one)]
    assert [found[0].record_version, found[0].moved_from_version] == versions


def test_what_only_counts_is_no_change(meeting):
    with changes() as found:
        Meeting.objects.filter(pk=meeting.pk).update(version=70)
        Meeting.objects.get(pk=meeting.pk).save()
    assert found == []


def test_each_change_says_the_version_that_it_made(meeting):
    version = Meeting.objects.get(pk=meeting.pk).version
    with changes() as found:
        Meeting.objects.filter(pk=meeting.pk).update(title_en="The ninth")
        meeting.places.create(city_en="Tokyo")
    assert [one.record_version for one in found] == [version + 1, version + 2]


def test_what_is_secret_is_not_kept():
    user = member("ann", "Editors")
    with changes() as found:
        user.set_password("correct horse")
        user.save()
    assert [(one.before, one.row["password"]) for one in found] == [({"password": "…"}, "…")]


def test_the_secret_of_a_second_factor_is_not_kept():
    user = member("ann", "Editors")
    with changes() as found:
        Authenticator.objects.create(user=user, type="totp", data={"secret": "JBSWY3DP"})
    assert [(one.kind, one.record_id, one.row["data"]) for one in found] == [("user", user.pk, "…")]


def test_deleting_and_entering_again_are_two_changes_of_two_rows():
    source = cast.source()
    source.delete()
    with changes() as found:
        Source.objects.create(slug="src-osc", title="Again")
    assert said(found) == [("dialogues_source", "add")]
