"""Feeds: valid Atom, the newest change first, with ids that last, of whatever a list or a dialogue shows."""

import datetime as dt

import pytest

from dialogues.models import MeetingParty
from dialogues.public.lists.listings import LISTINGS
from dialogues.public.subscriptions import entries
from tests import cast
from tests.public.standards import feed_of

HOSTILE = "<b>&amp;</b> \x01\x0b]]> \r\n\ufffe <script>'\""


@pytest.fixture
def one(publish):
    series = cast.dialogue(name_ja="日米包括対話")
    one = cast.full_meeting(series=series, title_ja="第9回会合", summary_en="It met.")
    publish(series, one)
    return one


@pytest.fixture
def feed(client):
    """Reads a feed as a stranger's program does, and holds it against RFC 4287 first."""

    def feed(address):
        answer = client.get(address)
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
        return feed_of(answer.content, address)

    return feed


@pytest.mark.parametrize("prefix", ["", "/ja"])
@pytest.mark.parametrize("name", LISTINGS)
def test_every_list_is_a_feed(one, feed, prefix, name):
    parsed = feed(f"{prefix}/{name}/feed.atom")
    assert parsed.feed.links[0].href == f"http://testserver{prefix}/{name}/feed.atom"
    assert parsed.feed.link == f"http://testserver{prefix}/{name}/"


def test_an_entry_says_what_it_is_in_the_language_of_the_feed(one, feed):
    entry = feed("/meetings/feed.atom").entries[0]
    assert (entry.title, entry.title_detail.language) == ("Ninth meeting", "en")
    assert entry.summary.startswith("Dialogue meeting, held. August 26–27, 2024.")
    assert "Sources differ on the date" in entry.summary
    assert entry.content[0].value == "It met."
    assert [(link.type, link.get("hreflang"), link.href) for link in entry.links] == [
        ("text/html", "en", "http://testserver/meetings/us-jp-cds-09/"),
        ("text/html", "ja", "http://testserver/ja/meetings/us-jp-cds-09/"),
        ("application/json", None, "http://testserver/api/v1/meetings/us-jp-cds-09/"),
    ]
    japanese = feed("/ja/meetings/feed.atom").entries[0]
    assert (japanese.title, japanese.title_detail.language) == ("第9回会合", "ja")
    assert "2024年8月26日" in japanese.summary
    assert japanese.content[0].language == "en"
    assert japanese.links[0].href == "http://testserver/ja/meetings/us-jp-cds-09/"


def test_an_id_outlives_a_rename_a_change_and_the_language(one, publish, feed):
    before = feed("/meetings/feed.atom").entries[0].id
    one.slug, one.title_en = "us-jp-cds-ninth", "Another title"
    one.save()
    publish(one)
    after = feed("/ja/meetings/feed.atom").entries[0]
    assert after.id == before
    assert after.link == "http://testserver/ja/meetings/us-jp-cds-ninth/"
    assert feed("/dialogues/us-jp-cds/feed.atom").feed.id == feed("/ja/dialogues/us-jp-cds/feed.atom").feed.id
    ids = {feed(f"{prefix}/meetings/feed.atom?party=JP").feed.id for prefix in ("", "/ja")}
    assert len(ids) == 1
    assert ids != {feed("/meetings/feed.atom").feed.id}


def test_the_newest_change_stands_first(publish, feed):
    first, second = cast.meeting("m-1", edition=1), cast.meeting("m-2", title_en="Second", edition=2)
    publish(first, second)
    assert [entry.title for entry in feed("/meetings/feed.atom").entries] == ["Second", "Ninth meeting"]
    first.title_en = "First, changed"
    first.save()
    publish(first)
    assert [entry.title for entry in feed("/meetings/feed.atom").entries] == ["First, changed", "Second"]


def test_a_feed_has_the_questions_of_its_list_and_refuses_others_with_help(one, feed, read):
    assert len(feed("/meetings/feed.atom?party=JP&q=ninth").entries) == 1
    empty = feed("/meetings/feed.atom?status=cancelled")
    assert (empty.entries, empty.feed.link) == ([], "http://testserver/meetings/?status=cancelled")
    for question in ("colour=red", "party=XX", "page=2", "sort=oldest"):
        assert read(f"/meetings/feed.atom?{question}", 400).main.find("a")


def test_what_is_withdrawn_is_in_no_feed(one, withdraw, client):
    withdraw(one)
    for address in ("/meetings/feed.atom", "/dialogues/us-jp-cds/feed.atom", "/pairs/jp-us/feed.atom"):
        assert "us-jp-cds-09" not in client.get(address).content.decode(), address


def test_a_dialogue_is_a_feed_of_itself_its_meetings_and_their_outcomes(one, publish, feed):
    publish(cast.meeting("elsewhere", title_en="Another"))
    entries = feed("/dialogues/us-jp-cds/feed.atom").entries
    kinds = sorted((entry.tags[0].term, entry.tags[0].label) for entry in entries)
    assert kinds == [("dialogue", "Dialogue"), ("meeting", "Meeting"), ("outcome", "Outcome")]


def test_a_pair_is_a_feed_of_its_dialogues_its_meetings_and_their_outcomes(one, publish, feed):
    elsewhere = cast.meeting("elsewhere", title_en="Another")
    MeetingParty.objects.filter(meeting=elsewhere, party=cast.party("JP")).update(party=cast.party("FR"))
    publish(elsewhere)
    parsed = feed("/pairs/jp-us/feed.atom")
    kinds = sorted((entry.tags[0].term, entry.title) for entry in parsed.entries)
    assert kinds == [
        ("dialogue", "U.S.-Japan Comprehensive Dialogue"),
        ("meeting", "Ninth meeting"),
        ("outcome", "Draw up a roadmap"),
    ]
    assert parsed.feed.title == "Japan and United States | Space Dialogues"
    assert parsed.feed.link == "http://testserver/pairs/jp-us/"
    japanese = feed("/ja/pairs/jp-us/feed.atom").feed
    assert (japanese.id, japanese.title) == (parsed.feed.id, "日本・アメリカ合衆国 | 宇宙対話台帳")
    assert [entry.title for entry in feed("/pairs/fr-us/feed.atom").entries] == ["Another"]


def test_the_feed_of_a_pair_has_one_address_and_refuses_questions(one, client):
    answer = client.get("/ja/pairs/us-jp/feed.atom")
    assert (answer.status_code, answer["Location"]) == (301, "/ja/pairs/jp-us/feed.atom")
    assert client.get("/pairs/jp-zz/feed.atom").status_code == 404
    assert client.get("/pairs/jp-us/feed.atom?x=1").status_code == 400


@pytest.mark.parametrize("path", ["/pairs/jp-us/", "/dialogues/us-jp-cds/"])
def test_the_page_of_a_pair_or_a_dialogue_offers_its_feed_and_its_calendar(one, read, path):
    page = read(path)
    offered = [f"{path}feed.atom", f"{path}calendar.ics"]
    assert [link["href"] for link in page.select("head link[rel=alternate][type]")][:2] == offered
    assert [link["href"] for link in page.select("#meetings a[type]")] == offered
    assert "To subscribe, copy the address" in page.select_one("#meetings").text


def test_the_feed_of_a_renamed_dialogue_is_found_and_that_of_a_withdrawn_one_is_gone(
    one, publish, withdraw, client
):
    series = one.dialogue
    series.slug = "renamed"
    series.save()
    publish(series)
    answer = client.get("/ja/dialogues/us-jp-cds/feed.atom")
    assert (answer.status_code, answer["Location"]) == (301, "/ja/dialogues/renamed/feed.atom")
    withdraw(one)
    withdraw(series)
    assert client.get("/dialogues/renamed/feed.atom").status_code == 410
    assert client.get("/dialogues/none/feed.atom").status_code == 404


def test_no_text_breaks_a_feed(publish, feed):
    series = cast.dialogue("d", HOSTILE)
    publish(series, cast.meeting("m", series, title_en=HOSTILE, summary_en=HOSTILE))
    entry = feed("/meetings/feed.atom").entries[0]
    assert "\x01" not in entry.title
    assert entry.title_detail.type == "text/plain"
    feed("/dialogues/d/feed.atom")


@pytest.mark.parametrize("count", [1, 3])
def test_a_feed_costs_as_many_queries_with_three_as_with_one(
    publish, client, django_assert_num_queries, count
):
    series = cast.dialogue()
    publish(series, *(cast.full_meeting(f"m-{n}", series, edition=n) for n in range(1, count + 1)))
    for address, queries in (
        ("/meetings/feed.atom", 2),
        ("/meetings/feed.atom?party=JP&dialogue=us-jp-cds", 3),
        ("/dialogues/us-jp-cds/feed.atom", 2),
        ("/pairs/jp-us/feed.atom", 3),
    ):
        with django_assert_num_queries(queries):
            etag = client.get(address)["ETag"]
        with django_assert_num_queries(1):
            assert client.get(address, headers={"If-None-Match": etag}).status_code == 304


def test_a_feed_ends_after_its_most_entries_and_its_moment_is_that_of_the_newest(publish, feed, monkeypatch):
    assert entries.MOST == 50
    monkeypatch.setattr(entries, "MOST", 2)
    publish(*(cast.meeting(f"m-{n}", edition=n) for n in range(1, 4)))
    parsed = feed("/meetings/feed.atom")
    assert len(parsed.entries) == 2
    assert parsed.feed.updated == parsed.entries[0].updated
    assert dt.datetime.fromisoformat(parsed.feed.updated).tzinfo
