"""A form that was sent and did not arrive comes back with everything in it, without JavaScript too."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from dialogues.models import Meeting, Topic
from tests import cast
from tests.admin.desk import address, at_the_desk, filled, page

ORIGIN = {"headers": {"origin": "http://testserver"}}


def held(response):
    """What the page that came back holds, and its words."""
    soup = BeautifulSoup(response.content.decode(), "html.parser")
    form = soup.select_one(".desk-sent-back form")
    data: dict[str, list[str]] = {}
    for box in form.select("input[name]") if form else []:
        data.setdefault(box["name"], []).append(box["value"])
    return data


@pytest.fixture
def meeting(db):
    return cast.full_meeting()


def test_a_form_sent_after_the_session_ended_comes_back_and_is_sent_again(meeting, editor):
    client = Client(enforce_csrf_checks=True)
    at_the_desk(editor, client)
    soup = page(client, address(meeting))
    data = filled(soup) | {"note": "Line one\nline “two” <b>", "_save": "Save"}
    token = soup.select_one("[name=csrfmiddlewaretoken]")["value"]
    client.cookies.pop("sessionid")
    ended = client.post(address(meeting), data | {"csrfmiddlewaretoken": token}, **ORIGIN)
    assert ended.status_code == 401
    came_back = held(ended)
    token = came_back.pop("csrfmiddlewaretoken")
    assert came_back == {
        name: [str(one) for one in value] if isinstance(value, list) else [str(value)]
        for name, value in data.items()
        if value != []
    }
    # Signed in, in another tab: the token is of another session by then, and the form comes back once more.
    client.cookies.pop("csrftoken")
    at_the_desk(editor, client)
    page(client, address(meeting))
    stale = client.post(address(meeting), came_back | {"csrfmiddlewaretoken": token}, **ORIGIN)
    assert stale.status_code == 403
    again = held(stale)
    assert {name: value for name, value in again.items() if name != "csrfmiddlewaretoken"} == came_back
    assert client.post(address(meeting), again, **ORIGIN).status_code == 302
    assert Meeting.objects.get().note == "Line one\nline “two” <b>"


@pytest.mark.parametrize("origin", [None, "https://example.org", "null"])
def test_what_another_site_sent_is_not_held(meeting, editor, origin):
    client = at_the_desk(editor, Client(enforce_csrf_checks=True))
    headers = {"origin": origin} if origin else {}
    response = client.post(address(meeting), {"note": "PLANTED"}, headers=headers)
    assert (response.status_code, b"PLANTED" in response.content) == (403, False)


def test_who_is_signed_out_stores_nothing(db):
    response = Client().post(address(Topic(), "add"), {"name_en": "Typed"})
    assert (response.status_code, held(response)["name_en"]) == (401, ["Typed"])
    assert response.headers["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert Topic.objects.count() == 0


def test_pages_that_are_no_form_of_a_record_lead_to_sign_in_as_ever(meeting):
    for where in ("/admin/", address(meeting, "delete"), address(meeting, "changelist")):
        assert Client().post(where, {"note": "x"}).status_code == 302


def test_a_script_that_sends_a_form_is_told_where_to_go(editing):
    data = filled(page(editing, address(Topic(), "add"))) | {"name_en": "Launch services", "_continue": "1"}
    response = editing.post(address(Topic(), "add"), data, headers={"x-desk-form": "1"})
    assert (response.status_code, response.json()) == (200, {"to": address(Topic.objects.get())})
