"""Whatever an address asks, it is answered: with a page that helps, never with an error of ours.

The addresses are walked by code, so that one that is added is asked the same.
"""

import re
from collections.abc import Iterator

import pytest
from django.test import Client

from dialogues.public.lists.listings import LISTINGS
from dialogues.public.urls import urlpatterns
from tests import cast

PREFIXES = ("", "/ja")
ANSWERS = {200, 301, 400, 404, 410}
# What of an address must not be found in an answer as markup.
PLANTED = ("<script>alert", "<img src=x", "<b>planted")

IDS = (
    "none",
    "US-JP-CDS-09",
    "us-jp-cds-09.",
    "jp",
    "jp-",
    "jp-jp",
    "jp-us-kr",
    "0",
    "13",
    "99",
    "0000",
    "1899",
    "9999",
    "99999999999999999999",
    "..%2f..%2fadmin",
    "%2e%2e",
    "%00",
    "us-jp-cds-09%00",
    "x" * 5_000,
    "%ff%fe",
    "%ED%A0%80",
    "%E5%AE%87%E5%AE%99",
    "%E2%80%AEus",
    "a%0d%0aSet-Cookie:%20b=c",
    "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    "%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E",
    "'%20OR%20'1'='1",
    "%25%5f%5c",
    "{{7*7}}",
)
WORDS = (
    "",
    "%20",
    "%22",
    "'",
    "%27%20OR%201=1;--%20",
    "%25",
    "_",
    "%5c",
    "%5c%5c%27",
    "%00",
    "a%00b",
    "%ff%fe",
    "%ED%A0%80",
    "%E2%80%AE%D7%90",
    "%E5%AE%87%E5%AE%99",
    "%F0%9F%9A%80",
    "%EF%BF%BE",
    "%0d%0aSet-Cookie:b=c",
    "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    "%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E",
    "%3Cb%3Eplanted",
    "{{7*7}}{%25%20now%20%25}",
    "$%7Bjndi:x%7D",
    "-",
    "(((",
    "%26%7C!:*",
    "a%20" * 400,
    "x" * 20_000,
    "%F0%9F%9A%80" * 2_000,
)
DATES = ("2024-02-30", "2024-13", "0000", "9999-99-99", "24", "2024-W01", "-1", "%EF%BC%92%EF%BC%90")
NUMBERS = ("0", "-1", "999999999999", "x", "", "01", "%C2%B2", "1.5", "1e3", "%EF%BC%92")
QUESTIONS = (
    "unknown=1",
    "%3Cscript%3Ealert(1)%3C%2Fscript%3E=1",
    "%00=%00",
    "%ff=%fe",
    "=",
    "&&&",
    "page=1&page=2",
    "q=a&q=b",
    "sort=none",
    "sort=title&sort=title",
    "x" * 20_000 + "=1",
    *(f"page={number}" for number in NUMBERS),
    "q=%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    "q=%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E",
    "q=%00",
)
METHODS = ("post", "put", "patch", "delete", "options")


ROUTES = list(dict.fromkeys(str(pattern.pattern) for pattern in urlpatterns))
KNOWN = {
    "slug": "us-jp-cds-09", "code": "jp-us", "year": "2024", "month": "08", "topic": "ssa", "party": "JP",
}  # fmt: skip


def present(route: str) -> str:
    """An address that may be answered: with an id that is one, in most routes."""
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda name: KNOWN.get(name[1], "us-jp-cds-09"), route)


@pytest.fixture(autouse=True)
def records(publish):
    series = cast.dialogue()
    publish(series, cast.full_meeting(series=series), cast.party("JP"), cast.party("US"))


@pytest.fixture
def reader() -> Client:
    return Client(enforce_csrf_checks=True)


def fault(answer, address: str, expected: set[int]) -> str:
    """What is wrong with an answer, in words; empty where nothing is."""
    body = b"".join(answer) if answer.streaming else answer.content
    text = body.decode("utf-8", "replace")
    if answer.status_code not in expected:
        return f"answers {answer.status_code}"
    if found := [planted for planted in PLANTED if planted in text]:
        return f"repeats {found}"
    if answer.has_header("Set-Cookie"):
        return "sets a cookie"
    if answer.status_code < 400:
        return ""
    if text.count("<h1") != 1:
        return "has no heading"
    home = "/ja/" if address.startswith("/ja/") else "/"
    return "" if f'href="{home}"' in text else "has no way home"


def faults(reader: Client, addresses: Iterator[str]) -> dict[str, str]:
    answers = ((address, reader.get(address)) for address in addresses)
    found = ((address[:200], fault(answer, address, ANSWERS)) for address, answer in answers)
    return {address: words for address, words in found if words}


@pytest.mark.parametrize("route", [route for route in ROUTES if "<" in route])
def test_an_id_that_is_none_is_answered(reader, route):
    addresses = (
        f"{PREFIXES[number % 2]}/" + re.sub("<[^>]+>", lambda _name, value=value: value, route)
        for number, value in enumerate(IDS)
    )
    assert faults(reader, addresses) == {}


@pytest.mark.parametrize("route", ROUTES)
def test_a_question_that_makes_no_sense_is_answered(reader, route):
    # One language each: what reads the question is the same in both.
    addresses = (
        f"{PREFIXES[number % 2]}/{present(route)}?{question}" for number, question in enumerate(QUESTIONS)
    )
    assert faults(reader, addresses) == {}


LISTS_BY_QUESTION = {
    name: listing.name for listing in LISTINGS.values() for name in listing.questions.base_filters
}


@pytest.mark.parametrize(("name", "listing"), LISTS_BY_QUESTION.items())
def test_a_value_that_a_question_cannot_have_is_answered(reader, name, listing):
    addresses = (f"/{listing}/?{name}={value}" for value in (*DATES, *NUMBERS, *WORDS[:20]))
    assert faults(reader, addresses) == {}


@pytest.mark.parametrize("listing", [*LISTINGS, "search"])
def test_words_that_make_no_sense_are_searched_for_or_refused(reader, listing):
    assert faults(reader, (f"/{listing}/?q={words}" for words in WORDS)) == {}


@pytest.mark.parametrize("prefix", PREFIXES)
@pytest.mark.parametrize("route", ["", "meetings/", "meetings/us-jp-cds-09/", "nothing/", "meetings/none/"])
def test_more_questions_than_are_read_are_refused(reader, settings, route, prefix):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 10
    assert fault(reader.get(f"{prefix}/{route}?{'a=1&' * 11}"), f"{prefix}/", {400}) == ""


@pytest.mark.parametrize("route", ROUTES)
def test_whoever_wants_more_than_to_read_is_told_so(reader, route):
    for number, method in enumerate(METHODS):
        address = f"{PREFIXES[number % 2]}/{present(route)}"
        answer = getattr(reader, method)(address)
        assert fault(answer, address, {405}) == "", address
        assert answer["Allow"] == "GET, HEAD"
