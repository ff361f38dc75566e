"""Merging: two records become one for staff, and what cannot be merged is refused in plain words."""

import pytest

from dialogues import pointing
from dialogues.merging import merge
from dialogues.models import AgendaItem, Participation, Statement
from dialogues.readiness import NotReady
from participants.models import Organization, Person
from tests import cast
from tests.clearing import publish

pytestmark = pytest.mark.django_db


def double(slug="us-osc-2", name_en="Commerce Space Office", **fields):
    return cast.organization(slug, name_en, **fields)


def naming_the_double(slug="other"):
    """A meeting in which the double takes part, presents, speaks and promises."""
    meeting = cast.full_meeting(slug)
    other = double()
    session = meeting.sessions.get()
    Participation.objects.create(meeting=meeting, order=5, organization=other, role="host")
    AgendaItem.objects.create(meeting=meeting, session=session, order=2, text_en="Licensing", presenter=other)
    Statement.objects.create(meeting=meeting, organization=other, text_en="Words")
    meeting.outcomes.get().organizations.add(other)
    return meeting


def reasons(gone, into):
    with pytest.raises(NotReady) as refusal:
        merge(gone, into, by=None, reason="One and the same.")
    return refusal.value.reasons


# --- records ----------------------------------------------------------------------------------------------------


def test_what_names_the_one_that_goes_names_the_one_that_stays():
    meeting, office, other = naming_the_double(), cast.organization(), double()
    part = double("us-part", "Part", parent=other)
    heir = double("us-heir", "Heir", predecessor=other)
    assert merge(other, office, by=None, reason="One and the same.") == []
    assert not Organization.objects.filter(slug="us-osc-2").exists()
    assert meeting.participations.get(role="host").organization == office
    assert (AgendaItem.objects.get(order=2).presenter, Statement.objects.get().organization) == (
        office,
        office,
    )
    part.refresh_from_db()
    heir.refresh_from_db()
    assert (part.parent, heir.predecessor) == (office, office)


def test_a_set_that_holds_both_holds_one_afterwards():
    meeting = naming_the_double()
    merge(double(), cast.organization(), by=None, reason="One and the same.")
    assert [body.slug for body in meeting.outcomes.get().organizations.all()] == ["us-osc"]


def test_the_same_participation_is_there_once_and_any_other_stays():
    meeting = cast.full_meeting()
    one = meeting.participations.get(role="organizer")
    same, more = (Participation.objects.get(pk=one.pk) for _ in range(2))
    same.pk = more.pk = None
    same.organization = more.organization = double()
    more.role_stated = "hosted"
    for order, row in enumerate((same, more), 8):
        row.order = order
        row.save()
        row.sources.set(one.sources.all())
    merge(double(), cast.organization(), by=None, reason="One and the same.")
    assert list(meeting.participations.values_list("order", "role_stated")) == [
        (1, ""),
        (2, ""),
        (9, "hosted"),
    ]


def test_every_name_is_kept_once_as_another_name():
    office = cast.organization(abbreviation="OSC")
    office.aliases.create(name="商務省", lang="ja", kind="former", order=4)
    other = double(abbreviation="OSC", name_ja="宇宙商務局", name_other={"fr": "Bureau"})
    other.aliases.create(name="商務省", lang="ja", kind="alias")
    other.aliases.create(name="Old", lang="en", kind="former")
    other.aliases.create(name="Office of Space Commerce", lang="en", kind="alias")
    other.aliases.create(name="DOC", lang="en", kind="abbreviation")
    merge(other, office, by=None, reason="One and the same.")
    assert list(office.aliases.values_list("name", "lang", "kind", "order")) == [
        ("商務省", "ja", "former", 4),
        ("Commerce Space Office", "en", "alias", 5),
        ("宇宙商務局", "ja", "alias", 6),
        ("Bureau", "fr", "alias", 7),
        ("Old", "en", "former", 8),
        ("DOC", "en", "abbreviation", 9),
    ]


def test_nothing_but_names_is_filled_in():
    office = cast.organization()
    merge(
        double(note="A note", website="https://example.gov", wikidata="Q1", sector="military"),
        office,
        by=None,
        reason="One and the same.",
    )
    office.refresh_from_db()
    assert (office.note, office.website, office.wikidata, office.sector) == ("", "", "", "government")


def test_two_people_become_one():
    meeting = cast.full_meeting()
    twin = cast.person("d-graves", "D. Graves")
    Participation.objects.create(meeting=meeting, order=5, person=twin, role="host")
    cast.claim(meeting, "head", "D. Graves", person=twin)
    merge(twin, cast.person(), by=None, reason="One and the same.")
    assert set(meeting.participations.exclude(person=None).values_list("person__slug", flat=True)) == {
        "don-graves"
    }
    assert meeting.claims.get(field="head").person.aliases.get().name == "D. Graves"


@pytest.mark.parametrize(
    ("gone", "into"),
    [
        (double, cast.organization),
        (lambda: cast.person("d-graves", "D. Graves"), cast.person),
    ],
)
def test_what_sources_say_of_the_one_that_goes_they_say_of_the_one_that_stays(gone, into):
    for record in (into(), gone()):
        cast.claim(record, "website", "https://example.gov", where="banner")
    cast.claim(into(), "name", "Stays", preferred=True)
    cast.claim(gone(), "name", "Goes")
    cast.claim(gone(), "wikidata", "Q1", preferred=True)
    merge(gone(), into(), by=None)
    assert [(claim.order, claim.field, claim.value, claim.preferred) for claim in into().claims.all()] == [
        (1, "website", "https://example.gov", False),
        (2, "name", "Stays", True),
        (3, "name", "Goes", False),
        (4, "wikidata", "Q1", True),
    ]


# --- refusals ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("model", [Organization, Person])
def test_every_relation_of_the_project_is_one_that_a_merge_knows(model):
    """A new relation fails here: say in dialogues.pointing how a merge moves it."""
    assert {label for label, _relation in pointing.relations(model)} == pointing.labels_known(model)


def test_what_a_stranger_points_at_is_not_merged(monkeypatch):
    known = tuple(one for one in pointing.KNOWN[Organization] if one.model is not Statement)
    monkeypatch.setitem(pointing.KNOWN, Organization, known)
    naming_the_double()
    assert reasons(double(), cast.organization()) == [
        "Something points at “Commerce Space Office” that a merge does not know how to move "
        "(dialogues.statement.organization)."
    ]
    assert Organization.objects.filter(slug="us-osc-2").exists()
    Statement.objects.all().delete()
    merge(double(), cast.organization(), by=None, reason="One and the same.")


def test_a_record_is_not_merged_into_itself_or_into_another_kind():
    office = cast.organization()
    assert reasons(office, Organization.objects.get()) == ["This is one and the same record."]
    assert reasons(office, cast.person()) == ["Two organizations can be merged, or two people."]


def test_no_circle_of_parents_or_predecessors_comes_of_it():
    other = double()
    between = double("us-between", "Between", parent=other)
    assert reasons(other, cast.organization(parent=between)) == [
        "“Office of Space Commerce” is part of “Commerce Space Office”: merged, it would be part of itself. "
        "Take it out of it first."
    ]
    assert reasons(other, double("us-heir", "Heir", predecessor=other)) == [
        "“Heir” succeeded “Commerce Space Office”: merged, it would succeed itself. Take out the predecessor first."
    ]


def test_no_circle_comes_of_it_in_what_readers_see():
    other, office = double(), cast.organization(parent=double())
    publish(office)
    Organization.objects.filter(pk=office.pk).update(parent=None)
    assert reasons(other, office) == [
        "To readers, “Office of Space Commerce” still is part of “Commerce Space Office” or succeeded it. Publish "
        "the edits of “Office of Space Commerce”, and of what stands between, first."
    ]
    publish(Organization.objects.get(pk=office.pk))
    assert [row.op for row in merge(other, office, by=None, reason="One and the same.")] == [
        "upsert",
        "merge",
    ]


def test_what_is_public_is_merged_into_what_is_public_alone():
    other = double()
    publish(other)
    assert reasons(other, cast.organization()) == [
        "“Commerce Space Office” is public and “Office of Space Commerce” is not. Publish “Office of Space Commerce” "
        "first."
    ]


def test_two_preferred_claims_about_one_fact_are_not_merged():
    meeting, twin = cast.full_meeting(), cast.person("d-graves", "D. Graves")
    for person in (twin, cast.person()):
        cast.claim(meeting, "head", "Yes", person=person, preferred=True)
    assert reasons(twin, cast.person()) == [
        "“Ninth meeting” prefers one claim about “head” of “D. Graves” and another of “Don Graves”. Prefer only one "
        "of them first."
    ]


def test_two_preferred_claims_about_one_fact_of_two_records_are_not_merged():
    other, office = double(), cast.organization()
    for record, value in ((other, "Goes"), (office, "Stays")):
        cast.claim(record, "website", "https://example.gov", preferred=True)
        cast.claim(record, "name", value, preferred=True)
    assert reasons(other, office) == [
        "One claim about “name” of “Commerce Space Office” is preferred and another of “Office of Space Commerce”. "
        "Prefer only one of them first."
    ]
    other.claims.filter(field="name").update(preferred=False)
    merge(other, office, by=None)
    assert list(office.claims.values_list("value", flat=True)) == ["https://example.gov", "Stays", "Goes"]


def test_a_name_too_long_to_be_another_name_is_not_cut():
    assert reasons(double(name_other={"fr": "x" * 501}), cast.organization()) == [
        "A name of “Commerce Space Office” is too long to be kept as another name. Shorten it first."
    ]
