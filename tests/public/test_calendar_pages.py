"""The calendar shows each meeting where its date stands, and no more exactly than it is known."""

import datetime as dt

import pytest

from dialogues import facets
from dialogues.public.calendar import standing as where
from dialogues.public.calendar.months import Month
from dialogues.public.calendar.standing import NOWHERE, Standing, standing
from dialogues.public.words import statuses
from tests import cast
from tests.public.conftest import words


@pytest.fixture(autouse=True)
def a_day_of_2026(monkeypatch):
    monkeypatch.setattr(statuses, "today", lambda: dt.date(2026, 3, 5))


def met(slug, date, **fields):
    return cast.meeting(slug, **{"title_en": slug, "edition": None, "date": date} | fields)


def titles(part):
    return [link.text for link in part.select(".what a")] if part else []


def day(text):
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("edtf", "days"),
    [
        ("2024-08-26", [("2024-08-26", "2024-08-26")]),
        ("2024-08-26~", [("2024-08-26", "2024-08-26")]),
        ("2016?-11-08", [("2016-11-08", "2016-11-08")]),
        ("2024-08-30/2024-09-02", [("2024-08-30", "2024-09-02")]),
        ("[2022-07-14,2022-07-15]", [("2022-07-14", "2022-07-14"), ("2022-07-15", "2022-07-15")]),
        ("{2019-11-19..2019-11-20,2019-11-24}", [("2019-11-19", "2019-11-20"), ("2019-11-24", "2019-11-24")]),
    ],
)
def test_a_date_whose_ends_are_days_stands_on_days(edtf, days):
    found = standing(edtf)
    assert found.days == tuple((day(first), day(last)) for first, last in days)
    assert found.perhaps == ()


@pytest.mark.parametrize("edtf", ["2024-08", "2024-08~", "2024-08-XX", "2024-08-05/2024-08"])
def test_a_date_within_one_month_stands_in_it_and_on_no_day(edtf):
    assert standing(edtf) == Standing((), (Month(2024, 8),), (), (2024,))


@pytest.mark.parametrize(
    ("edtf", "first", "last", "number"),
    [
        ("2014", Month(2014, 1), Month(2014, 12), 12),
        ("2019-04/2021-06", Month(2019, 4), Month(2021, 6), 27),
        ("2021-22", Month(2021, 6), Month(2021, 8), 3),
        ("../2017-05-16", Month(2017, 5), Month(2017, 5), 1),
        ("2017-05-16/", Month(2017, 5), Month(2017, 5), 1),
    ],
)
def test_a_date_that_can_mean_several_months_stands_in_each_perhaps(edtf, first, last, number):
    found = standing(edtf)
    assert (found.days, found.months) == ((), ())
    assert (found.perhaps[0], found.perhaps[-1], len(found.perhaps)) == (first, last, number)
    assert (found.years[0], found.years[-1]) == (first.year, last.year)


@pytest.mark.parametrize("edtf", ["", "XXXX-04-10", "XXXX-03-06/XXXX-03-08", "0001/9999", "no date", "{}"])
def test_a_date_without_a_year_stands_nowhere(edtf):
    assert standing(edtf) == NOWHERE


def test_days_in_years_apart_do_not_stand_in_the_years_between():
    assert standing("{2013-01-05,2016-06-07}").years == (2013, 2016)


def test_a_date_over_many_years_is_known_here_as_in_the_tokens():
    assert where.MOST_YEARS == facets.MOST_YEARS


def test_all_years_are_a_grid_of_months_with_the_gaps_between(publish, read):
    publish(met("a", "2023-12-31/2024-01-01"), met("b", "2024-01"), met("c", "2021"), met("d", "2024-05-02"))
    page = read("/calendar/")
    rows = page.select("table.almanac tbody tr")
    assert [row.th.text for row in rows] == ["2026", "2025", "2024", "2023", "2022", "2021"]
    assert [(link["aria-label"], link["href"]) for link in rows[2].select("td a")] == [
        ("January 2024: 2 meetings", "/calendar/2024/01/"),
        ("May 2024: 1 meeting", "/calendar/2024/05/"),
    ]
    assert rows[3].select_one("td a")["href"] == "/calendar/2023/12/"
    assert words(rows[4]) == "2022 None recorded"
    [loose] = rows[5].select("td a")
    assert (loose["aria-label"], loose["href"]) == (
        "2021, month not known: 1 meeting",
        "/calendar/2021/#loose",
    )
    assert words(rows[2].select("td")[-1]) == "Together 3"


def test_what_is_ahead_stands_apart_from_what_is_not_yet_confirmed(publish, read):
    publish(
        met("past", "2026-03-04", status="planned"),
        met("today", "2026-03-05", status="announced"),
        met("dayless", "", status="planned"),
        met("next", "2026-03", status="planned"),
        met("held", "2026-03-01"),
    )
    ahead = read("/calendar/").select_one("#ahead")
    lists = [[link.text for link in part.select(".what a")] for part in ahead.select("ul")]
    assert lists == [["today", "next", "dayless"], ["past"]]
    assert ahead.select_one("a[type='text/calendar']")["href"] == "/calendar/planned.ics"


def test_meetings_without_a_year_are_listed_by_what_is_known(publish, read):
    publish(met("b", "XXXX-11-19"), met("a", "XXXX-03-06/XXXX-03-08"), met("none", ""), met("dated", "2024"))
    undated = read("/calendar/").select_one("#undated")
    assert [heading.text for heading in undated.select("h3")] == ["Year not known", "No date known"]
    assert [[link.text for link in part.select(".what a")] for part in undated.select("ul")] == [
        ["a", "b"],
        ["none"],
    ]


def test_a_year_lists_its_meetings_by_month_and_says_where_a_month_is_not_known(publish, read):
    publish(
        met("late", "2024-08-30/2024-09-01"),
        met("early", "2024-08-02"),
        met("month", "2024-08"),
        met("year", "2024"),
        met("span", "2023-11/2024-02"),
        met("before", "../2024-05-16"),
        met("other", "2022-01-01"),
    )
    page = read("/calendar/2024/")
    assert words(page.h1) == "2024"
    assert titles(page.select_one("#m8")) == ["month", "early", "late"]
    assert titles(page.select_one("#m9")) == ["late"]
    assert sorted(titles(page.select_one("#loose"))) == ["before", "span", "year"]
    assert "by May 16, 2024" in words(page.select_one("#loose"))
    assert page.select_one("#m1") is None
    months = [words(month) for month in page.select("ol.months li")]
    assert months[7:10] == ["Aug 3 meetings", "Sep 1 meeting", "Oct: none recorded"]
    assert [link["href"] for link in page.select("nav.turn a")] == ["/calendar/2023/"]


def test_a_month_shows_its_weeks_from_sunday_with_each_day_of_a_meeting(publish, read):
    publish(met("two", "2024-08-26/2024-08-27"), met("apart", "{2024-08-01,2024-08-03}"))
    page = read("/calendar/2024/08/")
    assert [one.text for one in page.select("table.weeks thead th")] == [
        "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat",
    ]  # fmt: skip
    weeks = page.select("table.weeks tbody tr")
    assert [words(cell) for cell in weeks[0].select("td")] == [
        "", "", "", "", "1 apart Aug 1 and 3, 2024", "2", "3 apart Aug 1 and 3, 2024",
    ]  # fmt: skip
    assert [words(cell) for cell in weeks[4].select("td")][:4] == [
        "25", "26 two day 1 of 2", "27 two day 2 of 2", "28",
    ]  # fmt: skip
    assert titles(page.select_one("#days")) == ["apart", "two"]
    japanese = read("/ja/calendar/2024/08/")
    assert words(japanese.h1) == "2024年8月"
    assert [one.text for one in japanese.select("table.weeks thead th")] == list("日月火水木金土")


def test_a_month_says_of_doubtful_days_what_is_doubted(publish, read):
    one = cast.full_meeting(title_en="disputed")
    publish(one, met("about", "2024-08-01~"), met("or", "[2024-08-14,2024-08-15]"), met("off", "2024-08-05"))
    publish(met("canceled", "2024-08-06", status="cancelled"))
    cells = {cell.time.text: words(cell) for cell in read("/calendar/2024/08/").select("td:has(time)")}
    assert cells["1"] == "1 about about Aug 1, 2024"
    assert cells["5"] == "5 off"
    assert cells["6"] == "6 canceled canceled"
    assert cells["14"] == "14 or Aug 14 or 15, 2024"
    assert cells["26"] == "26 disputed day 1 of 2 Sources differ on the date"


def test_a_month_keeps_apart_what_stands_on_no_day_of_it(publish, read):
    publish(
        met("month", "2024-08"), met("year", "2024"), met("before", "../2024-08-20"), met("no", "2024-07")
    )
    page = read("/calendar/2024/08/")
    assert page.select_one("table.weeks") is None
    assert titles(page.select_one("#dayless")) == ["month"]
    assert titles(page.select_one("#perhaps")) == ["year", "before"]


def test_a_month_leads_to_those_before_and_after_that_have_something(publish, read):
    publish(
        met("a", "2022-05-01"), met("year", "2023"), met("b", "2024-08-26"), met("c", "2024-12-01/2025-02")
    )
    publish(met("d", "2025-02-03"))
    links = [link["href"] for link in read("/calendar/2024/08/").select("nav.turn a")]
    assert links == ["/calendar/2022/05/", "/calendar/2025/02/"]


def test_a_day_with_many_meetings_leads_to_the_list(publish, read):
    publish(*(met(f"m-{number}", "2024-08-26") for number in range(7)))
    page = read("/calendar/2024/08/")
    cell = next(cell for cell in page.select("td.any") if cell.time.text == "26")
    assert [link.text for link in cell.select("a")] == ["m-0", "m-1", "m-2", "m-3", "and 3 more"]
    assert len(titles(page.select_one("#listed"))) == 7


def test_of_a_month_with_many_meetings_the_year_shows_the_first_and_leads_on(publish, read):
    publish(*(met(f"m-{number:02}", "2024-08-26") for number in range(14)), met("year", "2024"))
    page = read("/calendar/2024/")
    assert len(titles(page.select_one("#m8"))) == 12
    [more] = page.select("#m8 .note a")
    assert (more.text, more["href"]) == ("All 14 meetings of August 2024", "/calendar/2024/08/")
    assert titles(page.select_one("#loose")) == ["year"]


@pytest.mark.parametrize(
    "path",
    [
        "2024/13/",
        "2024/00/",
        "0000/",
        "99999/",
        "24/",
        "2024/8x/",
        "abc/",
        "1999/",
        "2030/",
        "2030/01/",
        "２０２４/",
        "-1/",
    ],
)
def test_a_time_that_no_calendar_has_or_far_from_any_meeting_is_not_found_and_the_years_are_offered(
    publish, read, path
):
    publish(met("a", "2022-05-01"), met("b", "2024-08-26"))
    page = read(f"/calendar/{path}", 404)
    assert [link["href"] for link in page.select("[aria-labelledby=h-years] ul a")] == [
        "/calendar/2024/",
        "/calendar/2022/",
    ]


@pytest.mark.parametrize("path", ["2023/", "2023/02/", "2024/02/", "2027/", "2026/12/"])
def test_a_time_among_those_recorded_without_a_meeting_says_so_and_is_not_indexed(publish, read, path):
    publish(met("a", "2022-05-01"), met("b", "2024-08-26"))
    page = read(f"/calendar/{path}")
    assert "No meeting is recorded in this" in words(page.select_one(".lead"))
    assert page.select_one("meta[name=robots]")["content"] == "noindex"
    assert read("/calendar/2024/08/").select_one("meta[name=robots]") is None


def test_a_month_of_one_digit_leads_to_that_of_two(publish, client):
    publish(met("b", "2024-08-26"))
    answer = client.get("/ja/calendar/2024/8/?party=JP")
    assert (answer.status_code, answer["Location"]) == (301, "/ja/calendar/2024/08/?party=JP")


def test_an_empty_register_has_a_calendar(db, read):
    page = read("/calendar/")
    assert [words(part) for part in page.select(".empty")] == [
        "None announced in the sources seen.",
        "No meeting with a year is recorded.",
    ]
    assert "No meeting with a year is recorded." in words(read("/calendar/2001/", 404).main)


def test_a_calendar_takes_the_questions_of_the_list_and_keeps_them_on_the_way(publish, read):
    publish(met("b", "2024-08-26"), cast.full_meeting("full", title_en="full", date="2024-08-01"))
    page = read("/calendar/?track=1.5&party=jp")
    assert page.select_one("td a")["href"] == "/calendar/2024/08/?party=JP&track=1.5"
    month = read("/calendar/2024/08/?track=1.5")
    assert titles(month.select_one("#days")) == ["full"]
    assert month.select_one("meta[name=robots]")["content"] == "noindex"
    assert [link["href"] for link in month.select(".chips a")] == ["/calendar/2024/08/"]
    assert [words(link) for link in page.select(".chips a")] == ["Japan ×", "Track 1.5 ×"]
    assert [link["href"] for link in month.select("nav.crumb a")] == [
        "/calendar/?track=1.5",
        "/calendar/2024/?track=1.5",
    ]


@pytest.mark.parametrize(
    "asked", ["colour=red", "page=2", "sort=oldest", "year=2024", "party=XX", "date_from=2024-01-01"]
)
@pytest.mark.parametrize("path", ["", "2024/", "2024/08/"])
def test_the_calendar_refuses_what_it_does_not_know_or_its_address_says(publish, read, path, asked):
    publish(met("b", "2024-08-26"))
    read(f"/calendar/{path}?{asked}", 400)


def test_each_page_offers_its_meetings_as_feed_calendar_and_files(publish, read):
    publish(met("b", "2024-08-26"), met("year", "2024"), met("c", "2024-09-01"))
    for path, questions in (
        ("", ""),
        ("2024/", "?year=2024"),
        ("2024/08/", "?date_from=2024-08-01&date_to=2024-08-31"),
    ):
        page = read(f"/calendar/{path}")
        offered = [link["href"] for link in page.select("#subscribe .acts a")]
        assert offered == [
            f"/meetings/{form}{questions}"
            for form in ("", "feed.atom", "calendar.ics", "list.csv", "list.ndjson")
        ]
        alternates = [link["href"] for link in page.select("link[rel=alternate][type]")]
        assert alternates[:4] == offered[1:]
    assert titles(read("/meetings/?date_from=2024-08-01&date_to=2024-08-31")) == ["year", "b"]


@pytest.mark.parametrize(
    ("asked", "calendar"),
    [
        ("", "/calendar/"),
        ("?sort=oldest&party=jp&track=1.5", "/calendar/?party=JP&track=1.5"),
        ("?year=2024&q=full", "/calendar/2024/?q=full"),
        ("?year=2024&year=2023", None),
        ("?year=unknown", None),
        ("?date_from=2024-01-01", None),
    ],
)
def test_the_list_of_meetings_leads_to_the_calendar_of_the_same(publish, read, asked, calendar):
    publish(cast.full_meeting("full", title_en="full", date="2024-08-01"), met("a", "2023"))
    link = read(f"/meetings/{asked}").select_one(".lead a")
    assert (link and link["href"]) == calendar
    if calendar:
        read(calendar)


def test_a_draft_and_what_was_withdrawn_are_in_no_calendar(publish, withdraw, read):
    gone = met("gone", "2024-08-26")
    publish(gone, met("b", "2024-08-27"))
    met("draft", "2024-08-28")
    withdraw(gone)
    assert titles(read("/calendar/2024/08/")) == ["b"]
    assert words(read("/calendar/").select_one("td.sum")) == "None recorded"
    assert read("/calendar/").select_one("td a")["aria-label"] == "August 2024: 1 meeting"


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_of_the_calendar_costs_as_many_queries_with_three_as_with_one(
    publish, client, django_assert_num_queries, count
):
    series = cast.dialogue()
    publish(series, *(cast.full_meeting(f"m-{n}", series, edition=n) for n in range(1, count + 1)))
    for path in ("", "2024/", "2024/08/"):
        for asked, queries in (("", 2), ("?track=1.5", 2), ("?party=JP&track=1.5", 4)):
            with django_assert_num_queries(queries):
                etag = client.get(f"/calendar/{path}{asked}")["ETag"]
            with django_assert_num_queries(1):
                again = client.get(f"/calendar/{path}{asked}", headers={"If-None-Match": etag})
            assert again.status_code == 304
