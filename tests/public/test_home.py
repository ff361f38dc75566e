"""The front page: how much there is, what was held and what is expected, who meets whom by year, and the dialogues."""

import pytest

from dialogues.models import Outcome
from tests import cast
from tests.public.conftest import words


def on_track(meeting, *codes):
    """The same meeting with a session on each of these tracks."""
    from dialogues.models import Session, Track

    for order, code in enumerate(codes, 1):
        Session.objects.create(meeting=meeting, order=order, track=Track.objects.get(slug=code))
    return meeting


def met(slug, series=None, **fields):
    return cast.meeting(slug, series, **{"title_en": slug, "edition": None} | fields)


def cells(page):
    """The columns of the matrix, and what is in the cells of its first row: the words of a mark, else its lines."""
    heads = [words(head) for head in page.select(".pairs-by-year thead th .wide")]
    row = page.select(".pairs-by-year tbody tr")[0].select("td:not(.last)")
    told = [cell.svg.title.text if cell.svg else " ".join(cell.get("class", [])) for cell in row]
    return dict(zip(heads, told, strict=True))


def test_an_empty_register_has_a_front_page(db, read):
    page = read("/")
    assert page.select(".pairs-by-year, table.strip") == []
    assert "No meeting is recorded yet." in words(page.main)


def test_the_form_asks_for_words_where_they_are_looked_for(publish, client, read):
    publish(met("one"))
    form = read("/").select_one("main form[role=search]")
    assert form.select_one("input[name=q]")["type"] == "search"
    assert form.get("method", "get") == "get"
    assert client.get(form["action"], {"q": "one"}).status_code == 200


def test_totals_count_what_is_shown_and_lead_to_its_list(publish, read):
    publish(cast.dialogue(), met("one", cast.dialogue()), met("two"))
    met("draft")
    totals = {words(one): one.a["href"] for one in read("/").select(".tally li")}
    assert (totals["2 meetings"], totals["1 dialogue"]) == ("/meetings/", "/dialogues/")
    assert len(totals) == 3


def test_what_is_held_expected_and_not_confirmed_stand_apart(publish, read):
    publish(
        met("past", date="2020-05-01"),
        met("ahead", date="2999-05", status="planned"),
        met("dayless", date="", status="announced"),
        met("passed", date="2021-05", status="planned"),
    )
    held, awaited = read("/").select(".two > div")
    assert [link.text for link in held.select(".what a")] == ["past"]
    lists = [[link.text for link in one.select(".what > a")] for one in awaited.select("ul.held")]
    assert lists == [["ahead", "dayless"], ["passed"]]


def test_a_promised_next_meeting_is_expected_until_something_settles_it(publish, read):
    meeting = met("one", date="2020-05-01")
    for order, status in enumerate(("unknown", "open", "done", "dropped"), 1):
        Outcome.objects.create(
            meeting=meeting, order=order, kind="next_meeting", text_en=f"The next: {status}", status=status
        )
    Outcome.objects.create(meeting=meeting, order=9, kind="roadmap", text_en="A roadmap", status="open")
    publish(meeting)
    awaited = read("/").select(".two > div")[1]
    assert sorted(link.text for link in awaited.select(".what > a")) == [
        "The next: open",
        "The next: unknown",
    ]


@pytest.fixture
def in_2026(monkeypatch):
    import datetime as dt

    from dialogues.public.words import statuses

    monkeypatch.setattr(statuses, "today", lambda: dt.date(2026, 11, 28))


def test_a_pair_has_a_mark_in_each_year_with_lines_between_and_dots_after(publish, read, in_2026):
    publish(
        on_track(met("a", date="2010-05"), "1.0"),
        on_track(met("b", date="2012-05"), "1.0"),
        on_track(met("c", date="2022-05-01"), "1.0"),
        on_track(met("d", date="2022-07-01"), "1.5", "2.0"),
        on_track(met("e", date="2024-05"), "2.0"),
        met("f", date=""),
    )
    page = read("/")
    found = cells(page)
    pair = "Japan and United States"
    assert found["to 2012"] == f"{pair} to 2012: 2 meetings, Track 1.0"
    assert found["2013"] == "before after"
    assert found["2022"] == f"{pair} 2022: 2 meetings, Track 1.0, Track 1.5, Track 2.0"
    assert found["2024"] == f"{pair} 2024: 1 meeting, Track 2.0"
    assert (found["2025"], found["2026"]) == ("since-before since-after", "since-before")
    assert found["year not known"] == f"{pair} year not known: 1 meeting"
    assert len(found) == 16
    marked = page.select_one(".pairs-by-year td a[href$='year=2024']").parent
    assert marked["class"] == ["before", "since-after"]


def test_a_mark_of_the_matrix_leads_to_the_meetings_that_it_counts(publish, read, client, in_2026):
    publish(met("a", date="2010-05"), met("b", date="2012-05"), met("c", date="2022-05"), met("d", date=""))
    publish(met("planned", date="2022-06", status="planned"))
    for link in read("/").select(".pairs-by-year td a"):
        listed = read(link["href"]).select(".held .what > a")
        number = link.svg.find("text")
        assert len(listed) == int(number.text if number else 1), link["href"]


def test_a_meeting_of_three_parties_is_no_meeting_of_two(publish, read):
    from dialogues.models import MeetingParty

    three = met("three", date="2022-05")
    MeetingParty.objects.create(meeting=three, party=cast.party("FR"), order=3)
    publish(three)
    assert read("/").select(".pairs-by-year") == []


def test_last_met_names_governments_first_and_a_later_meeting_on_another_track(publish, read, in_2026):
    publish(on_track(met("a", date="2017-11"), "1.0"), on_track(met("b", date="2021-06"), "2.0"))
    page = read("/")
    assert words(page.select_one(".pairs-by-year td.last")) == "Track 1.0 Nov 2017 other tracks: Jun 2021"
    assert words(page.select_one(".fig b")) == (
        "1 of 1 pairs has no government meeting recorded in the last five years"
    )


def test_the_chart_is_a_region_that_scrolls_by_keyboard_and_has_a_name(publish, read):
    publish(met("one"))
    region = read("/").select_one(".scroll")
    assert (region["tabindex"], region["role"], region["aria-label"]) == (
        "0",
        "region",
        "Pairs by year, a table",
    )


def test_dialogues_stand_in_rows_and_each_meeting_is_a_mark_that_leads_to_it(publish, read):
    few, many = cast.dialogue("few", "The few"), cast.dialogue("many", "The many")
    publish(few, many, met("f", few, date="2019"))
    publish(*(met(f"m-{n}", many, date=f"20{n}-05-01") for n in (14, 16, 18)), met("dayless", many, date=""))
    page = read("/")
    rows = page.select("table.strip tbody tr")
    assert [words(row.th) for row in rows] == ["The many", "The few"]
    assert [link["href"] for link in rows[0].td.select("svg a")] == [
        "/meetings/m-14/", "/meetings/m-16/", "/meetings/m-18/", "/meetings/dayless/",
    ]  # fmt: skip
    assert rows[0].td.select_one("svg a title").text.startswith("m-14, May 1, 2014")
    listed = page.select(".dated > div")
    assert [words(one.dt) for one in listed] == ["The many", "The few"]
    assert [link["href"] for link in listed[0].select("a")] == [
        link["href"] for link in rows[0].td.select("svg a")
    ]


def test_several_meetings_without_a_day_are_one_mark_that_leads_to_all(publish, read):
    series = cast.dialogue()
    publish(series, *(met(f"dayless-{n}", series, date="") for n in (1, 2)))
    page = read("/")
    link = page.select_one("table.strip svg a")
    assert link["href"] == "/meetings/?dialogue=us-jp-cds&year=unknown"
    assert len(read(link["href"]).select(".held .what > a")) == 2


def test_names_from_records_are_escaped_and_nothing_is_styled_in_the_page(publish, client):
    hostile = '"><script>alert(1)</script><b style="x">'
    series = cast.dialogue(name_en=hostile)
    publish(series, on_track(met("one", series, title_en=hostile, date="2024-01"), "1.0"))
    html = client.get("/").content.decode()
    assert "<script>alert" not in html
    assert "style=" not in html.replace("style=&quot;", "").replace('b style="x"', "")
    assert "onload" not in html


@pytest.mark.parametrize("language", ["", "/ja"])
@pytest.mark.parametrize("name", ["meetings_csv", "planned_calendar"])
def test_the_data_is_led_to(publish, read, client, language, name):
    from django.urls import reverse
    from django.utils.translation import override

    publish(met("one"))
    with override(language.strip("/") or "en"):
        address = reverse(f"public:{name}")
    assert read(f"{language}/").select_one(f"main a[href='{address}']")
    assert client.get(address).status_code == 200
