"""The page of a dialogue: its meetings over the years with what is missing, who took part, topics, and promises."""

import pytest

from dialogues.models import DialogueParty, MeetingParty, Participation, Session, Track
from tests import cast
from tests.public.conftest import words

ADDRESS = "/dialogues/us-jp-cds/"


def met(number, date, **fields):
    """A numbered meeting of the dialogue of the cast."""
    slug = fields.pop("slug", f"m-{number}")
    title = fields.pop("title_en", f"Meeting {number}")
    country = fields.pop("country", "")
    made = cast.meeting(slug, cast.dialogue(), title_en=title, edition=number, date=date, **fields)
    if country:
        made.places.create(order=1, country=country)
    return made


def session(meeting, code, basis="inferred"):
    order = meeting.sessions.count() + 1
    Session.objects.create(
        meeting=meeting, order=order, track=Track.objects.get(slug=code), track_basis=basis
    )


def took_part(meeting, slug, role="participant", **fields):
    body = cast.organization(slug, slug, **fields)
    order = meeting.participations.count() + 1
    Participation.objects.create(meeting=meeting, order=order, organization=body, party=body.party, role=role)
    return body


def matrix(page, section="who"):
    """The rows of a matrix: the name of each with what stands in its cells."""
    found = {}
    for row in page.select(f"#{section} tbody tr:not(.grp, .once)"):
        found[words(row.th)] = [
            cell.svg["aria-label"] if cell.svg else words(cell) for cell in row.select("td")
        ]
    return found


@pytest.mark.parametrize("parties", [2, 3])
def test_a_dialogue_without_a_meeting_has_a_page(publish, read, parties):
    series = cast.dialogue()
    if parties == 3:
        DialogueParty.objects.create(dialogue=series, party=cast.party("FR"), order=3)
    publish(series)
    page = read(ADDRESS)
    assert page.select("#editions, #who, #topics, svg.editions") == []
    assert "No meeting of this dialogue is recorded." in words(page.main)


def test_one_meeting_is_told_in_a_table_and_drawn_on_no_timeline(publish, read):
    publish(cast.dialogue(), met(1, "2020-05-01"))
    page = read(ADDRESS)
    assert page.select("svg.editions") == []
    assert [words(row.th) for row in page.select(".editions-list tbody tr")] == ["1"]


def test_each_mark_of_the_timeline_leads_to_its_meeting_and_says_what_it_is(publish, read):
    first, second = met(1, "2013-03-11"), met(2, "2014-05")
    session(first, "1.0")
    publish(cast.dialogue(), first, second, met(None, "2013-09-01", slug="prep", title_en="Preparation"))
    chart = read(ADDRESS).select_one("svg.editions")
    marks = chart.select("a")
    assert [mark["href"] for mark in marks] == ["/meetings/m-1/", "/meetings/prep/", "/meetings/m-2/"]
    assert [mark.title.text for mark in marks] == [
        "Meeting 1, Mar 11, 2013, Track 1.0", "Preparation, Sep 1, 2013", "Meeting 2, May 2014",
    ]  # fmt: skip
    assert [words(mark.find("text")) if mark.find("text") else "" for mark in marks] == ["1", "", "2"]


def test_the_timeline_has_a_title_and_a_description(publish, read):
    publish(cast.dialogue(), met(1, "2013-03-11"), met(2, "2014-05-11"))
    chart = read(ADDRESS).select_one("svg.editions")
    title, description = (chart.select_one(f"#{id}").text for id in chart["aria-labelledby"].split())
    assert title.startswith("Meetings of the U.S.-Japan Comprehensive Dialogue, 2013 to ")
    assert description.startswith("At most 14 months between two meetings that are recorded.")


def test_the_table_beside_the_timeline_holds_the_same_meetings(publish, read):
    publish(cast.dialogue(), met(1, "2013-03-11"), met(2, "2014-05-11"), met(4, "2018-05-11"))
    page = read(ADDRESS)
    rows = page.select(".editions-list tbody tr")
    drawn = {mark["href"] for mark in page.select("svg.editions a")}
    assert {row.a["href"] for row in rows if row.a} == drawn
    assert [words(row) for row in rows] == [
        "1 Mar 11, 2013 Not known none recorded",
        "2 May 11, 2014 Not known none recorded Months since the one before: 14",
        "3 no meeting recorded",
        "4 May 11, 2018 Not known none recorded Months since the one before: 48",
    ]


def test_a_long_time_without_a_meeting_is_hatched_and_counted(publish, read):
    publish(cast.dialogue(), met(1, "2013-01-01"), met(2, "2014-12-01"), met(3, "2017-02-01"))
    chart = read(ADDRESS).select_one("svg.editions")
    assert len(chart.select("rect[fill='url(#hatch)']")) == 1
    assert [text.text for text in chart.select("text[y='14']")] == ["23", "26"]
    assert [text.text for text in chart.select("text.long")] == ["26"]


def test_months_are_not_counted_where_a_day_is_known_too_vaguely(publish, read):
    publish(cast.dialogue(), met(1, "2013"), met(2, "2016-05-11"), met(3, "../2018-05-16"))
    page = read(ADDRESS)
    assert page.select("svg.editions text[y='14']") == []
    assert words(page.select_one(".fig b")) == "3 meetings recorded"


def test_no_time_is_counted_across_a_meeting_whose_year_is_not_known(publish, read):
    """It may have been in between: what is hatched would not be a time without a meeting."""
    publish(cast.dialogue(), met(11, "2022-06-29"), met(12, "XXXX-06-26"), met(13, "2025-09-08"))
    page = read(ADDRESS)
    assert page.select("svg.editions rect[fill='url(#hatch)'], svg.editions text[y='14']") == []
    assert [link["href"] for link in page.select("#editions .note a")] == ["/meetings/m-12/"]
    rows = page.select(".editions-list tbody tr")
    assert [words(row.th) for row in rows] == ["1–10", "11", "12", "13"]
    assert "Months since the one before" not in words(rows[-1])


def test_a_long_history_is_drawn_wider_than_a_small_screen_and_scrolls_by_keyboard(publish, read):
    publish(cast.dialogue(), *(met(n, f"{1970 + n}-01-01", country="JP") for n in range(1, 50)))
    page = read(ADDRESS)
    chart = page.select_one("svg.editions")
    assert chart["class"] == ["editions", "w-90"]
    assert (chart.parent["tabindex"], chart.parent["aria-label"]) == ("0", "Meetings by date, a chart")
    assert len(chart.select("a")) == 49
    assert len(page.select("#topics thead a, #who thead a")) == 0


def test_the_latest_meetings_have_a_column_and_what_is_left_out_is_told(publish, read):
    meetings = [met(n, f"{1990 + n}-01-01") for n in range(1, 18)]
    for meeting in meetings:
        took_part(meeting, "us-a")
    publish(cast.dialogue(), *meetings)
    page = read(ADDRESS)
    assert [words(head.b) for head in page.select("#who thead a")] == [str(n) for n in range(4, 18)]
    assert "The latest 14 meetings are shown." in words(page.select_one("#who .note"))


def test_the_chart_explains_what_is_seen_on_it_and_nothing_else(publish, read):
    publish(cast.dialogue(), met(1, "2013-01-01"), met(2, "2014-01-01"))
    explained = words(read(ADDRESS).select_one("#editions figcaption span"))
    assert explained == (
        "A number is that of the meeting. Figures along the top are months between meetings."
        " Each mark leads to its meeting."
    )
    publish(met(None, "2018-01-01", slug="prep", title_en="Prep", status="announced"), met(3, "2019-01-01"))
    explained = words(read(ADDRESS).select_one("#editions figcaption span"))
    assert "A small mark is a meeting without a number. An outline was announced;" in explained
    assert "Hatching:" in explained


def test_numbers_of_which_no_meeting_is_recorded_are_told_between_their_neighbors(publish, read):
    publish(cast.dialogue(), met(3, "2013-03-11"), met(4, "2014-05-11"), met(8, "2018-05-11"))
    page = read(ADDRESS)
    told = [text.text for text in page.select("svg.editions text") if "no record" in text.text]
    assert told == ["5–7: no record"]
    assert [words(row.th) for row in page.select(".editions-list tbody tr")] == ["1–2", "3", "4", "5–7", "8"]


def test_a_meeting_that_was_only_announced_is_an_outline_and_ends_no_gap(publish, read):
    publish(cast.dialogue(), met(1, "2013-01-01"), met(2, "2014-01-01", status="announced"))
    publish(met(3, "2016-01-01"))
    chart = read(ADDRESS).select_one("svg.editions")
    assert [mark.use["class"] for mark in chart.select("a")] == [["k0"], ["ahead"], ["k0"]]
    assert "announced, not yet confirmed" in chart.select("a")[1].title.text
    assert [text.text for text in chart.select("text[y='14']")] == ["36"]


def test_the_height_is_the_country_and_a_broken_turn_is_counted(publish, read):
    places = ((1, "JP"), (2, "US"), (3, "JP"), (4, "JP"))
    publish(cast.dialogue(), *(met(n, f"201{n}-01-01", country=country) for n, country in places))
    page = read(ADDRESS)
    chart = page.select_one("svg.editions")
    assert [text.text for text in chart.select("text.lane")] == ["United States", "Japan"]
    heights = [int(mark.svg["y"]) for mark in chart.select("a")]
    assert heights[0] == heights[2] == heights[3] > heights[1]
    assert "the country changed 2 times of 3." in words(page.select_one("#editions figcaption"))
    japanese = read(f"/ja{ADDRESS}").select("svg.editions text.lane")
    assert [text.text for text in japanese] == ["日本", "アメリカ合衆国"]


def test_more_than_two_parties_have_one_lane_and_a_group_each(publish, read):
    series = cast.dialogue()
    DialogueParty.objects.create(dialogue=series, party=cast.party("FR"), order=3)
    meetings = [met(1, "2013-01-01", country="JP"), met(2, "2014-01-01", country="FR")]
    for meeting in meetings:
        MeetingParty.objects.create(meeting=meeting, party=cast.party("FR"), order=3)
        for slug in ("us-a", "jp-b", "fr-c"):
            took_part(meeting, slug)
    publish(series, *meetings)
    page = read(ADDRESS)
    assert page.select("svg.editions text.lane") == []
    assert [words(head) for head in page.select("#who .grp")] == ["United States US", "Japan JP", "France FR"]


def test_who_led_who_took_part_and_what_is_not_known_are_three_things(publish, read):
    one, two, three = (met(n, f"201{n}-01-01") for n in (1, 2, 3))
    for meeting in (one, two, three):
        took_part(meeting, "us-a", "co_chair" if meeting is one else "participant")
    took_part(one, "us-b"), took_part(two, "us-b")
    took_part(one, "jp-c", "head_of_delegation"), took_part(one, "jp-c"), took_part(three, "jp-c")
    publish(cast.dialogue(), one, two, three)
    found = matrix(read(ADDRESS))
    assert found == {
        "us-a": ["led", "took part", "took part"],
        "us-b": ["took part", "took part", ""],
        "jp-c": ["led", "not known", "took part"],
    }


def test_bodies_named_once_share_a_line_with_the_number_of_the_meeting(publish, read):
    meetings = [met(n, f"201{n}-01-01") for n in (1, 2, 3)]
    for meeting in meetings:
        took_part(meeting, "us-a")
    took_part(meetings[1], "us-b")
    publish(cast.dialogue(), *meetings)
    page = read(ADDRESS)
    assert list(matrix(page)) == ["us-a"]
    assert words(page.select_one("#who .once")) == "Named once us-b (2)"


def test_a_renamed_body_stands_under_its_successor(publish, read):
    one, two, three = (met(n, f"201{n}-01-01") for n in (1, 2, 3))
    old = took_part(one, "us-old")
    new = took_part(two, "us-new")
    took_part(three, "us-new"), took_part(two, "us-other"), took_part(three, "us-other")
    new.predecessor = old
    new.save()
    publish(cast.dialogue(), one, two, three)
    rows = read(ADDRESS).select("#who tbody tr:not(.grp, .once) th")
    assert [words(row) for row in rows] == ["us-new", "earlier: us-old", "us-other"]


def test_small_screens_read_abbreviations_in_english_and_japanese_names_in_japanese(publish, read):
    one = met(1, "2011-01-01")
    took_part(one, "us-a", name_ja="甲省", abbreviation="AAA")
    took_part(one, "us-b", abbreviation="BBB")
    publish(cast.dialogue(), one)
    assert [name.text for name in read(ADDRESS).select("#who .slim")][1:] == ["AAA", "BBB"]
    assert [name.text for name in read(f"/ja{ADDRESS}").select("#who tbody .slim")] == ["BBB"]


def test_tracks_stated_and_classified_are_told_apart(publish, read):
    one, two = met(1, "2011-01-01"), met(2, "2012-01-01")
    session(one, "1.0"), session(two, "1.0", "stated"), session(two, "2.0", "stated")
    publish(cast.dialogue(), one, two)
    assert matrix(read(ADDRESS)) == {"Track 1.0": ["classified by us", "stated"], "Track 2.0": ["", "stated"]}


def test_topics_stand_by_meeting_and_a_meeting_without_any_is_not_known(publish, read):
    one, two, three = (met(n, f"201{n}-01-01") for n in (1, 2, 3))
    for meeting in (one, three):
        meeting.topics.add(cast.topic())
    publish(cast.dialogue(), one, two, three)
    found = matrix(read(ADDRESS), "topics")
    assert found == {"Space situational awareness": ["taken up", "not known", "taken up"]}


def test_each_column_leads_to_its_meeting_and_stands_by_number(publish, read):
    one = met(1, "2011-01-01")
    took_part(one, "us-a")
    publish(cast.dialogue(), met(3, "2013"), met(None, "2012-02-02", slug="prep", title_en="Prep"), one)
    publish(met(2, ""))
    heads = read(ADDRESS).select("#who thead a")
    assert [words(head.span) for head in heads] == ["1 2011 ’11", "2 ? ?", "– 2012 ’12", "3 2013 ’13"]
    assert heads[2]["href"] == "/meetings/prep/"
    assert words(heads[2].select_one(".vh")) == "Prep, Feb 2, 2012"


def test_names_in_use_say_which_side_is_named_first(publish, read):
    series = cast.dialogue(name_ja="日米包括対話")
    series.other_names.create(order=1, name="Japan-U.S. Comprehensive Dialogue", lang="en")
    series.other_names.create(order=2, name="JUCDS", lang="en")
    publish(series)
    assert [words(name) for name in read(ADDRESS).select(".names-in-use li")] == [
        "U.S.-Japan Comprehensive Dialogue United States named first",
        "日米包括対話 Japan named first",
        "Japan-U.S. Comprehensive Dialogue Japan named first",
        "JUCDS",
    ]


def test_a_promised_next_meeting_is_told_until_it_is_settled(publish, read):
    one = met(1, "2011-01-01")
    promise = one.outcomes.create(
        slug="m-1-o1", order=1, kind="next_meeting", text_en="Meet in Tokyo", status="open"
    )
    publish(cast.dialogue(), one)
    assert "Promised: Meet in Tokyo, Jan 1, 2011" in words(read(ADDRESS).select_one("dl.facts"))
    two = met(2, "2012-01-01")
    cast.report(promise, two)
    publish(two)
    page = read(ADDRESS)
    assert "Meet in Tokyo" not in words(page.select_one("dl.facts"))
    assert "Meeting 2, January 1, 2012: Done. Reported done." in words(page.select_one("#outcomes"))


def test_names_from_records_are_escaped(publish, client):
    hostile = '"><script>alert(1)</script>'
    series = cast.dialogue(name_en=hostile)
    meetings = [met(n, f"201{n}-01-01", title_en=hostile, country="JP") for n in (1, 2)]
    for meeting in meetings:
        Participation.objects.create(
            meeting=meeting, order=1, organization=cast.organization("us-a", hostile), role="co_chair"
        )
        meeting.topics.add(cast.topic("t", hostile))
    publish(series, *meetings)
    html = client.get(ADDRESS).content.decode()
    assert "<script>alert" not in html
    assert " style=" not in html


@pytest.mark.parametrize("count", [1, 3])
def test_a_dialogue_costs_three_queries(publish, client, django_assert_num_queries, count):
    publish(
        cast.dialogue(),
        *(cast.full_meeting(f"m-{n}", cast.dialogue(), edition=n) for n in range(1, count + 1)),
    )
    with django_assert_num_queries(3):
        assert client.get(ADDRESS).status_code == 200


def test_a_draft_is_seen_neither_in_the_chart_nor_in_a_matrix(publish, read):
    one, two, draft = met(1, "2011-01-01"), met(2, "2012-01-01"), met(3, "2013-01-01")
    took_part(one, "us-a")
    took_part(draft, "us-secret")
    publish(cast.dialogue(), one, two)
    page = read(ADDRESS)
    assert "us-secret" not in page.decode()
    assert len(page.select("svg.editions a")) == 2
