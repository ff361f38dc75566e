"""A pair of parties has one address, tells when the two met as two, and keeps meetings of more apart."""

import pytest

from dialogues.models import MeetingParty
from tests import cast
from tests.public.conftest import words


def met(slug, *others, **fields):
    """A meeting of the United States and Japan, and of any others."""
    made = cast.meeting(slug, **{"title_en": slug, "edition": None} | fields)
    for order, code in enumerate(others, 3):
        MeetingParty.objects.create(meeting=made, party=cast.party(code), order=order)
    return made


@pytest.mark.parametrize("other", ["us-jp/?a=1&b=2", "JP-US/?a=1&b=2", "Us-Jp/?a=1&b=2"])
def test_a_pair_has_one_address_and_every_other_way_to_write_it_leads_there(publish, client, other):
    publish(met("one"))
    answer = client.get(f"/ja/pairs/{other}")
    assert (answer.status_code, answer["Location"]) == (301, "/ja/pairs/jp-us/?a=1&b=2")


@pytest.mark.parametrize("code", ["jp-jp", "jp-zz", "zz-jp", "jp", "jp-us-fr", "jp_us", "j-u"])
def test_what_is_no_pair_of_known_parties_is_not_found(publish, read, code):
    publish(met("one"))
    read(f"/pairs/{code}/", 404)


def test_a_party_that_only_a_draft_names_makes_no_pair(publish, read):
    publish(met("one"))
    met("draft", "FR")
    read("/pairs/fr-jp/", 404)


def test_a_pair_that_never_met_has_a_page_that_says_so_and_is_not_indexed(publish, read):
    publish(met("one"), cast.party("FR"))
    page = read("/pairs/fr-jp/")
    assert "No meeting between these two is recorded." in words(page.select_one("main"))
    assert page.select_one("meta[name=robots]")["content"] == "noindex"
    assert read("/pairs/jp-us/").select_one("meta[name=robots]") is None


def test_japan_stands_first_on_pages_in_japanese_and_codes_decide_in_english(publish, read):
    publish(met("one", "FR"))
    assert words(read("/pairs/fr-jp/").h1) == "France and Japan"
    assert words(read("/ja/pairs/fr-jp/").h1) == "日本・フランス"


def test_meetings_of_two_are_counted_and_those_with_others_stand_apart(publish, read):
    publish(met("first", date="2019-05"), met("last", date="2021-06-01"), met("three", "FR", date="2020-02"))
    page = read("/pairs/jp-us/")
    facts = words(page.select_one("dl.facts"))
    assert "Met 2 times and 1 time with others present" in facts
    assert "First meeting recorded May 2019 Last met June 1, 2021" in facts
    assert [link.text for link in page.select("#meetings .what a")] == ["last", "first"]
    assert [link.text for link in page.select("#with-others .what a")] == ["three"]
    assert "France" in words(page.select_one("#with-others"))


def test_a_planned_meeting_is_expected_and_not_counted_as_met(publish, read):
    publish(met("past", date="2019-05"), met("planned", status="planned", date="2999"))
    page = read("/pairs/jp-us/")
    assert "Met 1 time" in words(page.select_one("dl.facts"))
    assert [link.text for link in page.select("#meetings .what a")] == ["planned", "past"]


def test_the_last_meeting_of_governments_is_told_apart_from_the_last(publish, read):
    with_industry = cast.full_meeting("m-2", date="2024-05-01")
    governments = cast.meeting("m-1", date="2020-05-01")
    governments.sessions.create(slug="m-1-s", order=1, track_id=with_industry.sessions.get().track_id)
    governments.sessions.update(track=type(with_industry.sessions.get().track).objects.get(slug="1.0"))
    publish(with_industry, governments)
    facts = words(read("/pairs/jp-us/").select_one("dl.facts"))
    assert "Last met May 1, 2024" in facts
    assert "Last met as governments May 1, 2020 Track 1.0" in facts
    row = words(read("/pairs/").select_one("table.pairs tbody tr"))
    assert "Last met: May 1, 2024 Last met as governments: May 1, 2020 Track 1.0 Track 1.5" in row


def test_years_without_a_meeting_are_shown_between_those_with_one(publish, read):
    publish(met("first", date="2023-05"), met("next", date="2025-06"), met("dayless", date=""))
    years = read("/pairs/jp-us/").select(".yrs li")
    told = [words(year) for year in years]
    assert told[0].startswith("2023: 1 meeting")
    assert told[1] == "2024: none recorded"
    assert told[-1].startswith("Year not known: 1 meeting")
    assert years[0].a["href"] == "/meetings/?pair=jp-us&status=held&status=inferred&year=2023"


def test_organizations_are_counted_on_the_side_where_they_sat(publish, read):
    publish(cast.full_meeting("m-1"), cast.full_meeting("m-2"))
    lists = read("/pairs/jp-us/").select("#bodies .facing-lists > div")
    assert words(lists[0]) == "Japan JP No organization of this side is named"
    assert words(lists[1]) == "United States US Office of Space Commerce 2"


def test_all_pairs_are_listed_and_those_who_met_only_with_others_apart(publish, read):
    publish(met("two"), met("three", "FR"))
    page = read("/pairs/")
    assert [link["href"] for link in page.select("table.pairs th a")] == ["/pairs/jp-us/"]
    assert "+1 with others" in words(page.select_one("table.pairs tbody"))
    assert [link["href"] for link in page.select(".names a")] == ["/pairs/fr-jp/", "/pairs/fr-us/"]


@pytest.mark.parametrize("asked", ["?sort=best", "?page=0", "?party=JP", "?sort=most&sort=latest"])
def test_the_list_of_pairs_refuses_what_it_does_not_know(publish, read, asked):
    publish(met("one"))
    read(f"/pairs/{asked}", 400)


def test_a_page_beyond_the_last_pair_is_not_found(publish, read):
    publish(met("one"))
    read("/pairs/?page=2", 404)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("address", "queries"), [("/pairs/", 2), ("/pairs/jp-us/", 3)])
def test_pages_of_pairs_cost_the_same_with_three_meetings_as_with_one(
    publish, client, django_assert_num_queries, count, address, queries
):
    publish(*(cast.full_meeting(f"m-{n}", edition=n) for n in range(1, count + 1)))
    with django_assert_num_queries(queries):
        assert client.get(address).status_code == 200
