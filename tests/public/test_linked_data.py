"""What pages tell to programs as JSON-LD is what they show, no date more exact than known, and nothing that runs."""

import datetime as dt
import json

import pytest
from bs4 import BeautifulSoup

from dialogues.public.linked_data.days import certain, start_and_end
from dialogues.public.words import statuses
from tests import cast
from tests.public.conftest import words

HOSTILE = "</script><script>alert(1)</script><!-- & \u2028 \" '"


@pytest.fixture
def graph(client):
    """The things that a page tells, by their types; each page has one script of data."""

    def graph(address):
        [script] = BeautifulSoup(client.get(address).content.decode(), "html.parser").select(
            'script[type="application/ld+json"]'
        )
        told = json.loads(script.string)
        assert (set(told), told["@context"]) == ({"@context", "@graph"}, "https://schema.org")
        return {one["@type"]: one for one in told["@graph"]}

    return graph


@pytest.fixture
def one(publish):
    series = cast.dialogue(name_ja="日米包括対話")
    one = cast.full_meeting(series=series, title_ja="第9回会合", format="hybrid", summary_en="It met.")
    one.places.create(city_en="Tokyo", city_ja="東京", country="JP", venue_en="Hall", order=1)
    part = one.participations.get(person__isnull=True)
    part.session = None
    part.save()
    publish(series, one)
    return one


def test_a_meeting_is_an_event(one, graph):
    address = "http://testserver/meetings/us-jp-cds-09/"
    assert graph("/meetings/us-jp-cds-09/")["Event"] == {
        "@type": "Event",
        "@id": address,
        "identifier": "us-jp-cds-09",
        "name": "Ninth meeting",
        "alternateName": ["第9回会合"],
        "description": "It met.",
        "mainEntityOfPage": address,
        "startDate": "2024-08-26",
        "endDate": "2024-08-27",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/MixedEventAttendanceMode",
        "location": [
            {
                "@type": "Place",
                "name": "Hall",
                "address": {
                    "@type": "PostalAddress",
                    "addressLocality": "Tokyo",
                    "addressCountry": "JP",
                },
            }
        ],
        "organizer": [
            {
                "@type": "Organization",
                "@id": "http://testserver/organizations/us-osc/",
                "name": "Office of Space Commerce",
            }
        ],
        "superEvent": {
            "@type": "EventSeries",
            "@id": "http://testserver/dialogues/us-jp-cds/",
            "name": "U.S.-Japan Comprehensive Dialogue",
        },
        "about": [
            {
                "@type": "DefinedTerm",
                "@id": "http://testserver/topics/ssa/",
                "name": "Space situational awareness",
            }
        ],
    }


def test_a_thing_has_one_id_and_the_words_of_the_page(one, graph):
    event = graph("/ja/meetings/us-jp-cds-09/")["Event"]
    assert (event["@id"], event["mainEntityOfPage"], event["name"], event["alternateName"]) == (
        "http://testserver/meetings/us-jp-cds-09/",
        "http://testserver/ja/meetings/us-jp-cds-09/",
        "第9回会合",
        ["Ninth meeting"],
    )
    assert event["location"][0]["address"]["addressLocality"] == "東京"


@pytest.mark.parametrize(
    ("edtf", "told"),
    [
        ("2024-08-26", {"startDate": "2024-08-26", "endDate": "2024-08-26"}),
        ("2024-08-26/2024-08-27", {"startDate": "2024-08-26", "endDate": "2024-08-27"}),
        ("2023-07", {"startDate": "2023-07"}),
        ("2016-11-XX", {"startDate": "2016-11"}),
        ("2020", {"startDate": "2020"}),
        ("2021-21", {"startDate": "2021"}),
        *(
            (edtf, {})
            for edtf in (
                None, "", "2020~", "2013-12?", "2016?-11-08", "XXXX-04-10", "201X", "../2017-05-16", "2017-05-16/..",
                "2017-05-16/", "[2022-07-14,2022-07-15]", "{2019-11-19,2019-11-24}", "2023-07/2023-09",
                "2024-08-26/2024-09", "2024-08-26/2024-08-27?", "recently",
            )
        ),
    ],
)  # fmt: skip
def test_an_event_has_a_start_and_an_end_only_as_far_as_they_are_certain(edtf, told):
    assert start_and_end(edtf) == told


@pytest.mark.parametrize(("edtf", "day"), [("2012", "2012"), ("2016-04-01", "2016-04-01"), ("2012~", "")])
def test_a_day_is_told_where_it_is_certain(edtf, day):
    assert certain(edtf) == day


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("held", "EventScheduled"), ("planned", "EventScheduled"), ("announced", "EventScheduled"),
        ("postponed", "EventPostponed"), ("cancelled", "EventCancelled"), ("inferred", None),
    ],
)  # fmt: skip
def test_the_status_of_an_event_is_told_as_long_as_it_is_true(publish, graph, monkeypatch, status, told):
    monkeypatch.setattr(statuses, "today", lambda: dt.date(2024, 1, 1))
    publish(cast.meeting("m", status=status))
    address = told and f"https://schema.org/{told}"
    assert graph("/meetings/m/")["Event"].get("eventStatus") == address
    monkeypatch.setattr(statuses, "today", lambda: dt.date(2025, 1, 1))
    past = None if status in ("planned", "announced") else address
    assert graph("/meetings/m/")["Event"].get("eventStatus") == past


def test_what_is_not_known_of_a_meeting_is_not_told(publish, graph):
    publish(cast.meeting("m", date="", format="unknown", status="held"))
    event = graph("/meetings/m/")["Event"]
    assert set(event) == {
        "@type", "@id", "identifier", "name", "description", "mainEntityOfPage", "eventStatus",
    }  # fmt: skip


def test_a_dialogue_is_a_series_of_events(one, graph):
    series = graph("/dialogues/us-jp-cds/")["EventSeries"]
    assert (series["name"], series["alternateName"], "startDate" in series) == (
        "U.S.-Japan Comprehensive Dialogue",
        ["日米包括対話"],
        False,
    )


def test_an_organization_and_a_person_are_told_with_their_other_names_and_ids(publish, graph):
    parent = cast.organization("us-doc", "Department of Commerce")
    office = cast.organization(
        name_ja="宇宙商業局", abbreviation="OSC", parent=parent, wikidata="Q7079118", ror="027ka1x80",
        website="https://space.commerce.gov/", exists_from="1988",
    )  # fmt: skip
    office.aliases.create(name="Space Commerce Office", lang="en", kind="alias")
    person = cast.person(wikidata="Q5296187", orcid="0000-0002-1825-0097")
    publish(parent, office, person)
    told = graph("/organizations/us-osc/")["Organization"]
    assert told["alternateName"] == ["宇宙商業局", "OSC", "Space Commerce Office"]
    assert told["parentOrganization"] == {
        "@type": "Organization",
        "@id": "http://testserver/organizations/us-doc/",
        "name": "Department of Commerce",
    }
    assert told["sameAs"] == ["https://www.wikidata.org/entity/Q7079118", "https://ror.org/027ka1x80"]
    assert (told["url"], told["foundingDate"]) == ("https://space.commerce.gov/", "1988")
    assert graph("/people/don-graves/")["Person"]["sameAs"] == [
        "https://www.wikidata.org/entity/Q5296187",
        "https://orcid.org/0000-0002-1825-0097",
    ]


def test_the_front_page_tells_how_to_search(one, graph, client):
    site = graph("/ja/")["WebSite"]
    assert (site["name"], site["@id"], site["url"]) == (
        "宇宙対話台帳",
        "http://testserver/",
        "http://testserver/ja/",
    )
    template = site["potentialAction"]["target"]["urlTemplate"]
    address = template.replace("{search_term_string}", "ninth").removeprefix("http://testserver")
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("prefix", ["", "/ja"])
def test_the_way_that_is_told_is_the_way_that_is_shown(one, graph, read, prefix):
    outcome = one.outcomes.get().slug
    for path in (
        "/meetings/us-jp-cds-09/",
        "/dialogues/us-jp-cds/",
        "/organizations/us-osc/",
        "/people/don-graves/",
        "/topics/ssa/",
        "/parties/JP/",
        "/sources/src-osc/",
        f"/outcomes/{outcome}/",
    ):
        told = graph(prefix + path)["BreadcrumbList"]["itemListElement"]
        assert [step["position"] for step in told] == list(range(1, len(told) + 1))
        assert told[0]["item"] == f"http://testserver{prefix}/"
        assert told[-1]["item"] == f"http://testserver{prefix}{path}"
        trail = read(prefix + path).select(".crumb li")
        assert [step["name"] for step in told[1:]] == [words(step) for step in trail], path
        links = [f"http://testserver{step.a['href']}" for step in trail if step.a]
        assert [step["item"] for step in told[1:-1]] == links


def test_no_text_ends_the_script_that_holds_it(publish, client, graph):
    series = cast.dialogue("d", HOSTILE)
    publish(series, cast.full_meeting("m", series, title_en=HOSTILE, summary_en=HOSTILE))
    body = client.get("/meetings/m/").content.decode()
    start = body.index('<script type="application/ld+json">') + len('<script type="application/ld+json">')
    inside = body[start : body.index("</script>", start)]
    assert set("<>&\u2028\u2029") & set(inside) == set()
    assert json.loads(inside)["@graph"][0]["name"] == HOSTILE
    assert body.count("<script") == 2
    assert graph("/meetings/m/")["Event"]["superEvent"]["name"] == HOSTILE


def test_what_is_not_for_search_engines_has_no_data_for_them(one, withdraw, client):
    assert b"ld+json" not in client.get("/meetings/?party=JP").content
    withdraw(one)
    answer = client.get("/meetings/us-jp-cds-09/")
    assert (answer.status_code, b"ld+json" in answer.content) == (410, False)
