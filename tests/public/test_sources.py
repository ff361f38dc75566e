"""A source is shown with what it is and what rests on it, each fact beside what other sources say; never its text."""

import pytest

from tests import cast
from tests.public.conftest import words


@pytest.fixture
def one(publish):
    """A meeting whose date two sources give otherwise, one of them in two ways."""
    series = cast.dialogue()
    series.sources.add(cast.source())
    one = cast.full_meeting(series=series)
    other = cast.source("src-mofa", "外務省の発表", publisher="外務省", language="ja", reliability="machine")
    cast.claim(one, "date", "2024-08-26", source=other, as_stated="8月26日", where="本文")
    cast.claim(one, "host", "Washington", as_stated="in Washington")
    cast.claim(one, "edition", None, source=other, as_stated="最近")
    one.outcomes.get().sources.add(other)
    publish(series, one)
    return one


def test_a_title_is_marked_with_its_language_and_stands_once(one, read):
    page = read("/sources/src-mofa/")
    assert page.h1.span["lang"] == "ja"
    assert words(page.h1) == "外務省の発表"
    assert read("/ja/sources/src-mofa/").h1.span is None
    assert read("/ja/sources/src-osc/").h1.span["lang"] == "en"


def test_what_is_not_known_of_a_source_is_said(one, read):
    facts = [words(fact) for fact in read("/sources/src-osc/").select("dl.facts > div, dl.more > div")]
    assert facts == [
        "Publisher Not stated",
        "Published Not stated Day of reading not recorded",
        "Reliability original The text as its publisher issued it. How sources are weighed",
        "Supports 1 meeting, 1 dialogue",
        "Address https://example.gov/src-osc",
        "Archived address None recorded",
    ]


def test_what_is_known_of_a_source_is_shown(publish, read):
    source = cast.source(
        publisher="Office",
        published="2024-08-28",
        accessed="2026-11-22",
        archived_url="https://web.example/1",
        document="release.pdf",
        stored_text="A SECRET COPY",
        note="Read twice.",
    )
    publish(source)
    page = read("/sources/src-osc/")
    assert [words(fact) for fact in page.select("dl.facts > div")][:2] == [
        "Publisher Office",
        "Published August 28, 2024 read November 22, 2026",
    ]
    assert [link["href"] for link in page.select("dl.more a")] == [
        "https://example.gov/src-osc",
        "https://web.example/1",
    ]
    assert "A copy is kept for checking; it is not public." in words(page.main)
    assert "Read twice." in words(page.main)
    assert "SECRET" not in str(page)
    assert "No public record cites it" in words(page.main)


def test_an_address_that_is_none_of_the_web_is_no_link(publish, read):
    cast.source()
    type(cast.source()).objects.update(url="javascript:alert(1)")
    publish(cast.source())
    assert read("/sources/src-osc/").select("dl.more a") == []


def test_every_fact_that_a_source_is_cited_for_is_listed_and_leads_to_it(one, read):
    did = read("/sources/src-osc/").select_one("#meetings .appears li").select(".did > li")
    assert [words(line) for line in did] == [
        "The date: August 26–27, 2024 August 26-27 Another value is given, too",
        "The date: September 26–27, 2024 September 26-27, 2024 Another value is shown",
        "The host: Washington in Washington",
        "Who took part: Office of Space Commerce",
    ]
    assert did[0].a["href"] == "/meetings/us-jp-cds-09/#fact-date"
    meeting = read("/meetings/us-jp-cds-09/")
    assert all(meeting.find(id=line.a["href"].partition("#")[2]) for line in did[:3])


def test_outcomes_that_rest_on_a_source_are_listed(one, read):
    did = read("/sources/src-mofa/").select("#meetings .did > li")
    told = [words(line) for line in did]
    assert "Outcome: Draw up a roadmap" in told
    assert "The number in the series: No value given 最近" in told


def test_where_sources_differ_each_value_stands_with_those_who_give_it(one, read):
    [row] = read("/sources/src-mofa/").select("table.differ tbody tr")
    assert row.a["href"] == "/meetings/us-jp-cds-09/#fact-date"
    own, others = row.select("td")
    assert words(own) == "This source: August 26, 2024 8月26日, 本文"
    assert [words(each) for each in others.select(".each")] == [
        "August 26–27, 2024 the value shown Release of the office",
        "September 26–27, 2024 Release of the office",
    ]
    assert [link["href"] for link in others.select("a")] == ["/sources/src-osc/"] * 2


def test_a_source_that_differs_from_itself_says_so(publish, read):
    publish(cast.full_meeting())
    [row] = read("/sources/src-osc/").select("table.differ tbody tr")
    own, others = row.select("td")
    assert len(own.select(".each")) == 2
    assert words(others) == "Other sources: None recorded"


def test_a_claim_without_a_value_is_no_difference(publish, read):
    one = cast.meeting()
    cast.claim(one, "date", "2024-08-26")
    cast.claim(one, "date", None, source=cast.source("src-vague"), as_stated="recently")
    publish(one)
    assert read("/sources/src-vague/").select("table.differ") == []


def test_a_source_cited_for_the_meeting_alone_says_so(publish, read):
    one = cast.meeting()
    one.sources.add(cast.source())
    publish(one)
    [did] = read("/sources/src-osc/").select("#meetings .did > li")
    assert words(did) == "The meeting as a whole."


def test_a_draft_that_cites_a_source_is_not_told(one, read):
    draft = cast.meeting("draft", title_en="Unannounced")
    draft.sources.add(cast.source())
    assert "Unannounced" not in str(read("/sources/src-osc/"))
    assert "1 meeting, 1 dialogue" in words(read("/sources/src-osc/").main)


def test_meetings_that_cite_a_source_come_in_pages(publish, read):
    for n in range(26):
        meeting = cast.meeting(f"m-{n}", title_en=f"Meeting {n}", edition=None)
        meeting.sources.add(cast.source())
        publish(meeting)
    assert len(read("/sources/src-osc/").select(".appears > li")) == 25
    assert len(read("/sources/src-osc/?page=2").select(".appears > li")) == 1
    read("/sources/src-osc/?page=3", 404)
    read("/sources/src-osc/?colour=red", 400)


def test_the_list_tells_how_many_records_rest_on_each_source(one, publish, read):
    publish(cast.source("src-idle", "An idle source"))
    rows = {row.a["href"]: words(row) for row in read("/sources/").select("table.sources tbody tr")}
    assert rows == {
        "/sources/src-osc/": "Release of the office Publisher not stated Press release, English original "
        "Published: Not stated Supports: 1 meeting, 1 dialogue",
        "/sources/src-mofa/": "外務省の発表 外務省 Press release, Japanese machine translation "
        "Published: Not stated Supports: 1 meeting",
        "/sources/src-idle/": "An idle source Publisher not stated Press release, English original "
        "Published: Not stated Supports: None recorded",
    }


def test_the_list_is_narrowed_by_kind_language_reliability_and_year(publish, read):
    publish(
        cast.source("src-a", "A", published="2024-08", kind="speech"),
        cast.source("src-b", "B", published="2023", language="ja"),
        cast.source("src-c", "C", reliability="machine"),
    )
    page = read("/sources/")
    assert [group.summary.text for group in page.select(".narrow > .facet")] == [
        "Reliability",
        "Kind",
        "Language",
        "Published in",
    ]
    for asked, found in {
        "kind=speech": "A",
        "language=ja": "B",
        "reliability=machine": "C",
        "year=2024": "A",
    }.items():
        rows = read(f"/sources/?{asked}").select("table.sources th a")
        assert [row.text for row in rows] == [found], asked
    for asked in ("kind=planet", "language=xx", "reliability=high", "party=JP"):
        read(f"/sources/?{asked}", 400)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("address", ["/sources/", "/sources/src-osc/"])
def test_pages_of_sources_cost_three_queries_with_three_meetings_as_with_one(
    publish, client, django_assert_num_queries, count, address
):
    meetings = [cast.full_meeting(f"m-{n}", edition=n) for n in range(1, count + 1)]
    publish(*meetings, *(cast.source(f"src-{n}", f"Source {n}") for n in range(1, count)))
    with django_assert_num_queries(3):
        assert client.get(address).status_code == 200
