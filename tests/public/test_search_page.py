"""The search over everything: what it finds and in which order, in both languages, and what it says about it."""

from urllib.parse import quote, urlencode

import pytest
from django.db import connection
from django.http import QueryDict

from dialogues.filters import SearchQuestions
from dialogues.models import Meeting, Publication
from tests import cast
from tests.public.conftest import words


@pytest.fixture
def register(publish):
    """The ninth meeting with all its parts, and an eighth beside it."""
    cast.party("US", "United States", "アメリカ合衆国")
    cast.topic(name_ja="宇宙状況把握")
    series = cast.dialogue(
        name_en="U.S.-Japan Comprehensive Dialogue on Space", name_ja="宇宙に関する包括的日米対話"
    )
    ninth = cast.full_meeting(
        series=series,
        title_en="Ninth U.S.-Japan Comprehensive Dialogue on Space",
        title_ja="「宇宙に関する包括的日米対話」第9回会合",
        summary_en="They spoke about traffic.",
    )
    eighth = cast.meeting(
        "us-jp-cds-08",
        series,
        edition=8,
        title_en="Eighth U.S.-Japan Comprehensive Dialogue on Space",
        title_ja="「宇宙に関する包括的日米対話」第8回会合",
        date="2023-03-24",
    )
    publish(series, ninth, eighth)


def search(read, q, prefix="", status=200, **more):
    return read(f"{prefix}/search/?{urlencode({'q': q, **more}, doseq=True)}", status)


def titles(html):
    return [words(link) for link in html.select(".hits h3 a")]


NINTH = "Ninth U.S.-Japan Comprehensive Dialogue on Space"
EIGHTH = "Eighth U.S.-Japan Comprehensive Dialogue on Space"


@pytest.mark.parametrize(
    "q",
    [
        "ninth comprehensive dialogue",
        "9th US-Japan comprehensive dialogue on space",
        "Ninth Japan-U.S. Comprehensive Dialogue",
        "NINTH ＣＯＭＰＲＥＨＥＮＳＩＶＥ dialogue",
        "日米宇宙包括対話 第9回",
        "日米宇宙包括対話第九回",
        "第９回　包括的日米対話",
        "第9回 日米",
    ],
)
def test_the_ninth_dialogue_is_found_first_by_whatever_it_is_called(register, read, q):
    assert titles(search(read, q))[0] == NINTH
    assert titles(search(read, q, "/ja"))[0] == "「宇宙に関する包括的日米対話」第9回会合"


@pytest.mark.parametrize("q", ["US", "U.S.", "United States", "アメリカ", "米国"])
def test_every_name_of_a_party_leads_to_the_party_first(register, read, q):
    assert titles(search(read, q))[0] == "United States"


@pytest.mark.parametrize("q", ["SSA", "situational awareness", "宇宙状況把握", "space situational awareness"])
def test_every_name_of_a_topic_leads_to_the_topic_first_and_to_what_has_it(register, read, q):
    assert titles(search(read, q)) == ["Space situational awareness", NINTH, "Draw up a roadmap"]


def test_a_code_is_found_by_its_words_in_either_language(register, read):
    for q in ("roadmap", "roadmaps", "ロードマップ"):
        assert sorted(titles(search(read, q))) == ["Draw up a roadmap", NINTH]
    for q in ("Track 1.5", "トラック1.5", "トラック１．５"):
        assert titles(search(read, q)) == ["Track 1.5", NINTH]


def test_a_word_of_two_kanji_is_found_in_any_part(register, read):
    assert titles(search(read, "状況", "/ja"))[0] == "宇宙状況把握"


def test_what_is_searched_besides_is_said_and_can_be_left_out(register, read):
    html = search(read, "SSA")
    [note] = [words(one) for one in html.select(".title .note")]
    assert note == "Also searched: Space situational awareness, 宇宙状況把握. These exact words"
    exact = read(html.select_one(".title .note a")["href"])
    assert titles(exact) == []
    assert words(exact.select_one(".title .note")) == (
        "Searched for these exact words. Other names of the same, too"
    )
    assert titles(read(exact.select_one(".title .note a")["href"])) == titles(html)


def test_a_phrase_in_quotation_marks_is_searched_as_it_is(register, read):
    html = search(read, '"SSA"')
    assert (titles(html), html.select(".title .note")) == ([], [])


def test_the_words_are_marked_where_they_stand_and_the_parts_are_named(register, read):
    html = search(read, "traffic")
    [hit] = html.select(".hits > li")
    assert [words(mark) for mark in hit.select("mark")] == ["traffic", "Traffic"]
    assert words(hit.select_one(".snip")) == "They spoke about traffic. … Traffic coordination"
    assert words(hit.select_one(".why")) == "Found in: summary, agenda"
    assert words(hit.select_one(".meta")) == "Meeting Aug 26–27, 2024 Sources differ on the date Track 1.5"


def test_what_stands_over_a_passage_is_not_said_again_in_it(register, read):
    hits = {words(hit.h3): hit for hit in search(read, "ninth comprehensive").select(".hits > li")}
    assert words(hits["Draw up a roadmap"].select_one(".meta")) == f"Outcome Aug 26–27, 2024 {NINTH}"
    assert hits["Draw up a roadmap"].select(".snip") == []
    assert words(hits["Draw up a roadmap"].select_one(".why")) == "Found in: meeting, dialogue"
    assert words(hits[NINTH].select_one(".snip")) == "They spoke about traffic."


def test_a_record_that_names_alone_tell_of_is_shown_with_what_it_says_itself(register, read):
    [hit] = [hit for hit in search(read, "SSA").select(".hits > li") if words(hit.h3) == NINTH]
    assert words(hit.select_one(".snip")) == "They spoke about traffic. … Space situational awareness"
    assert words(hit.select_one(".why")) == "Found in: agenda, topics"


def test_a_record_below_what_the_words_name_says_by_what_it_is_found(publish, read):
    above = cast.topic(name_ja="宇宙状況把握")
    below = cast.topic("sda", "Space domain awareness", parent=above)
    meeting = cast.meeting(title_en="Talks")
    meeting.topics.add(below)
    publish(above, below, meeting)
    hits = {words(hit.h3): hit for hit in search(read, "SSA").select(".hits > li")}
    assert words(hits["Talks"].select_one(".why")) == "Found in: topics"
    assert hits["Talks"].select(".snip") == []


def test_words_in_another_language_carry_it(register, read):
    passage = search(read, "traffic", "/ja").select_one(".hits .snip span[lang]")
    assert (passage["lang"], words(passage)) == ("en", "They spoke about traffic.")


def test_a_misspelt_word_is_answered_with_the_likest_that_finds_something(register, read):
    html = search(read, "situatonal awarness")
    assert titles(html) == []
    meant = html.select_one("main p > a > b").parent
    assert words(meant) == "situational awareness"
    assert titles(read(meant["href"]))[0] == "Space situational awareness"
    assert "Did you mean" not in words(search(read, "xyzzy plugh"))
    assert "Did you mean" not in words(search(read, "ninth comprehensive"))


def test_without_words_it_says_how_to_search_and_shows_the_facets_over_everything(register, read):
    html = read("/search/")
    assert (html.select(".hits"), words(html.select_one(".how h2"))) == ([], "How to search")
    kinds = {
        words(link.find("span")): words(link.find_all("span")[-1])
        for link in html.select(".facet")[0].select("a")
    }
    assert kinds == {
        "Meetings": "2", "Dialogues": "1", "Outcomes": "1", "Topics": "1", "Parties": "2", "Organizations": "1",
        "People": "1", "Tracks": "1", "Sources": "1",
    }  # fmt: skip
    for link in html.select(".how dt a"):
        read(link["href"])


def test_a_facet_counts_what_its_link_finds(register, read):
    for link in search(read, "space").select("details.facet li a"):
        count = int(words(link.find_all("span", recursive=False)[1]))
        assert len(titles(read(link["href"]))) == count, link["href"]


def test_words_in_a_title_come_before_words_elsewhere_and_what_they_name_before_both(publish, read):
    topic = cast.topic("debris", "Space debris")
    elsewhere = cast.meeting("m-new", title_en="Talks", summary_en="Debris.", date="2025-01-01")
    titled = cast.meeting("m-old", title_en="Talks on debris", date="2005-01-01")
    elsewhere.topics.add(topic)
    publish(topic, elsewhere, titled)
    assert titles(search(read, "debris")) == ["Space debris", "Talks on debris", "Talks"]


def test_results_are_ordered_by_day_where_that_is_asked(register, read):
    asked = {"record": "meeting"}
    assert titles(search(read, "comprehensive", sort="oldest", **asked)) == [EIGHTH, NINTH]
    assert titles(search(read, "comprehensive", sort="newest", **asked)) == [NINTH, EIGHTH]


def test_a_search_is_a_feed_and_a_file_and_says_so(register, read, client):
    html = search(read, "SSA")
    offers = {words(link): link["href"] for link in html.select(".takes a")}
    assert offers == {
        "Feed": "/search/feed.atom?q=SSA",
        "CSV": "/search/list.csv?q=SSA",
        "NDJSON": "/search/list.ndjson?q=SSA",
    }
    feed = client.get(offers["Feed"]).content.decode()
    assert feed.count("<entry>") == 3
    rows = client.get(offers["CSV"]).getvalue().decode().splitlines()
    assert [row.split(",")[0] for row in rows[1:]] == ["ssa", "us-jp-cds-09", "us-jp-cds-09-o1"]
    assert client.get(offers["NDJSON"]).getvalue().count(b"\n") == 3


HOSTILE = [
    "'; DROP TABLE dialogues_publication; --", "<script>alert(1)</script>", "%", "\\", "((((", "[a-z]+\\d{1000}",
    '"', '""', '"a', "-", "--", "or", "or or", "...", "\0", "a\0b", "a" * 10_000, "宇" * 201, "\ufffe\uffff",
    "{{ 7*7 }}", "%s %(a)s", "a' b\" c`", "\u202e\u200b\u00ad", "ﷺ" * 50, "x " * 100, "🛰️ 𠮷", "\r\n\t", "*:*",
    "a & | ! b",
]  # fmt: skip


@pytest.mark.parametrize("q", HOSTILE)
@pytest.mark.parametrize("prefix", ["", "/ja"])
def test_no_string_breaks_the_search_or_the_page(register, client, q, prefix):
    for path in ("/search/", "/search/feed.atom", "/search/list.csv", "/search/list.ndjson"):
        answer = client.get(f"{prefix}{path}?{urlencode({'q': q})}")
        assert answer.status_code in (200, 400)
        assert b"<script>alert" not in b"".join(answer)


@pytest.mark.parametrize(
    "query", ["q=%ED%A0%80", "q=%FF%FE", "q=%00", "q[]=a", "q=a&exact=2", "record=secret", "party=%00"]
)
def test_no_address_breaks_the_search(register, client, query):
    assert client.get(f"/search/?{query}").status_code in (200, 400)


def test_what_a_reader_typed_is_shown_as_text(register, read):
    html = search(read, "<b>nothing</b>")
    assert html.select_one("#q")["value"] == "<b>nothing</b>"
    assert html.select("main b") == []


def test_what_a_record_says_is_shown_as_text(publish, read):
    publish(cast.meeting(title_en="Talks", summary_en="They <i>said</i> & <script>marked</script> it."))
    html = search(read, "marked")
    assert words(html.select_one(".snip")) == "They <i>said</i> & <script> marked </script> it."
    assert html.select(".snip i, .snip script") == []


@pytest.mark.parametrize("count", [1, 3])
def test_a_search_costs_the_same_few_queries_whatever_it_finds(
    publish, client, django_assert_num_queries, count
):
    publish(*(cast.full_meeting(f"m-{n}", edition=n) for n in range(1, count + 1)))
    for query, queries in (
        ("", 1),
        ("q=meeting", 3),
        ("q=meeting&exact=1", 2),
        ("q=meeting&party=JP&sort=newest", 4),
        ("q=meetnig", 4),
    ):
        with django_assert_num_queries(queries):
            assert client.get(f"/search/?{query}").status_code == 200


@pytest.mark.parametrize("q", ["日米宇宙包括対話", "SSA", "ninth comprehensive dialogue"])
def test_words_are_looked_up_in_the_index_of_terms(register, q):
    with connection.cursor() as cursor:
        # So few rows are read faster one by one.
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_indexscan = off")
    asked = SearchQuestions(QueryDict(f"q={quote(q)}"), Publication.public.shown())
    plan = asked.qs.order_by().explain()
    assert "Bitmap Index Scan on publication_search_terms" in plan
    assert ("Bitmap Index Scan on publication_facets" in plan) == (q == "SSA")


def test_what_was_withdrawn_is_found_no_more(register, withdraw, read):
    withdraw(Meeting.objects.get(slug="us-jp-cds-09"))
    assert NINTH not in titles(search(read, "ninth comprehensive dialogue"))


def test_every_page_leads_to_the_search(register, read):
    for address in ("/", "/meetings/us-jp-cds-09/", "/ja/people/"):
        last = read(address).select(".mast .nav a")[-1]
        assert last["href"] == ("/ja/search/" if address.startswith("/ja") else "/search/")


def test_a_list_that_does_not_find_words_leads_to_the_search_of_everything(register, read):
    link = read("/people/?q=U.S.%20%26%20SSA").select(".empty a")[-1]
    assert (words(link), link["href"]) == ("The same words in everything", "/search/?q=U.S.%20%26%20SSA")
    assert read("/people/?id=nobody").select(".empty a")[-1]["href"] == "/people/"
