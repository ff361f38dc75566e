"""Merging at the desk: nothing is merged unseen, and what readers see is merged by publishers alone."""

import re

import pytest
from bs4 import BeautifulSoup
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dialogues import pointing
from dialogues.models import Bypass, Participation, Statement
from participants.models import Organization, Person
from tests import cast
from tests.admin.desk import address, at_the_desk, errors, member, page, told
from tests.clearing import publish

pytestmark = pytest.mark.django_db


def folded(element):
    return re.sub(r"\s+", " ", element.text).strip()


@pytest.fixture
def office():
    return cast.organization()


@pytest.fixture
def other():
    return cast.organization("us-osc-2", "Commerce Space Office", note="Entered twice?", sector="military")


def asked(client, gone, into):
    """The page that shows what merging would do."""
    return page(client, f"{address(gone, 'merge')}?other={into.pk}&stays=other")


def confirm(client, gone, into, soup=None, why="One and the same."):
    soup = soup or asked(client, gone, into)
    data = {box["name"]: box["value"] for box in soup.select("#confirm_form input[type=hidden]")}
    return client.post(address(gone, "merge"), data | {"_merge": "x", "why": why})


def gone(record):
    return not type(record).objects.filter(pk=record.pk).exists()


def test_the_form_leads_to_it(editing, office):
    links = [link["href"] for link in page(editing, address(office)).select(".object-tools a")]
    assert address(office, "merge") in links
    soup = page(editing, address(office, "merge"))
    assert [box["name"] for box in soup.select("#merge_form [name]")] == ["other", "stays", "stays"]
    assert not soup.select("#confirm_form")


def test_two_selected_in_the_list_lead_to_it_and_the_one_that_readers_know_stays(editing, office, other):
    publish(other)
    chosen = {"action": "merge_two", "_selected_action": [office.pk, other.pk]}
    response = editing.post(address(office, "changelist"), chosen)
    assert response.url == f"{address(office, 'merge')}?other={other.pk}"
    heading = page(editing, response.url).select_one("#content-main h2")
    assert folded(heading) == "“Office of Space Commerce” goes, “Commerce Space Office” stays"


@pytest.mark.parametrize("number", [1, 3])
def test_exactly_two_are_merged(editing, office, other, number):
    bodies = [office, other, cast.organization("us-nasa", "NASA")][:number]
    chosen = {"action": "merge_two", "_selected_action": [body.pk for body in bodies]}
    response = editing.post(address(office, "changelist"), chosen)
    assert told(editing, response) == ["Select exactly two records to merge."]


def test_the_preview_shows_all_that_moves_with_links(editing, office, other):
    meeting = cast.full_meeting()
    Participation.objects.create(meeting=meeting, order=5, organization=other, role="host")
    meeting.outcomes.get().organizations.add(other)
    part = cast.organization("us-part", "Part", parent=other)
    soup = asked(editing, other, office)
    assert [folded(heading) for heading in soup.select("#content-main h4")] == [
        "Participations (1)",
        "Outcomes that it is responsible for (1)",
        "Organizations that are part of it (1)",
    ]
    assert [(folded(row), row.a["href"]) for row in soup.select(".merge-moving li")] == [
        ("Ninth meeting: Host: Commerce Space Office", address(meeting)),
        (
            "Ninth meeting: Draw up a roadmap (the same is there already: this one is taken out)",
            address(meeting),
        ),
        ("Part", address(part)),
    ]


def test_the_preview_shows_the_names_that_are_kept_and_what_is_lost(editing, office, other):
    soup = asked(editing, other, office)
    assert [folded(row) for row in soup.select(".merge-names li")] == [
        "Commerce Space Office (en, Also called)"
    ]
    table = soup.select("table")[-1]
    assert [[folded(cell) for cell in row.select("th, td")] for row in table.select("tbody tr")] == [
        ["Sector", "Military", "Government"],
        ["Note", "Entered twice?", "nothing"],
    ]


def test_which_one_stays_can_be_chosen(editing, office, other):
    soup = page(editing, f"{address(other, 'merge')}?other={office.pk}&stays=this")
    assert confirm(editing, other, office, soup).url == address(other)
    assert (gone(office), gone(other)) == (True, False)


def test_nothing_is_merged_by_looking(editing, office, other):
    asked(editing, other, office)
    editing.post(address(other, "merge"), {"other": office.pk, "stays": "other"})
    assert Organization.objects.count() == 2


def test_confirming_merges_says_so_and_notes_who_did_it(editing, editor, office, other):
    response = confirm(editing, other, office)
    assert response.url == address(office)
    assert told(editing, response) == ["“Commerce Space Office” was merged into “Office of Space Commerce”."]
    assert gone(other)
    assert LogEntry.objects.get(object_id=str(office.pk)).user == editor


def test_people_are_merged_as_well(editing):
    twin, graves = cast.person("d-graves", "D. Graves"), cast.person()
    confirm(editing, twin, graves)
    assert Person.objects.get() == graves
    assert graves.aliases.get().name == "D. Graves"


def test_what_changed_after_the_preview_is_looked_at_again(editing, office, other):
    soup = asked(editing, other, office)
    Participation.objects.create(meeting=cast.meeting(), organization=other, role="host")
    response = confirm(editing, other, office, soup)
    assert told(editing, response) == [
        "Something changed after you opened this page. Nothing was merged: look again."
    ]
    assert not gone(other)
    again = BeautifulSoup(response.content.decode(), "html.parser")
    assert len(again.select(".merge-moving li")) == 1
    assert confirm(editing, other, office, again).status_code == 302


def test_editors_do_not_merge_what_is_public(editing, clearing, office, other):
    for body in (office, other):
        publish(body)
    soup = asked(editing, other, office)
    assert "The one that goes is or was public: a publisher has to merge it." in folded(
        soup.select("p.errornote")[-1]
    )
    assert not soup.select("#confirm_form")
    seen = asked(clearing, other, office)
    assert confirm(editing, other, office, seen).status_code == 403
    assert not gone(other)
    assert confirm(clearing, other, office, seen).status_code == 302
    assert gone(other)


def test_merging_what_readers_see_says_why_and_waits_for_another_publishers_approval(
    clearing, publisher, office, other
):
    for body in (office, other):
        publish(body)
    why = asked(clearing, other, office).select_one("#confirm_form p")
    assert "So say why the two are one and the same" in folded(why)
    refused = confirm(clearing, other, office, why=" ")
    assert errors(refused) == {"why": "Say why: somebody else has to approve it afterwards."}
    assert not gone(other)
    assert told(clearing, confirm(clearing, other, office)) == [
        "“Commerce Space Office” was merged into “Office of Space Commerce”.",
        "It stays on the list until another publisher has approved it.",
    ]
    made = Bypass.objects.unapproved().get()
    assert (made.how, made.by, made.reason) == ("merge", publisher, "One and the same.")
    assert set(made.revisions.values_list("op", "slug")) == {("upsert", office.slug), ("merge", other.slug)}


def test_who_may_not_delete_may_not_merge(editor, office, other):
    reader = member("reader", "Editors")
    reader.groups.get().permissions.filter(codename="delete_organization").delete()
    client = at_the_desk(reader)
    assert client.get(address(other, "merge")).status_code == 403
    assert "Merge" not in folded(page(client, address(other)).select_one(".object-tools"))


def test_reasons_against_it_are_told_and_there_is_nothing_to_confirm(clearing, office, other):
    publish(other)
    soup = asked(clearing, other, office)
    assert [folded(reason) for reason in soup.select(".merge-reasons li")] == [
        "“Commerce Space Office” is public and “Office of Space Commerce” is not. Publish “Office of Space Commerce” "
        "first."
    ]
    assert not soup.select("#confirm_form")


def test_a_relation_that_nobody_told_a_merge_of_refuses_it(clearing, office, other, monkeypatch):
    known = tuple(one for one in pointing.KNOWN[Organization] if one.model is not Statement)
    monkeypatch.setitem(pointing.KNOWN, Organization, known)
    seen = asked(clearing, other, office)
    Statement.objects.create(meeting=cast.meeting(), organization=other, text_en="Words")
    response = confirm(clearing, other, office, seen)
    assert "(dialogues.statement.organization)" in response.content.decode()
    assert not gone(other)


def test_a_bad_question_is_answered_on_the_page(editing, office, other):
    for asked_for in (office.pk, 999_999_999, "x", ""):
        soup = page(editing, f"{address(office, 'merge')}?other={asked_for}&stays=other")
        assert len(soup.select("#merge_form ul.errorlist")) == 1
    assert (
        len(page(editing, f"{address(office, 'merge')}?other={other.pk}&stays=x").select("ul.errorlist")) == 1
    )


def test_a_record_that_is_gone_leads_home_with_a_word(editing, office):
    where = address(office, "merge")
    office.delete()
    assert editing.get(where).status_code == 302


def test_a_draft_changes_nothing_for_readers(editing, office, other):
    soup = asked(editing, other, office)
    assert "Nothing changes for readers." in folded(soup)
    assert soup.select("[name=why]") == []
    confirm(editing, other, office, soup, why="")
    assert (gone(other), Bypass.objects.count()) == (True, 0)


def test_the_preview_tells_how_many_published_records_name_it(clearing, office, other):
    publish(office)
    meeting = cast.full_meeting()
    Participation.objects.create(meeting=meeting, order=5, organization=other, role="host")
    publish(meeting)
    soup = asked(clearing, other, office)
    assert [folded(row) for row in soup.select(".merge-documents li")] == ["Meeting: 1"]


def test_the_preview_takes_no_more_queries_for_more_rows(editing, office, other):
    meeting = cast.meeting()

    def queries():
        with CaptureQueriesContext(connection) as found:
            asked(editing, other, office)
        return len(found)

    counted = []
    for order in range(3):
        Statement.objects.create(meeting=meeting, order=order, organization=other, text_en="Words")
        for body in (office, other):
            Participation.objects.create(
                meeting=meeting, order=order, organization=body, person=cast.person()
            )
        cast.organization(f"us-part-{order}", "Part", parent=other)
        counted.append(queries())
    assert counted[0] == counted[2]
