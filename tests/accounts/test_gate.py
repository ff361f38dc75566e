"""Without a second factor whoever needs one can do nothing at the desk, by no address and no method."""

import re

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import get_resolver, resolve

from dialogues.models import ApiKey, Publication
from tests import cast
from tests.admin.desk import address, at_the_desk, member
from tests.clearing import publish
from tests.codes import new_secret

pytestmark = pytest.mark.django_db

SET_UP, CONFIRM = "/admin/account/security/", "/admin/account/security/confirm/"
PASSWORD = "a long enough password"


def without_a_factor(*groups, **fields):
    user = User.objects.create_user("p", "p@example.org", PASSWORD, is_staff=True, **fields)
    user.groups.set([member("other", *groups).groups.get()] if groups else [])
    return user


@pytest.fixture
def ready():
    cast.dialogue()
    return cast.full_meeting()


def desk_addresses(record):
    """Every address of the desk, each with the numbers of a record that is there."""
    found = []
    [(prefix, patterns)] = [
        (pattern.pattern, pattern.url_patterns)
        for pattern in get_resolver().url_patterns
        if getattr(pattern, "namespace", None) == "admin"
    ]
    assert str(prefix) == "admin/"

    def collect(patterns, before):
        for pattern in patterns:
            here = before + str(pattern.pattern)
            if hasattr(pattern, "url_patterns"):
                collect(pattern.url_patterns, here)
            else:
                found.append(here)

    collect(patterns, "/admin/")
    return found


def plain(route):
    return re.sub(r"<[^>]+>", "<>", route)


def filled_in(route, record):
    route = re.sub(r"<(path|int):\w+>", str(record.pk), route)
    route = route.replace("<uuid:pk>", "00000000-0000-0000-0000-000000000000").replace("<id>", str(record.pk))
    return re.sub(r"<(slug:)?\w+>", "meeting", route)


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_publisher_without_one_is_led_to_set_it_up_from_every_address(ready, method):
    client = at_the_desk(without_a_factor("Publishers"))
    routes = [
        route for route in desk_addresses(ready) if "(?P" not in route and not route.endswith("logout/")
    ]
    # Each address is that of the page which is meant, not of one that takes what no other does.
    met = {route: f"/{resolve(filled_in(route, ready)).route}" for route in routes}
    assert {route: to for route, to in met.items() if plain(route) != plain(to)} == {}
    assert len(routes) > 100
    answers = {}
    for route in routes:
        answer = getattr(client, method)(filled_in(route, ready))
        answers[route] = (answer.status_code, answer.get("Location"))
    # The form of a record that was turned away comes back with what was typed (dialogues.admin.keeping.sent_back).
    turned_away = [(302, SET_UP)] + [(401, None)] * (method == "post")
    assert {route: answer for route, answer in answers.items() if answer not in turned_away} == {}


def test_nothing_is_published_withdrawn_or_made_without_one(ready):
    series = ready.dialogue or cast.dialogue()
    publish(series)
    shown = list(Publication.objects.values_list("slug", "revision").order_by("slug"))
    client = at_the_desk(without_a_factor("Publishers"))
    client.post(address(ready, "changes"), {"_publish": "1"})
    client.post(address(ready, "changelist"), {"action": "publish", "_selected_action": [ready.pk]})
    client.post(address(series, "withdraw"), {"reason": "Because."})
    client.post(
        "/admin/dialogues/apikey/add/", {"partner": "Somebody", "requests_a_minute": 3, "scopes": "read"}
    )
    assert list(Publication.objects.values_list("slug", "revision").order_by("slug")) == shown
    assert not ApiKey.objects.exists()


@pytest.mark.parametrize("who", ["a superuser", "an administrator", "one with the permission alone"])
def test_whoever_could_publish_or_make_publishers_needs_one(who):
    user = without_a_factor(
        *(["Administrators"] if who == "an administrator" else []), is_superuser=who == "a superuser"
    )
    if who == "one with the permission alone":
        user.user_permissions.add(Permission.objects.get(codename="publish"))
    assert at_the_desk(user).get("/admin/").url == SET_UP


def test_an_editor_may_go_without():
    assert at_the_desk(without_a_factor("Editors")).get("/admin/").status_code == 200


def test_to_have_one_is_not_enough_the_session_must_have_shown_it(ready):
    user = without_a_factor("Publishers")
    client = at_the_desk(user)
    TOTP.activate(user, new_secret())
    assert client.get(address(ready)).url == f"{CONFIRM}?next={address(ready).replace('/', '%2F')}"
    assert client.post(address(ready, "changes"), {"_publish": "1"}).url == f"{CONFIRM}?next=%2Fadmin%2F"


def test_a_session_without_it_cannot_add_another_by_the_password_alone():
    user = without_a_factor("Publishers")
    client = at_the_desk(user)
    TOTP.activate(user, new_secret())
    led = client.get("/admin/account/security/passkeys/add/")
    assert led.url.split("?")[0] == CONFIRM
    sent = client.post("/admin/account/confirm/", {"password": PASSWORD})
    assert sent.url == CONFIRM
    assert client.get("/admin/account/security/passkeys/add/").url.split("?")[0] == CONFIRM


def test_a_factor_that_was_taken_away_lets_nobody_in():
    user = member("p", "Publishers")
    client = at_the_desk(user)
    assert client.get("/admin/").status_code == 200
    user.authenticator_set.all().delete()
    assert client.get("/admin/").url == SET_UP


def test_signing_out_needs_none():
    client = at_the_desk(without_a_factor("Publishers"))
    assert client.post("/admin/logout/").url == "/admin/account/login/"
    assert client.get("/admin/").url == "/admin/login/?next=/admin/"


def test_the_door_of_django_is_closed(client):
    """It would pass by the lock-out and the second factor, also for somebody who is signed in already."""
    member("p", "Publishers")
    User.objects.filter(username="p").update(password=make_password(PASSWORD))
    editing = at_the_desk(member("e", "Editors"))
    for browser in (client, editing):
        before = browser.session.get("_auth_user_id")
        browser.post("/admin/login/", {"username": "p", "password": PASSWORD})
        assert browser.session.get("_auth_user_id") == before


def test_the_public_pages_ask_nobody_who_they_are(client):
    browser = Client()
    without_a_factor("Editors")
    browser.post("/admin/account/login/", {"login": "p", "password": PASSWORD})
    browser.get("/admin/account/security/")
    assert {name: cookie["path"] for name, cookie in browser.cookies.items()} == {
        "sessionid": "/admin/",
        "csrftoken": "/admin/",
    }
    for path in ("/", "/meetings/", "/api/v1/meetings/", "/search/?q=x", "/no-such-page/"):
        for reader in (client, browser):
            answer = reader.get(path)
            assert (dict(answer.cookies), "Cookie" in answer.get("Vary", "")) == ({}, False), path
