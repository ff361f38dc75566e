"""After repeated failures nobody is let in for a while, and it is told for how long."""

import time

import pytest
from django.db import connection

from tests.accounts.door import SECOND, account, failing, sign_in, told

pytestmark = pytest.mark.django_db


LOCKED = "Too many failed attempts. Nobody is signed in to this account for another 15 minutes."


@pytest.mark.parametrize("login", ["e", "nobody"])
def test_five_failures_lock_an_account_whether_it_is_there_or_not(login):
    account("e")
    assert failing(login, 5) == ["The name and the password do not belong together."]
    assert failing(login, 1, address="198.51.100.7") == [LOCKED]


def test_the_right_password_does_not_open_a_locked_account_and_another_is_not_locked(publisher):
    account("e")
    failing("e", 5)
    client, answer = sign_in("e")
    assert told(answer) == [LOCKED]
    assert client.get("/admin/").status_code == 302
    assert sign_in("p")[1].url == SECOND


def test_the_lock_opens_after_a_quarter_of_an_hour(monkeypatch):
    account("e")
    failing("e", 5)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 10 * 60)
    assert told(sign_in("e")[1]) == [LOCKED.replace("15", "5")]
    monkeypatch.setattr(time, "time", lambda: now + 15 * 60 + 1)
    assert sign_in("e")[1].url == "/admin/"


def test_twenty_failures_lock_an_address_for_every_account(settings):
    settings.PROXIES = 1
    account("e")
    for n in range(20):
        sign_in(
            f"guess-{n}", "wrong", REMOTE_ADDR="10.0.0.1", headers={"X-Forwarded-For": "9.9.9.9, 192.0.2.1"}
        )
    locked = sign_in("e", headers={"X-Forwarded-For": "8.8.8.8, 192.0.2.1"}, REMOTE_ADDR="10.0.0.1")[1]
    assert told(locked) == [LOCKED]
    others = sign_in("e", headers={"X-Forwarded-For": "192.0.2.1, 192.0.2.2"}, REMOTE_ADDR="10.0.0.1")[1]
    assert others.url == "/admin/"


def test_wrong_codes_lock_too(publisher):
    client, _answer = sign_in("p")
    for _time in range(5):
        client.post(SECOND, {"code": "000000"})
    assert told(client.post(SECOND, {"code": publisher.codes()})) == [LOCKED]
    assert client.get("/admin/").status_code == 302


def test_failures_are_counted_where_all_processes_see_them_and_no_names_are_kept():
    account("e")
    failing("e", 1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM accounts_cache")
        rows = cursor.fetchall()
    assert len([key for key, _value in rows if "login_failed" in key]) == 2
    assert [row for row in rows if "example.org" in str(row) or ":e:" in str(row)] == []
