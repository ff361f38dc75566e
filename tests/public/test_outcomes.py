"""Outcomes: every commitment with its way from meeting to meeting, what settles it, and how it is asked for."""

import datetime as dt
from urllib.parse import parse_qs, urlsplit

import pytest

from dialogues.models import Outcome
from dialogues.public.words import statuses
from tests import cast
from tests.public.conftest import words


@pytest.fixture(autouse=True)
def on_a_known_day(monkeypatch):
    monkeypatch.setattr(statuses, "today", lambda: dt.date(2026, 11, 27))


def promise(slug, date="2013-03-11", status="unknown", **fields):
    """A meeting with one outcome between the United States and Japan."""
    made = cast.meeting(slug, date=date, edition=None, title_en=f"Meeting {slug}")
    made.sources.add(cast.source())
    outcome = Outcome.objects.create(
        meeting=made, order=1, kind="commitment", text_en=f"Promise of {slug}", status=status, **fields
    )
    outcome.parties.add(cast.party("US"), cast.party("JP"))
    return made, outcome


@pytest.fixture
def followed(publish):
    """A promise on which three later meetings report: as stated, by our reading, and without a date."""
    made, outcome = promise("m-1", date="2002-10-16")
    stated, read, undated = (
        cast.meeting(slug, date=date, edition=None, title_en=f"Meeting {slug}")
        for slug, date in (("m-2", "2012-01-18"), ("m-3", "2013-07-24"), ("m-0", ""))
    )
    cast.report(outcome, undated, "unknown", source=None)
    cast.report(outcome, stated, "in_progress", source=cast.source("src-gps", publisher="GPS.gov"))
    cast.report(outcome, read, "in_progress")
    report = read.outcome_reports.get()
    report.note = "Inferred: it is the same group."
    report.save()
    publish(made, stated, read, undated)
    return outcome


def way(html):
    """The stops of the only chain on a page: their marks, and their words."""
    stops = html.select(".chain > li")
    return [set(stop.get("class", ())) & {"dash", "guess", "end", "open"} for stop in stops], [
        words(stop) for stop in stops
    ]


@pytest.mark.parametrize("address", ["/outcomes/", "/outcomes/m-1-o1/"])
def test_the_way_of_an_outcome_is_told_stop_by_stop(followed, read, address):
    marks, stops = way(read(address))
    assert marks == [set(), {"dash"}, {"guess"}, {"dash"}, {"open"}]
    assert [stop.split(" Meeting")[0] for stop in stops] == [
        "Oct 16, 2002",
        "Jan 18, 2012",
        "Jul 24, 2013",
        "No date",
        "Since then Nothing later recorded.",
    ]
    assert "Promised here. 1 source of the meeting" in stops[0]
    assert stops[1].endswith("Reported done. In progress Source: GPS.gov")
    assert stops[2].endswith("It is the same group. Our reading. In progress No source recorded")


def test_what_is_settled_ends_and_what_is_not_stays_open(publish, read):
    done, _outcome = promise("m-done", status="done")
    silent, _outcome = promise("m-open", status="open")
    dropped, dropped_outcome = promise("m-dropped")
    later = cast.meeting("m-later", date="2020", edition=None)
    cast.report(dropped_outcome, later, "dropped")
    publish(done, silent, dropped, later)
    assert way(read("/outcomes/m-done-o1/"))[0] == [{"dash", "end"}]
    marks, stops = way(read("/outcomes/m-open-o1/"))
    assert (marks, stops[-1]) == (
        [{"dash"}, {"open"}],
        "Since then No later meeting or source in the register reports on it.",
    )
    assert way(read("/outcomes/m-dropped-o1/"))[0] == [set(), {"dash"}]


def test_a_promise_recorded_as_done_is_shown_done_where_a_report_says_so(publish, read):
    made, outcome = promise("m-1", status="done")
    later = cast.meeting("m-2", date="2014-05-09", edition=None)
    cast.report(outcome, later, "done")
    publish(made, later)
    assert way(read("/outcomes/m-1-o1/"))[0] == [set(), {"dash", "end"}]


def test_the_longest_way_stands_first(followed, publish, read):
    publish(promise("m-9", date="2026-01-01")[0])
    assert [one["id"] for one in read("/outcomes/").select("article")] == ["m-1-o1", "m-9-o1"]
    assert [one["id"] for one in read("/outcomes/?sort=newest").select("article")] == ["m-9-o1", "m-1-o1"]


def test_the_bars_say_what_they_show_and_each_leads_to_its_outcomes(publish, read):
    publish(*(promise(f"m-{n}", status=status)[0] for n, status in enumerate(["done", "unknown", "unknown"])))
    html = read("/outcomes/")
    assert words(html.select_one("figcaption b")) == "For 2 of 3 outcomes no end is known"
    bars = [(words(bar), bar["href"], bar.rect["width"]) for bar in html.select(".bars a")]
    assert bars == [
        ("Done 1", "/outcomes/?status=done", "50.0%"),
        ("Not known 2", "/outcomes/?status=unknown", "100.0%"),
    ]
    chosen = read("/outcomes/?status=done")
    assert [words(bar) for bar in chosen.select(".bars a")] == ["Done 1", "Not known 2"]
    assert len(chosen.select("article")) == 1


def facet(html, heading):
    group = next(one for one in html.select(".facet") if words(one.summary) == heading)
    return {words(link.span): link for link in group.select("a")}


def test_age_is_asked_by_days_that_the_address_holds(publish, read):
    dates = ["2026-02-01", "2022", "2019-05", "2010-01-01", ""]
    publish(*(promise(f"m-{n}", date=date)[0] for n, date in enumerate(dates)))
    ages = facet(read("/outcomes/"), "Promised")
    assert {name: link["href"] for name, link in ages.items()} == {
        "In the last 2 years": "/outcomes/?date_from=2024-11-27",
        "2 to 5 years ago": "/outcomes/?date_from=2021-11-27&date_to=2024-11-26",
        "5 to 10 years ago": "/outcomes/?date_from=2016-11-27&date_to=2021-11-26",
        "Over 10 years ago": "/outcomes/?date_to=2016-11-26",
        "Date not known": "/outcomes/?year=unknown",
    }
    for place, (name, link) in enumerate(ages.items()):
        html = read(link["href"])
        assert [one["id"] for one in html.select("article")] == [f"m-{place}-o1"], name
        assert facet(html, "Promised")[name].get("aria-current") == "true"
        assert words(html.select_one(".chips")) == f"Chosen: {name} ×"
        assert html.select_one(".chips a")["href"] == "/outcomes/"


def test_days_that_are_no_age_of_today_are_shown_as_days(followed, read):
    html = read("/outcomes/?date_from=2001-01-01&date_to=2003-12-31")
    assert words(html.select_one(".chips")) == (
        "Chosen: On January 1, 2001 or later × On December 31, 2003 or earlier ×"
    )


def test_overdue_is_what_was_due_by_now_and_is_not_done(publish, read):
    publish(
        promise("m-late", due="2016-07", due_words="in the summer", status="open")[0],
        promise("m-done", due="2016-07", status="done")[0],
        promise("m-due", due="2026-12", status="open")[0],
        promise("m-vague", due_words="soon", status="open")[0],
    )
    link = facet(read("/outcomes/"), "Due")["Due day passed, not done"]
    assert parse_qs(urlsplit(link["href"]).query) == {
        "due_before": ["2026-11-27"],
        "status": ["open", "in_progress", "unknown"],
    }
    html = read(link["href"])
    assert [one["id"] for one in html.select("article")] == ["m-late-o1"]
    assert "Due: July 2016 in the summer Open" in words(html.article)
    assert facet(html, "Due")["Due day passed, not done"]["href"] == "/outcomes/"


def test_an_outcome_is_found_by_its_topic_and_by_whether_it_was_followed_up(followed, publish, read):
    made, _outcome = promise("m-9")
    made.topics.add(cast.topic())
    publish(made)
    html = read("/outcomes/")
    assert {name: words(link) for name, link in facet(html, "Followed up").items()} == {
        "No report recorded": "No report recorded 1",
        "Reported on later": "Reported on later 1",
    }
    assert [one["id"] for one in read("/outcomes/?topic=ssa").select("article")] == ["m-9-o1"]
    assert [one["id"] for one in read("/outcomes/?followed=yes").select("article")] == ["m-1-o1"]


def test_the_page_of_an_outcome_says_what_its_status_rests_on_and_what_else_was_promised(publish, read):
    made, outcome = promise("m-1", status="open")
    outcome.text_ja = "約束の文"
    outcome.save()
    outcome.sources.add(cast.source("src-own", "Own source"))
    Outcome.objects.create(meeting=made, order=2, kind="roadmap", text_en="Another promise", status="open")
    later = cast.meeting("m-2", date="2014-05-09", edition=None)
    cast.report(outcome, later, "done", source=cast.source("src-gps", "Report", publisher="GPS.gov"))
    publish(made, later)
    html = read("/outcomes/m-1-o1/")
    assert words(html.title) == "Promise of m-1, Commitment | Space Dialogues"
    assert words(html.h1) == "Promise of m-1"
    assert html.select_one(".alt").text == "約束の文"
    status = words(html.select_one(".facts"))
    assert "Done Status as reported by Ninth meeting, May 9, 2014" in status
    assert "Recorded with this meeting as: Open." in status
    assert [words(one) for one in html.select("#sources .t")] == ["Own source", "Report"]
    assert [words(link) for link in html.select("#others a")] == ["Another promise"]
    japanese = read("/ja/outcomes/m-1-o1/")
    assert (words(japanese.h1), japanese.select_one(".alt")["lang"]) == ("約束の文", "en")


def test_a_page_of_outcomes_is_as_long_as_can_be_read(publish, read):
    made, _outcome = promise("m-1")
    for place in range(2, 28):
        Outcome.objects.create(meeting=made, order=place, text_en=f"Promise {place}")
    publish(made)
    assert len(read("/outcomes/").select("article")) == 25
    assert len(read("/outcomes/?page=2").select("article")) == 2


@pytest.mark.parametrize("question", ["?due_before=x", "?followed=perhaps", "?status=lost", "?topic=none"])
def test_a_question_about_outcomes_that_cannot_be_answered_is_answered_with_help(db, read, question):
    assert read(f"/outcomes/{question}", 400).main.find("a")


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/outcomes/", 4),
        ("/outcomes/?party=JP&status=in_progress&date_from=2001-01-01", 5),
        ("/outcomes/m-1-o1/", 2),
    ],
)
def test_outcomes_cost_as_many_queries_with_three_as_with_one(
    publish, client, django_assert_num_queries, count, address, queries
):
    later = cast.meeting("m-later", date="2020", edition=None)
    made = [promise(f"m-{n}", status="open") for n in range(1, count + 1)]
    for _meeting, outcome in made:
        cast.report(outcome, later, "in_progress")
    publish(*(one for one, _outcome in made), later)
    with django_assert_num_queries(queries):
        assert client.get(address).status_code == 200
