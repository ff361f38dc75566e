"""Publishing: what is shown, when it changes, and what never leaks."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dialogues import documents, states
from dialogues.models import FormerSlug, Meeting, Publication, Revision
from dialogues.publishing import publish, publish_all, republish, withdraw
from dialogues.readiness import NotReady
from dialogues.states import State, state
from participants.models import Organization
from tests import cast

pytestmark = pytest.mark.django_db


def shown(kind: str, slug: str) -> Publication:
    return Publication.public.shown().get(kind=kind, slug=slug)


def stored_text() -> str:
    """Everything that the public side can read, in one text."""
    return " ".join(str(row) for row in Publication.public.values())


def test_a_meeting_is_published_as_a_family():
    meeting = cast.full_meeting()
    publish(meeting, by=None)
    family = Publication.public.shown().of("meeting", "session", "outcome", "outcome_report")
    assert sorted(family.values_list("kind", "slug")) == [
        ("meeting", "us-jp-cds-09"),
        ("outcome", "us-jp-cds-09-o1"),
        ("session", "us-jp-cds-09-track-1-5"),
    ]


def test_what_a_published_meeting_names_becomes_public_with_it_and_nothing_else_does():
    cast.organization("jp-nsps", "Guest of nobody")
    publish(cast.full_meeting(), by=None)
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
    publish(cast.full_meeting(), by=None)
    assert shown("organization", "us-commerce").document["name"]["en"] == "Department of Commerce"


def test_edits_stay_private_until_published_again():
    meeting = cast.full_meeting()
    publish(meeting, by=None)
    Meeting.objects.filter(pk=meeting.pk).update(summary_en="PLANTED")
    meeting.participations.update(role_stated="PLANTED")
    meeting.outcomes.update(text_en="PLANTED")
    Organization.objects.update(note="PLANTED")
    assert "PLANTED" not in stored_text()
    publish(meeting, by=None)
    assert stored_text().count("PLANTED") > 2


def test_a_document_that_did_not_change_makes_no_revision():
    meeting = cast.full_meeting()
    assert len(publish(meeting, by=None)) == 10
    assert publish(meeting, by=None) == []
    Meeting.objects.filter(pk=meeting.pk).update(note="changed")
    Meeting.objects.filter(pk=meeting.pk).update(note="")
    assert state(Meeting.objects.get()) == State.EDITED
    assert publish(meeting, by=None) == []
    assert state(Meeting.objects.get()) == State.PUBLIC


def test_children_in_another_order_of_rows_but_the_same_order_make_no_revision():
    meeting = cast.full_meeting()
    publish(meeting, by=None)
    first, second = meeting.participations.all()
    again = [first.pk, second.pk]
    first.pk = None
    first.save()
    meeting.participations.get(pk=again[0]).delete()
    first.sources.add(cast.source())
    assert publish(meeting, by=None) == []


def test_a_rename_is_carried_into_documents_without_rendering_them_again():
    meeting = cast.full_meeting()
    publish(meeting, by=None)
    Meeting.objects.filter(pk=meeting.pk).update(summary_en="HALF FINISHED")
    office = Organization.objects.get(slug="us-osc")
    office.name_en = "Bureau of Space Commerce"
    office.save()
    assert "Bureau" not in stored_text()
    revisions = publish(office, by=None)
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
    publish(meeting, by=None)
    Organization.objects.update(name_en="UNCLEARED NAME", slug="uncleared-id")
    type(cast.source()).objects.update(title="UNCLEARED TITLE", slug="src-uncleared")
    Meeting.objects.update(note="A cleared note.")
    publish(meeting, by=None)
    document = shown("meeting", "us-jp-cds-09").document
    assert (document["note"], document["participations"][0]["organization"]["id"]) == (
        "A cleared note.",
        "us-osc",
    )
    assert document["participations"][0]["sources"] == ["src-osc"]
    assert ("UNCLEARED" in stored_text(), "uncleared" in stored_text()) == (False, False)


def test_a_carried_document_equals_the_one_that_would_be_rendered():
    meeting = cast.full_meeting()
    publish(meeting, by=None)
    for model, slug in ((Organization, "us-osc"), (type(cast.source()), "src-osc")):
        record = model.objects.get(slug=slug)
        record.slug = f"{slug}-renamed"
        if model is Organization:
            record.name_en = "Renamed"
        record.save()
        publish(record, by=None)
    assert publish(meeting, by=None) == []
    assert shown("meeting", meeting.slug).document["participations"][0]["sources"] == ["src-osc-renamed"]


def test_a_renamed_id_leads_to_the_present_one_and_is_nobody_elses():
    office = cast.organization()
    publish(office, by=None)
    office.slug = "us-bsc"
    office.save()
    publish(office, by=None)
    assert FormerSlug.objects.get(kind="organization", slug="us-osc").publication.slug == "us-bsc"
    with pytest.raises(NotReady, match="belongs or belonged to another record"):
        publish(cast.organization("us-osc", "Usurper"), by=None)


def test_a_record_renamed_back_has_its_first_id_again():
    office = cast.organization()
    for slug in ("us-osc", "us-bsc", "us-osc"):
        office.slug = slug
        office.save()
        publish(office, by=None)
    assert shown("organization", "us-osc").former_slugs.values_list("slug", flat=True).get() == "us-bsc"


def test_withdrawing_leaves_a_notice_and_no_word_of_the_record():
    meeting = cast.full_meeting(title_en="SECRET TITLE")
    meeting.outcomes.update(text_en="SECRET OUTCOME")
    publish(meeting, by=None)
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
    publish_all([first, second], by=None)
    assert shown("meeting", "us-jp-cds-09").document["relations"][0]["meeting"]["id"] == "us-jp-cds-08"
    withdraw(first, by=None, reason="Error.")
    assert shown("meeting", "us-jp-cds-09").document["relations"] == []
    assert "SECRET" not in stored_text()


def test_withdrawing_needs_a_reason():
    office = cast.organization()
    publish(office, by=None)
    with pytest.raises(NotReady, match="Give a reason"):
        withdraw(office, by=None, reason=" ")


def test_what_published_records_name_is_not_withdrawn_from_under_them():
    publish(cast.full_meeting(), by=None)
    with pytest.raises(NotReady, match="us-jp-cds-09"):
        withdraw(cast.organization(), by=None, reason="Error.")


def test_a_record_that_names_a_withdrawn_one_is_not_ready():
    office = cast.organization()
    publish(office, by=None)
    withdraw(office, by=None, reason="Error.")
    with pytest.raises(NotReady, match="“us-osc”, which was withdrawn"):
        publish(cast.full_meeting(), by=None)


def test_a_withdrawn_record_can_be_published_again():
    meeting = cast.full_meeting()
    publish(meeting, by=None)
    before = shown("meeting", meeting.slug).document
    withdraw(meeting, by=None, reason="Error.")
    publish(meeting, by=None)
    assert shown("meeting", meeting.slug).document == before


def test_a_meeting_waits_for_its_dialogue():
    meeting = cast.meeting(series=cast.dialogue())
    with pytest.raises(NotReady, match="Publish the dialogue first"):
        publish(meeting, by=None)
    assert Publication.objects.count() == 0
    publish_all([meeting, cast.dialogue()], by=None)
    assert shown("meeting", meeting.slug).document["dialogue"]["id"] == "us-jp-cds"


def test_a_draft_meeting_is_not_named_by_a_published_one_until_it_is_public_itself():
    draft, open_ = cast.meeting("us-jp-cds-10", title_en="UNANNOUNCED"), cast.meeting("us-jp-cds-09")
    open_.relations.create(kind="prepares", other=draft)
    publish(open_, by=None)
    assert ("UNANNOUNCED" in stored_text(), "us-jp-cds-10" in stored_text()) == (False, False)
    publish(draft, by=None)
    assert shown("meeting", "us-jp-cds-09").document["relations"][0]["meeting"]["id"] == "us-jp-cds-10"


def test_a_waiting_meeting_that_was_edited_meanwhile_keeps_its_edit_private():
    draft, open_ = cast.meeting("us-jp-cds-10"), cast.meeting("us-jp-cds-09")
    open_.relations.create(kind="prepares", other=draft)
    publish(open_, by=None)
    Meeting.objects.filter(pk=open_.pk).update(note="HALF FINISHED")
    publish(draft, by=None)
    assert "HALF FINISHED" not in stored_text()


def test_a_reported_status_is_carried_to_the_outcome_and_back_when_the_report_goes():
    promised, later = cast.full_meeting("us-jp-cds-08", date="2023-03-24"), cast.meeting("us-jp-cds-09")
    publish(promised, by=None)
    Meeting.objects.filter(pk=promised.pk).update(note="HALF FINISHED")
    cast.report(promised.outcomes.get(), later)
    publish(later, by=None)
    outcome = shown("outcome", "us-jp-cds-08-o1").document
    inside = shown("meeting", "us-jp-cds-08").document["outcomes"][0]
    assert [(d["status"], d["reported_by"]["id"]) for d in (outcome, inside)] == [
        ("done", "us-jp-cds-09")
    ] * 2
    assert "HALF FINISHED" not in stored_text()
    withdraw(later, by=None, reason="Error.")
    outcome = shown("outcome", "us-jp-cds-08-o1").document
    inside = shown("meeting", "us-jp-cds-08").document["outcomes"][0]
    assert [(d["status"], d["reported_by"]) for d in (outcome, inside)] == [("open", None)] * 2


def test_publishing_the_promise_again_keeps_the_reported_status():
    promised, later = cast.full_meeting("us-jp-cds-08", date="2023-03-24"), cast.meeting("us-jp-cds-09")
    cast.report(promised.outcomes.get(), later)
    publish_all([later, promised], by=None)
    Meeting.objects.filter(pk=promised.pk).update(note="Better note")
    assert sorted(r.kind for r in publish(promised, by=None)) == ["meeting"]
    assert shown("outcome", "us-jp-cds-08-o1").document["status"] == "done"


def test_the_newest_report_that_says_something_gives_the_status():
    promised = cast.full_meeting("us-jp-cds-07", date="2020-08-28")
    meetings = [
        cast.meeting(f"us-jp-cds-{n:02}", date=day)
        for n, day in ((8, "2023-03-24"), (9, "2024-08-26"), (10, "2025-10"))
    ]
    for at, status in zip(meetings, ("done", "in_progress", "unknown"), strict=True):
        cast.report(promised.outcomes.get(), at, status)
    publish_all([*reversed(meetings), promised], by=None)
    outcome = shown("outcome", "us-jp-cds-07-o1").document
    assert (outcome["status"], outcome["reported_by"]["id"]) == ("in_progress", "us-jp-cds-09")


def test_a_report_on_a_draft_meetings_outcome_is_kept_back():
    promised, later = cast.full_meeting("us-jp-cds-08", title_en="UNANNOUNCED"), cast.meeting("us-jp-cds-09")
    cast.report(promised.outcomes.get(), later)
    publish(later, by=None)
    assert ("UNANNOUNCED" in stored_text(), Publication.objects.of("outcome_report").count()) == (False, 0)
    publish(promised, by=None)
    assert (
        shown("meeting", "us-jp-cds-09").document["outcome_reports"][0]["promised_at"]["id"] == "us-jp-cds-08"
    )
    assert shown("outcome", "us-jp-cds-08-o1").document["status"] == "done"


def test_a_part_taken_out_of_a_meeting_is_withdrawn_when_the_meeting_is_published():
    meeting = cast.full_meeting()
    publish(meeting, by=None)
    meeting.outcomes.all().delete()
    assert Publication.public.shown().of("outcome").count() == 1
    publish(meeting, by=None)
    assert Publication.public.shown().of("outcome").count() == 0
    assert (
        Publication.public.get(kind="outcome").withdrawal_reason == "No longer part of the meeting's record."
    )


def test_a_part_deleted_and_entered_again_under_its_id_is_the_same_part():
    meeting = cast.full_meeting()
    publish(meeting, by=None)
    meeting.outcomes.all().delete()
    meeting.outcomes.create(slug="us-jp-cds-09-o1", text_en="Entered again", order=1)
    publish(meeting, by=None)
    assert shown("outcome", "us-jp-cds-09-o1").document["text"]["en"] == "Entered again"
    assert Publication.public.of("outcome").count() == 1


def test_an_id_that_was_public_is_given_to_no_other_part():
    meeting = cast.full_meeting()
    publish(meeting, by=None)
    meeting.outcomes.all().delete()
    other = meeting.outcomes.create(text_en="Something else", order=1)
    assert other.slug == "us-jp-cds-09-o2"


def test_a_part_of_one_meeting_never_takes_the_id_of_anothers():
    first, second = cast.full_meeting("m1"), cast.full_meeting("m2")
    publish(first, by=None)
    first.outcomes.all().delete()
    second.outcomes.update(slug="m1-o1")
    with pytest.raises(NotReady, match="belongs or belonged"):
        publish(second, by=None)


def test_a_record_withdrawn_and_deleted_can_be_entered_again_under_its_id():
    office = cast.organization()
    publish(office, by=None)
    withdraw(office, by=None, reason="Error.")
    office.delete()
    publish(cast.organization(name_en="Entered again"), by=None)
    assert shown("organization", "us-osc").document["name"]["en"] == "Entered again"


def test_a_draft_outcome_of_a_public_meeting_is_not_told_by_a_report_on_it():
    promised, later = cast.full_meeting("us-jp-cds-08", date="2023-03-24"), cast.meeting("us-jp-cds-09")
    publish(promised, by=None)
    draft = promised.outcomes.create(text_en="UNCLEARED PROMISE", order=2)
    cast.report(draft, later)
    publish(later, by=None)
    assert ("UNCLEARED" in stored_text(), Publication.objects.of("outcome_report").count()) == (False, 0)
    publish(promised, by=None)
    assert shown("meeting", "us-jp-cds-09").document["outcome_reports"][0]["outcome"]["id"] == draft.slug
    assert shown("outcome", draft.slug).document["status"] == "done"


def test_a_new_id_of_a_ministry_is_carried_to_what_is_asked_of_its_offices():
    commerce = cast.organization("us-doc", "Department of Commerce")
    noaa = cast.organization("us-noaa", "NOAA", parent=commerce)
    cast.organization("us-osc", parent=noaa)
    publish(cast.full_meeting(), by=None)
    Organization.objects.filter(pk=commerce.pk).update(slug="us-commerce")
    publish(Organization.objects.get(pk=commerce.pk), by=None)
    for kind, slug in (("organization", "us-osc"), ("meeting", "us-jp-cds-09")):
        tokens = shown(kind, slug).facets
        assert ("organization:us-commerce" in tokens, "organization:us-doc" in tokens) == (True, False)


def test_sets_that_names_sort_are_sorted_by_the_names_that_are_shown():
    meeting = cast.full_meeting()
    meeting.topics.add(cast.topic("aaa", "First by id"))
    meeting.sources.add(cast.source("src-aaa", "Another", kind="news_report"))
    publish(meeting, by=None)
    for record, changes in (
        (cast.topic("aaa"), {"slug": "zzz"}),
        (cast.source("src-aaa"), {"kind": "joint_statement"}),
    ):
        type(record).objects.filter(pk=record.pk).update(**changes)
        assert [change.path for change in states.changes(meeting)] == []
        publish(type(record).objects.get(pk=record.pk), by=None)
        assert publish(meeting, by=None) == []
    document = shown("meeting", "us-jp-cds-09").document
    assert [topic["id"] for topic in document["topics"]] == ["ssa", "zzz"]
    assert [source["id"] for source in document["sources"]] == ["src-aaa", "src-osc"]


def test_many_are_published_at_a_number_of_queries_that_does_not_grow_with_them():
    first, few, many = ([cast.full_meeting(f"of-{n}-{i}") for i in range(n)] for n in (1, 3, 30))
    publish_all(first, by=None)
    with CaptureQueriesContext(connection) as for_few:
        publish_all(few, by=None)
    with CaptureQueriesContext(connection) as for_many:
        publish_all(many, by=None)
    assert len(for_few) == len(for_many)


def test_republishing_skips_and_names_what_was_edited_since():
    first, second = cast.meeting("us-jp-cds-08"), cast.meeting("us-jp-cds-09")
    publish_all([first, second], by=None)
    Publication.objects.update(sha256="of another shape")
    Meeting.objects.filter(pk=second.pk).update(note="HALF FINISHED")
    revisions, left_alone = republish(by=None)
    assert ("us-jp-cds-08" in {r.slug for r in revisions}, [p.slug for p in left_alone]) == (
        True,
        ["us-jp-cds-09"],
    )
    assert "HALF FINISHED" not in stored_text()


def test_a_moved_organization_is_found_under_its_new_parent_without_a_revision_of_what_names_it():
    publish(cast.full_meeting(), by=None)
    commerce = cast.organization("us-commerce", "Department of Commerce")
    Organization.objects.filter(slug="us-osc").update(parent=commerce)
    revisions = publish(Organization.objects.get(slug="us-osc"), by=None)
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
    publish(Organization.objects.get(pk=new.pk), by=None)
    assert Publication.public.shown().of("organization").count() == 2


def test_revisions_are_numbered_without_gaps_in_the_order_of_publishing():
    publish(cast.full_meeting(), by=None)
    publish(cast.person("jun-kazeki", "Jun Kazeki"), by=None)
    numbers = list(Revision.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))


def test_what_is_not_ready_changes_nothing():
    ready, not_ready = cast.meeting("us-jp-cds-08"), Meeting.objects.create(slug="nobody-met")
    with pytest.raises(NotReady, match="No party is named"):
        publish_all([ready, not_ready], by=None)
    assert (Publication.objects.count(), Revision.objects.count()) == (0, 0)


def test_a_meeting_without_a_title_or_a_date_can_be_published():
    publish(cast.meeting(title_en="", date=""), by=None)
    document = shown("meeting", "us-jp-cds-09").document
    assert (document["title"], document["date"]) == (
        {"en": None, "ja": None},
        {"edtf": None, "earliest": None, "latest": None, "disputed": False},
    )


def test_the_digest_is_that_of_the_document():
    publish(cast.full_meeting(), by=None)
    for publication in Publication.public.shown():
        assert publication.sha256 == documents.digest(publication.document)
