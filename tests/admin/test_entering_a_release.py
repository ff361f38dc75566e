"""A whole release goes in at once: the meeting, its sessions, and what happened in them."""

import pytest

from dialogues.models import Dialogue, Meeting, Session, Track
from tests import cast
from tests.admin.desk import add_row, address, errors, filled, page


@pytest.fixture
def track(db):
    return {track.slug: track.pk for track in Track.objects.all()}


@pytest.fixture
def empty_form(editing):
    soup = page(editing, address(Meeting(), "add"))
    return soup, filled(soup)


def save(client, data, record=None, **button):
    where = address(record) if record else address(Meeting(), "add")
    return client.post(where, data | (button or {"_save": "Save"}))


def test_a_part_may_name_a_session_entered_on_the_same_form(editing, empty_form, track):
    soup, data = empty_form
    office = cast.organization()
    data |= {"title_en": "Ninth meeting"}
    add_row(data, soup, "sessions", track=track["1.0"], key="new-1")
    add_row(data, soup, "sessions", track=track["1.5"], key="new-2")
    add_row(data, soup, "participations", organization=office.pk, session="new-2", role="organizer")
    add_row(data, soup, "agenda", text_en="Readout", session="new-1", readout_of="new-2")
    add_row(data, soup, "attendance", qualifier="at_least", value="40", unit="companies", session="new-2")
    add_row(data, soup, "claims", field="ordinal", value="2", session="new-2", source=cast.source().pk)
    response = save(editing, data)
    assert errors(response) == {}
    meeting = Meeting.objects.get(title_en="Ninth meeting")
    one, two = meeting.sessions.all()
    assert (one.slug, two.slug) == ("ninth-meeting-track-1-0", "ninth-meeting-track-1-5")
    assert meeting.participations.get().session == two
    assert (meeting.agenda.get().session, meeting.agenda.get().readout_of) == (one, two)
    assert meeting.attendance.get().session == two
    assert (meeting.claims.get().session, meeting.claims.get().value) == (two, 2)


def test_a_part_may_move_to_a_new_session_of_a_saved_meeting(editing, track):
    meeting = cast.full_meeting()
    soup = page(editing, address(meeting))
    data = filled(soup)
    add_row(data, soup, "sessions", track=track["2.0"], key="new-1")
    data["participations-1-session"] = "new-1"
    assert errors(save(editing, data, meeting)) == {}
    assert meeting.participations.get(role="opening_remarks").session.track.slug == "2.0"


def test_a_form_that_nobody_touched_changes_nothing(editing):
    meeting = cast.full_meeting(series=cast.dialogue())
    meeting.refresh_from_db()
    version = meeting.version
    response = save(editing, filled(page(editing, address(meeting))), meeting)
    meeting.refresh_from_db()
    assert errors(response) == {}
    assert meeting.version == version


def test_rows_keep_the_order_in_which_they_were_entered(editing, empty_form):
    soup, data = empty_form
    data["title_en"] = "Ordered"
    for city in ("Washington", "Tokyo", "Noordwijk"):
        add_row(data, soup, "places", city_en=city)
    save(editing, data)
    meeting = Meeting.objects.get()
    assert list(meeting.places.values_list("city_en", "order")) == [
        ("Washington", 1),
        ("Tokyo", 2),
        ("Noordwijk", 3),
    ]
    soup = page(editing, address(meeting))
    data = filled(soup)
    data["places-2-order"] = "0"
    add_row(data, soup, "places", city_en="Yokota")
    save(editing, data, meeting)
    assert list(meeting.places.values_list("city_en", flat=True)) == [
        "Noordwijk",
        "Washington",
        "Yokota",
        "Tokyo",
    ]


def test_an_empty_public_id_is_made_from_dialogue_and_number(editing, empty_form):
    _soup, data = empty_form
    series = cast.dialogue()
    save(editing, data | {"dialogue": series.pk, "edition": "9"})
    save(editing, data | {"dialogue": series.pk, "edition": "9"})
    save(editing, data | {"dialogue": series.pk, "date": "2013-03"})
    save(editing, data | {"title_en": "U.S., Japan Host First Space Engagement Talks"})
    save(editing, data | {"title_ja": "日米宇宙対話"})
    save(editing, data)
    assert list(Meeting.objects.order_by("pk").values_list("slug", flat=True)) == [
        "us-jp-cds-09",
        "us-jp-cds-09-2",
        "us-jp-cds-2013",
        "us-japan-host-first-space-engagement-talks",
        "meeting",
        "meeting-2",
    ]


def test_a_public_id_once_given_is_kept_when_the_field_is_emptied(editing):
    meeting = cast.meeting()
    save(editing, filled(page(editing, address(meeting))) | {"slug": ""}, meeting)
    meeting.refresh_from_db()
    assert meeting.slug == "us-jp-cds-09"


def test_a_meeting_without_title_and_date_is_saved(editing, empty_form):
    _soup, data = empty_form
    save(editing, data)
    assert (Meeting.objects.get().title_en, Meeting.objects.get().date) == ("", "")


def test_other_languages_are_written_as_lines(editing):
    series = cast.dialogue()
    data = filled(page(editing, address(series))) | {
        "name_other": "fr: Dialogue spatial\nko: 우주 대화\n둘째 줄"
    }
    editing.post(address(series), data)
    assert Dialogue.objects.get().name_other == {"fr": "Dialogue spatial", "ko": "우주 대화\n둘째 줄"}
    assert (
        filled(page(editing, address(series)))["name_other"] == "fr: Dialogue spatial\nko: 우주 대화\n둘째 줄"
    )


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("date", "2024-08-26/2024-08-27", "2024-08-26/2024-08-27"),
        ("date", "2023", "2023"),
        ("date", "{2019-11-19,2019-11-24}", "{2019-11-19,2019-11-24}"),
        ("edition", "9", 9),
        ("edition", "0009", "0009"),
        ("host", "National Space Council", "National Space Council"),
        ("host", '{"a": [', '{"a": ['),
        ("date", "", None),
    ],
)
def test_the_value_of_a_claim_is_plain_words(editing, empty_form, field, typed, kept):
    soup, data = empty_form
    add_row(data, soup, "claims", field=field, value=typed, source=cast.source().pk)
    save(editing, data)
    assert Meeting.objects.get().claims.get().value == kept


def test_the_preferred_claim_may_change_in_one_go(editing):
    meeting = cast.full_meeting()
    data = filled(page(editing, address(meeting)))
    del data["claims-0-preferred"]
    response = save(editing, data | {"claims-1-preferred": "on"}, meeting)
    assert errors(response) == {}
    assert list(meeting.claims.values_list("preferred", flat=True)) == [False, True]


def test_deleting_a_session_with_its_parts_is_one_save(editing):
    meeting = cast.full_meeting()
    data = filled(page(editing, address(meeting)))
    response = save(
        editing,
        data | {"sessions-0-DELETE": "on", "agenda-0-DELETE": "on", "participations-0-session": ""},
        meeting,
    )
    assert errors(response) == {}
    assert (meeting.participations.count(), Session.objects.count()) == (2, 0)
