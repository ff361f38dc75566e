"""Tracks are told in both languages, with who sits, every session, and whether a source names its track."""

import pytest
from django.utils.translation import override

from dialogues.models import Session, Track
from dialogues.public.charts.track_years import track_years
from dialogues.public.counts.tallies import Tallied
from tests import cast
from tests.public.conftest import words


def session(meeting, track="1.0", **fields):
    """A session of a meeting that we classified."""
    fields = {"order": meeting.sessions.count() + 1, "track_basis": "inferred"} | fields
    return Session.objects.create(meeting=meeting, track=Track.objects.get(slug=track), **fields)


@pytest.fixture
def one(publish):
    """A meeting with a stated session on Track 1.5 and one on Track 1.0 that we classified."""
    series = cast.dialogue()
    one = cast.full_meeting(series=series)
    session(one, title_en="Government session", ordinal=2, ordinal_stated="second-ever", date="2024-08-26")
    publish(series, one)
    return one


@pytest.mark.parametrize(("prefix", "own", "other"), [("", "en", "ja"), ("/ja", "ja", "en")])
def test_a_track_is_defined_in_both_languages_that_of_the_page_first(one, read, prefix, own, other):
    track = Track.objects.get(slug="1.5")
    page = read(f"{prefix}/tracks/1.5/")
    assert words(page.select_one(".title .lead")) == getattr(track, f"definition_{own}")
    [beside] = page.select(".title .other-words span")
    assert (beside["lang"], words(beside)) == (other, getattr(track, f"definition_{other}"))
    [sits] = page.select("dl.more .other-words span")
    assert (sits["lang"], words(sits)) == (other, getattr(track, f"who_sits_{other}"))
    assert getattr(track, f"who_sits_{own}") in words(page.select_one("dl.more"))


def test_the_facts_tell_how_many_sessions_a_source_names_and_how_many_we_classified(one, publish, read):
    other = cast.meeting("m-2", date="2022-05")
    session(other, "1.5")
    session(other, "1.5")
    publish(other)
    facts = [words(fact) for fact in read("/tracks/1.5/").select("dl.facts > div")]
    assert facts == [
        "Sessions 3 2022–2024",
        "Track named by a source 1 2 classified by us",
        "Meetings 2",
        "Dialogues 1",
    ]


def test_a_session_is_listed_with_its_day_its_number_and_who_met(one, read):
    [line] = read("/tracks/1.0/").select("#sessions li")
    assert words(line) == (
        "Aug 26, 2024 Ninth meeting Track 1.0 classified by us Second second-ever Government session "
        "United States and Japan"
    )
    made = Session.objects.get(title_en="Government session")
    assert line.a["href"] == f"/meetings/us-jp-cds-09/#{made.slug}"
    assert read("/meetings/us-jp-cds-09/").find(id=made.slug)


def test_a_session_without_a_day_has_that_of_its_meeting_and_a_stated_track_says_nothing_of_us(one, read):
    [line] = read("/tracks/1.5/").select("#sessions li")
    assert words(line) == "Aug 26–27, 2024 Ninth meeting Track 1.5 Industry session United States and Japan"


def test_dialogues_and_topics_are_counted_by_sessions_and_lead_on(one, read):
    page = read("/tracks/1.5/")
    assert [(link.text, link["href"]) for link in page.select("#dialogues a")] == [
        ("U.S.-Japan Comprehensive Dialogue", "/dialogues/us-jp-cds/")
    ]
    [topic] = page.select("#topics a")
    assert (topic.text, topic["href"]) == ("Space situational awareness", "/meetings/?track=1.5&topic=ssa")
    assert len(read(topic["href"]).select(".held > li")) == 1


def test_each_bar_is_a_link_to_its_meetings_and_stands_in_the_table_too(one, publish, read):
    undated = cast.meeting("m-2", date="", edition=None)
    session(undated, "1.5")
    publish(undated)
    page = read("/tracks/")
    [governments, industry] = page.select(".by-year svg[role=group]")
    assert [(bar.title.text, bar["href"]) for bar in industry.select("a")] == [
        ("Track 1.5, 2024: 1 session", "/meetings/?track=1.5&year=2024"),
        ("Track 1.5, Year not known: 1 session", "/meetings/?track=1.5&year=unknown"),
    ]
    assert governments.find("title").text.startswith("Sessions on Track 1.0 by year, 2024 to ")
    rows = [words(row) for row in page.select(".as-table tbody tr")]
    assert rows == ["2024 1 1", "Year not known 0 1"]
    for link in page.select(".as-table a"):
        assert len(read(link["href"]).select(".held > li")) == 1


def test_bars_keep_to_one_scale_and_stand_in_their_year():
    counted = [
        Tallied(year, code, count, "", "", "", "")
        for year, code, count in (("2020", "1.0", 8), ("2024", "1.0", 4), ("2022", "1.5", 2))
    ]
    with override("en"):
        chart = track_years(counted, ["1.0", "1.5"], 2024)
    bars = {bar.year: bar for row in chart.rows for bar in row.bars}
    assert [bars[year].height for year in ("2020", "2024", "2022")] == [48, 24, 12]
    assert [bars[year].middle for year in ("2020", "2022", "2024")] == ["10%", "50%", "90%"]
    assert track_years(counted, ["2.0"], 2024) is None


def test_the_list_tells_what_each_track_means_and_counts_its_sessions(one, read):
    page = read("/tracks/")
    assert [heading.a["href"] for heading in page.select(".sec-h h2") if heading.a] == [
        "/tracks/1.0/",
        "/tracks/1.5/",
    ]
    industry = words(page.select_one("#track-15"))
    assert "Government with industry or academia" in industry
    assert "1 session: a source names the track of 1; 0 classified by us" in industry
    assert "1 dialogue, 1 meeting" in industry
    assert "Of 2 sessions recorded, a source names the track of 1; we classified the others" in words(
        page.select_one("#years")
    )


def test_sessions_of_a_draft_are_not_counted(one, read):
    session(cast.meeting("draft", edition=None), "1.5")
    assert "Sessions 1 2024" in words(read("/tracks/1.5/").select_one("dl.facts"))


def test_a_register_without_sessions_says_so(publish, read):
    assert "No session is recorded yet." in words(read("/tracks/").main)


def test_sessions_come_in_pages(publish, read):
    for n in range(51):
        meeting = cast.meeting(f"m-{n}", title_en=f"Meeting {n}", edition=None)
        session(meeting)
        publish(meeting)
    assert len(read("/tracks/1.0/").select("#sessions li")) == 50
    assert len(read("/tracks/1.0/?page=2").select("#sessions li")) == 1
    read("/tracks/1.0/?page=3", 404)


@pytest.mark.parametrize(
    ("address", "status"),
    [("/tracks/9/", 404), ("/tracks/15/", 404), ("/tracks/?a=1", 400), ("/tracks/1.5/?a=1", 400)],
)
def test_what_is_not_there_is_not_found_and_what_is_not_known_is_refused(one, read, address, status):
    read(address, status)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("address", ["/tracks/", "/tracks/1.5/"])
def test_pages_of_tracks_cost_three_queries_with_three_meetings_as_with_one(
    publish, client, django_assert_num_queries, count, address
):
    publish(*(cast.full_meeting(f"m-{n}", edition=n) for n in range(1, count + 1)))
    with django_assert_num_queries(3):
        assert client.get(address).status_code == 200
