"""Reported statuses: carried from the meeting that reports to the one that promised, and back."""

import pytest

from dialogues.models import Meeting, Publication
from dialogues.publishing import withdraw
from tests import cast
from tests.clearing import publish, publish_all
from tests.reader import shown, stored_text

pytestmark = pytest.mark.django_db


def test_a_reported_status_is_carried_to_the_outcome_and_back_when_the_report_goes():
    promised, later = cast.full_meeting("us-jp-cds-08", date="2023-03-24"), cast.meeting("us-jp-cds-09")
    publish(promised)
    Meeting.objects.filter(pk=promised.pk).update(note="HALF FINISHED")
    cast.report(promised.outcomes.get(), later)
    publish(later)
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
    publish_all([later, promised])
    Meeting.objects.filter(pk=promised.pk).update(note="Better note")
    assert sorted(r.kind for r in publish(promised)) == ["meeting"]
    assert shown("outcome", "us-jp-cds-08-o1").document["status"] == "done"


def test_the_newest_report_that_says_something_gives_the_status():
    promised = cast.full_meeting("us-jp-cds-07", date="2020-08-28")
    meetings = [
        cast.meeting(f"us-jp-cds-{n:02}", date=day)
        for n, day in ((8, "2023-03-24"), (9, "2024-08-26"), (10, "2025-10"))
    ]
    for at, status in zip(meetings, ("done", "in_progress", "unknown"), strict=True):
        cast.report(promised.outcomes.get(), at, status)
    publish_all([*reversed(meetings), promised])
    outcome = shown("outcome", "us-jp-cds-07-o1").document
    assert (outcome["status"], outcome["reported_by"]["id"]) == ("in_progress", "us-jp-cds-09")


def test_a_report_on_a_draft_meetings_outcome_is_kept_back():
    promised, later = cast.full_meeting("us-jp-cds-08", title_en="UNANNOUNCED"), cast.meeting("us-jp-cds-09")
    cast.report(promised.outcomes.get(), later)
    publish(later)
    assert ("UNANNOUNCED" in stored_text(), Publication.objects.of("outcome_report").count()) == (False, 0)
    publish(promised)
    assert (
        shown("meeting", "us-jp-cds-09").document["outcome_reports"][0]["promised_at"]["id"] == "us-jp-cds-08"
    )
    assert shown("outcome", "us-jp-cds-08-o1").document["status"] == "done"


def test_a_draft_outcome_of_a_public_meeting_is_not_told_by_a_report_on_it():
    promised, later = cast.full_meeting("us-jp-cds-08", date="2023-03-24"), cast.meeting("us-jp-cds-09")
    publish(promised)
    draft = promised.outcomes.create(text_en="UNCLEARED PROMISE", order=2)
    cast.report(draft, later)
    publish(later)
    assert ("UNCLEARED" in stored_text(), Publication.objects.of("outcome_report").count()) == (False, 0)
    publish(promised)
    assert shown("meeting", "us-jp-cds-09").document["outcome_reports"][0]["outcome"]["id"] == draft.slug
    assert shown("outcome", draft.slug).document["status"] == "done"
