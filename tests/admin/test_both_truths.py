"""Staff see where each record stands, what publishing would show, and what it would change."""

import json

import pytest
from bs4 import BeautifulSoup

from dialogues.models import Meeting, Publication
from dialogues.publishing import withdraw
from tests import cast
from tests.admin.desk import address, page
from tests.clearing import as_user, publish, send

COLUMN = "td.field-standing"


@pytest.fixture
def public(db):
    series = cast.dialogue()
    publish(series)
    meeting = cast.full_meeting(series=series)
    publish(meeting)
    return meeting


def words(soup, select):
    return [" ".join(cell.text.split()) for cell in soup.select(select)]


def changes(client, record):
    rows = page(client, address(record, "changes")).select(".desk-table tbody tr")
    return [tuple(" ".join(cell.text.split()) for cell in row.select("th, td")) for row in rows]


def test_the_list_and_the_form_tell_the_state(public, editing):
    listed = address(public, "changelist")
    assert words(page(editing, listed), COLUMN) == ["● Public"]
    Meeting.objects.update(title_en="Half-finished")
    assert words(page(editing, listed), COLUMN) == ["◐ Public, edited since"]
    assert words(page(editing, address(public)), ".where-it-stands") == ["State: ◐ Public, edited since"]
    withdraw(public, by=None, reason="Entered twice.")
    assert words(page(editing, listed), COLUMN) == ["✕ Withdrawn"]
    cast.meeting(slug="never")
    assert words(page(editing, f"{listed}?state=never_published"), COLUMN) == ["○ Never published"]


def test_the_list_filters_by_state_and_review(public, editor, editing):
    edited, never, gone = (cast.meeting(slug=slug, title_en=slug) for slug in ("edited", "never", "gone"))
    for meeting in (edited, gone):
        publish(meeting)
    Meeting.objects.filter(pk=edited.pk).update(title_en="edited since")
    withdraw(gone, by=None, reason="x")
    send(never)
    found = {
        query: words(page(editing, f"{address(never, 'changelist')}?{query}"), "th.field-meeting")
        for query in (
            "state=public",
            "state=edited",
            "state=never_published",
            "state=withdrawn",
            "review=waiting",
        )
    }
    assert found == {
        "state=public": ["Ninth meeting"],
        "state=edited": ["edited since"],
        "state=never_published": ["never"],
        "state=withdrawn": ["gone"],
        "review=waiting": ["never"],
    }


def test_what_would_change_is_told_in_words(public, editing):
    assert changes(editing, public) == []
    Meeting.objects.update(title_en="A new title", status="postponed")
    public.participations.filter(order=2).update(role="keynote", title_en="")
    assert changes(editing, public) == [
        ("Title: English", "Ninth meeting", "A new title"),
        ("Status", "Held", "Postponed"),
        ("Participation: Keynote, Don Graves, Office of Space Commerce: role", "Opening remarks", "Keynote"),
        (
            "Participation: Keynote, Don Graves, Office of Space Commerce: title: English",
            "Deputy Secretary",
            "nothing",
        ),
    ]


def test_a_row_taken_out_or_added_or_moved_is_one_line(public, editing):
    graves = public.participations.get(order=2)
    graves.delete()
    public.participations.create(
        order=3, party=graves.party, person=cast.person("new", "New Person"), role="head_of_delegation"
    )
    parties = list(public.party_places.order_by("order").values_list("pk", flat=True))
    for place, pk in enumerate(reversed(parties), start=11):
        public.party_places.filter(pk=pk).update(order=place)
    assert changes(editing, public) == [
        (
            "Parties: order",
            "United States / アメリカ合衆国; Japan / 日本",
            "Japan / 日本; United States / アメリカ合衆国",
        ),
        (
            "Added: Participation: Head of delegation, New Person",
            "nothing",
            "role: Head of delegation, person: New Person, party: United States / アメリカ合衆国",
        ),
        (
            "Removed: Participation: Opening remarks, Don Graves, Office of Space Commerce",
            "role: Opening remarks, person: Don Graves, organization: Office of Space Commerce, "
            "party: United States / アメリカ合衆国, title: Deputy Secretary",
            "nothing",
        ),
    ]


def test_the_review_page_says_who_changed_what_since_it_was_published(public, editor, editing):
    with as_user(editor):
        Meeting.objects.update(title_en="A new title")
        public.participations.filter(order=2).update(role="keynote")
    soup = page(editing, address(public, "changes"))
    (told,) = words(soup, ".who-changed li")
    assert told.startswith("editor: ")
    assert "Ninth meeting" not in told
    assert [link.text for link in soup.select(".desk-links a")] == ["Back to the form", "Preview", "History"]


def test_what_would_be_shown_of_a_new_record_is_told_in_words(editing):
    meeting = cast.full_meeting()
    told = dict(changes(editing, meeting))
    assert (told["Title"], told["Parties"], told["Date"], told["Kind"]) == (
        "Ninth meeting",
        "United States / アメリカ合衆国; Japan / 日本",
        "August 26–27, 2024",
        "Dialogue meeting",
    )


def test_the_preview_shows_the_edit_and_publishes_nothing(public, editing):
    Meeting.objects.update(title_en="Half-finished")
    response = editing.get(address(public, "preview"))
    assert (
        BeautifulSoup(response.content.decode(), "html.parser").select_one("h1").text.strip()
        == "Half-finished"
    )
    assert changes(editing, public)[0] == ("Title: English", "Ninth meeting", "Half-finished")


def test_home_lists_what_waits(public, editor, editing):
    office = cast.organization("us-x", "An office in review")
    send(office)
    Meeting.objects.update(title_en="Half-finished")
    lists = page(editing, "/admin/").select(".waiting section")
    assert [[(link.text, link["href"]) for link in listed.select("li a")] for listed in lists[:2]] == [
        [("An office in review", address(office))],
        [("Half-finished", address(public))],
    ]


def test_what_was_shown_before_is_there_to_read(public, editing):
    listed = page(editing, "/admin/dialogues/revision/?kind__exact=meeting&q=us-jp-cds-09")
    assert words(listed, "td.field-slug") == ["us-jp-cds-09"]
    revision = listed.select_one("th.field-number a")["href"]
    shown = json.loads(page(editing, revision).select_one("pre.document").text)
    assert shown == Publication.objects.get(kind="meeting").document


def test_sources_and_sessions_are_told_by_title_or_track_not_by_id(public, editing):
    session = public.sessions.create(order=2, track_id=public.sessions.get().track_id)
    graves = public.participations.get(order=2)
    graves.sources.add(cast.source(), cast.source("src-mofa", "外務省の発表"))
    graves.session = session
    graves.save()
    told = {where: (before, after) for where, before, after in changes(editing, public)}
    row = "Participation: Opening remarks, Don Graves, Office of Space Commerce"
    assert told[f"{row}: sources"] == ("nothing", "外務省の発表; Release of the office")
    assert told[f"{row}: session"] == ("nothing", "Track 1.5 / トラック1.5")
    ids = {"src-osc", "src-mofa", session.slug}
    assert [told for told in changes(editing, public) if any(one in " ".join(told) for one in ids)] == []
