"""Whole lists as files: every row, every column, nothing that a spreadsheet would run."""

import csv
import io
import json

import pytest

from dialogues.public.lists.listings import LISTINGS
from dialogues.tables import writing
from tests import cast
from tests.reader import shown

FORMULA = '=HYPERLINK("http://evil.example","x")'


@pytest.fixture
def one(publish):
    series = cast.dialogue()
    one = cast.full_meeting(series=series, title_ja="第9回会合")
    publish(series, one)
    return one


def table(client, address):
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/csv; charset=utf-8")
    text = answer.getvalue().decode()
    assert text.startswith("\ufeff")
    assert "\r\n" in text
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def documents(client, address):
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/x-ndjson; charset=utf-8")
    body = answer.getvalue().decode()
    assert body == "" or body.endswith("\n")
    return [json.loads(line) for line in body.split("\n")[:-1]]


def test_a_list_of_meetings_is_a_table(one, client):
    [row] = table(client, "/meetings/list.csv")
    assert {name: row[name] for name in list(row)[:11]} == {
        "id": "us-jp-cds-09",
        "title_en": "Ninth meeting",
        "title_ja": "第9回会合",
        "date_edtf": "2024-08-26/2024-08-27",
        "date_earliest": "2024-08-26",
        "date_latest": "2024-08-27",
        "date_disputed": "true",
        "status": "held",
        "kind": "dialogue_meeting",
        "format": "unknown",
        "dialogue": "us-jp-cds",
    }
    assert (row["parties"], row["tracks"], row["people"]) == ("US; JP", "1.5", "don-graves")
    assert row["address"] == "http://testserver/meetings/us-jp-cds-09/"
    [japanese] = table(client, "/ja/meetings/list.csv")
    assert list(japanese) == list(row)
    assert japanese["address"] == "http://testserver/ja/meetings/us-jp-cds-09/"


@pytest.mark.parametrize(
    ("name", "added"),
    [
        ("dialogues", ["disputed_facts"]),
        ("organizations", ["disputed_facts", "sources"]),
        ("people", ["disputed_facts", "sources"]),
    ],
)
def test_columns_that_were_added_stand_after_those_that_there_were(one, client, name, added):
    of_site = list(table(client, f"/{name}/list.csv")[0])
    assert of_site[-len(added) - 3 :] == ["first_published_at", "published_at", "address", *added]
    of_api = list(table(client, f"/api/v1/{name}.csv")[0])
    assert of_api == [column for column in of_site if column != "address"]


@pytest.mark.parametrize("name", LISTINGS)
def test_every_list_is_a_file_of_all_its_records(one, client, name):
    rows, lines = table(client, f"/{name}/list.csv"), documents(client, f"/{name}/list.ndjson")
    assert [row["id"] for row in rows] == [line["id"] for line in lines]
    for line in lines:
        assert line == shown(line["type"], line["id"]).document
    assert all({"revision", "published_at", "address"} <= row.keys() for row in rows)


def test_a_file_holds_every_row_in_the_order_asked_for(publish, client, monkeypatch):
    monkeypatch.setattr(writing, "AT_ONCE", 2)
    publish(*(cast.meeting(f"m-{n}", edition=n, date=f"200{n}-01-01") for n in range(1, 7)))
    ids = [row["id"] for row in table(client, "/meetings/list.csv?sort=oldest&date_to=2005-01-01")]
    assert ids == [f"m-{n}" for n in range(1, 6)]
    lines = documents(client, "/meetings/list.ndjson?sort=oldest")
    assert [line["id"] for line in lines] == [f"m-{n}" for n in range(1, 7)]


def test_no_cell_is_a_formula(publish, client):
    office = cast.organization("us-o", FORMULA, note="-1+1", abbreviation="@SUM(A1)")
    publish(office)
    [row] = [row for row in table(client, "/organizations/list.csv") if row["id"] == "us-o"]
    assert (row["name_en"], row["note"], row["abbreviation"]) == (f"'{FORMULA}", "'-1+1", "'@SUM(A1)")
    [line] = documents(client, "/organizations/list.ndjson?id=us-o")
    assert line["name"]["en"] == FORMULA


def test_a_file_is_saved_under_a_name_that_tells_what_it_is(one, client):
    disposition = client.get("/meetings/list.csv")["Content-Disposition"]
    assert disposition.startswith('attachment; filename="space-dialogues-meetings-20')
    assert disposition.endswith('.csv"')


def test_a_file_refuses_questions_that_it_does_not_know(one, client):
    for question in ("page=1", "colour=red", "sort=colour", "party=XX"):
        assert client.get(f"/meetings/list.csv?{question}").status_code == 400, question
        assert client.get(f"/meetings/list.ndjson?{question}").status_code == 400, question


@pytest.mark.parametrize("count", [1, 3])
def test_a_file_is_read_once_and_asked_for_by_its_tag(publish, client, django_assert_num_queries, count):
    publish(*(cast.full_meeting(f"m-{n}", edition=n) for n in range(1, count + 1)))
    for address in ("/meetings/list.csv", "/meetings/list.ndjson"):
        with django_assert_num_queries(2):
            answer = client.get(address)
            assert answer.getvalue()
        with django_assert_num_queries(1):
            assert client.get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 304
        with django_assert_num_queries(1):
            head = client.head(address)
        assert (head.status_code, head["ETag"], head.getvalue()) == (200, answer["ETag"], b"")


def test_a_withdrawn_record_is_in_no_file(one, withdraw, client):
    withdraw(one)
    assert table(client, "/meetings/list.csv") == []
    assert documents(client, "/meetings/list.ndjson") == []


@pytest.mark.parametrize("prefix", ["", "/ja"])
@pytest.mark.parametrize("name", LISTINGS)
def test_a_list_leads_to_all_its_forms_with_its_questions(one, read, client, prefix, name):
    html = read(f"{prefix}/{name}/?q=nothing+of+the+kind")
    offers = {link["type"]: link["href"] for link in html.select(".takes a")}
    assert offers["application/atom+xml"] == f"{prefix}/{name}/feed.atom?q=nothing+of+the+kind"
    assert {"text/csv", "application/x-ndjson"} <= offers.keys()
    assert ("text/calendar" in offers) == (name == "meetings")
    assert [link["href"] for link in html.select("head link[rel=alternate][type]")] == list(offers.values())
    for address in offers.values():
        assert client.get(address).status_code == 200, address
