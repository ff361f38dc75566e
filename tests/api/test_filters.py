"""The questions: each finds what it should, and refuses what it does not know."""

import pytest

from tests import cast
from tests.clearing import publish

FINDS = [
    ({"party": "JP"}, ["us-jp-cds-10", "us-jp-cds-09"]),
    ({"party": "jp"}, ["us-jp-cds-10", "us-jp-cds-09"]),
    ({"pair": "JP-US"}, ["us-jp-cds-10", "us-jp-cds-09"]),
    ({"pair": "us-jp"}, ["us-jp-cds-10", "us-jp-cds-09"]),
    ({"track": "1.5"}, ["us-jp-cds-09"]),
    ({"track": "2.0"}, []),
    ({"dialogue": "us-jp-cds"}, ["us-jp-cds-10", "us-jp-cds-09"]),
    ({"organization": "us-osc"}, ["us-jp-cds-09"]),
    ({"organization": "us-doc"}, ["us-jp-cds-09"]),  # above us-osc
    ({"person": "don-graves"}, ["us-jp-cds-09"]),
    ({"topic": "safety"}, ["us-jp-cds-09"]),  # above ssa
    ({"role": "organizer"}, ["us-jp-cds-09"]),
    ({"role": ["witness", "organizer"]}, ["us-jp-cds-09"]),
    ({"outcome": "roadmap"}, ["us-jp-cds-09"]),
    ({"status": "held"}, ["us-jp-cds-10", "us-jp-cds-09"]),
    ({"format": "virtual"}, ["us-jp-cds-10"]),
    ({"format": ["virtual", "in_person"]}, ["us-jp-cds-10", "us-jp-cds-09"]),
    ({"format": ["virtual", "in_person"], "year": "2024"}, ["us-jp-cds-09"]),
    ({"kind": "signing"}, []),
    ({"year": "2025"}, ["us-jp-cds-10"]),
    ({"year": ["2023", "2024"]}, ["us-jp-cds-09"]),
    ({"disputed": "true"}, ["us-jp-cds-09"]),
    ({"disputed": "date"}, ["us-jp-cds-09"]),
    ({"disputed": "false"}, ["us-jp-cds-10"]),
    ({"disputed": ["true", "false"]}, ["us-jp-cds-10", "us-jp-cds-09"]),
    ({"id": ["us-jp-cds-09", "us-jp-cds-10"], "year": "2025"}, ["us-jp-cds-10"]),
]


@pytest.mark.parametrize(("query", "ids"), FINDS)
def test_a_question_finds_the_meetings_of_which_it_holds(api, shown, query, ids):
    assert api.ids("meetings/", query) == ids


def test_other_kinds_have_questions_of_their_own(api, shown):
    assert api.ids("sessions/", {"meeting": "us-jp-cds-09", "organization": "us-doc"}) == [
        "us-jp-cds-09-track-1-5"
    ]
    assert api.ids("sessions/", {"meeting": "us-jp-cds-10"}) == []
    assert api.ids("outcomes/", {"status": "done", "outcome": "roadmap"}) == ["us-jp-cds-09-o1"]
    assert api.ids("outcomes/", {"status": "open"}) == []
    assert api.ids("outcomes/", {"topic": "safety", "followed": "yes"}) == ["us-jp-cds-09-o1"]
    assert api.ids("outcomes/", {"followed": "no"}) == []
    assert api.ids("outcomes/", {"due_before": "2026-11-27"}) == []
    assert api.ids("outcome-reports/", {"reports_on": "us-jp-cds-09-o1"}) == ["us-jp-cds-09-o1-r1"]
    assert api.ids("organizations/", {"organization": "us-doc", "party": "US"}) == ["us-doc", "us-osc"]
    assert api.ids("organizations/", {"sector": "military"}) == []
    assert api.ids("topics/", {"topic": "safety"}) == ["safety", "ssa"]
    assert api.ids("dialogues/", {"pair": "jp-us", "focus": "general"}) == ["us-jp-cds"]
    assert api.ids("parties/", {"kind": "state"}) == ["JP", "US"]
    assert api.ids("sources/", {"kind": "press_release"}) == ["src-osc"]
    assert api.ids("sources/", {"language": "EN", "reliability": "original"}) == ["src-osc"]
    assert api.ids("sources/", {"language": "ja"}) == []
    assert api.ids("sources/", {"reliability": ["machine", "secondary"]}) == []


REFUSED = [
    ({"party": "XX"}, "party", "unknown", []),
    ({"pair": "jp"}, "pair", "invalid", []),
    ({"pair": "jp-jp"}, "pair", "invalid", []),
    ({"pair": "jp-xx"}, "pair", "unknown", []),
    ({"track": "1.6"}, "track", "unknown", ["1.0", "1.5"]),
    ({"dialogue": "us-jp-cd"}, "dialogue", "unknown", ["us-jp-cds"]),
    ({"organization": "osc"}, "organization", "unknown", ["us-osc"]),
    ({"organization": "us-osc,us-doc"}, "organization", "invalid", []),
    ({"person": "dan-graves"}, "person", "unknown", ["don-graves"]),
    ({"person": "\0"}, "person", "invalid", []),
    ({"topic": "saftey"}, "topic", "unknown", ["safety"]),
    ({"role": "organiser"}, "role", "unknown", ["organizer"]),
    ({"outcome": "road-map"}, "outcome", "unknown", ["roadmap"]),
    ({"status": "canceled"}, "status", "unknown", ["cancelled"]),
    ({"format": "json"}, "format", "unknown", []),
    ({"year": "24"}, "year", "invalid", []),
    ({"year": "20２4"}, "year", "invalid", []),
    ({"date_from": "2024"}, "date_from", "invalid", []),
    ({"date_to": "2024-02-30"}, "date_to", "invalid", []),
    ({"date_from": "2025-01-01", "date_to": "2024-01-01"}, "date_from", "invalid", []),
    ({"date_match": "certain"}, "date_match", "needs", []),
    ({"date_match": "posible", "date_from": "2024-01-01"}, "date_match", "unknown", ["possible"]),
    ({"disputed": "dates"}, "disputed", "unknown", ["date"]),
    ({"id": "a b"}, "id", "invalid", []),
    ({"q": " "}, "q", "empty", []),
    ({"q": "-"}, "q", "invalid", []),
    ({"q": "\0"}, "q", "invalid", []),
    ({"q": "a" * 201}, "q", "invalid", []),
    ({"party": ""}, "party", "empty", []),
    ({"count": "approximate"}, "count", "unknown", []),
]


@pytest.mark.parametrize(("query", "parameter", "code", "meant"), REFUSED)
def test_a_value_that_is_not_known_is_an_error_with_near_names(api, shown, query, parameter, code, meant):
    (error,) = api.errors("meetings/", query)
    assert (error["parameter"], error["code"]) == (parameter, code)
    assert sorted(error["did_you_mean"]) == meant


DISPUTES = {
    "dialogues/": ("established", cast.dialogue),
    "organizations/": ("website", cast.organization),
    "people/": ("orcid", cast.person),
}


@pytest.mark.parametrize("path", DISPUTES)
def test_what_sources_differ_about_is_asked_of_every_kind_that_has_claims_by_its_own_facts(api, path):
    for fact, of in DISPUTES.values():
        record = of()
        cast.claim(record, fact, "One")
        cast.claim(record, fact, "Other")
        publish(record)
    own = DISPUTES[path][0]
    (agreed,) = api.ids(path, {"disputed": "true"})
    other = DISPUTES[path][1](f"{agreed}-too")
    cast.claim(other, own, "One")
    publish(other)
    assert api.ids(path, {"disputed": own}) == api.ids(path, {"disputed": "true"}) == [agreed]
    assert api.ids(path, {"disputed": "false"}) == [f"{agreed}-too"]
    facts = {fact for fact, _of in DISPUTES.values()} - {own}
    for where, fact in [*((path, fact) for fact in sorted(facts)), ("meetings/", own)]:
        (error,) = api.errors(where, {"disputed": fact})
        assert (error["parameter"], error["code"]) == ("disputed", "unknown")


def test_every_error_is_told_at_once(api, shown):
    query = {"status": ["held", "hold"], "track": "3", "limit": "0", "lang": "xx-", "near": "1"}
    errors = api.errors("meetings/", query)
    assert sorted(error["parameter"] for error in errors) == ["lang", "limit", "near", "status", "track"]


def test_a_former_id_in_a_question_leads_to_the_present_one(api, shown):
    shown["series"].refresh_from_db()
    shown["series"].slug = "us-jp-comprehensive"
    shown["series"].save()
    publish(shown["series"])
    (error,) = api.errors("meetings/", {"dialogue": "us-jp-cds"})
    assert error["did_you_mean"] == ["us-jp-comprehensive"]
    assert api.ids("meetings/", {"dialogue": "us-jp-comprehensive"}) == ["us-jp-cds-10", "us-jp-cds-09"]


def test_what_only_a_draft_names_is_not_known(api, shown):
    cast.organization("us-secret", "Office of Secrets")
    (error,) = api.errors("meetings/", {"organization": "us-secret"})
    assert (error["code"], error["did_you_mean"]) == ("unknown", ["us-osc"])


DATES = {
    "day": "2024-08-26",
    "month": "2024-08",
    "interval": "2024-07-30/2024-08-02",
    "open-end": "2024-08-10/..",
    "open-start": "../2024-08-10",
    "no-year": "XXXX-08-10",
    "none": "",
}
WITHIN = [
    ("2024-08-01", "2024-08-31", "possible", ["day", "interval", "month", "open-end", "open-start"]),
    ("2024-08-01", "2024-08-31", "certain", ["day", "month"]),
    ("2024-08-27", None, "possible", ["month", "open-end"]),
    ("2024-08-10", None, "certain", ["day", "open-end"]),
    (None, "2024-08-05", "possible", ["interval", "month", "open-start"]),
    (None, "2024-08-10", "certain", ["interval", "open-start"]),
]


@pytest.mark.parametrize(("start", "end", "match", "ids"), WITHIN)
def test_an_uncertain_date_may_lie_in_a_range_or_must(api, db, start, end, match, ids):
    for slug, date in DATES.items():
        publish(cast.meeting(slug, date=date))
    query = {"date_from": start, "date_to": end, "date_match": match}
    assert sorted(api.ids("meetings/", {name: value for name, value in query.items() if value})) == ids


def test_records_without_a_day_are_asked_for_by_an_unknown_year(api, db):
    for slug, date in DATES.items():
        publish(cast.meeting(slug, date=date))
    assert sorted(api.ids("meetings/", {"year": "unknown"})) == ["no-year", "none"]
