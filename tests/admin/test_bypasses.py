"""What is published without a second person waits on a list until another publisher has approved it."""

import pytest
from bs4 import BeautifulSoup

from dialogues.models import Bypass, Meeting, Revision
from dialogues.states import State, state
from tests import cast
from tests.admin.desk import address, at_the_desk, errors, member, page, told
from tests.clearing import as_user, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def own(publisher):
    """A meeting that the publisher entered."""
    publish(cast.dialogue())
    with as_user(publisher):
        return cast.full_meeting(series=cast.dialogue())


@pytest.fixture
def other(db):
    return at_the_desk(member("other", "Publishers"))


def bypass(client, record, **typed):
    where = address(record, "changes")
    seen = page(client, where).select_one("#publish_form [name=seen]")["value"]
    return client.post(where, {"seen": seen, "_bypass": "x"} | typed)


def waiting(client):
    listed = page(client, "/admin/").select("section[aria-labelledby=work-bypasses] li a")
    return [(link.text, link["href"]) for link in listed]


def test_a_publisher_passes_the_second_person_with_a_reason_and_another_approves_it(own, clearing, other):
    assert errors(bypass(clearing, own, why=" ")) == {
        "why": "Say why: somebody else has to approve it afterwards."
    }
    assert state(own) == State.NEVER_PUBLISHED
    assert told(clearing, bypass(clearing, own, why="The ministers wait.")) == [
        "“Ninth meeting” is public.",
        "It stays on the list until another publisher has approved it.",
    ]
    made = Bypass.objects.get()
    where = address(made)
    assert waiting(clearing) == waiting(other) == [("The ministers wait.", where)]
    assert page(clearing, where).select("#approve_form") == []
    assert told(clearing, clearing.post(where, {"note": ""}))[0].startswith(
        "It was not approved: You published it; another publisher has to approve it."
    )
    shown = [link.text for link in page(other, where).select("section li a")]
    titles = list(made.revisions.order_by("number").values_list("publication__title_en", flat=True))
    assert (shown, len(shown) > 3, "" in shown) == (titles, True, False)
    listed = page(other, address(made, "changelist")).select_one("td.field-shown").text
    assert listed == f"{'; '.join(titles[:3])} and more"
    assert told(other, other.post(where, {"note": "Seen."})) == ["It is approved."]
    made.refresh_from_db()
    assert (made.how, made.by.username, made.approved_by.username, made.note) == (
        "desk",
        "publisher",
        "other",
        "Seen.",
    )
    assert waiting(clearing) == []


def test_a_correction_without_a_second_person_tells_readers_what_changed_too(own, publisher, clearing):
    publish(own, by=member("third", "Publishers"))
    with as_user(publisher):
        Meeting.objects.update(title_en="Put right")
    assert errors(bypass(clearing, own, why="It is wrong.")).keys() == {"weight", "reason"}
    said = {"weight": "major", "reason": "The title was wrong.", "reason_ja": "表題の誤り。"}
    bypass(clearing, own, why="It is wrong.", **said)
    last = Revision.objects.filter(kind="meeting").first()
    assert {name: getattr(last, name) for name in said} == said
    assert last.bypass.reason == "It is wrong."


def test_an_editor_neither_sees_the_list_nor_passes(own, editing):
    assert editing.get(address(Bypass(), "changelist")).status_code == 403
    assert editing.post(address(own, "changes"), {"_bypass": "x", "why": "x"}).status_code == 403
    assert state(own) == State.NEVER_PUBLISHED


def test_nobody_adds_changes_or_deletes_one_at_the_desk(own, clearing):
    bypass(clearing, own, why="The ministers wait.")
    made = Bypass.objects.get()
    assert clearing.get(address(made, "add")).status_code == 403
    assert clearing.post(address(made, "delete"), {"post": "yes"}).status_code == 403
    assert Bypass.objects.count() == 1


def test_errors_stand_at_the_head_and_lead_to_their_fields(own, publisher, clearing):
    publish(own, by=member("third", "Publishers"))
    with as_user(publisher):
        Meeting.objects.update(title_en="Put right")
    soup = BeautifulSoup(bypass(clearing, own, why=" ").content.decode(), "html.parser")
    assert soup.title.text.strip().startswith("Error: ")
    box = soup.select_one(".desk-faults[role=alert][autofocus]")
    links = [link["href"] for link in box.select("a")]
    assert links == ["#id_weight", "#id_reason", "#id_why"]
    assert [len(soup.select(f"details.bypass[open] {link}")) for link in links] == [1, 1, 1]


def test_ones_own_change_is_sent_for_review_on_its_review_page(own, clearing, publisher):
    where = address(own, "changes")
    seen = page(clearing, where).select_one("#send_form [name=seen]")["value"]
    response = clearing.post(where, {"seen": seen, "_send": "x"})
    assert told(clearing, response) == ["“Ninth meeting” was sent for review."]
    own.refresh_from_db()
    assert own.submitted_by == publisher
    assert page(clearing, where).select("#send_form") == []


def test_what_publishing_needs_is_told_on_the_page_and_on_sending(own, clearing):
    own.party_places.all().delete()
    where = address(own, "changes")
    soup = page(clearing, where)
    lacking = "No party is named. Add the parties that met."
    assert soup.select_one(".lacking").text == f"Before it can be published: {lacking}"
    response = clearing.post(
        where, {"seen": soup.select_one("#send_form [name=seen]")["value"], "_send": "x"}
    )
    assert told(clearing, response) == [
        "“Ninth meeting” was sent for review.",
        f"“Ninth meeting” cannot be published yet: {lacking}",
    ]
