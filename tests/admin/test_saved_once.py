"""A form that is sent twice is saved once, and what was typed between is not lost."""

import pytest
from bs4 import BeautifulSoup

from dialogues.models import Meeting, SavedForm, Topic
from participants.models import Person
from tests import cast
from tests.admin.desk import add_row, address, errors, filled, page, told


def add(client, model, data, button="_save"):
    return client.post(address(model(), "add"), data | {button: "Save"})


def test_two_clicks_on_an_add_form_make_one_record(editing):
    data = filled(page(editing, address(Topic(), "add"))) | {"name_en": "Launch services"}
    first, second = add(editing, Topic, data), add(editing, Topic, data, "_continue")
    topic = Topic.objects.get()
    assert first.status_code == 302
    assert second.url == address(topic)
    assert "“Launch services” was saved already: the form was sent twice and saved once." in told(
        editing, second
    )


def test_what_was_typed_after_a_save_comes_back_and_can_be_saved_as_a_second_record(editing):
    data = filled(page(editing, address(Person(), "add"))) | {"name_en": "Don Graves"}
    add(editing, Person, data)
    response = add(editing, Person, data | {"note": "Typed after going back"})
    assert errors(response) == {
        "": "This form was saved already, as “Don Graves”. What you typed since is still below and is not saved. "
        "To change “Don Graves”, open it; to make a second record of this, save again."
    }
    assert Person.objects.count() == 1
    again = filled(BeautifulSoup(response.content.decode(), "html.parser"))
    assert (again["note"], again["form_id"] == data["form_id"]) == ("Typed after going back", False)
    assert add(editing, Person, again).status_code == 302
    assert Person.objects.count() == 2


def test_a_form_that_was_refused_is_not_used_up(editing):
    data = filled(page(editing, address(Topic(), "add")))
    refused = filled(BeautifulSoup(add(editing, Topic, data).content.decode(), "html.parser"))
    assert refused["form_id"] == data["form_id"]
    assert add(editing, Topic, refused | {"name_en": "Launch services"}).status_code == 302
    assert Topic.objects.count() == 1


def test_a_changed_record_sent_twice_is_told_as_done_and_no_conflict_with_oneself(editing):
    meeting = cast.full_meeting()
    soup = page(editing, address(meeting))
    data = filled(soup) | {"note": "Mine"}
    add_row(data, soup, "places", city_en="Tokyo")
    for _time in range(2):
        response = editing.post(address(meeting), data | {"_continue": "Save"})
        assert response.url == address(meeting)
    meeting.refresh_from_db()
    assert (meeting.note, meeting.places.count()) == ("Mine", 1)


def test_a_record_changed_further_from_a_form_that_was_saved_is_met_like_any_newer_save(editing):
    meeting = cast.full_meeting()
    soup = page(editing, address(meeting))
    data = filled(soup)
    add_row(data, soup, "places", city_en="Tokyo")
    editing.post(address(meeting), data | {"_save": "Save"})
    response = editing.post(address(meeting), data | {"note": "Typed after going back", "_save": "Save"})
    assert response.status_code == 200
    again = filled(BeautifulSoup(response.content.decode(), "html.parser"))
    assert again["note"] == "Typed after going back"


def test_a_popup_sent_twice_answers_twice_and_makes_one(editing):
    where = address(Topic(), "add") + "?_popup=1"
    data = filled(page(editing, where)) | {"name_en": "Launch services", "_popup": "1"}
    answers = [editing.post(where, data | {"_save": "Save"}).content.decode() for _time in range(2)]
    topic = Topic.objects.get()
    assert [f"&quot;value&quot;: &quot;{topic.pk}&quot;" in answer for answer in answers] == [True, True]


def test_the_number_of_a_form_is_of_use_to_nobody_else(editing, clearing):
    data = filled(page(editing, address(Topic(), "add"))) | {"name_en": "Launch services"}
    add(editing, Topic, data)
    assert add(clearing, Topic, data | {"slug": "another"}).status_code == 302
    assert Topic.objects.count() == 2


@pytest.mark.parametrize("number", [None, "", "x"])
def test_a_form_without_a_number_is_saved(editing, number):
    data = filled(page(editing, address(Topic(), "add"))) | {"name_en": "Launch services", "form_id": number}
    if number is None:
        del data["form_id"]
    assert add(editing, Topic, data).status_code == 302
    assert (Topic.objects.count(), SavedForm.objects.count()) == (1, 0)


def test_a_form_whose_record_was_deleted_since_is_saved_again(editing):
    data = filled(page(editing, address(Meeting(), "add"))) | {"title_en": "Ninth meeting"}
    add(editing, Meeting, data)
    Meeting.objects.all().delete()
    assert add(editing, Meeting, data).status_code == 302
    assert Meeting.objects.count() == 1


def test_going_back_and_sending_for_review_sends_what_was_saved(editing):
    data = filled(page(editing, address(Topic(), "add"))) | {"name_en": "Launch services"}
    add(editing, Topic, data)
    assert "“Launch services” was sent for review." in told(editing, add(editing, Topic, data, "_review"))
    topic = Topic.objects.get()
    assert (topic.submitted_at is None, topic.submitted_version) == (False, topic.version)


def test_going_back_to_a_form_of_a_record_and_sending_for_review_sends_it(editing):
    meeting = cast.full_meeting()
    data = filled(page(editing, address(meeting))) | {"note": "Mine"}
    editing.post(address(meeting), data | {"_continue": "Save"})
    response = editing.post(address(meeting), data | {"_review": "Save"})
    meeting.refresh_from_db()
    assert (response.status_code, meeting.note, meeting.submitted_at is None) == (302, "Mine", False)


def test_the_same_again_after_another_saved_is_met_and_neither_told_as_done_nor_sent(editing):
    meeting = cast.full_meeting()
    data = filled(page(editing, address(meeting))) | {"note": "Mine"}
    editing.post(address(meeting), data | {"_save": "Save"})
    Meeting.objects.filter(pk=meeting.pk).update(note="Theirs")
    response = editing.post(address(meeting), data | {"_review": "Save"})
    assert response.status_code == 200
    assert "Nothing of yours was saved yet" in errors(response)[""]
    again = filled(BeautifulSoup(response.content.decode(), "html.parser"))
    meeting.refresh_from_db()
    assert (again["note"], meeting.note, meeting.submitted_at) == ("Mine", "Theirs", None)
    assert editing.post(address(meeting), again | {"_save": "Save"}).status_code == 302
    meeting.refresh_from_db()
    assert meeting.note == "Mine"


def test_an_add_form_sent_again_after_its_record_was_changed_leads_to_the_record_as_it_is(editing):
    data = filled(page(editing, address(Topic(), "add"))) | {"name_en": "Launch services"}
    add(editing, Topic, data)
    Topic.objects.update(name_en="Launching")
    response = add(editing, Topic, data, "_review")
    topic = Topic.objects.get()
    assert (response.url, topic.submitted_at) == (address(topic), None)
    words = "“Launching” was saved already, and was changed since. This is what it says now."
    assert words in told(editing, response)
