"""Sessions end: unused, old, with the browser, the password or the account."""

import time

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core import mail

from accounts import sessions
from tests.accounts.door import ANOTHER, LOGIN, PASSWORD, account, sign_in
from tests.admin.desk import at_the_desk, page

FIREFOX = "(Windows NT 10.0; Win64; x64; rv:133.0) Gecko/20100101 Firefox/133.0"

pytestmark = pytest.mark.django_db


def test_a_session_ends_two_hours_after_its_last_use(monkeypatch):
    client = at_the_desk(account("e"))
    now = time.time()
    left = Session.objects.get().expire_date.timestamp() - now
    assert 2 * 60 * 60 - 60 < left <= 2 * 60 * 60 + 1
    # A use begins them anew, noted at most once a minute.
    client.get("/admin/")
    assert Session.objects.get().expire_date.timestamp() - now == pytest.approx(left, abs=0.01)
    session = client.session
    session[sessions.USED] -= 61
    session.save()
    Session.objects.update(expire_date=Session.objects.get().expire_date.replace(year=2099))
    client.get("/admin/")
    assert Session.objects.get().expire_date.timestamp() - time.time() <= 2 * 60 * 60
    Session.objects.update(expire_date=Session.objects.get().expire_date.replace(year=2001))
    assert client.get("/admin/").url == "/admin/login/?next=/admin/"


def test_a_session_ends_with_the_browser_and_its_cookie_is_for_the_desk_alone(settings):
    account("e")
    client, _answer = sign_in()
    cookie = client.cookies["sessionid"]
    assert {name: cookie[name] for name in ("path", "httponly", "samesite", "max-age", "expires")} == {
        "path": "/admin/", "httponly": True, "samesite": "Lax", "max-age": "", "expires": "",
    }  # fmt: skip


@pytest.mark.parametrize("where", ["/admin/", "/admin/account/security/"])
def test_a_session_ends_after_twelve_hours_though_it_is_used(where):
    client = at_the_desk(account("e"))
    session = client.session
    session[sessions.BEGAN] -= 12 * 60 * 60 + 1
    session.save()
    assert client.get(where).url.startswith(LOGIN)
    assert "_auth_user_id" not in client.session


def test_a_new_password_ends_every_other_session():
    account("e")
    (here, _one), (there, _two) = sign_in(), sign_in()
    sent = here.post(
        "/admin/account/password/", {"oldpassword": PASSWORD, "password1": ANOTHER, "password2": ANOTHER}
    )
    assert sent.url == "/admin/account/security/"
    assert (here.get("/admin/").status_code, there.get("/admin/").status_code) == (200, 302)
    assert [(sent.to, sent.subject) for sent in mail.outbox] == [(["e@example.org"], "Password Changed")]


def test_other_sessions_are_seen_and_ended():
    account("e")
    here, _one = sign_in(headers={"User-Agent": f"Mozilla/5.0 {FIREFOX}"})
    there, _two = sign_in(headers={"User-Agent": "Written by hand"}, REMOTE_ADDR="192.0.2.9")
    rows = page(here, "/admin/account/sessions/").select("tbody tr")
    assert {tuple(cell.text for cell in row.select("td")) for row in rows} == {
        ("127.0.0.1", "Firefox on Windows"),
        ("192.0.2.9", "unknown"),
    }
    here.post("/admin/account/sessions/")
    assert (here.get("/admin/").status_code, there.get("/admin/").status_code) == (200, 302)


def test_a_closed_account_is_out_at_once_and_comes_in_no_more():
    user = account("e")
    client, _answer = sign_in()
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert client.get("/admin/").status_code == 302
    assert sign_in()[1].url == "/admin/account/inactive/"


def test_whoever_is_no_staff_has_no_entry():
    User.objects.create_user("reader", password=PASSWORD)
    client, answer = sign_in("reader")
    assert answer.url == "/admin/account/inactive/"
    assert "_auth_user_id" not in client.session
