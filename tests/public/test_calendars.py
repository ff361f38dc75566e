"""Calendars: valid iCalendar, whole days, and an event only where the days are known."""

import datetime as dt

import pytest

from dialogues.models import MeetingParty
from dialogues.public.subscriptions.events import days
from dialogues.public.words import statuses
from tests import cast
from tests.public.standards import calendar_of

HOSTILE = "Commas, semicolons; back\\slashes\r\nlines\rmore\nBEGIN:VALARM\x00\x07"


@pytest.fixture
def calendar(client):
    """Reads a calendar with a strict parser; checks what RFC 5545 asks of its lines."""

    def calendar(address):
        answer = client.get(address)
        assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
        return calendar_of(answer.getvalue())

    return calendar


def events(calendar):
    return [component for component in calendar.subcomponents if component.name == "VEVENT"]


@pytest.fixture
def one(publish):
    series = cast.dialogue()
    one = cast.full_meeting(series=series, title_ja="第9回会合", status="held", summary_ja="会合" * 60)
    one.places.create(city_en="Tokyo", city_ja="東京", country="JP", order=1)
    publish(series, one)
    return one


def test_a_meeting_is_an_event_of_whole_days_that_ends_before_the_day_it_names_as_its_end(one, calendar):
    [event] = events(calendar("/meetings/us-jp-cds-09/calendar.ics"))
    assert (event["dtstart"].dt, event["dtend"].dt) == (dt.date(2024, 8, 26), dt.date(2024, 8, 28))
    assert event["status"] == "CONFIRMED"
    assert event["transp"] == "TRANSPARENT"
    assert (event["summary"], event["summary"].params["LANGUAGE"]) == ("Ninth meeting", "en")
    assert event["location"] == "Tokyo, Japan"
    assert event["url"] == "http://testserver/meetings/us-jp-cds-09/"
    assert "Sources differ on the date" in event["description"]
    assert event["categories"].cats == ["Dialogue meeting", "Track 1.5"]


def test_an_event_speaks_the_language_of_its_address(one, calendar):
    [event] = events(calendar("/ja/meetings/us-jp-cds-09/calendar.ics"))
    assert (event["summary"], event["summary"].params["LANGUAGE"]) == ("第9回会合", "ja")
    assert event["location"] == "東京、日本"
    assert "会合" * 60 in event["description"]
    assert event["url"] == "http://testserver/ja/meetings/us-jp-cds-09/"


def test_an_event_is_known_again_after_a_rename_and_its_sequence_rises(one, publish, calendar):
    [before] = events(calendar("/meetings/us-jp-cds-09/calendar.ics"))
    one.slug, one.date = "renamed", "2024-08-26"
    one.save()
    publish(one)
    [after] = events(calendar("/ja/meetings/calendar.ics"))
    assert after["uid"] == before["uid"]
    assert after["sequence"] > before["sequence"]
    assert after["dtend"].dt == dt.date(2024, 8, 27)
    assert after["last-modified"].dt == after["dtstamp"].dt


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2024-08-26", dt.date(2024, 8, 26), dt.date(2024, 8, 26)),
        ("2024-12-31/2025-01-02", dt.date(2024, 12, 31), dt.date(2025, 1, 2)),
    ],
)
def test_certain_days_are_an_event(edtf, first, last):
    found = days(edtf)
    assert (found.first, found.last) == (first, last)


@pytest.mark.parametrize(
    "edtf",
    [
        None, "", "2024", "2024-08", "2024-08-26~", "2024-08-26?", "2024-08-XX", "XXXX-04-10", "2024-08-26/..",
        "2024-08-26/", "/2024-08-26", "../2024-08-26", "2024-08-26/2024-08-27?", "2024-08/2024-09",
        "[2022-07-14,2022-07-15]", "{2019-11-19,2019-11-24}", "2024-21",
    ],
)  # fmt: skip
def test_no_other_date_is_an_event(edtf):
    assert days(edtf) is None


def test_meetings_without_exact_days_are_told_in_a_note(one, publish, calendar):
    publish(
        cast.meeting("vague", title_en="Some day in July", date="2023-07", edition=8),
        cast.meeting("undated", title_en="No day at all", date="", edition=7),
    )
    found = calendar("/meetings/calendar.ics")
    assert [event["url"].rpartition("/meetings/")[2] for event in events(found)] == ["us-jp-cds-09/"]
    [note] = [component for component in found.subcomponents if component.name == "VJOURNAL"]
    assert note["summary"] == "2 meetings without exact days are not in this calendar"
    assert "Some day in July: July 2023\nhttp://testserver/meetings/vague/" in note["description"]
    assert "No day at all: No date" in note["description"]
    [note] = calendar("/meetings/vague/calendar.ics").subcomponents
    assert (note.name, "dtstart" in note) == ("VJOURNAL", False)


def test_a_calendar_of_nothing_still_holds_a_note(db, calendar):
    [note] = calendar("/meetings/calendar.ics").subcomponents
    assert note["summary"] == "No meeting is in this calendar."


@pytest.mark.parametrize(
    ("status", "shown"),
    [
        ("held", "CONFIRMED"),
        ("announced", "CONFIRMED"),
        ("planned", "TENTATIVE"),
        ("inferred", "TENTATIVE"),
        ("postponed", "CANCELLED"),
        ("cancelled", "CANCELLED"),
    ],
)
def test_the_status_of_an_event_follows_that_of_the_meeting(publish, calendar, monkeypatch, status, shown):
    monkeypatch.setattr(statuses, "today", lambda: dt.date(2024, 1, 1))
    publish(cast.meeting(status=status))
    [event] = events(calendar("/meetings/calendar.ics"))
    assert event["status"] == shown
    monkeypatch.setattr(statuses, "today", lambda: dt.date(2025, 1, 1))
    [event] = events(calendar("/meetings/calendar.ics"))
    assert event["status"] == ("TENTATIVE" if status == "announced" else shown)


def test_a_dialogue_has_a_calendar_and_so_has_all_that_is_planned(one, publish, calendar):
    publish(cast.meeting("next", title_en="The next", status="planned", date="2030-03-01", edition=10))
    assert [str(event["summary"]) for event in events(calendar("/dialogues/us-jp-cds/calendar.ics"))] == [
        "Ninth meeting"
    ]
    assert [str(event["summary"]) for event in events(calendar("/calendar/planned.ics"))] == ["The next"]


def test_a_pair_has_a_calendar_of_all_meetings_at_which_both_sit(one, publish, calendar):
    three = cast.meeting("three", title_en="Of three", date="2025-01-02", edition=1)
    MeetingParty.objects.create(meeting=three, party=cast.party("FR"), order=3)
    publish(three, cast.meeting("next", title_en="The next", status="planned", date="2030-03", edition=10))
    found = calendar("/pairs/jp-us/calendar.ics")
    assert found["x-wr-calname"] == "Japan and United States | Space Dialogues"
    assert found["url"] == "http://testserver/pairs/jp-us/"
    assert [str(event["summary"]) for event in events(found)] == ["Ninth meeting", "Of three"]
    [note] = [component for component in found.subcomponents if component.name == "VJOURNAL"]
    assert "The next: March 2030" in note["description"]
    [japanese] = [
        one for one in calendar("/ja/pairs/jp-us/calendar.ics").subcomponents if one.name == "VJOURNAL"
    ]
    assert japanese["uid"] == note["uid"]
    assert [str(event["summary"]) for event in events(calendar("/pairs/fr-us/calendar.ics"))] == ["Of three"]


def test_the_calendar_of_a_pair_has_one_address_and_none_where_a_party_is_not_known(one, client):
    answer = client.get("/ja/pairs/US-JP/calendar.ics")
    assert (answer.status_code, answer["Location"]) == (301, "/ja/pairs/jp-us/calendar.ics")
    for code in ("jp-zz", "jp-jp", "jp"):
        assert client.get(f"/pairs/{code}/calendar.ics").status_code == 404


def test_no_text_breaks_a_calendar(publish, calendar):
    hostile = HOSTILE.replace("\x00", "")
    publish(cast.meeting("m", title_en=hostile, summary_en=hostile))
    [event] = events(calendar("/meetings/calendar.ics"))
    assert event["summary"] == "Commas, semicolons; back\\slashes\nlines\nmore\nBEGIN:VALARM"
    assert event.subcomponents == []


def test_a_withdrawn_meeting_is_in_no_calendar(one, withdraw, client):
    withdraw(one)
    for address in ("/dialogues/us-jp-cds/calendar.ics", "/pairs/jp-us/calendar.ics"):
        assert b"Ninth" not in client.get(address).getvalue(), address
    assert client.get("/meetings/us-jp-cds-09/calendar.ics").status_code == 410


def test_a_calendar_refuses_questions_that_it_does_not_know(one, client):
    for address in (
        "/meetings/calendar.ics?page=2",
        "/meetings/calendar.ics?colour=red",
        "/meetings/us-jp-cds-09/calendar.ics?x=1",
        "/dialogues/us-jp-cds/calendar.ics?x=1",
        "/calendar/planned.ics?x=1",
        "/pairs/jp-us/calendar.ics?x=1",
    ):
        assert client.get(address).status_code == 400, address


@pytest.mark.parametrize("count", [1, 3])
def test_a_calendar_costs_as_many_queries_with_three_as_with_one(
    publish, client, django_assert_num_queries, count
):
    series = cast.dialogue()
    publish(series, *(cast.full_meeting(f"m-{n}", series, edition=n) for n in range(1, count + 1)))
    for address, queries in (
        ("/meetings/calendar.ics", 2),
        ("/meetings/calendar.ics?party=JP", 3),
        ("/dialogues/us-jp-cds/calendar.ics", 2),
        ("/meetings/m-1/calendar.ics", 1),
        ("/calendar/planned.ics", 2),
        ("/pairs/jp-us/calendar.ics", 3),
    ):
        with django_assert_num_queries(queries):
            answer = client.get(address)
            answer.getvalue()
        with django_assert_num_queries(1):
            assert client.get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 304
