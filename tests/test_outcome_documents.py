"""Documents of outcomes: the topics of their meeting, how many reports there are, and their shape when it changes."""

import pytest
from django.core.management import call_command

from dialogues.models import Meeting, Publication, Topic
from dialogues.publishing import of_an_earlier_shape, withdraw
from tests import cast
from tests.clearing import publish, publish_all
from tests.past_triggers import past_the_triggers
from tests.reader import shown, stored_text

pytestmark = pytest.mark.django_db

OUTCOME = "us-jp-cds-08-o1"


@pytest.fixture
def promised():
    return cast.full_meeting("us-jp-cds-08", date="2023-03-24")


def tokens(*questions):
    held = (token.split(":", 1) for token in shown("outcome", OUTCOME).facets)
    return sorted(value for question, value in held if question in questions)


def test_an_outcome_has_the_topics_of_the_meeting_that_promised_it(promised):
    cast.topic(parent=cast.topic("safety", "Space safety"))
    Topic.objects.filter(slug="ssa").update(parent=cast.topic("safety"))
    publish(promised)
    assert [topic["id"] for topic in shown("outcome", OUTCOME).document["topics"]] == ["ssa"]
    assert tokens("topic") == ["safety", "ssa"]
    promised.topics.clear()
    publish(promised)
    assert (shown("outcome", OUTCOME).document["topics"], tokens("topic")) == ([], [])


def test_a_renamed_topic_is_carried_into_outcomes_in_the_order_of_ids(promised):
    promised.topics.add(cast.topic("launch", "Launch"))
    publish(promised)
    Meeting.objects.filter(pk=promised.pk).update(note="HALF FINISHED")
    topic = Topic.objects.get(slug="ssa")
    topic.slug, topic.name_en = "awareness", "Awareness"
    topic.save()
    publish(topic)
    named = [(one["id"], one["name"]["en"]) for one in shown("outcome", OUTCOME).document["topics"]]
    assert named == [("awareness", "Awareness"), ("launch", "Launch")]
    assert tokens("topic") == ["awareness", "launch"]
    assert "HALF FINISHED" not in stored_text()


def test_reports_are_counted_even_where_they_say_nothing_new_and_no_more_when_they_go(promised):
    publish(promised)
    assert (shown("outcome", OUTCOME).document["reports"], tokens("followed")) == (0, ["no"])
    later, latest = (cast.meeting(f"us-jp-cds-{n}", date=f"20{n}") for n in (25, 26))
    cast.report(promised.outcomes.get(), later, "unknown")
    cast.report(promised.outcomes.get(), latest, "unknown")
    publish_all([later, latest])
    assert (shown("outcome", OUTCOME).document["reports"], tokens("followed")) == (2, ["yes"])
    promised.note = "Better note"
    promised.save()
    publish(promised)
    assert shown("outcome", OUTCOME).document["reports"] == 2
    withdraw(later, by=None, reason="Error.")
    latest.outcome_reports.get().delete()
    publish(latest)
    assert (shown("outcome", OUTCOME).document["reports"], tokens("followed")) == (0, ["no"])


def test_an_outcome_of_a_meeting_without_a_date_is_found_among_those_of_no_known_year(promised):
    promised.date = ""
    promised.save()
    publish(promised)
    assert tokens("year") == ["unknown"]


def test_what_is_shown_in_an_earlier_shape_is_rendered_again_and_nothing_else(promised, capsys):
    later, edited = cast.full_meeting("us-jp-cds-09"), cast.full_meeting("us-jp-cds-10")
    cast.report(promised.outcomes.get(), later)
    publish_all([promised, later, edited])
    assert not of_an_earlier_shape().exists()
    with past_the_triggers():
        for outcome in Publication.objects.of("outcome"):
            del outcome.document["topics"], outcome.document["reports"]
            outcome.sha256 = "of an earlier shape"
            outcome.save()
    Meeting.objects.filter(pk=edited.pk).update(note="HALF FINISHED")
    call_command("republish")
    told = capsys.readouterr().out
    document = shown("outcome", OUTCOME).document
    assert ([topic["id"] for topic in document["topics"]], document["reports"]) == (["ssa"], 1)
    assert (document["status"], document["reported_by"]["id"]) == ("done", "us-jp-cds-09")
    assert [one.slug for one in of_an_earlier_shape()] == ["us-jp-cds-10"]
    assert "edited since it was published: meeting us-jp-cds-10" in told
    assert "HALF FINISHED" not in stored_text()
    newest = Publication.objects.order_by("-revision").first()
    call_command("republish", verbosity=0)
    assert Publication.objects.order_by("-revision").first() == newest
