"""Uncertain dates: read as EDTF says, refused in plain words where no calendar has them."""

import datetime as dt

import pytest

from dialogues.models import Meeting
from participants.dates import ImpossibleDate, _parsed, _plain, read


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2024-08-26", "2024-08-26", "2024-08-26"),
        ("2024-08", "2024-08-01", "2024-08-31"),
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-08-26/2024-08-27", "2024-08-26", "2024-08-27"),
        ("2019-04/2021-06", "2019-04-01", "2021-06-30"),
        ("../2017-05-16", None, "2017-05-16"),
        ("2019-11-19/..", "2019-11-19", None),
        ("2019-11-19/", "2019-11-19", None),
        ("/2019-11-19", None, "2019-11-19"),
        ("2019-10~", "2019-10-01", "2019-10-31"),
        ("2022-06-29?", "2022-06-29", "2022-06-29"),
        ("2016?-11-08", "2016-11-08", "2016-11-08"),
        ("2023?-01-18/2023?-01-20", "2023-01-18", "2023-01-20"),
        ("201X", "2010-01-01", "2019-12-31"),
        ("2021-04-XX", "2021-04-01", "2021-04-30"),
        ("XXXX-04-10", None, None),
        ("XXXX-02-29", None, None),
        ("XXXX-11-19/XXXX-11-24", None, None),
        ("[2022-07-14,2022-07-15]", "2022-07-14", "2022-07-15"),
        ("{2019-11-19,2019-11-24}", "2019-11-19", "2019-11-24"),
        ("{2016-05-10..2016-05-12,2016-06-01}", "2016-05-10", "2016-06-01"),
        ("[..2016-05-10]", None, "2016-05-10"),
        ("2024-02-29", "2024-02-29", "2024-02-29"),
    ],
)
def test_a_date_has_the_first_and_last_day_that_it_can_mean(text, earliest, latest):
    meant = read(text)
    days = [day and dt.date.fromisoformat(day) for day in (earliest, latest)]
    assert [meant.earliest, meant.latest] == days


@pytest.mark.parametrize(
    "text", ["2024-02-30", "2023-02-29", "2024-13", "2024-13-45", "XXXX-02-30", "2024-00-10"]
)
def test_a_date_that_no_calendar_has_is_refused(text):
    with pytest.raises(ImpossibleDate, match="No calendar has the date"):
        read(text)


@pytest.mark.parametrize(
    "text",
    ["2024-08-27/2024-08-26", "2024-05/2023-01", "{2024-08-27..2024-08-26}", "[2024-08-27..2024-08-26]"],
)
def test_an_end_before_its_start_is_refused(text):
    with pytest.raises(ImpossibleDate, match="ends before it starts"):
        read(text)


@pytest.mark.parametrize(
    "text",
    ["26 August 2024", "2024-8-26", "2024-08-26T10:00:00Z", "..", "/", "../..", "[", "{}", "[2024", "2024/2025/2026",
     "Y170000002", "-2024", "20240826", "२०२४-०८-२६", "2024-08-26\x00", "<b>2024</b>", "9" * 121, "{2024,}", "[..]"],
)  # fmt: skip
def test_what_is_not_edtf_is_refused_with_examples_or_a_limit(text):
    with pytest.raises(ImpossibleDate, match=r"is not a date in EDTF\. Examples|at most 120 characters"):
        read(text)


@pytest.mark.parametrize(
    "text", ["1999", "2024", "2024-02", "2023-02", "2024-12", "2024-02-29", "2000-01-01", "0001"]
)
def test_the_short_way_for_plain_dates_ends_where_the_library_does(text):
    assert _plain(text) == _parsed(text)


@pytest.mark.django_db
def test_saving_keeps_the_days_in_step_singly_and_in_bulk():
    Meeting.objects.create(slug="one", date="2024-08")
    Meeting.objects.bulk_create([Meeting(slug="two", date=" 2023 ")])
    assert list(Meeting.objects.order_by("slug").values_list("date", "date_earliest", "date_latest")) == [
        ("2024-08", dt.date(2024, 8, 1), dt.date(2024, 8, 31)),
        ("2023", dt.date(2023, 1, 1), dt.date(2023, 12, 31)),
    ]
    meeting = Meeting.objects.get(slug="one")
    meeting.date = ""
    meeting.save()
    meeting.refresh_from_db()
    assert (meeting.date_earliest, meeting.date_latest) == (None, None)
