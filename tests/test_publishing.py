"""Publishing: what is shown, when it changes, and what never leaks."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dialogues import documents, states
from dialogues.models import Meeting, Publication, Revision
from dialogues.publishing import republish, withdraw
from dialogues.readiness import NotReady
from dialogues.states import State, state
from participants.models import Organization
from tests import cast
from tests.clearing import publish, publish_all
from tests.past_triggers import past_the_triggers
from tests.reader import shown, stored_text

pytestmark = pytest.mark.django_db


def test_a_meeting_is_published_as_a_family():
    meeting = cast.full_meeting()
    publish(meeting)
    family = Publication.public.shown().of("meeting", "session", "outcome", "outcome_report")
    assert sorted(family.values_list("kind", "slug")) == [
        ("meeting", "us-jp-cds-09"),
        ("outcome", "us-jp-cds-09-o1"),
        ("session", "us-jp-cds-09-track-1-5"),
    ]


def test_what_a_published_meeting_names_becomes_public_with_it_and_nothing_else_does():
    cast.organization("jp-nsps", "Guest of nobody")
    publish(cast.full_meeting())
    others = Publication.public.shown().exclude(kind__in=["meeting", "session", "outcome"])
    assert sorted(others.values_list("kind", "slug")) == [
        ("organization", "us-osc"),
        ("party", "JP"),
        ("party", "US"),
        ("person", "don-graves"),
        ("source", "src-osc"),
        ("topic", "ssa"),
        ("track", "1.5"),
    ]


def test_those_above_a_named_organization_become_public_too():
    commerce = cast.organization("us-commerce", "Department of Commerce")
    cast.organization("us-osc", parent=commerce)
    publish(cast.full_meeting())
    assert shown("organization", "us-commerce").document["name"]["en"] == "Department of Commerce"


def test_edits_stay_private_until_published_again():
    meeting = cast.full_meeting()
    publish(meeting)
    Meeting.objects.filter(pk=meeting.pk).update(summary_en="PLANTED")
    meeting.participations.update(role_stated="PLANTED")
    meeting.outcomes.update(text_en="PLANTED")
    Organization.objects.update(note="PLANTED")
    assert "PLANTED" not in stored_text()
    publish(meeting)
    assert stored_text().count("PLANTED") > 2


def test_a_document_that_did_not_change_makes_no_revision():
    meeting = cast.full_meeting()
    assert len(publish(meeting)) == 10
    assert publish(meeting) == []
    Meeting.objects.filter(pk=meeting.pk).update(note="changed")
    Meeting.objects.filter(pk=meeting.pk).update(note="")
    assert state(Meeting.objects.get()) == State.EDITED
    assert publish(meeting) == []
    assert state(Meeting.objects.get()) == State.PUBLIC


def test_children_in_another_order_of_rows_but_the_same_order_make_no_revision():
    meeting = cast.full_meeting()
    publish(meeting)
    first, second = meeting.participations.all()
    again = [first.pk, second.pk]
    first.pk = None
    first.save()
    meeting.participations.get(pk=again[0]).delete()
    first.sources.add(cast.source())
    assert publish(meeting) == []


def test_a_rename_is_carried_into_documents_without_rendering_them_again():
    meeting = cast.full_meeting()
    publish(meeting)
    Meeting.objects.filter(pk=meeting.pk).update(summary_en="HALF FINISHED")
    office = Organization.objects.get(slug="us-osc")
    office.name_en = "Bureau of Space Commerce"
    office.save()
    assert "Bureau" not in stored_text()
    revisions = publish(office)
    document = shown("meeting", "us-jp-cds-09").document
    assert document["participations"][0]["organization"]["name"]["en"] == "Bureau of Space Commerce"
    assert document["summary"]["en"] is None
    assert "Office of Space Commerce" not in stored_text()
    assert sorted((r.kind, r.slug) for r in revisions) == [
        ("meeting", "us-jp-cds-09"),
        ("organization", "us-osc"),
        ("outcome", "us-jp-cds-09-o1"),
        ("session", "us-jp-cds-09-track-1-5"),
    ]
    assert state(Meeting.objects.get()) == State.EDITED


def test_publishing_a_meeting_does_not_publish_the_edits_of_what_it_names():
    meeting = cast.full_meeting()
    publish(meeting)
    Organization.objects.update(name_en="UNCLEARED NAME", slug="uncleared-id")
    type(cast.source()).objects.update(title="UNCLEARED TITLE", slug="src-uncleared")
    Meeting.objects.update(note="A cleared note.")
    publish(meeting)
    document = shown("meeting", "us-jp-cds-09").document
    assert (document["note"], document["participations"][0]["organization"]["id"]) == (
        "A cleared note.",
        "us-osc",
    )
    assert document["participations"][0]["sources"] == ["src-osc"]
    assert ("UNCLEARED" in stored_text(), "uncleared" in stored_text()) == (False, False)


def test_a_carried_document_equals_the_one_that_would_be_rendered():
    meeting = cast.full_meeting()
    publish(meeting)
    for model, slug in ((Organization, "us-osc"), (type(cast.source()), "src-osc")):
        record = model.objects.get(slug=slug)
        record.slug = f"{slug}-renamed"
        if model is Organization:
            record.name_en = "Renamed"
        record.save()
        publish(record)
    assert publish(meeting) == []
    assert shown("meeting", meeting.slug).document["participations"][0]["sources"] == ["src-osc-renamed"]


def test_withdrawing_leaves_a_notice_and_no_word_of_the_record():
    meeting = cast.full_meeting(title_en="SECRET TITLE")
    meeting.outcomes.update(text_en="SECRET OUTCOME")
    publish(meeting)
    withdraw(meeting, by=None, reason="Published in error.")
    assert "SECRET" not in stored_text()
    notice = Publication.public.get(kind="meeting", slug="us-jp-cds-09")
    assert (notice.document, notice.withdrawal_reason, state(meeting)) == (
        None,
        "Published in error.",
        State.WITHDRAWN,
    )
    assert Publication.public.shown().of("session", "outcome").count() == 0


def test_a_withdrawn_meeting_leaves_the_relations_of_others():
    first, second = cast.meeting("us-jp-cds-08", title_en="SECRET"), cast.meeting("us-jp-cds-09")
    second.relations.create(kind="follows_up", other=first)
    publish_all([first, second])
    assert shown("meeting", "us-jp-cds-09").document["relations"][0]["meeting"]["id"] == "us-jp-cds-08"
    withdraw(first, by=None, reason="Error.")
    assert shown("meeting", "us-jp-cds-09").document["relations"] == []
    assert "SECRET" not in stored_text()


def test_withdrawing_needs_a_reason():
    office = cast.organization()
    publish(office)
    with pytest.raises(NotReady, match="Give a reason"):
        withdraw(office, by=None, reason=" ")


def test_what_published_records_name_is_not_withdrawn_from_under_them():
    publish(cast.full_meeting())
    with pytest.raises(NotReady, match="us-jp-cds-09"):
        withdraw(cast.organization(), by=None, reason="Error.")


def test_a_record_that_names_a_withdrawn_one_is_not_ready():
    office = cast.organization()
    publish(office)
    withdraw(office, by=None, reason="Error.")
    with pytest.raises(NotReady, match="“us-osc”, which was withdrawn"):
        publish(cast.full_meeting())


def test_a_withdrawn_record_can_be_published_again():
    meeting = cast.full_meeting()
    publish(meeting)
    before = shown("meeting", meeting.slug).document
    withdraw(meeting, by=None, reason="Error.")
    publish(meeting)
    assert shown("meeting", meeting.slug).document == before


def test_a_meeting_waits_for_its_dialogue():
    meeting = cast.meeting(series=cast.dialogue())
    with pytest.raises(NotReady, match="Publish the dialogue first"):
        publish(meeting)
    assert Publication.objects.count() == 0
    publish_all([meeting, cast.dialogue()])
    assert shown("meeting", meeting.slug).document["dialogue"]["id"] == "us-jp-cds"


def test_a_draft_meeting_is_not_named_by_a_published_one_until_it_is_public_itself():
    draft, open_ = cast.meeting("us-jp-cds-10", title_en="UNANNOUNCED"), cast.meeting("us-jp-cds-09")
    open_.relations.create(kind="prepares", other=draft)
    publish(open_)
    assert ("UNANNOUNCED" in stored_text(), "us-jp-cds-10" in stored_text()) == (False, False)
    publish(draft)
    assert shown("meeting", "us-jp-cds-09").document["relations"][0]["meeting"]["id"] == "us-jp-cds-10"


def test_a_waiting_meeting_that_was_edited_meanwhile_keeps_its_edit_private():
    draft, open_ = cast.meeting("us-jp-cds-10"), cast.meeting("us-jp-cds-09")
    open_.relations.create(kind="prepares", other=draft)
    publish(open_)
    Meeting.objects.filter(pk=open_.pk).update(note="HALF FINISHED")
    publish(draft)
    assert "HALF FINISHED" not in stored_text()


def test_a_part_taken_out_of_a_meeting_is_withdrawn_when_the_meeting_is_published():
    meeting = cast.full_meeting()
    publish(meeting)
    meeting.outcomes.all().delete()
    assert Publication.public.shown().of("outcome").count() == 1
    publish(meeting)
    assert Publication.public.shown().of("outcome").count() == 0
    assert (
        Publication.public.get(kind="outcome").withdrawal_reason == "No longer part of the meeting's record."
    )


def test_sets_that_names_sort_are_sorted_by_the_names_that_are_shown():
    meeting = cast.full_meeting()
    meeting.topics.add(cast.topic("aaa", "First by id"))
    meeting.sources.add(cast.source("src-aaa", "Another", kind="news_report"))
    publish(meeting)
    for record, changes in (
        (cast.topic("aaa"), {"slug": "zzz"}),
        (cast.source("src-aaa"), {"kind": "joint_statement"}),
    ):
        type(record).objects.filter(pk=record.pk).update(**changes)
        assert [change.path for change in states.changes(*states.both_documents(meeting))] == []
        publish(type(record).objects.get(pk=record.pk))
        assert publish(meeting) == []
    document = shown("meeting", "us-jp-cds-09").document
    assert [topic["id"] for topic in document["topics"]] == ["ssa", "zzz"]
    assert [source["id"] for source in document["sources"]] == ["src-aaa", "src-osc"]


def test_many_are_published_at_a_number_of_queries_that_does_not_grow_with_them():
    first, few, many = ([cast.full_meeting(f"of-{n}-{i}") for i in range(n)] for n in (1, 3, 30))
    publish_all(first)
    with CaptureQueriesContext(connection) as for_few:
        publish_all(few)
    with CaptureQueriesContext(connection) as for_many:
        publish_all(many)
    assert len(for_few) == len(for_many)


def test_republishing_skips_and_names_what_was_edited_since():
    first, second = cast.meeting("us-jp-cds-08"), cast.meeting("us-jp-cds-09")
    publish_all([first, second])
    with past_the_triggers():
        Publication.objects.update(sha256="of another shape")
    Meeting.objects.filter(pk=second.pk).update(note="HALF FINISHED")
    revisions, left_alone = republish(by=None)
    assert ("us-jp-cds-08" in {r.slug for r in revisions}, [p.slug for p in left_alone]) == (
        True,
        ["us-jp-cds-09"],
    )
    assert "HALF FINISHED" not in stored_text()


def test_a_moved_organization_is_found_under_its_new_parent_without_a_revision_of_what_names_it():
    publish(cast.full_meeting())
    commerce = cast.organization("us-commerce", "Department of Commerce")
    Organization.objects.filter(slug="us-osc").update(parent=commerce)
    revisions = publish(Organization.objects.get(slug="us-osc"))
    assert sorted((r.kind, r.slug) for r in revisions) == [
        ("organization", "us-commerce"),
        ("organization", "us-osc"),
    ]
    found = Publication.public.shown().of("meeting").with_facet("organization:us-commerce")
    assert [row.slug for row in found] == ["us-jp-cds-09"]


def test_bodies_that_name_each_other_are_published_together():
    new = cast.organization("jp-nsps", "Secretariat")
    old = cast.organization("jp-onsp", "Office", parent=new)
    Organization.objects.filter(pk=new.pk).update(predecessor=old)
    publish(Organization.objects.get(pk=new.pk))
    assert Publication.public.shown().of("organization").count() == 2


def test_revisions_are_numbered_without_gaps_in_the_order_of_publishing():
    publish(cast.full_meeting())
    publish(cast.person("jun-kazeki", "Jun Kazeki"))
    numbers = list(Revision.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))


def test_what_is_not_ready_changes_nothing():
    ready, not_ready = cast.meeting("us-jp-cds-08"), Meeting.objects.create(slug="nobody-met")
    with pytest.raises(NotReady, match="No party is named"):
        publish_all([ready, not_ready])
    assert (Publication.objects.count(), Revision.objects.count()) == (0, 0)


def test_a_meeting_without_a_title_or_a_date_can_be_published():
    publish(cast.meeting(title_en="", date=""))
    document = shown("meeting", "us-jp-cds-09").document
    assert (document["title"], document["date"]) == (
        {"en": None, "ja": None},
        {"edtf": None, "earliest": None, "latest": None, "disputed": False},
    )


def test_the_digest_is_that_of_the_document():
    publish(cast.full_meeting())
    for publication in Publication.public.shown():
        assert publication.sha256 == documents.digest(publication.document)
