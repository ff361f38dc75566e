"""The API over HTTP: conditions, methods, other sites, and no trace of the reader."""

import pytest
from django.utils.http import http_date

from dialogues.models import Publication
from tests.clearing import publish

PATHS = ["", "meetings/", "meetings/us-jp-cds-09/", "openapi.json"]


def test_the_tag_of_a_record_is_its_revision(api, shown):
    revision = Publication.objects.get(kind="meeting", slug="us-jp-cds-09").revision
    assert api.answer("meetings/us-jp-cds-09/").headers["ETag"] == f'"{revision}"'


def test_what_changes_the_body_changes_the_tag(api, shown):
    queries = ["", "?lang=ja", "?lang=en", "?fields=title", "?omit=title", "?fields=title&lang=ja"]
    tags = [api.answer(f"meetings/us-jp-cds-09/{query}").headers["ETag"] for query in queries]
    assert len(set(tags)) == len(queries)


@pytest.mark.parametrize("path", PATHS)
def test_who_has_the_answer_already_gets_a_304_without_a_body(api, shown, path):
    tag = api.answer(path).headers["ETag"]
    assert not tag.startswith("W/")
    response = api.answer(path, if_none_match=tag)
    assert (response.status_code, response.content) == (304, b"")
    assert response.headers["ETag"] == tag
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert api.answer(path, if_none_match='"other"').status_code == 200


def test_a_list_has_another_tag_once_something_in_it_was_published(api, shown):
    lists = ("meetings/", "meetings/?year=2025", "meetings/?year=2026", "people/")
    before = [api.answer(path).headers["ETag"] for path in lists]
    shown["tenth"].refresh_from_db()
    shown["tenth"].title_en = "Tenth meeting, in Tokyo"
    shown["tenth"].save()
    publish(shown["tenth"])
    after = [api.answer(path).headers["ETag"] for path in lists]
    assert [one == other for one, other in zip(before, after, strict=True)] == [False, False, True, True]


def test_a_record_tells_when_it_was_published(api, shown):
    told = api.answer("meetings/us-jp-cds-09/").headers["Last-Modified"]
    assert told == http_date(
        Publication.objects.get(kind="meeting", slug="us-jp-cds-09").published_at.timestamp()
    )


def test_the_time_alone_never_calls_a_record_unchanged(api, shown):
    """Two revisions may share a second; only the tag tells them apart."""
    told = api.answer("meetings/us-jp-cds-09/").headers["Last-Modified"]
    assert api.answer("meetings/us-jp-cds-09/", if_modified_since=told).status_code == 200


def test_a_precondition_that_fails_is_a_problem(api, shown):
    response = api.client.get("/api/v1/meetings/us-jp-cds-09/", headers={"if-match": '"0"'})
    assert (response.status_code, response.headers["Content-Type"]) == (412, "application/problem+json")


@pytest.mark.parametrize("path", [*PATHS, "meetings/nowhere/", "meetings/?limit=0", "meetings", "docs/"])
def test_an_answer_depends_on_nothing_but_its_address(api, shown, path, settings):
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    plain = api.client.get(f"/api/v1/{path}")
    other = api.client.get(f"/api/v1/{path}", headers={"accept-language": "ja", "accept": "text/html"})
    assert plain.content == other.content
    for response in (plain, other):
        assert not response.cookies
        assert "Accept-Language" not in response.headers.get("Vary", "")
        assert "Cookie" not in response.headers.get("Vary", "")


@pytest.mark.parametrize("path", [*PATHS, "meetings/nowhere/", "meetings/?limit=0", "nowhere/"])
def test_any_site_may_read_every_answer(api, shown, path):
    response = api.answer(path, origin="https://example.org")
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Access-Control-Expose-Headers"] == (
        "ETag, Link, Location, Content-Language, RateLimit, RateLimit-Policy, Retry-After"
    )
    assert response.headers["Cache-Control"] == "public, no-cache"


def test_a_browser_may_ask_beforehand(api, shown):
    asked = {"origin": "https://example.org", "access-control-request-method": "GET"}
    response = api.client.options("/api/v1/meetings/", headers=asked)
    assert (response.status_code, response.content) == (204, b"")
    assert response.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert (
        response.headers["Access-Control-Allow-Headers"]
        == "Accept, Authorization, If-None-Match, If-Modified-Since"
    )
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("path", PATHS)
def test_head_answers_as_get_does_without_the_body(api, shown, path):
    get, head = api.client.get(f"/api/v1/{path}"), api.client.head(f"/api/v1/{path}")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["ETag"] == get.headers["ETag"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("path", PATHS)
def test_nothing_can_be_written(api, shown, method, path):
    response = getattr(api.client, method)(f"/api/v1/{path}")
    assert (response.status_code, response.headers["Content-Type"]) == (405, "application/problem+json")
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS"


def test_answers_are_json_in_utf_8(api, shown):
    response = api.answer("parties/JP/")
    assert response.headers["Content-Type"] == "application/json"
    assert "日本" in response.content.decode("utf-8")


def test_the_language_of_an_answer_is_told(api, shown):
    assert api.answer("parties/JP/").headers["Content-Language"] == "en, ja"
    assert api.answer("parties/JP/?lang=ja").headers["Content-Language"] == "ja"


def test_a_fault_of_ours_is_a_problem_too_and_is_noted(api, shown, monkeypatch, caplog):
    def broken(*_args, **_kwargs):
        raise RuntimeError("not for readers")

    monkeypatch.setattr("dialogues.api.views.present", broken)
    api.client.raise_request_exception = False
    response = api.client.get("/api/v1/meetings/")
    assert (response.status_code, response.headers["Content-Type"]) == (500, "application/problem+json")
    assert "not for readers" not in response.content.decode()
    assert "not for readers" in caplog.text


def test_the_index_leads_to_every_resource(api, shown):
    index = api.get("")
    assert [*index["resources"]] == [
        "dialogues",
        "meetings",
        "tracks",
        "sessions",
        "outcomes",
        "outcome-reports",
        "organizations",
        "people",
        "topics",
        "parties",
        "sources",
    ]
    for address in [*index["resources"].values(), index["schema"]]:
        assert api.answer(address.removeprefix("http://testserver")).status_code == 200
