"""Limits: so many requests a minute for each caller, told in headers, counted for all processes together."""

import re

import pytest
from django.db import connection
from django.test import Client

from dialogues.models import Usage
from dialogues.partners import limits
from dialogues.partners.keys import new_key
from dialogues.proxies import address_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def three_a_minute(settings, monkeypatch):
    settings.API_REQUESTS_A_MINUTE = 3
    # The minute must not end within a test.
    monkeypatch.setattr(limits.time, "time", lambda: 1_000_000_000.0 * 60 + 15)


def ask(path: str = "/api/v1/meetings/", address: str = "192.0.2.1", **headers: str):
    return Client(REMOTE_ADDR=address).get(path, headers=headers)


def test_what_is_left_is_told_with_each_answer():
    told = [ask().headers["RateLimit"] for _request in range(4)]
    assert told == [f'"address";r={left};t=45' for left in (2, 1, 0, 0)]
    assert ask().headers["RateLimit-Policy"] == '"address";q=3;w=60'


def test_more_is_refused_with_when_to_ask_again():
    statuses = [ask().status_code for _request in range(5)]
    assert statuses == [200, 200, 200, 429, 429]
    response = ask()
    assert response.headers["Retry-After"] == "45"
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.json()["detail"] == (
        "More than 3 requests in a minute. Ask again in 45 seconds; a key raises the limit."
    )


def test_every_address_of_the_api_counts_also_those_that_answer_with_an_error():
    paths = ["", "meetings/nowhere/", "nowhere/", "meetings/?limit=0"]
    assert [ask(f"/api/v1/{path}").status_code for path in paths] == [200, 404, 404, 429]


def test_the_next_minute_begins_anew(monkeypatch):
    assert [ask().status_code for _request in range(4)][-1] == 429
    monkeypatch.setattr(limits.time, "time", lambda: 1_000_000_001.0 * 60)
    assert ask().status_code == 200
    assert Usage.objects.count() == 1


def test_callers_are_counted_apart(settings):
    _key, text = new_key("A partner", ["read"], requests_a_minute=1)
    for _request in range(4):
        ask(address="192.0.2.1")
    assert ask(address="192.0.2.2").status_code == 200
    assert ask(authorization=f"Bearer {text}").status_code == 200
    assert ask(authorization=f"Bearer {text}").status_code == 429


def test_one_household_of_ipv6_is_one_caller():
    assert [ask(address=f"2001:db8::{n}").headers["RateLimit"][:13] for n in (1, 2)] == [
        '"address";r=2', '"address";r=1'
    ]  # fmt: skip
    assert ask(address="2001:db8:0:1::1").headers["RateLimit"][:13] == '"address";r=2'


def test_callers_of_ipv4_are_counted_apart_also_where_a_socket_for_both_versions_tells_of_them():
    told = [ask(address=address).headers["RateLimit"][:13] for address in
            ("192.0.2.1", "::ffff:192.0.2.1", "::ffff:192.0.2.2")]  # fmt: skip
    assert told == ['"address";r=2', '"address";r=1', '"address";r=2']


@pytest.mark.parametrize("address", ["192.0.2.1:{}", "[2001:db8::1]:{}"])
def test_another_port_is_no_other_caller(settings, address):
    settings.PROXIES = 1
    told = [ask(**{"x-forwarded-for": address.format(port)}).headers["RateLimit"] for port in (1001, 1002)]
    assert told == ['"address";r=2;t=45', '"address";r=1;t=45']


def test_who_sends_no_key_that_is_in_force_is_counted_by_address_and_refused_in_the_end():
    statuses = [ask(authorization="Bearer nonsense").status_code for _request in range(4)]
    assert statuses == [401, 401, 401, 429]
    assert ask().status_code == 429


def test_no_address_is_kept():
    ask(address="192.0.2.77")
    assert re.fullmatch(r"[0-9a-f]{64}", Usage.objects.get().who)


@pytest.mark.parametrize(
    ("proxies", "forwarded", "known"),
    [
        (0, "203.0.113.9", "192.0.2.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (2, "1.1.1.1, 203.0.113.9, 10.0.0.1", "203.0.113.9"),
        (2, "203.0.113.9", "192.0.2.1"),
        (1, "", ""),
    ],
)
def test_the_caller_is_who_our_own_proxies_saw_whatever_they_claim(settings, proxies, forwarded, known):
    settings.PROXIES = proxies
    meta = {"REMOTE_ADDR": "192.0.2.1", "HTTP_X_FORWARDED_FOR": forwarded}
    assert address_of(meta) == known


def test_where_counting_fails_reading_goes_on(caplog):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE dialogues_usage RENAME TO elsewhere")
    assert limits.count(None, "192.0.2.1") is None
    assert "could not be counted" in caplog.text
