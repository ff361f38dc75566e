"""A whole release goes in at once: the meeting, its sessions, and what happened in them."""

from uuid import uuid4

import pytest
from django.utils import timezone

from dialogues.models import AgendaItem, Dialogue, Meeting, Participation, Session, Track
from tests import cast
from tests.admin.desk import add_row, address, errors, filled, page

THIS_YEAR = timezone.localdate().year


@pytest.fixture
def track(db):
    return {track.slug: track.pk for track in Track.objects.all()}


@pytest.fixture
def empty_form(editing):
    soup = page(editing, address(Meeting(), "add"))
    return soup, filled(soup)


def save(client, data, record=None, **button):
    """Sends the form as one that was opened just now: what is sent twice under one number is saved once."""
    where = address(record) if record else address(Meeting(), "add")
    return client.post(where, data | {"form_id": str(uuid4())} | (button or {"_save": "Save"}))


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
    data["participations-0-session"] = "new-1"
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
        f"meeting-{THIS_YEAR}-1",
        f"meeting-{THIS_YEAR}-2",
    ]


@pytest.mark.parametrize(
    ("typed", "sides", "slug"),
    [
        ({"kind": "signing", "date": "2024-08"}, ["US", "JP"], "us-jp-2024-signing"),
        ({"kind": "signing", "date": "2024", "title_ja": "署名式"}, ["JP", "US"], "jp-us-2024-signing"),
        ({"kind": "bilateral_meeting", "date": "XXXX-04-10"}, ["US", "FR"], "us-fr-bilateral-meeting"),
        ({"date": "2024"}, ["US", "JP"], "us-jp-2024-meeting"),
        ({"kind": "panel", "date": "2019-04"}, [], "panel-2019-1"),
        ({}, [], f"meeting-{THIS_YEAR}-1"),
    ],
)
def test_a_meeting_without_title_and_number_gets_an_id_that_tells_of_it(
    editing, empty_form, typed, sides, slug
):
    soup, data = empty_form
    gone = add_row(data, soup, "party_places", party=cast.party("DE").pk)
    data[f"party_places-{gone}-DELETE"] = "on"
    for side in sides:
        add_row(data, soup, "party_places", party=cast.party(side).pk)
    assert errors(save(editing, data | typed)) == {}
    meeting = Meeting.objects.get()
    assert meeting.slug == slug
    data = filled(page(editing, address(meeting))) | {"kind": "forum", "date": "2001", "slug": ""}
    save(editing, data, meeting)
    meeting.refresh_from_db()
    assert (meeting.kind, meeting.slug) == ("forum", slug)


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
        data | {"sessions-0-DELETE": "on", "agenda-0-DELETE": "on", "participations-1-session": ""},
        meeting,
    )
    assert errors(response) == {}
    assert (meeting.participations.count(), Session.objects.count()) == (2, 0)


@pytest.fixture
def two_sessions(track):
    """A meeting whose agenda counts anew in each session, as releases tell it."""
    meeting = cast.meeting()
    first, second = (
        Session.objects.create(meeting=meeting, order=order, track_id=track[code])
        for order, code in ((1, "1.0"), (2, "1.5"))
    )
    for session, order, text in ((second, 1, "Market access"), (first, 2, "Debris"), (first, 1, "Policy")):
        AgendaItem.objects.create(meeting=meeting, session=session, order=order, text_en=text)
    for session, order in ((second, 1), (first, 1), (None, 5)):
        Participation.objects.create(
            meeting=meeting, session=session, order=order, title_en=f"Office of {session or 'all'}"
        )
    return meeting


def headings(soup, prefix):
    rows = soup.select(f"#{prefix}-group .has_original .inline_label")
    return [row.text.partition(": ")[2] for row in rows]


def test_rows_stand_session_by_session_and_say_their_track(editing, two_sessions):
    soup = page(editing, address(two_sessions))
    assert headings(soup, "agenda") == [
        "Track 1.0 · Policy",
        "Track 1.0 · Debris",
        "Track 1.5 · Market access",
    ]
    assert headings(soup, "participations") == [
        "Participant: Office of all",
        "Track 1.0 · Participant: Office of Track 1.0",
        "Track 1.5 · Participant: Office of Track 1.5",
    ]


def test_a_row_without_an_order_lands_after_the_last_of_its_session(editing, two_sessions):
    first, _second = two_sessions.sessions.all()
    soup = page(editing, address(two_sessions))
    data = filled(soup)
    add_row(data, soup, "agenda", session=first.pk, text_en="Any other business")
    add_row(data, soup, "agenda", session=first.pk, text_en="Closing")
    assert errors(save(editing, data, two_sessions)) == {}
    assert list(first.agenda.values_list("text_en", "order")) == [
        ("Policy", 1), ("Debris", 2), ("Any other business", 3), ("Closing", 4),
    ]  # fmt: skip
    assert headings(page(editing, address(two_sessions)), "agenda")[-1] == "Track 1.5 · Market access"


def test_the_order_also_counts_in_a_session_entered_on_the_same_form(editing, empty_form, track):
    soup, data = empty_form
    for key, code in (("new-1", "1.0"), ("new-2", "1.5")):
        add_row(data, soup, "sessions", track=track[code], key=key)
    for text, key in (("a", "new-1"), ("b", "new-2"), ("c", "new-1")):
        add_row(data, soup, "agenda", text_en=text, session=key)
    save(editing, data)
    rows = AgendaItem.objects.order_by("session", "order").values_list("text_en", "order")
    assert list(rows) == [("a", 1), ("c", 2), ("b", 1)]
