"""Signing in: a password, and a second factor where there is one."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client

from tests.accounts.door import LOGIN, PASSWORD, SECOND, account, sign_in, told
from tests.admin.desk import at_the_desk

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("login", ["e", "E", "e@example.org", " E@example.org "])
def test_by_name_or_mail_address_and_password(login):
    account("e")
    client, answer = sign_in(login)
    assert answer.url == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_it_goes_on_where_one_wanted_to_be(client):
    account("e")
    led = client.get("/admin/dialogues/meeting/", follow=True)
    assert led.redirect_chain[-1][0] == f"{LOGIN}?next=%2Fadmin%2Fdialogues%2Fmeeting%2F"
    sent = client.post(LOGIN, {"login": "e", "password": PASSWORD, "next": "/admin/dialogues/meeting/"})
    assert sent.url == "/admin/dialogues/meeting/"
    _client, away = sign_in(client=Client())
    elsewhere = Client().post(LOGIN, {"login": "e", "password": PASSWORD, "next": "https://example.com/"})
    assert (away.url, elsewhere.url) == ("/admin/", "/admin/")


def test_with_a_second_factor_the_password_alone_opens_nothing(publisher):
    client, answer = sign_in("p")
    assert answer.url == SECOND
    assert client.get("/admin/").url == "/admin/login/?next=/admin/"
    refused = client.post(SECOND, {"code": "000000"})
    assert told(refused) == [
        "This code is not good. Each is good once and for a short time: take the next one."
    ]
    assert client.post(SECOND, {"code": publisher.codes()}).url == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_a_code_is_good_once(publisher):
    code = publisher.codes()
    client, _answer = sign_in("p")
    assert client.post(SECOND, {"code": code}).status_code == 302
    again, _answer = sign_in("p")
    assert again.post(SECOND, {"code": code}).status_code == 200
    assert again.get("/admin/").status_code == 302


def test_a_recovery_code_lets_in_once(publisher):
    codes = RecoveryCodes.activate(publisher).get_unused_codes()
    client, _answer = sign_in("p")
    assert client.post(SECOND, {"code": codes[0]}).url == "/admin/"
    assert client.get("/admin/").status_code == 200
    again, _answer = sign_in("p")
    assert again.post(SECOND, {"code": codes[0]}).status_code == 200
    assert again.post(SECOND, {"code": codes[1]}).url == "/admin/"


def test_the_only_factor_stays_with_whoever_needs_one(publisher):
    client = at_the_desk(publisher)
    remove = "/admin/account/security/app/remove/"
    client.post(client.get(remove).url, {"code": publisher.codes(), "next": remove})
    assert told(client.post(remove)) == [
        "Your role needs a second factor, and this is the only one. Add another one first."
    ]
    assert Authenticator.objects.filter(user=publisher).count() == 1
