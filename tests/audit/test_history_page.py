"""The history of a record at the desk: each act with who, when, from where, and every field old and new in words."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils.formats import date_format

from dialogues import clearing, publishing
from dialogues.models import Bypass, Meeting, Source
from dialogues.publishing import withdraw
from tests import cast
from tests.admin.desk import address, at_the_desk, filled, member, page
from tests.audit.noted import without_a_request
from tests.clearing import as_user, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting() -> Meeting:
    return cast.full_meeting(series=cast.dialogue())


@pytest.fixture
def editing():
    return at_the_desk(member("ann", "Editors"))


def entries(soup):
    return [
        " ".join(" ".join(part.get_text(" ", strip=True).split()) for part in entry.select("h2, p, li"))
        for entry in soup.select(".audit-entries article")
    ]


def lines(soup, place=0):
    entry = soup.select(".audit-entries article")[place]
    return [" ".join(line.get_text(" ", strip=True).split()) for line in entry.select("li")]


def test_one_save_is_one_entry_with_every_field_old_and_new_in_words(meeting, editing):
    noaa = cast.organization("us-noaa", "NOAA")
    form = filled(page(editing, address(meeting)))
    place = next(
        name.split("-")[1]
        for name, value in form.items()
        if name.endswith("role") and value == "opening_remarks"
    )
    form |= {
        "title_en": "The ninth",
        "status": "planned",
        f"participations-{place}-role": "keynote",
        f"participations-{place}-organization": str(noaa.pk),
    }
    assert editing.post(address(meeting), form).status_code == 302
    soup = page(editing, address(meeting, "history"))
    told = entries(soup)[0]
    assert " ann page /admin/dialogues/meeting/" in told
    assert "127.0.0.1" in told
    assert lines(soup) == [
        "Status : Held → became Planned",
        "Title in English : Ninth meeting → became The ninth",
        "Participation “Keynote: Don Graves, NOAA”: organization : Office of Space Commerce → became NOAA",
        "Participation “Keynote: Don Graves, NOAA”: role : Opening remarks → became Keynote",
    ]


def test_lists_tell_names_not_numbers(meeting, editing):
    meeting.outcomes.get().parties.remove(cast.party("US"))
    meeting.topics.add(cast.topic("gnss", "Satellite navigation"))
    soup = page(editing, address(meeting, "history"))
    told = lines(soup)
    assert "Outcome “Draw up a roadmap”: responsible parties : taken out United States" in told
    assert "Topics : Satellite navigation" in told


def test_what_was_published_stands_in_the_same_line_of_time(meeting, editing):
    ann = member("bo", "Publishers")
    publish(cast.dialogue(), by=ann)
    publish(meeting, by=ann, note="Cleared.")
    with as_user(ann):
        withdraw(meeting, by=ann, reason="By mistake.")
    soup = page(editing, address(meeting, "history"))
    told = [entry.select_one("b").text for entry in soup.select(".audit-entries article")]
    # That it was no longer in review once it was published stands in between.
    assert told[:3] == ["Withdrawn", "Sent for review", "Published"]
    assert "Cleared." in entries(soup)[2]


def test_a_write_in_the_database_is_told_as_that(meeting, editing):
    without_a_request()
    Meeting.objects.filter(pk=meeting.pk).update(edition=10)
    told = entries(page(editing, address(meeting, "history")))[0]
    assert "directly in the database" in told


def test_a_history_is_narrowed_to_a_person_and_to_a_field(meeting, editing):
    form = filled(page(editing, address(meeting))) | {"title_en": "The ninth"}
    editing.post(address(meeting), form)
    without_a_request()
    Meeting.objects.filter(pk=meeting.pk).update(edition=10)
    history = address(meeting, "history")
    ann = editing.session["_auth_user_id"]
    assert lines(page(editing, f"{history}?by={ann}")) == [
        "Title in English : Ninth meeting → became The ninth"
    ]
    assert lines(page(editing, f"{history}?what=edition")) == ["Number in the series : 9 → became 10"]
    assert len(entries(page(editing, f"{history}?what=dialogues_place"))) == 0


def test_pages_go_back_to_the_beginning_and_hold_each_act_once(meeting, editing, monkeypatch):
    monkeypatch.setattr("dialogues.audit.acts.ENTRIES", 2)
    for title in ("A", "B", "C", "D"):
        form = filled(page(editing, address(meeting))) | {"title_en": title}
        assert editing.post(address(meeting), form).status_code == 302
    history, seen = address(meeting, "history"), []
    soup = page(editing, history)
    while True:
        seen += [lines(soup, place) for place in range(len(soup.select(".audit-entries article")))]
        following = soup.find("a", string="Earlier")
        if following is None:
            break
        soup = page(editing, history + following["href"])
    assert [told for told in seen if len(told) == 1] == [
        ["Title in English : C → became D"],
        ["Title in English : B → became C"],
        ["Title in English : A → became B"],
        ["Title in English : Ninth meeting → became A"],
    ]


def test_the_history_of_a_deleted_record_is_found_from_its_list(meeting, editing):
    source = cast.source("gone", "A release")
    key = source.pk
    source.delete()
    soup = page(editing, reverse("admin:dialogues_source_changelist"))
    assert soup.find("a", string="Deleted records")["href"] == reverse("admin:audit_deleted", args=["source"])
    soup = page(editing, reverse("admin:audit_deleted", args=["source"]))
    (link,) = soup.select(".audit-entries h2 a")
    assert (link.text, link["href"]) == ("A release", reverse("admin:audit_history", args=["source", key]))
    soup = page(editing, link["href"])
    assert "Deleted" in entries(soup)[0]
    back = soup.find("a", string="Restore as it was before it was deleted …")["href"]
    form = {"seen": page(editing, back).select_one("[name=seen]")["value"]}
    assert editing.post(back, form).status_code == 302
    assert Source.objects.get(pk=key).title == "A release"


def test_all_changes_tell_each_record_once_an_act(meeting, editing):
    form = filled(page(editing, address(meeting))) | {"title_en": "The ninth", "status": "planned"}
    editing.post(address(meeting), form)
    soup = page(editing, reverse("admin:audit_changes"))
    assert entries(soup)[0].startswith("The ninth meeting Status, Title in English ")
    soup = page(editing, reverse("admin:audit_changes") + "?kind=topic")
    assert {entry.select_one("h2 .quiet").text for entry in soup.select("article")} == {"topic"}


def test_who_may_not_see_a_record_does_not_see_its_history(meeting):
    cy = member("cy")
    stranger = at_the_desk(cy)
    ann = member("ann", "Editors")
    pages = [
        address(meeting, "history"),
        reverse("admin:audit_history", args=["user", ann.pk]),
        reverse("admin:audit_deleted", args=["meeting"]),
        reverse("admin:audit_changes"),
    ]
    assert [stranger.get(one).status_code for one in pages] == [403, 403, 403, 403]
    assert at_the_desk(ann).get(pages[1]).status_code == 403
    cy.user_permissions.add(Permission.objects.get(codename="view_topic"))
    cast.topic()
    assert len(entries(page(stranger, reverse("admin:audit_changes")))) == 1
    assert stranger.get(reverse("admin:audit_history", args=["nothing", 1])).status_code == 404


def test_no_secret_of_an_account_is_on_its_history():
    root = member("root", "Publishers")
    root.is_superuser = True
    root.save()
    ann = member("ann", "Editors")
    ann.set_password("correct horse battery")
    ann.save()
    told = page(at_the_desk(root), address(ann, "history")).text
    assert "Password" in told
    assert "pbkdf2" not in told
    assert "argon" not in told


@pytest.mark.parametrize("more", [0, 3])
def test_a_history_takes_the_same_queries_whatever_it_holds(
    meeting, editing, more, django_assert_max_num_queries
):
    for n in range(more):
        cast.claim(meeting, "edition", n)
        meeting.participations.create(person=cast.person(f"p-{n}", f"P {n}"), role="speaker", order=5 + n)
    editing.get(address(meeting, "history"))
    with django_assert_max_num_queries(15):
        assert editing.get(address(meeting, "history")).status_code == 200
    with django_assert_max_num_queries(12):
        assert editing.get(reverse("admin:audit_changes")).status_code == 200


def test_a_correction_and_a_bypass_leave_their_traces(meeting):
    ann, bo = member("ann-p", "Publishers"), member("bo-p", "Publishers")
    publish(cast.dialogue())
    with as_user(ann):
        publishing.publish(meeting, by=ann, bypass="It cannot wait.")
    Meeting.objects.update(title_en="The ninth")
    publish(meeting, by=ann, weight="minor", reason="The title was cut off.")
    soup = page(at_the_desk(bo), address(meeting, "history"))
    told = [" ".join(line.text.split()) for line in soup.select("article p")]
    assert "Readers were told (minor): The title was cut off." in told
    waits = "Without a second person: It cannot wait. Waits for approval"
    assert [line for line in told if line.startswith("Without")] == [waits]
    made = Bypass.objects.get()
    assert address(made) in [link["href"] for link in soup.select("article a")]
    with as_user(bo):
        clearing.approve(made, by=bo, note="")
    soup = page(at_the_desk(bo), address(meeting, "history"))
    when = date_format(Bypass.objects.get().approved_at, "DATETIME_FORMAT")
    assert f"Without a second person: It cannot wait. Approved by bo-p on {when}" in [
        " ".join(line.text.split()) for line in soup.select("article p")
    ]


def test_a_history_is_narrowed_to_what_readers_see(meeting, editing):
    offered = {
        option["value"] for option in page(editing, address(meeting, "history")).select("#id_what option")
    }
    hidden = {"id", "version", "changed_by_id", "submitted_at", "submitted_by_id", "submitted_version"}
    assert offered & (hidden | {"date_earliest", "date_latest"}) == set()
    assert {"", "title_en", "date", "dialogues_session"} <= offered
