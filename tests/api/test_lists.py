"""Lists: walking them, counting them, and what they cost."""

from urllib.parse import parse_qs, urlsplit

import pytest

from dialogues.models import Publication
from dialogues.publishing import withdraw
from tests import cast
from tests.clearing import publish, publish_all

WALKED = 23


@pytest.fixture
def many(db):
    """Meetings on several days, some on the same day, some on none."""
    dates = ["2024-08-26", "", "2024", "XXXX-04-10", "2020/..", "2024-08-26"]
    meetings = [cast.meeting(f"us-jp-m{number}", date=dates[number % len(dates)]) for number in range(WALKED)]
    publish_all(meetings)


@pytest.mark.parametrize("limit", [1, 7, 500])
def test_walking_gives_every_record_once_in_the_same_order_at_any_size(api, many, limit):
    expected = Publication.objects.of("meeting").newest_day_first().values_list("slug", flat=True)
    assert api.walk("meetings/", {"limit": limit}) == list(expected)


@pytest.mark.parametrize("limit", [1, 500])
def test_walking_other_kinds_goes_by_id(api, shown, limit):
    assert api.walk("organizations/", {"limit": limit}) == ["us-doc", "us-osc"]
    assert api.walk("tracks/", {"limit": limit}) == ["1.5"]


def test_meetings_come_newest_first_and_those_without_a_day_last(api, db):
    for slug, date in [
        ("a-old", "2020-01-01"),
        ("b-none", ""),
        ("c-new", "2025"),
        ("d-year-unknown", "XXXX-04-10"),
    ]:
        publish(cast.meeting(slug, date=date))
    assert api.ids("meetings/") == ["c-new", "a-old", "b-none", "d-year-unknown"]


def test_what_is_published_while_walking_neither_doubles_nor_hides_the_rest(api, many):
    before = api.walk("meetings/", {"limit": 500})
    page = api.get("meetings/", {"limit": 10})
    publish(cast.meeting("us-jp-newest", date="2026-01-01"))
    rest = api.walk(page["next"].removeprefix("http://testserver"), {})
    assert [record["id"] for record in page["results"]] + rest == before


def test_the_page_size_may_change_under_way(api, many):
    page = api.get("meetings/", {"limit": 3})
    cursor = parse_qs(urlsplit(page["next"]).query)["cursor"][0]
    assert len(api.ids("meetings/", {"limit": 500, "cursor": cursor})) == WALKED - 3


def test_next_is_told_in_the_body_and_in_the_header_and_is_null_at_the_end(api, many):
    response = api.answer("meetings/?limit=20&year=2024&year=unknown&lang=ja&fields=title")
    assert response.headers.get("Link") is None
    response = api.answer("meetings/?limit=7&year=2024&year=unknown&lang=ja&fields=title")
    following = response.json()["next"]
    assert response.headers["Link"] == f'<{following}>; rel="next"'
    query = parse_qs(urlsplit(following).query)
    assert {**query, "cursor": "…"} == {
        "limit": ["7"],
        "year": ["2024", "unknown"],
        "lang": ["ja"],
        "fields": ["title"],
        "cursor": "…",
    }


def test_the_exact_count_is_told_on_request_alone(api, many):
    assert "count" not in api.get("meetings/", {"limit": 2})
    assert api.get("meetings/", {"limit": 2, "count": "exact"})["count"] == WALKED
    assert api.get("meetings/", {"limit": 2, "count": "exact", "year": "unknown"})["count"] == 8


@pytest.mark.parametrize("limit", ["0", "-1", "501", "1.5", "ten", "", "７", "999999999999"])
def test_a_limit_out_of_range_is_an_error_and_not_trimmed(api, many, limit):
    assert [error["parameter"] for error in api.errors("meetings/", {"limit": limit})] == ["limit"]


@pytest.mark.parametrize(
    "cursor", ["", "x", "%%%", "bnVsbA", "W10", "WzFd", "eyJhIjoxfQ", "W" * 600, "\0", "宇宙"]
)
def test_a_malformed_cursor_is_an_error(api, many, cursor):
    assert [error["parameter"] for error in api.errors("meetings/", {"cursor": cursor})] == ["cursor"]


def test_a_cursor_is_good_for_its_own_list_and_filters_alone(api, many):
    cursor = parse_qs(urlsplit(api.get("meetings/", {"limit": 3})["next"]).query)["cursor"][0]
    for path, query in [("sources/", {}), ("meetings/", {"year": "2024"})]:
        assert [error["parameter"] for error in api.errors(path, query | {"cursor": cursor})] == ["cursor"]


def test_an_unknown_parameter_is_an_error_with_near_names(api, shown):
    errors = api.errors("meetings/", {"organisation": "us-osc", "page": "2"})
    assert [(error["parameter"], error["code"]) for error in errors] == [
        ("organisation", "unknown_parameter"),
        ("page", "unknown_parameter"),
    ]
    assert errors[0]["did_you_mean"][0] == "organization"


def test_a_filter_of_another_kind_is_not_known(api, shown):
    assert api.errors("people/", {"track": "1.5"})[0]["code"] == "unknown_parameter"
    assert api.errors("meetings/us-jp-cds-09/", {"limit": "5"})[0]["code"] == "unknown_parameter"
    assert api.errors("", {"party": "JP"})[0]["code"] == "unknown_parameter"


@pytest.mark.parametrize("name", ["limit", "cursor", "count", "lang", "date_from", "date_to", "date_match"])
def test_a_parameter_of_one_value_is_not_taken_twice(api, shown, name):
    errors = api.errors(f"meetings/?{name}=1&{name}=2")
    assert (name, "twice") in [(error["parameter"], error["code"]) for error in errors]


def test_several_ids_are_read_at_once_and_the_missing_are_listed_with_the_reason(api, shown):
    publish(gone := cast.meeting("us-jp-gone", date="2019"))
    withdraw(gone, by=None, reason="Entered twice.")
    shown["tenth"].refresh_from_db()
    shown["tenth"].slug = "us-jp-cds-2025"
    shown["tenth"].save()
    publish(shown["tenth"])
    asked = ["us-jp-cds-09", "us-jp-gone", "us-jp-cds-10", "nobody"]
    page = api.get("meetings/", {"id": asked})
    assert [record["id"] for record in page["results"]] == ["us-jp-cds-09"]
    assert page["not_found"] == [
        {"id": "us-jp-gone", "reason": "withdrawn", "now": None},
        {"id": "us-jp-cds-10", "reason": "renamed", "now": "us-jp-cds-2025"},
        {"id": "nobody", "reason": "unknown", "now": None},
    ]


@pytest.mark.parametrize("ids", [501, 1001])
def test_more_values_than_can_be_asked_for_at_once_are_an_error(api, db, ids):
    response = api.answer("meetings/?" + "&".join(f"id=m{number}" for number in range(ids)))
    assert (response.status_code, response.headers["Content-Type"]) == (400, "application/problem+json")


@pytest.mark.parametrize("meetings", [1, 3])
def test_a_list_of_whole_documents_is_one_query_beside_that_which_counts_the_caller(
    api, db, django_assert_num_queries, meetings
):
    for number in range(meetings):
        publish(cast.full_meeting(f"us-jp-m{number}"))
    with django_assert_num_queries(2):
        assert len(api.ids("meetings/")) == meetings
    with django_assert_num_queries(3):  # one tells whether what the filters name is shown
        api.ids(
            "meetings/", {"party": ["US", "JP"], "organization": "us-osc", "pair": "jp-us", "track": "1.5"}
        )
    with django_assert_num_queries(3):
        api.get("meetings/", {"count": "exact"})
    with django_assert_num_queries(3):
        api.get("meetings/", {"id": "us-jp-m0"})


def test_withdrawn_records_are_in_no_list(api, shown):
    withdraw(shown["ninth"], by=None, reason="It never took place.")
    assert api.ids("meetings/") == ["us-jp-cds-10"]
    assert api.ids("sessions/") == api.ids("outcomes/") == api.ids("outcome-reports/") == []
