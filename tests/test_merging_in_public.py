"""Merging what is public: readers and partners find everything under the one that stays, and nothing private leaks."""

import pytest
from django.db import Error, transaction
from django.test import Client

from dialogues.documents import digest
from dialogues.facets import cites, facets
from dialogues.merging import merge
from dialogues.models import Bypass, FormerSlug, Meeting, Participation, Publication, Revision
from dialogues.publishing import withdraw
from dialogues.readiness import NotReady
from dialogues.states import State, rendered_now, state
from participants.models import Organization
from tests import cast
from tests.clearing import publish
from tests.test_merging import double, naming_the_double

pytestmark = pytest.mark.django_db


def shown(kind, slug):
    return Publication.public.shown().get(kind=kind, slug=slug)


def stored_text():
    """Everything that the public side can read, in one text."""
    return " ".join(str(row) for row in Publication.public.values())


@pytest.fixture
def public():
    """A public meeting that names both, and the two offices."""
    meeting = naming_the_double()
    publish(meeting)
    return Meeting.objects.get(pk=meeting.pk), double(), cast.organization()


def test_published_documents_name_the_one_that_stays_and_only_what_changed_has_a_revision(public):
    _meeting, other, office = public
    made = merge(other, office, by=None, reason="One and the same.", note="One and the same.")
    assert sorted((row.op, row.kind, row.slug) for row in made) == [
        ("merge", "organization", "us-osc-2"),
        ("upsert", "meeting", "other"),
        ("upsert", "organization", "us-osc"),
        ("upsert", "outcome", "other-o1"),
        ("upsert", "session", "other-track-1-5"),
    ]
    assert (made[0].slug, made[-1].op) == ("us-osc", "merge")
    for publication in Publication.objects.shown():
        assert "us-osc-2" not in str(publication.document)
        assert publication.sha256 == digest(publication.document)
    host = next(
        part for part in shown("meeting", "other").document["participations"] if part["role"] == "host"
    )
    assert host["organization"] == {
        "type": "organization",
        "id": "us-osc",
        "name": {"en": "Office of Space Commerce", "ja": None},
    }


def test_a_meeting_that_was_shown_as_recorded_still_is(public):
    meeting, other, office = public
    merge(other, office, by=None, reason="One and the same.")
    meeting.refresh_from_db()
    assert state(meeting) == State.PUBLIC
    assert shown("meeting", "other").document == rendered_now(meeting)
    assert publish(meeting) == []


def test_sets_are_in_the_order_in_which_they_are_rendered(public):
    meeting, other, _office = public
    for slug in ("us-zzz", "us-aaa"):
        meeting.outcomes.get().organizations.add(double(slug, slug))
    publish(meeting)
    Organization.objects.filter(slug="us-aaa").update(slug="us-yyy")
    publish(meeting)
    meeting.refresh_from_db()
    merge(other, Organization.objects.get(slug="us-zzz"), by=None, reason="One and the same.")
    meeting.refresh_from_db()
    assert shown("meeting", "other").document == rendered_now(meeting)
    assert state(meeting) == State.PUBLIC


def test_a_doubled_participation_goes_from_the_document_too(public):
    meeting, other, office = public
    host = meeting.participations.get(role="host")
    host.pk, host.organization = None, office
    host.save()
    publish(meeting)
    assert len(shown("meeting", "other").document["participations"]) == 4
    merge(other, office, by=None, reason="One and the same.")
    meeting.refresh_from_db()
    assert len(shown("meeting", "other").document["participations"]) == 3
    assert shown("meeting", "other").document == rendered_now(meeting)


def test_what_sources_said_of_two_people_who_are_one_may_differ_newly():
    meeting, twin = cast.full_meeting(), cast.person("d-graves", "D. Graves")
    cast.claim(meeting, "head_title", "Deputy", person=twin)
    cast.claim(meeting, "head_title", "Secretary", person=cast.person())
    publish(meeting)
    publish(twin)
    assert shown("meeting", "us-jp-cds-09").document["disputed"] == ["date"]
    merge(twin, cast.person(), by=None, reason="One and the same.")
    meeting.refresh_from_db()
    found = shown("meeting", "us-jp-cds-09")
    assert found.document == rendered_now(meeting)
    assert found.document["disputed"] == ["date", "head_title"]
    assert "disputed:head_title" in found.facets
    assert state(meeting) == State.PUBLIC


@pytest.mark.parametrize(
    ("gone", "into"),
    [
        (double, cast.organization),
        (lambda: cast.person("d-graves", "D. Graves"), cast.person),
    ],
)
def test_what_sources_said_of_the_one_that_goes_is_shown_of_the_one_that_stays(gone, into):
    cast.claim(into(), "website", "https://one.example", preferred=True)
    cast.claim(gone(), "website", "https://other.example", source=cast.source("src-other", "Other"))
    for record in (gone(), into()):
        publish(record)
    merge(gone(), into(), by=None, reason="One and the same.")
    found = shown(into()._meta.model_name, into().slug)
    assert [claim["value"] for claim in found.document["claims"]] == [
        "https://one.example",
        "https://other.example",
    ]
    assert [cited["id"] for cited in found.document["sources"]] == ["src-osc", "src-other"]
    assert found.document["disputed"] == ["website"]
    assert "source:src-other" in found.cites
    assert found.document == rendered_now(into())
    assert state(into()) == State.PUBLIC


def test_claims_that_nobody_cleared_stay_private_and_those_taken_out_are_not_shown(public):
    _meeting, other, office = public
    cast.claim(other, "note", "Shown")
    cast.claim(other, "ror", "Taken out")
    publish(Organization.objects.get(pk=other.pk))
    other.claims.filter(field="ror").delete()
    cast.claim(other, "website", "PLANTED", source=cast.source("planted", "PLANTED"))
    cast.claim(office, "website", "PLANTED, too")
    merge(other, office, by=None, reason="One and the same.")
    office.refresh_from_db()
    assert "PLANTED" not in stored_text()
    assert "planted" not in stored_text()
    assert [claim["value"] for claim in shown("organization", "us-osc").document["claims"]] == ["Shown"]
    assert state(office) == State.EDITED


def test_readers_are_never_shown_two_preferred_claims_about_one_fact(public):
    _meeting, other, office = public
    for record, value in ((other, "Goes"), (office, "Stays")):
        cast.claim(record, "name", value, preferred=True)
        publish(type(record).objects.get(pk=record.pk))
    office.claims.update(preferred=False)
    merge(other, office, by=None, reason="One and the same.")
    assert [claim["value"] for claim in shown("organization", "us-osc").document["claims"]] == ["Stays"]
    office.refresh_from_db()
    assert state(office) == State.EDITED
    publish(office)
    assert [
        (claim["value"], claim["preferred"]) for claim in shown("organization", "us-osc").document["claims"]
    ] == [("Stays", False), ("Goes", True)]


def test_half_finished_edits_stay_private(public):
    meeting, other, office = public
    Meeting.objects.filter(pk=meeting.pk).update(summary_en="PLANTED")
    meeting.participations.update(role_stated="PLANTED")
    Organization.objects.filter(pk__in=[other.pk, office.pk]).update(note="PLANTED")
    Organization.objects.filter(pk=other.pk).update(name_ja="PLANTED")
    merge(other, office, by=None, reason="One and the same.")
    assert "PLANTED" not in stored_text()
    meeting.refresh_from_db()
    office.refresh_from_db()
    assert (state(meeting), state(office)) == (State.EDITED, State.EDITED)
    assert "us-osc-2" not in str(shown("meeting", "other").document)
    assert office.aliases.filter(name="PLANTED").exists()


def test_the_one_that_stays_shows_the_names_that_were_public(public):
    _meeting, other, office = public
    merge(other, office, by=None, reason="One and the same.")
    office.refresh_from_db()
    aliases = [{"name": "Commerce Space Office", "lang": "en", "kind": "alias"}]
    assert shown("organization", "us-osc").document["aliases"] == aliases
    assert "commerce space office" in shown("organization", "us-osc").search_text
    assert state(office) == State.PUBLIC


def test_a_draft_is_merged_without_a_trace():
    meeting = cast.full_meeting()
    publish(meeting)
    office = cast.organization()
    before = stored_text()
    Participation.objects.create(meeting=meeting, order=7, organization=double(), role="host")
    assert merge(double(), office, by=None, reason="One and the same.") == []
    assert stored_text() == before
    meeting.refresh_from_db()
    office.refresh_from_db()
    assert (state(meeting), state(office)) == (State.EDITED, State.EDITED)


def test_readers_find_under_the_one_that_stays_what_was_below_the_other():
    other, above = double(), double("us-above", "Above")
    office = cast.organization(parent=above)
    part = double("us-part", "Part", parent=other)
    cell = double("us-cell", "Cell", parent=part)
    meeting = cast.meeting("m")
    Participation.objects.create(meeting=meeting, organization=cell)
    for record in (meeting, office):
        publish(record)
    merge(other, office, by=None, reason="One and the same.")
    tokens = {f"organization:{slug}" for slug in ("us-cell", "us-part", "us-osc", "us-above")}
    for kind, slug in (("meeting", "m"), ("organization", "us-cell")):
        found = shown(kind, slug)
        assert {token for token in found.facets if token.startswith("organization:")} == tokens
        assert found.cites == cites(found.document)
    part.refresh_from_db()
    assert state(part) == State.PUBLIC
    assert shown("organization", "us-part").document == rendered_now(part)


def test_facets_are_those_that_rendering_would_give(public):
    meeting, other, office = public
    merge(other, office, by=None, reason="One and the same.")
    found = shown("meeting", "other")
    assert found.facets == facets(rendered_now(Meeting.objects.get(pk=meeting.pk)), lambda kind, slug: [])
    assert not any("us-osc-2" in token for token in [*found.facets, *found.cites])


@pytest.mark.parametrize("prefix", ["/organizations/", "/ja/organizations/", "/api/v1/organizations/"])
def test_old_addresses_lead_on_for_good(public, prefix):
    _meeting, other, office = public
    Organization.objects.filter(pk=other.pk).update(slug="us-osc-3")
    publish(Organization.objects.get(pk=other.pk))
    merge(Organization.objects.get(pk=other.pk), office, by=None, reason="One and the same.")
    for former in ("us-osc-2", "us-osc-3"):
        answer = Client().get(f"{prefix}{former}/?lang=ja")
        assert (answer.status_code, answer["Location"].removeprefix("http://testserver")) == (
            301,
            f"{prefix}us-osc/?lang=ja",
        )


def test_merged_again_the_oldest_id_leads_to_the_newest_in_one_step(public):
    _meeting, other, office = public
    last = double("us-last", "Last")
    publish(last)
    merge(other, office, by=None, reason="One and the same.")
    merge(office, last, by=None, reason="One and the same.")
    assert Client().get("/organizations/us-osc-2/")["Location"] == "/organizations/us-last/"
    assert set(Publication.objects.filter(merged_into__slug="us-last").values_list("slug", flat=True)) == {
        "us-osc",
        "us-osc-2",
    }


def test_a_list_asked_for_the_old_id_says_where_it_went(public):
    _meeting, other, office = public
    merge(other, office, by=None, reason="One and the same.")
    answer = Client().get("/api/v1/organizations/?id=us-osc-2").json()
    assert answer["not_found"] == [{"id": "us-osc-2", "reason": "renamed", "now": "us-osc"}]
    wrong = Client().get("/api/v1/meetings/?organization=us-osc-2").json()
    assert wrong["errors"][0]["did_you_mean"] == ["us-osc"]


def test_the_old_id_is_no_other_records_ever(public):
    _meeting, other, office = public
    merge(other, office, by=None, reason="One and the same.")
    again = double()
    with pytest.raises(NotReady, match="belongs or belonged to another record"):
        publish(again)


def test_a_withdrawn_record_merged_into_a_public_one_leads_there():
    other, office = double(), cast.organization()
    for record in (other, office):
        publish(record)
    withdraw(other, by=None, reason="Entered twice.")
    assert [(row.op, row.slug) for row in merge(other, office, by=None, reason="One and the same.")] == [
        ("merge", "us-osc-2")
    ]
    assert Client().get("/organizations/us-osc-2/").status_code == 301


def test_who_polls_learns_of_the_merge_last(public):
    _meeting, other, office = public
    since = Revision.objects.first().number
    merge(other, office, by=None, reason="One and the same.", note="One and the same.")
    rows = list(Publication.public.filter(revision__gt=since).order_by("revision"))
    assert [row.merged_into.slug if row.merged_into else None for row in rows] == [None] * 4 + ["us-osc"]
    gone = rows[-1]
    assert (gone.slug, gone.document, gone.sha256, gone.facets, gone.cites, gone.search_text) == (
        "us-osc-2", None, "", [], [], "",
    )  # fmt: skip
    told = Revision.objects.first()
    assert (told.number, told.op, told.slug, told.document, told.note) == (
        gone.revision, "merge", "us-osc-2", None, "One and the same.",
    )  # fmt: skip


def test_either_all_of_it_happens_or_nothing(public, monkeypatch):
    _meeting, other, office = public
    before = (
        stored_text(),
        FormerSlug.objects.count(),
        Participation.objects.filter(organization=other).count(),
    )
    monkeypatch.setattr(Organization, "delete", lambda self: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        merge(other, office, by=None, reason="One and the same.")
    assert (
        stored_text(),
        FormerSlug.objects.count(),
        Participation.objects.filter(organization=other).count(),
    ) == before


def test_what_readers_see_is_merged_with_a_reason_or_not_at_all():
    office, other = cast.organization(), double()
    publish(office)
    publish(other)
    with pytest.raises(NotReady, match="Readers see it: say why the two are one and the same"):
        merge(other, office, by=None, reason=" ")
    made = merge(other, office, by=None, reason=" The same office. ")
    bypass = Bypass.objects.unapproved().get()
    assert (bypass.how, bypass.reason) == ("merge", "The same office.")
    assert set(bypass.revisions.values_list("number", flat=True)) == {one.number for one in made}


def test_no_revision_merges_without_one_in_the_database():
    office = cast.organization()
    publish(office)
    shown = Publication.objects.get(kind="organization")
    with pytest.raises(Error, match="merges without a bypass"), transaction.atomic():
        Revision.objects.create(
            number=99,
            publication=shown,
            kind=shown.kind,
            slug=shown.slug,
            op="merge",
            cause="merged",
            published_at=shown.published_at,
        )
