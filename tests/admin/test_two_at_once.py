"""Two people at one record: nobody's work is lost unasked, and what the database refuses is told in words."""

import pytest
from bs4 import BeautifulSoup

from dialogues.models import Meeting, Place
from tests import cast
from tests.admin.desk import add_row, address, errors, filled, page

WRITTEN_OVER = (
    "Somebody changed this record after you opened it. Nothing was saved; what you entered is still below. "
    "Look at the record in another window, then save again to write yours over it."
)


@pytest.fixture
def meeting(db):
    meeting = cast.full_meeting()
    for order, city in enumerate(("Washington", "Tokyo", "Yokota"), 1):
        Place.objects.create(meeting=meeting, order=order, city_en=city)
    return meeting


def save(client, meeting, data):
    return client.post(address(meeting), data | {"_save": "Save"})


def test_a_form_opened_before_somebody_else_saved_is_stopped_once(meeting, editing, clearing):
    data = filled(page(editing, address(meeting))) | {"note": "Mine"}
    save(clearing, meeting, filled(page(clearing, address(meeting))) | {"title_en": "Theirs"})
    response = save(editing, meeting, data)
    assert errors(response) == {"": WRITTEN_OVER}
    again = filled(BeautifulSoup(response.content.decode(), "html.parser"))
    assert errors(save(editing, meeting, again)) == {}
    meeting.refresh_from_db()
    assert (meeting.title_en, meeting.note) == ("Ninth meeting", "Mine")


@pytest.mark.parametrize("seen", [None, "", "x"])
def test_a_form_that_does_not_say_what_it_was_opened_with_is_stopped_once(meeting, editing, seen):
    data = filled(page(editing, address(meeting))) | {"note": "Mine", "seen": seen}
    if seen is None:
        del data["seen"]
    response = save(editing, meeting, data)
    assert errors(response) == {
        "": "This form did not say which version of the record it was opened with. Nothing was saved; what you "
        "entered is still below. Look at the record in another window, then save again to write yours over it."
    }
    assert Meeting.objects.get().note == ""
    again = filled(BeautifulSoup(response.content.decode(), "html.parser"))
    assert errors(save(editing, meeting, again)) == {}
    assert Meeting.objects.get().note == "Mine"


def test_a_row_that_somebody_else_deleted_keeps_what_was_typed(meeting, editing):
    data = filled(page(editing, address(meeting))) | {"places-1-note": "Typed meanwhile"}
    meeting.places.get(city_en="Tokyo").delete()
    response = save(editing, meeting, data)
    assert errors(response) == {"": WRITTEN_OVER}
    again = filled(BeautifulSoup(response.content.decode(), "html.parser"))
    assert [again[f"places-{n}-city_en"] for n in range(3)] == ["Washington", "Yokota", "Tokyo"]
    assert errors(save(editing, meeting, again)) == {}
    assert list(meeting.places.values_list("city_en", "note")) == [
        ("Washington", ""), ("Tokyo", "Typed meanwhile"), ("Yokota", ""),
    ]  # fmt: skip


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
