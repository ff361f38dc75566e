"""One record: the envelope, its languages and parts, and what is said of ids that lead nowhere."""

import hashlib
import json

import pytest

from dialogues.models import Publication
from dialogues.publishing import withdraw
from tests.clearing import publish

EVERY_KIND = [
    ("dialogues", "us-jp-cds"),
    ("meetings", "us-jp-cds-09"),
    ("tracks", "1.5"),
    ("sessions", "us-jp-cds-09-track-1-5"),
    ("outcomes", "us-jp-cds-09-o1"),
    ("outcome-reports", "us-jp-cds-09-o1-r1"),
    ("organizations", "us-osc"),
    ("people", "don-graves"),
    ("topics", "ssa"),
    ("parties", "JP"),
    ("sources", "src-osc"),
]


@pytest.mark.parametrize(("resource", "slug"), EVERY_KIND)
def test_every_kind_can_be_read_by_its_id(api, shown, resource, slug):
    record = api.get(f"{resource}/{slug}/")
    publication = Publication.objects.get(kind=record["type"], slug=slug)
    assert record["id"] == record["document"]["id"] == slug
    assert record["url"] == f"http://testserver/api/v1/{resource}/{slug}/"
    assert record["document"] == publication.document
    assert record["revision"] == publication.revision


@pytest.mark.parametrize(("resource", "slug"), EVERY_KIND)
def test_what_is_received_can_be_verified_by_its_hash(api, shown, resource, slug):
    record = api.get(f"{resource}/{slug}/")
    canonical = json.dumps(record["document"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert hashlib.sha256(canonical.encode()).hexdigest() == record["sha256"]


def test_only_kinds_with_pages_have_the_address_of_one(api, shown):
    pages = {resource: api.get(f"{resource}/{slug}/")["html_url"] for resource, slug in EVERY_KIND}
    assert {resource: page for resource, page in pages.items() if page} == {
        "dialogues": "http://testserver/dialogues/us-jp-cds/",
        "meetings": "http://testserver/meetings/us-jp-cds-09/",
        "organizations": "http://testserver/organizations/us-osc/",
        "people": "http://testserver/people/don-graves/",
        "outcomes": "http://testserver/outcomes/us-jp-cds-09-o1/",
        "topics": "http://testserver/topics/ssa/",
        "tracks": "http://testserver/tracks/1.5/",
        "parties": "http://testserver/parties/JP/",
        "sources": "http://testserver/sources/src-osc/",
    }


def test_a_language_flattens_texts_and_says_where_another_stands_in(api, shown):
    record = api.get("meetings/us-jp-cds-09/", {"lang": "ja", "fields": "title,topics,summary"})
    assert record["lang"] == "ja"
    assert record["document"] == {
        "title": "第9回会合",
        "summary": None,
        "topics": [{"type": "topic", "id": "ssa", "name": "Space situational awareness"}],
    }
    assert record["other_langs"] == {"/topics/0/name": "en"}


def test_a_language_that_nobody_speaks_is_an_error_with_what_was_meant(api, shown):
    (error,) = api.errors("meetings/us-jp-cds-09/", {"lang": "jp"})
    assert (error["parameter"], error["code"], error["did_you_mean"]) == ("lang", "unknown", ["ja"])


def test_a_region_falls_back_to_its_language(api, shown):
    record = api.get("meetings/us-jp-cds-09/", {"lang": "ja-JP", "fields": "title"})
    assert record["document"] == {"title": "第9回会合"}
    assert record["other_langs"] == {"/title": "ja"}


def test_fields_and_omit_choose_parts_of_the_document(api, shown):
    whole = api.get("parties/JP/")["document"]
    assert api.get("parties/JP/", {"fields": ["id", "name"]})["document"] == {
        "id": "JP",
        "name": whole["name"],
    }
    assert api.get("parties/JP/", {"omit": "shape,kind"})["document"] == {
        "type": "party",
        "id": "JP",
        "name": whole["name"],
    }


def test_a_field_that_is_none_is_an_error_with_near_names(api, shown):
    (error,) = api.errors("meetings/us-jp-cds-09/", {"fields": "title,participation"})
    assert (error["parameter"], error["code"]) == ("fields", "unknown")
    assert error["did_you_mean"][0] == "participations"


def test_an_unknown_id_is_not_found_and_near_ids_are_told(api, shown):
    response = api.answer("meetings/us-jp-cds-9/")
    assert response.status_code == 404
    problem = response.json()
    assert (problem["title"], problem["status"]) == ("Not Found", 404)
    assert problem["instance"] == "/api/v1/meetings/us-jp-cds-9/"
    assert sorted(problem["errors"][0]["did_you_mean"]) == ["us-jp-cds-09", "us-jp-cds-10"]


def test_a_renamed_record_leads_to_its_present_address_with_the_same_question(api, shown):
    shown["ninth"].refresh_from_db()
    shown["ninth"].slug = "us-jp-cds-2024"
    shown["ninth"].save()
    publish(shown["ninth"])
    response = api.answer("meetings/us-jp-cds-09/?lang=ja")
    assert response.status_code == 301
    assert response.headers["Location"] == "http://testserver/api/v1/meetings/us-jp-cds-2024/?lang=ja"
    assert response.headers["Cache-Control"] == "public, no-cache"
    assert api.answer("meetings/us-jp-cds-2024/").status_code == 200


def test_a_withdrawn_record_leaves_a_tombstone_without_its_facts(api, shown):
    withdraw(shown["ninth"], by=None, reason="It never took place.")
    response = api.answer("meetings/us-jp-cds-09/")
    assert response.status_code == 410
    tombstone = response.json()["tombstone"]
    assert tombstone.pop("withdrawn_at").startswith("20")
    assert tombstone == {"type": "meeting", "id": "us-jp-cds-09", "reason": "It never took place."}
    assert "Ninth" not in response.content.decode()
    assert api.answer("sessions/us-jp-cds-09-track-1-5/").status_code == 410


def test_an_address_without_its_last_slash_leads_to_the_one_with_it(api, shown):
    response = api.answer("meetings/us-jp-cds-09?lang=ja")
    assert response.status_code == 301
    assert response.headers["Location"] == "http://testserver/api/v1/meetings/us-jp-cds-09/?lang=ja"


@pytest.mark.parametrize(
    "path", ["nowhere/", "meetings/us-jp-cds-09/nowhere/", "meetings/%00/", "meetings/ä/", "v2"]
)
def test_an_address_that_is_none_answers_with_a_problem(api, shown, path):
    response = api.answer(path)
    assert response.status_code == 404
    assert response.headers["Content-Type"] == "application/problem+json"


def test_a_record_is_read_in_one_query_beside_that_which_counts_the_caller(
    api, shown, django_assert_num_queries
):
    with django_assert_num_queries(2):
        api.get("meetings/us-jp-cds-09/")
