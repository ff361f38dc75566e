"""Reindexing takes anew how publications are found, and leaves alone what they tell."""

import pytest
from django.core.management import call_command

from dialogues import facets
from dialogues.models import Publication, Revision
from tests import cast
from tests.clearing import publish

INDEXED = ("facets", "cites", "title_en", "title_ja", "earliest", "latest", "search_text", "indexed_by")


@pytest.fixture
def published(db):
    cast.organization("us-doc", "Department of Commerce")
    cast.organization(parent=cast.organization("us-doc"))
    cast.organization("us-osc-data", "Data office", parent=cast.organization())
    publish(cast.full_meeting(title_ja="第9回会合"))
    publish(cast.organization("us-osc-data"))


def index():
    return {
        (row.kind, row.slug): [getattr(row, name) for name in INDEXED] for row in Publication.objects.all()
    }


def told():
    return list(Publication.objects.order_by("pk").values("document", "sha256", "revision", "published_at"))


def test_it_brings_back_what_is_asked_of_each_publication(published):
    before, documents, revisions = index(), told(), Revision.objects.count()
    Publication.objects.update(
        facets=["planted:token"], cites=[], title_en="Planted", title_ja="", earliest=None, latest=None,
        search_text="planted", indexed_by="former rules",
    )  # fmt: skip
    call_command("reindex", verbosity=0)
    assert index() == before
    assert "organization:us-doc" in before["organization", "us-osc-data"][0]
    assert (told(), Revision.objects.count()) == (documents, revisions)


def test_what_the_present_rules_indexed_is_left_alone(published):
    Publication.objects.filter(slug="us-osc").update(facets=["planted:token"])
    call_command("reindex", verbosity=0)
    assert Publication.objects.get(slug="us-osc").facets == ["planted:token"]
    call_command("reindex", "--all", verbosity=0)
    assert "organization:us-osc" in Publication.objects.get(slug="us-osc").facets


def test_where_nothing_changed_it_asks_one_question(published, django_assert_num_queries):
    with django_assert_num_queries(1):
        call_command("reindex", verbosity=0)


def test_it_goes_lot_by_lot(published, monkeypatch):
    monkeypatch.setattr("dialogues.reindexing.TOGETHER", 2)
    before = index()
    Publication.objects.update(facets=[], indexed_by="")
    call_command("reindex", verbosity=0)
    assert index() == before


def test_a_notice_of_what_was_withdrawn_stays_empty(published):
    from dialogues.publishing import withdraw

    withdraw(cast.Meeting.objects.get(), by=None, reason="Entered twice.")
    call_command("reindex", "--all", verbosity=0)
    gone = Publication.objects.get(kind="meeting")
    assert (gone.search_text, gone.facets) == ("", [])


def test_publishing_indexes_by_the_present_rules(published):
    assert set(Publication.objects.values_list("indexed_by", flat=True)) == {facets.RULES}
