"""Likely duplicates: a command finds the pairs, the desk lists them, and what is two is never offered again."""

import pytest
from django.core.management import call_command

from dialogues.merging import merge
from dialogues.models import OrganizationPair, PersonPair, SourcePair
from participants.models import Organization, OrganizationAlias, PersonAlias
from tests import cast
from tests.admin.desk import address, page, told
from tests.admin.work.test_lists import cards

LISTED = "/admin/work/duplicates/"


def find():
    call_command("find_duplicates", verbosity=0)


def pairs(model=OrganizationPair):
    return [(one.first.slug, one.second.slug) for one in model.objects.order_by("distance", "id")]


@pytest.fixture
def office(db):
    return cast.organization()


@pytest.fixture
def twin(office):
    made = cast.organization("us-osc-2", "Office for Space Commerce", sector="military")
    find()
    return made


def test_a_pair_leads_to_the_merge_of_the_later_into_the_earlier(office, twin, editing):
    [(words, reason, where)] = cards(editing)["Likely duplicates (1)"]
    assert words == "Office of Space Commerce"
    assert reason == (
        "Two organizations · Perhaps the same as “Office for Space Commerce” (us-osc and us-osc-2)."
    )
    assert where == f"{address(twin, 'merge')}?other={office.pk}"
    assert "Office of Space Commerce" in page(editing, where).select_one("#content").text


def test_names_in_any_language_other_names_and_abbreviations_are_held_against_each_other(office):
    OrganizationAlias.objects.create(organization=office, name="宇宙政策委員会", lang="ja")
    cast.organization("us-committee", "", name_ja="宇宙 政策委員会")
    cast.organization("us-a", "Bureau of Alpha", abbreviation="XYZ")
    cast.organization("us-b", "Directorate of Beta", abbreviation="X.Y.Z.")
    cast.organization("us-c", "Agency of Gamma", abbreviation="XYZA")
    graves = cast.person()
    PersonAlias.objects.create(person=graves, name="Donald Graves", lang="en")
    cast.person("d-graves", "Graves, Donald")
    cast.person("kono", "Taro Kono")
    find()
    assert pairs() == [("us-osc", "us-committee"), ("us-a", "us-b")]
    assert pairs(PersonPair) == [("don-graves", "d-graves")]


def test_numbers_sides_parts_and_successors_tell_bodies_apart(office):
    cast.organization("us-18", "18th Space Defense Squadron")
    cast.organization("us-19", "19th Space Defense Squadron")
    cast.organization("fr-osc", "Office of Space Commerce")
    cast.organization("us-part", "Office of Space Commerce", parent=office)
    cast.organization("us-old", "Office of Space Commerce.", parent=None)
    Organization.objects.filter(slug="us-osc").update(predecessor=Organization.objects.get(slug="us-old"))
    find()
    assert pairs() == [("us-part", "us-old")]


def test_sources_are_one_by_their_address_or_their_title(db, editing):
    one = cast.source("one", "Release of the office", url="https://www.example.gov/r/1/#top")
    cast.source("two", "Something else", url="http://example.gov/r/1")
    cast.source("three", "Joint statement of the 8th meeting", url="https://example.gov/r/8")
    cast.source("four", "Joint statement of the 9th meeting", url="https://example.gov/r/9")
    five = cast.source("five", "Joint statement of the 8th Meeting.", url="https://example.org/x")
    find()
    assert sorted(pairs(SourcePair)) == [("one", "two"), ("three", "five")]
    SourcePair.objects.filter(second=five).delete()
    where = page(editing, LISTED).select_one(".work-entries a")["href"]
    shown = [link["href"] for link in page(editing, where).select("#result_list tbody th a")]
    assert sorted(link.split("/change/")[0] for link in shown) == sorted(
        address(record).split("/change/")[0] for record in (one, SourcePair.objects.get().second)
    )


def test_who_said_that_they_are_two_is_remembered_and_it_is_never_offered_again(
    office, twin, editor, editing
):
    form = page(editing, LISTED).select_one(".said-at-once")
    assert editing.get(form["action"]).status_code == 405
    response = editing.post(form["action"])
    assert told(editing, response) == [
        "“Office of Space Commerce” and “Office for Space Commerce” are two. They are listed apart now."
    ]
    find()
    pair = OrganizationPair.objects.get()
    assert (pair.told_apart_by, pair.told_apart_at is not None) == (editor, True)
    assert page(editing, LISTED).select(".work-entries li") == []


def test_who_said_it_first_stays_on_record(office, twin, editor, editing, clearing):
    where = page(editing, LISTED).select_one(".said-at-once")["action"]
    editing.post(where)
    clearing.post(where)
    assert OrganizationPair.objects.get().told_apart_by == editor


def test_who_may_not_change_them_cannot_tell_them_apart(office, twin, editor, editing):
    where = page(editing, LISTED).select_one(".said-at-once")["action"]
    editor.groups.clear()
    assert editing.post(where).status_code == 403
    assert OrganizationPair.objects.get().told_apart_at is None


def test_a_pair_goes_when_one_is_merged_deleted_or_renamed(office, twin, editing):
    where = page(editing, LISTED).select_one(".said-at-once")["action"]
    merge(twin, office, by=None)
    assert pairs() == []
    assert told(editing, editing.post(where)) == [
        "This pair is gone: one of the two was merged, deleted or renamed."
    ]
    other = cast.organization("us-osc-3", "Office of Space Commerces")
    find()
    assert pairs() == [("us-osc", "us-osc-3")]
    Organization.objects.filter(pk=other.pk).update(name_en="Weather Bureau")
    find()
    assert pairs() == []
    Organization.objects.filter(pk=other.pk).update(name_en="Office of Space Commerce")
    find()
    other.delete()
    assert pairs() == []


def test_finding_again_changes_nothing(office, twin):
    before = list(OrganizationPair.objects.values())
    find()
    assert list(OrganizationPair.objects.values()) == before


def test_what_was_said_to_be_two_is_listed_apart_and_can_be_taken_back(office, twin, editor, editing):
    editing.post(page(editing, LISTED).select_one(".said-at-once")["action"])
    apart = page(editing, LISTED).select_one(".desk-links a[href='/admin/work/told-apart/']")["href"]
    [row] = page(editing, apart).select(".work-entries li")
    assert " ".join(row.select_one(".entry-reason").text.split()) == (
        "Not “Office for Space Commerce” (us-osc and us-osc-2). Said 0 minutes ago by editor."
    )
    back = row.select_one(".said-at-once")["action"]
    assert editing.get(back).status_code == 405
    assert told(editing, editing.post(back)) == [
        "“Office of Space Commerce” and “Office for Space Commerce” are among the likely duplicates again."
    ]
    pair = OrganizationPair.objects.get()
    assert (pair.told_apart_by, pair.told_apart_at) == (None, None)
    assert len(page(editing, LISTED).select(".work-entries li")) == 1
    assert page(editing, apart).select(".work-entries li") == []
    editor.groups.clear()
    assert editing.post(back).status_code == 403
