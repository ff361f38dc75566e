"""Lists are narrowed by their addresses: what a facet counts is what its link finds, and nothing asked is ignored."""

from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup

from tests import cast
from tests.public.conftest import words


@pytest.fixture
def several(publish):
    """Three meetings of two pairs, on two tracks, in two years and none."""
    series = cast.dialogue()
    full = cast.full_meeting(series=series)
    jaxa = cast.organization("jp-jaxa", "JAXA", name_ja="宇宙航空研究開発機構")
    bare = cast.meeting("us-jp-2", series, title_en="Tenth meeting", date="2025-03-01", edition=10)
    bare.participations.create(organization=jaxa, party=cast.party("JP"), order=1)
    french = cast.meeting("us-fr-1", title_en="Talks", date="", edition=None, status="planned")
    french.party_places.filter(party__slug="JP").update(party=cast.party("FR"))
    french.sessions.create(track_id=1, slug="us-fr-1-s")
    publish(series, full, bare, french)


def choices(html: BeautifulSoup, *, open_only: bool = False) -> dict[str, tuple[int, str]]:
    """Of each link of a facet: the facet's name with the link's words, its count and its address.

    `open_only` leaves out the facets in which something is chosen: one choice more widens those.
    """
    links = {}
    for facet in html.select("details.facet"):
        if open_only and facet.select_one("a[aria-current]"):
            continue
        name = words(facet.select_one("summary"))
        for link in facet.select("li a"):
            label, count = link.find_all("span", recursive=False)
            links[f"{name}: {words(label)}"] = (int(words(count).split()[0]), str(link["href"]))
    return links


def found(html: BeautifulSoup) -> list[str]:
    return [words(link) for link in html.select(".held .what > a")]


@pytest.mark.parametrize("prefix", ["", "/ja"])
@pytest.mark.parametrize("asked", ["", "?party=JP", "?party=JP&party=FR", "?q=meeting"])
def test_a_facet_counts_what_its_link_finds(several, read, prefix, asked):
    links = choices(read(f"{prefix}/meetings/{asked}"), open_only=True)
    assert len(links) > 1
    for name, (count, address) in links.items():
        assert len(found(read(address))) == count, name


def test_whoever_chose_one_party_still_sees_how_many_meetings_the_others_have(several, read):
    counted = {name: count for name, (count, _to) in choices(read("/meetings/?party=FR")).items()}
    assert {name: count for name, count in counted.items() if name.startswith("Party")} == {
        "Party: United States": 3, "Party: Japan": 2, "Party: France": 1,
    }  # fmt: skip
    assert not any(name.startswith("Year: 2024") for name in counted)


def test_a_choice_that_finds_nothing_is_text_and_no_link(several, read):
    html = read("/meetings/?party=FR")
    assert [words(zero) for zero in html.select(".facet .zero")] == ["Track 1.5, none", "Track 2.0, none"]


def test_what_is_chosen_is_called_by_its_name_where_no_facet_shows_it(several, read, publish):
    publish(cast.person("don-graves", "Don Graves"))
    html = read("/meetings/?person=don-graves&pair=jp-us&role=participant&year=2024")
    assert [words(chip) for chip in html.select(".chips a")] == [
        "2024 ×",
        "Japan and United States ×",
        "Don Graves ×",
        "Participant ×",
    ]


def test_repeating_a_question_asks_for_any_and_different_questions_for_all(several, read):
    assert found(read("/meetings/?party=FR&party=JP&sort=oldest")) == [
        "Ninth meeting",
        "Tenth meeting",
        "Talks",
    ]
    assert found(read("/meetings/?party=JP&year=2025")) == ["Tenth meeting"]
    assert found(read("/meetings/?year=unknown")) == ["Talks"]


def test_every_choice_can_be_taken_back(several, read):
    html = read("/meetings/?party=JP&track=1.5&q=ninth&sort=oldest&date_from=2024-01-01")
    chips = {chip["aria-label"]: parse_qs(urlsplit(chip["href"]).query) for chip in html.select(".chips a")}
    asked = {
        "q": ["ninth"],
        "party": ["JP"],
        "track": ["1.5"],
        "date_from": ["2024-01-01"],
        "sort": ["oldest"],
    }
    assert chips == {
        f"Take back: {name}": {one: values for one, values in asked.items() if one != question}
        for name, question in (
            ("ninth", "q"), ("Track 1.5", "track"), ("Japan", "party"),
            ("On January 1, 2024 or later", "date_from"),
        )
    }  # fmt: skip
    form = html.select_one(".narrow form")
    assert {field["name"]: field["value"] for field in form.select("input[type=hidden]")} == {
        "party": "JP", "track": "1.5", "date_from": "2024-01-01", "sort": "oldest",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "reason", "meant"),
    [
        ("?trakc=1.5", "This page does not know the question “trakc”.", {"track": "?track=1.5"}),
        (
            "?status=helt",
            "status: “helt” is not one of the words that are used here.",
            {"held": "?status=held"},
        ),
        ("?party=JPN", "party: Nothing that is shown has the id “JPN”.", {"JP": "?party=JP"}),
        (
            "?date_from=2024-02-30",
            "date_from: “2024-02-30” is not a day. A day is written as in 2024-08-26.",
            {},
        ),
        ("?date_from=2024-01-01&date_from=2025-01-01", "“date_from” is asked for once only.", {}),
        (
            "?sort=best",
            "The list has no such order.",
            {"newest": "?sort=newest", "oldest": "?sort=oldest", "changed": "?sort=changed"},
        ),
    ],
)
def test_a_question_that_cannot_be_answered_says_why_and_what_may_be_meant(
    several, read, asked, reason, meant
):
    html = read(f"/meetings/{asked}", 400)
    said = html.select_one(".reasons li")
    assert words(said).startswith(reason)
    assert {link.get_text(): link["href"] for link in said.select("a")} == meant
    for address in meant.values():
        read(f"/meetings/{address}")


def test_fields_that_a_form_left_empty_ask_nothing(several, read):
    assert len(found(read("/meetings/?q=&party=&sort="))) == 3


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_costs_two_queries_and_one_more_for_what_it_names(
    publish, client, django_assert_num_queries, count
):
    publish(*(cast.full_meeting(f"m-{n}", edition=n) for n in range(1, count + 1)))
    for address, queries in (
        ("/meetings/", 2),
        ("/meetings/?q=meeting&year=2024&sort=oldest", 2),
        ("/meetings/?party=JP&organization=us-osc&track=1.5", 3),
        # It tells, too, how often each met.
        ("/organizations/?party=US", 4),
    ):
        with django_assert_num_queries(queries):
            assert client.get(address).status_code == 200
        with django_assert_num_queries(queries + 1):
            assert client.get(address, headers={"If-None-Match": '"another"'}).status_code == 200


def test_a_withdrawn_record_is_counted_by_no_facet(several, withdraw, read):
    from dialogues.models import Meeting

    withdraw(Meeting.objects.get(slug="us-fr-1"))
    assert not any("France" in name for name in choices(read("/meetings/")))


def test_a_narrowed_list_is_not_for_search_engines(several, read):
    assert read("/meetings/").select_one("meta[name=robots]") is None
    assert read("/meetings/?party=JP").select_one("meta[name=robots]")["content"] == "noindex"


def test_a_name_that_exists_in_one_language_is_marked_in_the_facets_of_the_other(several, read):
    label = read("/ja/meetings/").select_one('.facet a[href*="organization=us-osc"] [lang]')
    assert (label["lang"], label.get_text()) == ("en", "Office of Space Commerce")


def test_an_unknown_status_is_marked_as_that_of_an_outcome_on_outcomes_alone(publish, read):
    meeting = cast.full_meeting()
    meeting.outcomes.create(text_en="Another", kind="commitment", status="unknown", slug="o-2", order=2)
    publish(cast.dialogue(status="active"), cast.dialogue("d-2", "Another", status="unknown"), meeting)

    def statuses(address):
        links = read(address).select(".facet a[href*='?status=']")
        return {words(link.select_one("span")): bool(link.select_one(".st")) for link in links}

    assert statuses("/dialogues/") == {"Active": False, "Not known": False}
    assert statuses("/outcomes/") == {"Open": True, "Not known": True}


def test_a_line_names_a_city_of_several_venues_once(publish, read):
    meeting = cast.meeting()
    venues = (("Tokyo", "Embassy"), ("Tokyo", "Ministry"), ("", "Operations Group"))
    for order, (city, venue) in enumerate(venues, start=1):
        meeting.places.create(city_en=city, venue_en=venue, country="JP", order=order)
    publish(meeting)
    assert [words(place) for place in read("/meetings/").select(".held small span")] == [
        "Tokyo",
        "Operations Group",
    ]
