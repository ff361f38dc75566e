"""What the page of a meeting or a dialogue says where less, or more, is known than usual."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.test import RequestFactory
from django.utils import timezone

from dialogues.models import Publication, Session, Track
from dialogues.public.records.rendering import render_page
from dialogues.states import preview
from tests import cast
from tests.public.conftest import words

ADDRESS = "/meetings/us-jp-cds-09/"


def test_a_disputed_role_leads_to_what_the_sources_say(publish, read):
    one = cast.full_meeting()
    one.participations.create(organization=cast.organization(), party=cast.party("US"), role="host")
    cast.claim(one, "host", "One", preferred=True)
    cast.claim(one, "host", "Another")
    publish(one)
    html = read(ADDRESS)
    [mark] = html.select("#sides th a.disn")
    assert words(mark.parent) == "Host Sources differ"
    assert "Another" in words(html.select_one(mark["href"]))


def test_a_fact_without_a_value_shown_is_not_among_those_taken_over(publish, read):
    one = cast.full_meeting()
    cast.claim(one, "places", "Yokota Air Base", where="dateline")
    cast.claim(one, "host", "Somebody", preferred=True)
    publish(one)
    html = read(ADDRESS)
    assert "Yokota Air Base" not in words(html.select_one("#stated"))
    assert "Somebody shown on this page" in words(html.select_one("#stated"))
    apart = words(html.select_one("#not-taken-over"))
    assert "Yokota Air Base" in apart
    assert "not the value shown" not in apart


@pytest.mark.parametrize("prefix", ["", "/ja"])
@pytest.mark.parametrize("parties", [2, 3])
def test_the_contents_are_named_like_the_headings(publish, read, prefix, parties):
    one = cast.full_meeting()
    if parties == 3:
        one.party_places.create(party=cast.party("FR"), order=3)
    publish(one)
    html = read(f"{prefix}{ADDRESS}")
    for link in html.select("nav.onp a"):
        assert link.get_text() == html.select_one(f"{link['href']} h2").get_text()


def test_a_dashed_mark_is_explained_only_where_there_is_one(publish, read):
    one = cast.full_meeting()
    publish(one)
    assert "dashed mark" not in words(read(ADDRESS).select_one("#sessions"))
    Session.objects.create(meeting=one, order=2, track=Track.objects.get(slug="2.0"), title_en="Another")
    publish(one)
    assert "A dashed mark: no source names the track." in words(read(ADDRESS).select_one("#sessions"))


@pytest.mark.parametrize(("stated", "shown"), [("ninth", False), ("Ninth", False), ("ninth-ever", True)])
def test_a_number_as_stated_is_shown_where_it_says_more_than_the_number(publish, read, stated, shown):
    publish(cast.full_meeting(edition_stated=stated))
    assert (f"As stated: {stated}" in words(read(ADDRESS).select_one("dl.facts"))) is shown


def test_a_meeting_without_title_and_number_is_called_by_what_is_known(publish, read):
    publish(cast.meeting("us-jp-2020", title_en="", edition=None, kind="working_group", date="2020-05"))
    name = "Working group, United States and Japan, May 2020"
    assert words(read("/meetings/us-jp-2020/").h1) == name
    assert name in words(read("/meetings/").main)
    assert words(read("/ja/meetings/us-jp-2020/").h1) == "作業部会、日本・アメリカ合衆国、2020年5月"


def test_a_meeting_without_parties_says_so(db):
    one = cast.meeting()
    one.party_places.all().delete()
    draft = render_page(RequestFactory().get("/?language=en"), preview(one), preview=True)
    html = BeautifulSoup(draft.content.decode(), "html.parser")
    assert "Between Not stated" in words(html.select_one("dl.more"))


def test_who_is_responsible_stands_in_the_order_of_the_sides(publish, read):
    one = cast.full_meeting(series=cast.dialogue())
    alike = one.outcomes.get()
    both = one.outcomes.create(order=2, kind="working_group", text_en="Meet again", slug="both")
    both.parties.add(cast.party("JP"), cast.party("US"))
    single = one.outcomes.create(order=3, kind="commitment", text_en="Go on", slug="single")
    single.parties.add(cast.party("US"))
    single.organizations.add(cast.organization())
    publish(one.dialogue, one)

    def responsible(outcome):
        return words(read(ADDRESS).find(id=outcome.slug).select_one(".meta"))

    assert responsible(alike) == "Roadmap · Office of Space Commerce"
    assert responsible(both) == "Working group · United States and Japan"
    assert responsible(single) == "Commitment · United States: Office of Space Commerce"


def test_a_topic_that_says_what_its_item_says_is_left_out(publish, read):
    one = cast.full_meeting()
    item = one.sessions.get().agenda.get()
    item.topics.add(cast.topic("traffic", "Traffic Coordination"), cast.topic("debris", "Debris"))
    publish(one)
    line = read(ADDRESS).select_one("#sessions .ag li")
    assert words(line) == "Traffic coordination Debris · Space situational awareness"


def test_a_quotation_inside_a_quotation_has_single_marks(publish, read):
    one = cast.full_meeting()
    cast.claim(one, "host", "Somebody", as_stated="the “real” host")
    publish(one)
    assert "the ‘real’ host" in [quote.get_text() for quote in read(ADDRESS).select("q")]


def test_a_source_mark_is_joined_to_the_word_before_it(publish, read):
    publish(cast.full_meeting())
    marks = read(ADDRESS).select("sup.src")
    assert marks
    assert all(mark.get_text().startswith("\u2060") for mark in marks)


def test_a_record_that_never_changed_is_not_said_to_have_changed(publish, read):
    one = cast.full_meeting()
    publish(one)
    assert "changed" not in words(read(ADDRESS).select_one("#record"))
    day = dt.datetime(2020, 1, 2, tzinfo=dt.UTC)
    Publication.objects.filter(slug=one.slug).update(first_published_at=day)
    today = f"{timezone.now():%B} {timezone.now().day}, {timezone.now().year}"
    assert f"First published January 2, 2020; last changed {today}, revision" in words(
        read(ADDRESS).select_one("#record")
    )


def test_the_file_of_a_stored_copy_is_not_named(publish, read):
    one = cast.full_meeting()
    one.sources.add(cast.source("src-copy", "A copy", url="", document="inbox/scan-7.pdf"))
    publish(one)
    listed = words(read(ADDRESS).select_one("#sources"))
    assert "A stored copy is kept." in listed or "a stored copy is kept." in listed
    assert "scan-7" not in listed


def test_a_dialogue_lists_the_outcomes_of_its_meetings_with_their_status(publish, read):
    series = cast.dialogue()
    earlier = cast.meeting("m-8", series, title_en="Eighth meeting", edition=8, date="2023-03-24")
    promise = earlier.outcomes.create(text_en="An earlier promise", kind="commitment", slug="m-8-o1")
    later = cast.full_meeting(series=series)
    cast.report(promise, later)
    publish(series, earlier, later)
    rows = read("/dialogues/us-jp-cds/").select("#outcomes .rows > li")
    assert [words(row.select_one("a[href^='/outcomes/']")) for row in rows] == [
        "Draw up a roadmap",
        "An earlier promise",
    ]
    assert rows[1].select_one("a[href*='#']")["href"] == "/meetings/m-8/#m-8-o1"
    assert "Eighth meeting, March 24, 2023 Ninth meeting" in words(rows[1])


@pytest.mark.parametrize(("first", "years"), [("2013-05", "2013–2024年"), ("2024-01", "2024年")])
def test_years_are_years_in_japanese(publish, read, first, years):
    series = cast.dialogue()
    publish(series, cast.meeting("m-1", series, edition=1, date=first), cast.meeting("m-2", series))
    assert f"2回、{years}" in words(read("/ja/dialogues/us-jp-cds/").select_one("dl.facts"))


def test_words_in_english_are_noted_once_for_a_list_in_japanese(publish, read):
    one = cast.full_meeting(series=cast.dialogue())
    one.participations.create(
        organization=cast.organization("us-csf", "Commercial Spaceflight Federation"),
        party=cast.party("US"),
        role="organizer",
        session=one.sessions.get(),
        order=3,
    )
    publish(one.dialogue, one)
    html = read(f"/ja{ADDRESS}")
    assert [note.get_text() for note in html.h1.select(".lnote")] == ["英語のみ"]
    cell = html.select_one("td a[href='/ja/organizations/us-csf/']").find_parent("td")
    assert [note.get_text() for note in cell.select(".lnote")] == ["英語名のみ"]
    assert read(ADDRESS).select(".lnote") == []


def test_a_list_with_words_in_both_languages_is_noted_as_such(publish, read):
    publish(cast.organization(), cast.organization("jp-jaxa", "JAXA", name_ja="宇宙航空研究開発機構"))
    note = read("/ja/organizations/").select_one(".lnote")
    assert note.get_text() == "一部は英語名のみ"


def test_a_title_in_a_language_without_pages_stands_beside_the_one_that_is_shown(publish, client):
    meeting = cast.full_meeting()
    meeting.participations.filter(person__isnull=False).update(title_other={"zh": "助理国务卿帮办"})
    publish(meeting)
    html = client.get(ADDRESS).content.decode()
    assert 'Deputy Secretary <span class="mut"><span lang="zh">助理国务卿帮办</span></span>' in html


def test_a_session_says_who_held_it(publish, read):
    one = cast.full_meeting()
    session = one.sessions.get()
    one.participations.all().delete()
    one.participations.create(
        organization=cast.organization(), party=cast.party("US"), role="organizer", session=session, order=1
    )
    one.participations.create(
        organization=cast.organization("jp-nsps", "NSPS"), party=cast.party("JP"), role="host", order=2
    )
    publish(one)
    held = [words(line) for line in read(ADDRESS).select("#sessions .ag-h") if "rganize" in words(line)]
    assert held == ["Organizer: Office of Space Commerce No source recorded"]
    assert "NSPS" not in words(read(ADDRESS).select_one("#sessions"))


def test_an_outcome_leads_to_its_own_page_and_to_the_report_of_a_later_meeting(publish, read):
    series = cast.dialogue()
    earlier = cast.meeting("m-8", series, title_en="Eighth meeting", edition=8, date="2023-03-24")
    promise = earlier.outcomes.create(text_en="An earlier promise", kind="commitment", slug="m-8-o1")
    publish(series, earlier)
    alone = read("/meetings/m-8/").select_one("#outcomes")
    assert alone.find("a", string="An earlier promise")["href"] == "/outcomes/m-8-o1/"
    assert "No later meeting or source in the register reports on them." in words(alone)
    later = cast.full_meeting(series=series)
    report = cast.report(promise, later)
    publish(later)
    followed = read("/meetings/m-8/").select_one("#outcomes")
    assert [link["href"] for link in followed.find_all("a", string="Ninth meeting")] == [
        ADDRESS,
        f"{ADDRESS}#{report.slug}",
    ]
    assert "No later meeting" not in words(followed)
    assert followed.select_one("p.note a")["href"] == "/outcomes/?dialogue=us-jp-cds"
    told = read(ADDRESS).find(id=report.slug)
    assert told.find("a", string="An earlier promise")["href"] == "/outcomes/m-8-o1/"


def test_the_record_is_offered_as_json_and_for_a_calendar(publish, read, client):
    publish(cast.full_meeting())
    offered = [link["href"] for link in read(f"/ja{ADDRESS}").select("#record .acts a")]
    assert offered == [f"/api/v1{ADDRESS}", f"/ja{ADDRESS}calendar.ics"]
    assert {client.get(address).status_code for address in offered} == {200}


def test_sides_of_which_nobody_is_named_are_named_themselves(publish, read):
    one = cast.full_meeting()
    publish(one)
    assert "Nobody recorded for" not in words(read(ADDRESS).select_one("#sides"))
    one.party_places.create(party=cast.party("FR"), order=3)
    publish(one)
    [note] = read(ADDRESS).select("#sides .note")
    assert words(note) == "Nobody recorded for: Japan and France"
