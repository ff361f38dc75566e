"""Two people with one record open are told of each other; a form that was left, or not heard of, is forgotten."""

import datetime as dt

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from dialogues.models import Meeting, OpenForm, Topic
from tests import cast
from tests.admin.desk import address, filled, page


@pytest.fixture
def topic(db):
    return cast.topic()


def said(client, record):
    return page(client, address(record)).select_one("#also-open").text


def asked(client, record, **more):
    where = {"kind": record._meta.label, "id": record.pk, "seen": record.version} | more
    return client.get("/admin/open-forms/", where)


def test_whoever_comes_second_is_told_of_the_first_when_the_form_is_drawn(topic, editing, clearing):
    assert said(editing, topic) == ""
    since = date_format(timezone.localtime(OpenForm.objects.get().since), "DATETIME_FORMAT")
    assert said(clearing, topic) == f"Also open: editor since {since}."
    assert said(clearing, cast.topic("launch", "Launch services")) == ""


def test_the_first_is_told_by_the_page(topic, editing, clearing):
    page(editing, address(topic))
    page(clearing, address(topic))
    answer = asked(editing, topic).json()
    assert answer["also"].startswith("Also open: publisher since ")
    assert answer["newer"] == ""


def test_a_newer_save_is_told_before_anybody_saves_over_it(topic, editing, clearing):
    data = filled(page(clearing, address(topic))) | {"name_en": "Renamed", "_save": "Save"}
    assert clearing.post(address(topic), data).status_code == 302
    assert asked(editing, topic).json()["newer"] == (
        "publisher saved a newer version. When you save, both texts are shown."
    )


def test_a_form_that_was_left_is_forgotten(topic, editing, clearing):
    drawn = page(clearing, address(topic)).select_one("#keeping")["data-since"]
    asked(clearing, topic, left=drawn)
    assert said(editing, topic) == ""


def test_a_page_that_leaves_late_does_not_take_the_next_one_with_it(topic, editing, clearing):
    drawn = page(clearing, address(topic)).select_one("#keeping")["data-since"]
    page(clearing, address(topic))
    for left in (drawn, "x", "", "2026-01-01"):
        asked(clearing, topic, left=left)
    assert said(editing, topic).startswith("Also open: publisher since ")


def test_a_form_that_was_not_heard_of_is_forgotten(topic, editing, clearing):
    page(clearing, address(topic))
    OpenForm.objects.update(seen_at=timezone.now() - dt.timedelta(seconds=91))
    assert said(editing, topic) == ""


def test_nobody_is_told_of_what_they_may_not_change(topic, editing, editor, client):
    assert asked(client, topic).status_code == 302
    editor.groups.clear()
    assert asked(editing, topic).status_code == 403


@pytest.mark.parametrize(
    "named",
    [
        {"kind": "x"}, {"kind": "auth.User"}, {"kind": "dialogues.Session"}, {"id": "x"}, {"id": "0"},
        {"kind": "dialogues.ApiKey"},
    ],
)  # fmt: skip
def test_what_is_no_record_is_not_there(topic, editing, named):
    assert asked(editing, topic, **named).status_code in (403, 404)


def test_an_add_form_is_nobodys(editing):
    for record in (Topic(), Meeting()):
        assert said_of_a_new_one(editing, record) == ""
    assert OpenForm.objects.count() == 0


def said_of_a_new_one(client, record):
    return page(client, address(record, "add")).select_one("#also-open").text
