"""The page on weighing tells what the marks of the register mean, with numbers and examples that are true now."""

import pytest

from tests import cast
from tests.public.conftest import words


@pytest.fixture
def one(publish):
    one = cast.full_meeting()
    publish(one)
    return one


@pytest.mark.parametrize("prefix", ["", "/ja"])
def test_the_example_shows_every_value_with_its_source_and_the_reason(one, read, prefix):
    page = read(f"{prefix}/sources/weighing/")
    example = page.select_one("#claims")
    assert example.h3.a["href"] == f"{prefix}/meetings/us-jp-cds-09/#fact-date"
    assert [len(example.select(f"table.claims {part}")) for part in (".g", ".g .dis")] == [2, 1]
    assert ("the value shown" in words(example)) == (prefix == "")
    assert "this page" not in words(example)
    assert "Most sources." in words(example.select_one(".because"))
    sources = {f"#{one['id']}" for one in page.select("#sources li")}
    assert {link["href"] for link in example.select(".src a")} == sources != set()


def test_without_a_dispute_there_is_no_example(publish, read):
    publish(cast.meeting())
    page = read("/sources/weighing/")
    assert "No meeting is recorded on which sources differ." in words(page.select_one("#claims"))
    assert page.select("table.claims, #sources, #disputed ol") == []


def test_disputes_are_counted_by_fact_and_lead_to_the_meetings(one, publish, read):
    other = cast.meeting("m-2", edition=2)
    cast.claim(other, "host", "Washington", preferred=True, reason="The host said so.")
    cast.claim(other, "host", "Tokyo")
    cast.claim(other, "date", "2024-08-26")
    publish(other, cast.meeting("m-3", edition=3))
    disputed = read("/sources/weighing/").select_one("#disputed")
    assert "2 of 3 meetings: sources differ on at least one fact of the meeting." in words(disputed)
    assert [(words(line), line.a["href"]) for line in disputed.select("ol li")] == [
        ("The date 1", "/meetings/?disputed=date"),
        ("The host 1", "/meetings/?disputed=host"),
    ]
    for link in disputed.select("a"):
        assert len(read(link["href"]).select(".held > li")) == (2 if link["href"].endswith("true") else 1)


def test_reasons_of_other_disputes_are_told_where_they_lead(one, publish, read):
    other = cast.meeting("m-2", edition=2, title_en="Second meeting")
    cast.claim(other, "host", "Washington", preferred=True, reason="The host said so.")
    cast.claim(other, "host", "Tokyo")
    publish(other)
    [line] = read("/sources/weighing/").select("#preferred .rows > li")
    assert words(line) == "The host, Second meeting Shown: Washington The host said so."
    assert line.a["href"] == "/meetings/m-2/#fact-host"
    assert read("/meetings/m-2/").find(id="fact-host")


def test_sources_are_counted_by_reliability_kind_and_language(publish, read):
    publish(
        cast.source("src-a", "A", reliability="machine", kind="speech", language="ja"),
        cast.source("src-b", "B"),
        cast.source("src-c", "C"),
    )
    page = read("/sources/weighing/")
    rows = {words(row.th): row for row in page.select("#reliability tbody tr")}
    assert list(rows) == ["original", "republished copy", "translation", "machine translation", "secondary"]
    assert words(rows["original"].select("td")[1]) == "Sources: 2"
    assert rows["original"].a["href"] == "/sources/?reliability=original"
    assert words(rows["secondary"].select("td")[1]) == "Sources: None recorded"
    assert [words(line) for line in page.select("#kinds li")] == [
        "Press release 2",
        "Speech 1",
        "English 2",
        "Japanese 1",
    ]


def test_records_without_a_source_are_counted_and_named(one, publish, read):
    publish(cast.meeting("m-2", edition=2, title_en="Unsourced meeting"))
    rows = read("/sources/weighing/").select("#unsourced tbody tr")
    assert [words(row) for row in rows] == [
        "Meeting Without a source: 1 of 2 Unsourced meeting",
        "Dialogue Without a source: 0 of 0",
        "Outcome Without a source: 1 of 1 Draw up a roadmap",
    ]
    assert rows[0].a["href"] == "/meetings/m-2/"


def test_what_is_not_known_is_counted_and_leads_to_it(one, publish, read):
    dayless = cast.meeting("m-2", edition=2, date="", format="in_person")
    dayless.outcomes.create(order=1, kind="roadmap", text_en="Go on", status="unknown")
    publish(dayless)
    unknown = read("/sources/weighing/").select_one("#unknown")
    assert [words(line) for line in unknown.select("li")] == [
        "Meetings whose year is not known: 1",
        "Meetings of which the form is not known: 1",
        "Outcomes of which it is not known what became: 1",
        "Sources that do not state when they were published: 1 of 1",
    ]
    assert [link["href"] for link in unknown.select("a")] == [
        "/meetings/?year=unknown",
        "/meetings/?format=unknown",
        "/outcomes/?status=unknown",
    ]


def test_tracks_that_we_classified_are_counted(one, read):
    assert "Of 1 session" in words(read("/sources/weighing/").select_one("#ours"))


def test_nothing_of_a_draft_is_counted(one, read):
    before = words(read("/sources/weighing/").main)
    draft = cast.meeting("draft", edition=None)
    cast.claim(draft, "host", "Washington")
    cast.claim(draft, "host", "Tokyo")
    assert words(read("/sources/weighing/").main) == before


def test_the_page_refuses_what_it_does_not_know(one, read):
    read("/sources/weighing/?a=1", 400)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_three_queries_with_three_meetings_as_with_one(
    publish, client, django_assert_num_queries, count
):
    publish(*(cast.full_meeting(f"m-{n}", edition=n) for n in range(1, count + 1)))
    with django_assert_num_queries(3):
        assert client.get("/sources/weighing/").status_code == 200
