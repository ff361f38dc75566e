"""Lists and records in other formats, by the ending of the address."""

import csv
import io
import json

import icalendar
import pytest

from dialogues.publishing import withdraw
from tests import cast
from tests.clearing import publish

LISTS = ["meetings.csv", "meetings.ndjson", "meetings.ics", "organizations.csv", "sessions.ndjson"]
RECORDS = [f"meetings/us-jp-cds-09.{ending}" for ending in ("bib", "ris", "csl.json", "txt", "ics")]


def get(api, path, **headers):
    response = api.client.get(f"/api/v1/{path}", headers=headers)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return response, body.decode()


def test_a_list_is_a_table(api, shown):
    response, body = get(api, "meetings.csv")
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(body.removeprefix("\ufeff"), newline="")))
    assert [(row["id"], row["title_ja"]) for row in rows] == [
        ("us-jp-cds-10", ""),
        ("us-jp-cds-09", "第9回会合"),
    ]


def test_a_list_is_documents_one_a_line_in_the_order_of_the_list(api, shown):
    _response, body = get(api, "meetings.ndjson")
    documents = [json.loads(line) for line in body.splitlines()]
    assert documents == [one["document"] for one in api.get("meetings/")["results"]]


def test_files_answer_the_same_questions_as_lists(api, shown):
    _response, body = get(api, "meetings.ndjson?format=virtual")
    assert [json.loads(line)["id"] for line in body.splitlines()] == ["us-jp-cds-10"]
    for path in ("meetings.csv?limit=5", "meetings.ndjson?party=XX", "meetings.ics?page=2"):
        response, body = get(api, path)
        assert (response.status_code, response.headers["Content-Type"]) == (400, "application/problem+json")


def test_meetings_are_a_calendar(api, shown):
    response, body = get(api, "meetings.ics?year=2024")
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    events = icalendar.Calendar.from_ical(body).walk("VEVENT")
    assert [str(event["summary"]) for event in events] == ["Ninth meeting"]
    _response, body = get(api, "meetings/us-jp-cds-09.ics")
    (event,) = icalendar.Calendar.from_ical(body).walk("VEVENT")
    assert str(event["url"]) == "http://testserver/meetings/us-jp-cds-09/"


def test_a_record_is_a_citation(api, shown):
    _response, body = get(api, "meetings/us-jp-cds-09.csl.json")
    assert json.loads(body)[0]["title"] == "Ninth meeting"
    response, body = get(api, "meetings/us-jp-cds-09.bib")
    assert response.headers["Content-Type"] == "application/x-bibtex; charset=utf-8"
    assert body.startswith("@")


def test_json_is_what_the_address_without_an_ending_answers(api, shown):
    for one, other in (("meetings.json?limit=1", "meetings/?limit=1"), ("tracks/1.5.json", "tracks/1.5/")):
        response, body = get(api, one)
        same = api.answer(other)
        assert response.status_code == 200
        assert json.loads(body).keys() == same.json().keys()
        assert json.loads(body).get("document") == same.json().get("document")


@pytest.mark.parametrize("path", [*LISTS, *RECORDS])
def test_every_format_is_open_to_all_sites_counted_and_conditional(api, shown, path):
    response, _body = get(api, path)
    assert (response.status_code, response.headers["Access-Control-Allow-Origin"]) == (200, "*")
    assert "RateLimit" in response.headers
    again, nothing = get(api, path, if_none_match=response.headers["ETag"])
    assert (again.status_code, nothing) == (304, "")
    publish(cast.meeting("us-jp-new", date="2026-01-01"))
    changed, _body = get(api, path, if_none_match=response.headers["ETag"])
    assert changed.status_code == (304 if path in RECORDS else 200)


@pytest.mark.parametrize("path", RECORDS)
def test_a_withdrawn_record_is_gone_in_every_format(api, shown, path):
    withdraw(shown["ninth"], by=None, reason="Error.")
    response, body = get(api, path)
    assert response.status_code == 410
    assert "Ninth" not in body


@pytest.mark.parametrize(
    "path", ["people/don-graves.bib", "people.ics", "meetings.xml", "meetings/us-jp-cds-09.xml"]
)
def test_a_format_that_there_is_not_is_told(api, shown, path):
    response, _body = get(api, path)
    if response.status_code == 301:  # an id may hold a dot: it may lack but a slash
        response, _body = get(api, f"{path}/")
    assert (response.status_code, response.headers["Content-Type"]) == (404, "application/problem+json")


def test_a_file_costs_the_same_queries_whatever_its_length(api, shown, django_assert_num_queries):
    for slug in ("us-jp-11", "us-jp-12"):
        with django_assert_num_queries(3):
            get(api, "meetings.csv")
        publish(cast.meeting(slug, date="2026-01-01"))
