"""Lists at the desk stay quick whatever their length: they count a bounded number."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dialogues.admin.records import RecordAdmin
from participants.models import Person
from tests import cast
from tests.admin.desk import address, page

RECORDS = sorted(
    (desk for desk in admin.site._registry.values() if isinstance(desk, RecordAdmin)),
    key=lambda desk: str(desk.model._meta.model_name),
)


@pytest.fixture
def most(monkeypatch):
    monkeypatch.setattr("dialogues.admin.long_lists.MOST_COUNTED", 2)


def told(client, query=""):
    soup = page(client, f"/admin/participants/person/{query}")
    return " ".join(soup.select_one(".paginator").text.split()), soup


def test_a_list_that_is_longer_than_it_counts_says_so(editing, most):
    for number in (1, 2):
        cast.person(f"p-{number}", f"Person {number}")
    words, soup = told(editing)
    assert words.endswith("2 people")
    cast.person("p-3", "Person 3")
    words, soup = told(editing)
    assert words.endswith("The first 2 of more people. Search or filter to find the others.")
    _words, soup = told(editing, "?q=person")
    assert " ".join(soup.select_one("#toolbar .quiet").text.split()) == "more than 2 results (Show all)"


def test_nobody_is_offered_to_act_upon_records_that_are_not_counted(editing, most, monkeypatch):
    monkeypatch.setattr(admin.site._registry[Person], "list_per_page", 1)
    for number in (1, 2):
        cast.person(f"p-{number}", f"Person {number}")
    assert [one.text.strip() for one in told(editing)[1].select(".actions .question")] == [
        "Select all 2 people"
    ]
    cast.person("p-3", "Person 3")
    assert told(editing)[1].select(".actions .question") == []
    assert told(editing)[1].select_one(".action-counter").text == "0 of 1 selected"


@pytest.mark.parametrize("desk", RECORDS, ids=lambda desk: str(desk.model._meta.model_name))
def test_no_list_counts_a_table(desk, db, editing):
    with CaptureQueriesContext(connection) as asked:
        assert editing.get(address(desk.model(), "changelist") + "?q=x").status_code == 200
        assert editing.get(address(desk.model(), "changelist") + "?_facets").status_code == 200
    counts = [query["sql"] for query in asked if "COUNT(" in query["sql"]]
    assert [sql for sql in counts if "LIMIT 1001" not in sql] == []
