"""Two people at one record: nobody's work is lost unasked, and what the database refuses is told in words."""

import re

import pytest
from bs4 import BeautifulSoup

from dialogues.models import Meeting, Place, Track
from tests import cast
from tests.admin.desk import add_row, address, errors, filled, page

STILL_BELOW = (
    "Nothing of yours was saved yet; everything you typed is still below. Where you differ, both texts stand beside "
    "the field. Look, then save again."
)
UNKNOWN = (
    "This form did not say which version of the record it was opened with. Nothing was saved; what you typed is still "
    "below. Where the record differs, both texts stand beside the field. Look, then save again."
)


@pytest.fixture
def meeting(db):
    meeting = cast.full_meeting()
    for order, city in enumerate(("Washington", "Tokyo", "Yokota"), 1):
        Place.objects.create(meeting=meeting, order=order, city_en=city)
    return meeting


def save(client, meeting, data):
    return client.post(address(meeting), data | {"_save": "Save"})


def soup_of(response):
    return BeautifulSoup(response.content.decode(), "html.parser")


def told_at_head(response):
    """What the page says of the newer save: where, and what of it."""
    listed = soup_of(response).select("[aria-labelledby=newer-heading] li")
    return [" ".join(one.text.split()) for one in listed]


def both_texts(response):
    """The texts beside each field that differs, by its name: theirs, and yours."""
    return {
        box["data-name"]: tuple(" ".join(text.text.split()) for text in box.select("dd"))
        for box in soup_of(response).select(".both-texts")
    }


def save_theirs(clearing, meeting, **values):
    assert save(clearing, meeting, filled(page(clearing, address(meeting))) | values).status_code == 302


def test_a_save_over_a_newer_save_is_refused_once_with_both_texts(meeting, editing, clearing, publisher):
    data = filled(page(editing, address(meeting))) | {"note": "Mine", "title_ja": "私の"}
    save_theirs(clearing, meeting, title_en="Theirs", title_ja="彼らの")
    response = save(editing, meeting, data)
    (said,) = errors(response).values()
    assert re.fullmatch(rf"publisher saved this record on .+, after you opened it\. {STILL_BELOW}", said)
    assert both_texts(response) == {"title_en": ("Theirs", "Ninth meeting"), "title_ja": ("彼らの", "私の")}
    assert told_at_head(response) == [
        "Title in English: theirs stands in the field; you had not changed it",
        "Title in Japanese: both of you changed it; yours stands in the field",
    ]
    meeting.refresh_from_db()
    assert (meeting.title_en, meeting.title_ja, meeting.note) == ("Theirs", "彼らの", "")

    again = filled(soup_of(response))
    assert (again["title_en"], again["title_ja"], again["note"]) == ("Theirs", "私の", "Mine")
    assert errors(save(editing, meeting, again)) == {}
    meeting.refresh_from_db()
    assert (meeting.title_en, meeting.title_ja, meeting.note) == ("Theirs", "私の", "Mine")


def test_theirs_is_taken_by_a_tick(meeting, editing, clearing):
    data = filled(page(editing, address(meeting))) | {"title_en": "Mine", "note": "Mine"}
    save_theirs(clearing, meeting, title_en="Theirs")
    again = filled(soup_of(save(editing, meeting, data))) | {"_take": "title_en"}
    assert save(editing, meeting, again).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.title_en, meeting.note) == ("Theirs", "Mine")


def test_a_form_is_refused_again_where_the_record_moved_on_again(meeting, editing, clearing):
    data = filled(page(editing, address(meeting))) | {"title_en": "Mine"}
    save_theirs(clearing, meeting, title_en="Theirs")
    again = filled(soup_of(save(editing, meeting, data)))
    save_theirs(clearing, meeting, title_en="Theirs, second")
    assert both_texts(save(editing, meeting, again)) == {"title_en": ("Theirs, second", "Mine")}
    assert Meeting.objects.get().title_en == "Theirs, second"


def test_rows_that_another_added_changed_and_removed_are_met(meeting, editing, clearing):
    soup = page(editing, address(meeting))
    data = filled(soup) | {"places-0-note": "Mine", "places-1-city_en": "Kyoto"}
    add_row(data, soup, "places", city_en="Osaka")
    theirs_soup = page(clearing, address(meeting))
    theirs = filled(theirs_soup)
    theirs |= {"places-0-city_en": "Arlington", "places-1-DELETE": "on", "places-2-DELETE": "on"}
    add_row(theirs, theirs_soup, "places", city_en="Nagoya", city_ja="名古屋")
    assert save(clearing, meeting, theirs).status_code == 302
    response = save(editing, meeting, data)
    assert told_at_head(response) == [
        "Place #1, City in English: theirs stands in the field; you had not changed it",
        "Place #2: they added this row; it is on the form now",
        "Place #3: they removed this row; you had changed it, so it stands here as a new one",
        "Place: they removed this row, which you had not changed (Yokota, 3)",
    ]
    again = filled(soup_of(response))
    names = [again[f"places-{place}-city_en"] for place in range(4)]
    assert names == ["Arlington", "Nagoya", "Kyoto", "Osaka"]
    assert (again["places-INITIAL_FORMS"], again["places-TOTAL_FORMS"]) == ("2", "4")

    assert save(editing, meeting, again).status_code == 302
    assert list(meeting.places.values_list("city_en", "city_ja", "note")) == [
        ("Arlington", "", "Mine"), ("Nagoya", "名古屋", ""), ("Kyoto", "", ""), ("Osaka", "", ""),
    ]  # fmt: skip


def test_a_row_that_another_removed_can_be_left_out(meeting, editing, clearing):
    data = filled(page(editing, address(meeting))) | {"places-1-city_en": "Kyoto", "note": "Mine"}
    save_theirs(clearing, meeting, **{"places-1-DELETE": "on"})
    response = save(editing, meeting, data)
    assert both_texts(response) == {"places-2": ()}
    assert save(editing, meeting, filled(soup_of(response)) | {"_take": "places-2"}).status_code == 302
    assert list(meeting.places.values_list("city_en", flat=True)) == ["Washington", "Yokota"]
    assert Meeting.objects.get().note == "Mine"


def test_chosen_records_are_told_by_name(meeting, editing, clearing):
    other = cast.topic("launch", "Launch services")
    data = filled(page(editing, address(meeting))) | {"topics": []}
    save_theirs(clearing, meeting, topics=[str(meeting.topics.get().pk), str(other.pk)])
    response = save(editing, meeting, data)
    assert both_texts(response) == {"topics": ("Launch services; Space situational awareness", "(empty)")}
    assert save(editing, meeting, filled(soup_of(response)) | {"_take": "topics"}).status_code == 302
    assert meeting.topics.count() == 2


def test_a_newer_version_that_changed_nothing_on_the_form_stops_nobody(meeting, editing):
    data = filled(page(editing, address(meeting))) | {"note": "Mine"}
    Meeting.objects.filter(pk=meeting.pk).update(version=meeting.version + 5)
    assert save(editing, meeting, data).status_code == 302
    assert Meeting.objects.get().note == "Mine"


def test_a_save_of_ones_own_in_another_window_is_told_as_such(meeting, editing):
    data = filled(page(editing, address(meeting))) | {"title_en": "First window"}
    save_theirs(editing, meeting, title_en="Second window")
    (said,) = errors(save(editing, meeting, data)).values()
    assert said.startswith("You, in another window, saved this record on ")


@pytest.mark.parametrize("seen", [None, "", "x"])
def test_a_form_that_does_not_say_what_it_was_opened_with_is_stopped_once(meeting, editing, seen):
    data = filled(page(editing, address(meeting))) | {"note": "Mine", "seen": seen}
    if seen is None:
        del data["seen"]
    response = save(editing, meeting, data)
    assert errors(response) == {"": UNKNOWN}
    assert Meeting.objects.get().note == ""
    assert errors(save(editing, meeting, filled(soup_of(response)))) == {}
    assert Meeting.objects.get().note == "Mine"


@pytest.mark.parametrize("told", ["x", "[]", '{"": [["note"], {"": 5}]}'])
def test_without_fingerprints_everything_that_differs_is_shown(meeting, editing, told):
    data = filled(page(editing, address(meeting))) | {"note": "Mine", "opened_with": told}
    Meeting.objects.filter(pk=meeting.pk).update(title_en="Theirs")
    response = save(editing, meeting, data)
    assert [*errors(response)] == [""]
    assert both_texts(response) == {"title_en": ("Theirs", "Ninth meeting"), "note": ("(empty)", "Mine")}


EVERY_RECORD = [
    cast.dialogue, cast.organization, cast.person, cast.party, cast.topic, cast.source,
    lambda: Track.objects.get(slug="1.5"),
]  # fmt: skip


@pytest.mark.parametrize("made", EVERY_RECORD)
def test_every_form_of_a_record_meets_a_newer_save(db, made, editing, clearing):
    record = made("US") if made is cast.party else made()
    (name,) = {"name_en", "title"} & {field.name for field in record._meta.fields}
    data = filled(page(editing, address(record))) | {name: "Mine"}
    assert (
        save(clearing, record, filled(page(clearing, address(record))) | {name: "Theirs"}).status_code == 302
    )
    response = save(editing, record, data)
    assert both_texts(response) == {name: ("Theirs", "Mine")}
    assert save(editing, record, filled(soup_of(response))).status_code == 302
    record.refresh_from_db()
    assert getattr(record, name) == "Mine"


def test_what_the_database_alone_refuses_comes_back_with_the_form(meeting, editing):
    soup = page(editing, address(meeting))
    data = filled(soup) | {"note": "Typed", "places-2-order": "32767"}
    add_row(data, soup, "places", city_en="One too many")
    response = save(editing, meeting, data)
    assert errors(response) == {
        "": "The database cannot keep this: smallint out of range. Nothing was saved. What you entered is still below."
    }
    assert (
        filled(BeautifulSoup(response.content.decode(), "html.parser"))["places-3-city_en"] == "One too many"
    )
    assert Meeting.objects.get().note == ""


def test_one_row_cannot_be_moved_to_another_record(meeting, editing):
    other = cast.full_meeting(slug="other")
    data = filled(page(editing, address(meeting))) | {"participations-0-id": other.participations.first().pk}
    save(editing, meeting, data)
    assert other.participations.count() == 2
