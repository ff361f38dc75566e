"""Claims of dialogues, organizations and people: what their documents tell of them, and what becomes public by them."""

import copy

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dialogues.documents import digest, references_in, render, sort_sets, to_render
from dialogues.models import Publication, Revision, Source
from dialogues.naming import rename_source
from dialogues.publishing import of_an_earlier_shape, republish, withdraw
from dialogues.readiness import NotReady
from dialogues.states import State, becomes_public_with, rendered_now, state
from tests import cast
from tests.clearing import publish
from tests.past_triggers import past_the_triggers

pytestmark = pytest.mark.django_db

OWNERS = pytest.mark.parametrize("owner", [cast.dialogue, cast.organization, cast.person])


def document(record):
    return render(to_render(type(record)).get(pk=record.pk), lambda other: True)


def shown(record):
    return Publication.public.shown().get(record_id=record.pk, slug=record.slug)


@OWNERS
def test_a_document_holds_the_claims_the_facts_in_dispute_and_the_sources_in_full(owner):
    record = owner()
    fields = {"where": "banner", "as_stated": "in 2012", "preferred": True, "reason": "Its own page."}
    cast.claim(record, "established", "2012", **fields)
    cast.claim(record, "established", "2013", source=cast.source("src-other", "Other", kind="report"))
    cast.claim(record, "website", "https://example.gov", as_rendered="site")
    told = document(record)
    assert told["claims"] == [
        {
            "field": "established", "value": "2012", "as_stated": "in 2012", "as_rendered": None,
            "where": "banner", "source": "src-osc", "preferred": True, "reason": "Its own page.",
        },
        {
            "field": "established", "value": "2013", "as_stated": None, "as_rendered": None,
            "where": None, "source": "src-other", "preferred": False, "reason": None,
        },
        {
            "field": "website", "value": "https://example.gov", "as_stated": None, "as_rendered": "site",
            "where": None, "source": "src-osc", "preferred": False, "reason": None,
        },
    ]  # fmt: skip
    assert told["disputed"] == ["established"]
    assert [(cited["id"], cited["title"]) for cited in told["sources"]] == [
        ("src-osc", "Release of the office"),
        ("src-other", "Other"),
    ]


@OWNERS
def test_a_record_without_claims_says_so_with_empty_lists(owner):
    told = document(owner())
    assert (told["claims"], told["disputed"], told["sources"]) == ([], [], [])


def test_a_dialogue_cites_a_source_once_that_it_and_its_claims_name():
    series = cast.dialogue()
    series.sources.add(cast.source(), cast.source("src-own"))
    cast.claim(series, "level", "minister")
    assert [cited["id"] for cited in document(series)["sources"]] == ["src-osc", "src-own"]


@OWNERS
def test_claims_cost_as_many_queries_with_three_as_with_one(owner):
    record, counts = owner(), []
    for numbers in ((1,), (2, 3)):
        for number in numbers:
            cast.claim(record, "name", number, source=cast.source(f"src-{number}"))
        with CaptureQueriesContext(connection) as captured:
            document(record)
        counts.append(len(captured))
    assert counts == [{"dialogue": 7, "organization": 4, "person": 4}[owner.__name__]] * 2


@OWNERS
def test_a_source_that_a_claim_cites_becomes_public_with_the_record(owner):
    record = owner()
    cast.claim(record, "name", "One")
    cast.source("src-of-nobody")
    publish(record)
    assert set(Publication.public.shown().filter(kind="source").values_list("slug", flat=True)) == {"src-osc"}
    assert shown(record).document == rendered_now(record)
    assert "source:src-osc" in shown(record).cites


def test_what_a_meeting_names_becomes_public_with_the_sources_of_its_claims():
    meeting = cast.full_meeting()
    for record, slug in ((cast.organization(), "src-of-office"), (cast.person(), "src-of-person")):
        cast.claim(record, "name", "One", source=cast.source(slug))
    along = {record.slug for record in becomes_public_with(meeting)}
    assert {"us-osc", "don-graves", "src-of-office", "src-of-person"} <= along
    publish(meeting)
    assert set(Publication.public.shown().filter(kind="source").values_list("slug", flat=True)) == {
        "src-osc",
        "src-of-office",
        "src-of-person",
    }
    assert not {"src-of-office", "src-of-person"} & {
        cited["id"] for cited in shown(meeting).document["sources"]
    }


@OWNERS
def test_a_claim_that_was_entered_since_stays_private_until_published(owner):
    record = owner()
    publish(record)
    cast.claim(record, "name", "PLANTED", as_stated="PLANTED", source=cast.source("planted", "PLANTED"))
    publish(cast.meeting())
    record.refresh_from_db()
    assert state(record) == State.EDITED
    text = " ".join(str(row) for row in Publication.public.values())
    assert "PLANTED" not in text
    assert "planted" not in text
    publish(record)
    assert [claim["value"] for claim in shown(record).document["claims"]] == ["PLANTED"]


@OWNERS
def test_a_source_that_a_claim_cites_is_withdrawn_after_what_cites_it(owner):
    record = owner()
    cast.claim(record, "name", "One")
    publish(record)
    release = cast.source()
    with pytest.raises(NotReady, match=f"Published records name it: {record.slug}"):
        withdraw(release, by=None, reason="Wrong.")
    record.claims.all().delete()
    publish(type(record).objects.get(pk=record.pk))
    withdraw(release, by=None, reason="Wrong.")
    assert not Publication.public.shown().filter(kind="source").exists()


@OWNERS
def test_the_new_id_of_a_source_is_carried_into_claims(owner):
    record = owner()
    cast.claim(record, "name", "One")
    publish(record)
    Source.objects.update(slug="src-new")
    publish(Source.objects.get())
    found = shown(record)
    assert [claim["source"] for claim in found.document["claims"]] == ["src-new"]
    assert [cited["id"] for cited in found.document["sources"]] == ["src-new"]
    assert found.sha256 == digest(found.document)


@OWNERS
def test_a_record_shown_in_the_shape_of_before_claims_is_shown_anew(owner):
    record = owner()
    publish(record)
    kept = {key: value for key, value in shown(record).document.items() if key != "claims"}
    with past_the_triggers():
        Publication.objects.filter(pk=shown(record).pk).update(document=kept, sha256="")
    assert [one.slug for one in of_an_earlier_shape()] == [record.slug]
    republish(by=None, only=of_an_earlier_shape())
    assert (shown(record).document["claims"], Revision.objects.first().cause) == ([], "shape")


def test_what_a_source_gives_is_no_reference_in_a_document_that_was_stored_before_it_was_refused():
    named = {
        "type": "organization",
        "id": "secret",
        "name": {"en": "Draft", "ja": None},
        "topics": ["b", "a"],
    }
    cited = {"type": "source", "id": "src-osc", "name": "Release"}
    whole = {"type": "person", "claims": [{"value": named | {"source": "src-osc"}, "source": "src-osc"}]}
    stored = whole | {"sources": [cited]}
    assert list(references_in(stored)) == [cited]
    rename_source(stored, "src-osc", "src-new")
    assert stored["claims"] == [{"value": named | {"source": "src-osc"}, "source": "src-new"}]
    assert sort_sets(copy.deepcopy(whole)) == whole
