"""Where marks stand: on an axis of whole years, and as exactly as a date is known."""

import datetime as dt

import pytest

from dialogues.public.charts.axis import Axis, axis, percent
from dialogues.public.charts.edition_matrix import Column
from dialogues.public.charts.lanes import lanes
from dialogues.public.charts.marks import day_of, mark, marks
from dialogues.public.charts.organizations_by_edition import organizations
from dialogues.public.facts.editions import in_order, missing

TODAY = dt.date(2026, 11, 28)


def meeting(id="m", earliest=None, latest=None, **fields):
    return {
        "type": "meeting", "id": id, "title": {"en": id, "ja": None}, "status": "held", "sessions": [],
        "disputed": [], "edition": None, "places": [],
        "date": {"edtf": latest or earliest, "earliest": earliest, "latest": latest},
    } | fields  # fmt: skip


def session(code, basis="stated"):
    return {"track": {"id": code}, "track_basis": basis}


@pytest.mark.parametrize(
    ("day", "place"),
    [("2020-01-01", 0), ("2021-01-01", 50.07), ("2021-12-31", 99.86), ("1999-05-05", 0), ("2050-05-05", 100)],
)
def test_a_day_stands_by_its_place_in_the_years_and_never_outside(day, place):
    assert Axis(2020, 2021).at(dt.date.fromisoformat(day)) == pytest.approx(place, abs=0.01)


def test_one_wrong_date_does_not_stretch_the_axis():
    assert axis([dt.date(1203, 5, 1), dt.date(9999, 1, 1)], TODAY) == Axis(1946, 2036)


def test_the_axis_reaches_to_today():
    assert axis([dt.date(2013, 5, 1)], TODAY) == Axis(2013, 2026)


@pytest.mark.parametrize(
    ("first", "named"),
    [(2020, [*range(2020, 2027)]), (2001, [2005, 2010, 2015, 2020, 2025]), (1950, [*range(1950, 2021, 10)])],
)
def test_few_years_are_each_named_and_many_in_steps(first, named):
    assert [tick.year for tick in Axis(first, 2026).ticks] == named


def test_places_are_written_short():
    assert [percent(place) for place in (0, 12.5, 33.333, 100)] == ["0%", "12.5%", "33.33%", "100%"]


def test_a_date_known_to_the_month_is_a_point_and_one_known_to_the_year_a_line():
    years = Axis(2020, 2021)
    month, year = (
        mark(meeting(earliest=first, latest=last), years, "en")
        for first, last in (("2020-05-01", "2020-05-31"), ("2020-01-01", "2020-12-31"))
    )
    assert month.span is None
    assert year.span == ("0%", "49.93%")
    assert year.place == pytest.approx(25, abs=0.1)


def test_an_open_end_stands_where_the_other_is_and_no_day_stands_nowhere():
    assert day_of(meeting(latest="2017-05-16")) == (dt.date(2017, 5, 16), dt.date(2017, 5, 16))
    assert day_of(meeting()) is None
    assert (
        marks([meeting("a"), meeting("b", "2020-01-01", "2020-01-01")], Axis(2020, 2020), "en")[0].x == "0%"
    )


def test_the_shape_is_that_of_the_track_nearest_to_governments():
    sessions = [session("2.0"), session("1.5")]
    found = mark(
        meeting(earliest="2020-01-01", latest="2020-01-01", sessions=sessions), Axis(2020, 2020), "en"
    )
    assert (found.symbol, [track.code for track in found.further]) == ("15", ["2.0"])
    assert found.words == "m, Jan 1, 2020, Track 1.5, Track 2.0"


def test_what_a_mark_says_holds_doubt_and_status():
    doubted = meeting(earliest="2020-01-01", latest="2020-01-01", disputed=["date"], status="inferred")
    found = mark(doubted, Axis(2020, 2020), "en")
    assert found.words == (
        "m, Jan 1, 2020, inferred: no source seen says that it was held, Sources differ on the date"
    )


def test_runs_of_numbers_without_a_record():
    row = [meeting("b", edition=2), meeting("c", edition=3), meeting("g", edition=7), meeting("x")]
    found = missing(row)
    assert [(run.words, run.before and run.before["id"], run.after["id"]) for run in found] == [
        ("1", None, "b"),
        ("4–6", "c", "g"),
    ]


def test_meetings_without_a_number_stand_between_by_day_and_at_the_end_without_one():
    row = [
        meeting("two", "2016-01-01", "2016-01-01", edition=2),
        meeting("dayless"),
        meeting("prep", "2015-01-01", "2015-01-01"),
        meeting("one", "2014-01-01", "2014-01-01", edition=1),
    ]
    assert [one["id"] for one in in_order(row)] == ["one", "prep", "two", "dayless"]


def place(country, city=None):
    return {"country": country, "city": {"en": city, "ja": None}}


DIALOGUE = {
    "name": {"en": "U.S.-Japan talks"},
    "parties": [
        {"id": "US", "name": {"en": "United States", "ja": "アメリカ合衆国"}},
        {"id": "JP", "name": {"en": "Japan", "ja": "日本"}},
    ],
}


def test_a_lane_is_named_for_the_city_where_it_was_always_the_same():
    row = [
        meeting("a", places=[place("JP", "Tokyo")]),
        meeting("b", places=[place("US", "Washington, DC")]),
        meeting("c", places=[place("US", "Reston")]),
        meeting("d", places=[place("FR", "Paris")]),
        meeting("e"),
    ]
    found = lanes(DIALOGUE, row, "en")
    assert [(lane.label.text, sorted(lane.meetings)) for lane in found] == [
        ("United States", ["b", "c"]),
        ("elsewhere or not known", ["d", "e"]),
        ("Tokyo", ["a"]),
    ]


def test_without_any_place_there_is_one_lane_without_a_name():
    assert [(lane.label, sorted(lane.meetings)) for lane in lanes(DIALOGUE, [meeting("a")], "en")] == [
        (None, ["a"])
    ]


def test_bodies_whose_documents_succeed_each_other_in_a_ring_are_shown_once_each():
    """Records cannot; documents that were published at different times may."""

    def body(id):
        return {"type": "organization", "id": id, "name": {"en": id}}

    parts = [{"organization": body(id), "party": {"id": "US"}, "role": "co_chair"} for id in ("a", "b", "c")]
    those = [Column(meeting(id, participations=parts), id) for id in ("one", "two")]
    known = {
        "a": {"predecessor": body("b")},
        "b": {"predecessor": body("a")},
        "c": {"predecessor": body("c")},
    }
    (group,) = organizations(those, DIALOGUE["parties"], known, "en")
    assert sorted(row.record["id"] for row in group.rows) == ["a", "b", "c"]
