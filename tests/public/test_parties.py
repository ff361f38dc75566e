"""Parties are listed with what they did; the page of one tells whom it met, with whom it came, and what it promised."""

import pytest

from tests import cast
from tests.public.conftest import words
from tests.public.test_pairs import met


def test_a_code_in_small_letters_leads_to_the_party_with_the_question(publish, client):
    publish(met("one"))
    answer = client.get("/ja/parties/jp/?a=1")
    assert (answer.status_code, answer["Location"]) == (301, "/ja/parties/JP/?a=1")


def test_a_renamed_party_is_found_by_its_former_code_in_small_letters_too(publish, client):
    publish(met("one"))
    japan = cast.party("JP")
    japan.slug = "NIPPON"
    japan.save()
    publish(japan)
    for address in ("/parties/jp/", "/parties/JP/"):
        assert client.get(address)["Location"] == "/parties/NIPPON/", address


@pytest.mark.parametrize("code", ["zz", "ZZ", "fr", "FR", "us-jp"])
def test_what_is_no_party_that_is_shown_is_not_found(publish, read, code):
    publish(met("one"))
    met("draft", "FR")
    read(f"/parties/{code}/", 404)


def test_a_withdrawn_party_is_gone_in_small_letters_too(publish, withdraw, client):
    france = cast.party("FR")
    publish(france)
    withdraw(france)
    answer = client.get("/parties/fr/", follow=True)
    assert (answer.redirect_chain, answer.status_code) == ([("/parties/FR/", 301)], 410)


def test_partners_are_told_with_meetings_of_two_apart_from_those_with_others(publish, read):
    publish(met("first", date="2019-05"), met("last", date="2021-06-01"), met("three", "FR", date="2022-02"))
    partners = read("/parties/JP/").select_one("#partners")
    [row] = partners.select("tbody tr")
    assert row.a["href"] == "/pairs/jp-us/"
    assert words(row).startswith(
        "United States Meetings: 2 +1 with others First met: May 2019 Last met: Jun 1, 2021"
    )
    assert [(link.text, link["href"]) for link in partners.select(".names a")] == [
        ("France", "/pairs/fr-jp/")
    ]


def test_partners_are_named_in_the_language_of_the_page(publish, read):
    publish(met("one"))
    assert words(read("/ja/parties/US/").select_one("#partners tbody th")) == "日本"


def test_the_facts_of_a_party_count_every_meeting_that_was_held(publish, read):
    series = cast.dialogue()
    publish(
        series,
        met("first", series=series, date="2019-05"),
        met("three", "FR", date="2022-02"),
        met("planned", status="planned", date="2999"),
    )
    facts = [words(one) for one in read("/parties/JP/").select("dl.facts > div")]
    assert facts == [
        "Met 2 times since May 2019",
        "Last met February 2022",
        "Partners 2 1 of them in a meeting of two",
        "Dialogues 1 standing series in which it sits",
    ]


def test_a_planned_meeting_stands_apart_from_those_held(publish, read):
    publish(met("past", date="2019-05"), met("planned", status="planned", date="2999"))
    lists = read("/parties/JP/").select("#meetings ul.held")
    assert [[link.text for link in one.select(".what a")] for one in lists] == [["planned"], ["past"]]


def test_each_year_leads_to_the_meetings_of_the_party(publish, read):
    publish(met("one", date="2024-05"))
    years = read("/parties/JP/").select(".yrs li")
    assert words(years[0]).startswith("2024: 1 meeting")
    assert years[0].a["href"] == "/meetings/?party=JP&status=held&status=inferred&year=2024"
    assert read(years[0].a["href"]).select(".held .what a")[0].text == "one"


def test_dialogues_tell_how_often_they_met(publish, read):
    series, silent = cast.dialogue(), cast.dialogue("silent", "Another dialogue")
    publish(series, silent, met("one", series=series), met("two", series=series))
    told = [words(row) for row in read("/parties/JP/").select("#dialogues tbody tr")]
    assert [row.rpartition(" Not known ")[2] for row in told] == ["2 meetings", "None recorded"]


def test_organizations_stand_by_sector_with_those_first_that_came_most_often(publish, read):
    publish(
        cast.organization("us-idle", "An idle office"),
        cast.organization("us-firm", "A firm", sector="industry"),
        cast.organization("jp-firm", "A firm of the other side", sector="industry"),
        cast.full_meeting("m-1"),
        cast.full_meeting("m-2"),
    )
    sectors = read("/parties/US/").select(".sectors > div")
    assert [words(sector) for sector in sectors] == [
        "Government 2 Office of Space Commerce 2",
        "Industry 1 None named in a meeting",
    ]
    assert sectors[1].h3.a["href"] == "/organizations/?party=US&sector=industry"


def test_outcomes_are_counted_by_status_each_leading_to_those(publish, read):
    publish(cast.full_meeting("m-1"), cast.full_meeting("m-2"))
    outcomes = read("/parties/JP/").select_one("#outcomes")
    assert [words(one) for one in outcomes.select(".stand a")] == ["Open 2"]
    assert outcomes.select_one(".stand a")["href"] == "/outcomes/?party=JP&status=open"
    assert len(outcomes.select(".rows > li")) == 2


def test_a_party_is_named_in_every_language_that_is_recorded(publish, read):
    publish(cast.party("KR", "Republic of Korea", "韓国"))
    korea = cast.party("KR")
    korea.name_other = {"ko": "대한민국"}
    korea.save()
    publish(korea)
    page = read("/parties/KR/")
    assert [words(one) for one in page.select("#names dl div")] == [
        "English Republic of Korea",
        "Japanese 韓国",
        "Korean 대한민국",
    ]
    assert [one["lang"] for one in page.select("#names dd span")] == ["ja", "ko"]


def test_a_party_that_never_met_says_so(publish, read):
    publish(cast.party("FR"))
    page = read("/parties/FR/")
    assert "No meeting of this party is recorded." in words(page.select_one("#partners"))
    assert page.select("#years") == []


def test_the_list_tells_partners_dialogues_and_meetings_and_leads_to_them(publish, read):
    series = cast.dialogue()
    publish(series, met("one", series=series), met("three", "FR"), met("planned", status="planned"))
    rows = {row.a.text: row for row in read("/parties/").select("table.parties tbody tr")}
    assert words(rows["Japan"]) == "Japan JP State Partners: 2 Dialogues: 1 Meetings: 2"
    assert words(rows["France"]) == "France FR State Partners: 2 Dialogues: None recorded Meetings: 1"
    addresses = [link["href"] for link in rows["Japan"].select("a")]
    assert addresses == [
        "/parties/JP/",
        "/parties/JP/#partners",
        "/dialogues/?party=JP",
        "/meetings/?party=JP&status=held&status=inferred",
    ]
    assert len(read(addresses[-1]).select(".held > li")) == 2


def test_the_list_can_be_narrowed_to_a_kind_and_refuses_what_it_does_not_know(publish, read):
    union = cast.party("EU", "European Union")
    union.kind = "organization"
    union.save()
    publish(union, cast.party("FR"))
    rows = read("/parties/?kind=organization").select("table.parties th a")
    assert [row.text for row in rows] == ["European Union"]
    for asked in ("kind=planet", "party=FR", "colour=red", "sort=best"):
        read(f"/parties/?{asked}", 400)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("address", ["/parties/", "/parties/JP/"])
def test_pages_of_parties_cost_three_queries_with_three_meetings_as_with_one(
    publish, client, django_assert_num_queries, count, address
):
    series = [cast.dialogue(), *(cast.dialogue(f"d-{n}", f"Dialogue {n}") for n in range(2, count + 1))]
    publish(*series, *(cast.full_meeting(f"m-{n}", one, edition=n) for n, one in enumerate(series, 1)))
    with django_assert_num_queries(3):
        assert client.get(address).status_code == 200
