"""The sessions of a meeting are drawn by its days, where the days are known and the drawing says something."""

import pytest

from dialogues.models import Session, Track
from tests import cast
from tests.public.conftest import words

ADDRESS = "/meetings/us-jp-cds-09/"


def session(meeting, code, date="", **fields):
    order = meeting.sessions.count() + 1
    slug = f"{meeting.slug}-s{order}"
    track = Track.objects.get(slug=code)
    return Session.objects.create(meeting=meeting, track=track, order=order, slug=slug, date=date, **fields)


@pytest.fixture
def meeting(db):
    return cast.meeting()


def drawn(html):
    return [
        [
            (words(cell), int(cell.get("colspan", 1)), "dash" in cell.get("class", ()))
            for cell in row.select("td")
        ]
        for row in html.select(".days tbody tr")
    ]


def test_a_session_stands_under_its_day_and_one_without_a_day_under_all(publish, read, meeting):
    session(meeting, "1.0", title_en="Talks")
    session(meeting, "1.5", "2024-08-27", title_en="Industry")
    publish(meeting)
    html = read(ADDRESS)
    assert [words(head) for head in html.select(".days thead th")] == ["Track", "Mon, Aug 26", "Tue, Aug 27"]
    assert drawn(html) == [
        [("Talks Day not stated", 2, True)],
        [("", 1, False), ("Industry", 1, False)],
    ]
    links = [link["href"] for link in html.select(".days td a")]
    assert all(html.select_one(link) for link in links)
    assert words(read(f"/ja{ADDRESS}").select(".days thead th")[1]) == "8月26日(月)"


def test_what_was_held_beside_the_meeting_stands_apart_and_last(publish, read, meeting):
    session(meeting, "1.0", "2024-08-27", title_en="Business", relation="in_connection_with")
    session(meeting, "2.0", "2024-08-26", title_en="Scholars")
    publish(meeting)
    parts, apart = read(ADDRESS).select(".days tbody")
    assert [words(part.select_one("a")) for part in (parts, apart)] == ["Scholars", "Business"]


@pytest.mark.parametrize(
    ("meeting_date", "session_date"),
    [
        ("2024-08-26", "2024-08-26"),
        ("2024-08", "2024-08-26"),
        ("2024-08-26/2024-08-31", "2024-08-26"),
        ("2024-08-26~/2024-08-27", "2024-08-26"),
        ("XXXX-08-26/XXXX-08-27", "2024-08-26"),
        ("2024-08-26/2024-08-27", ""),
        ("2024-08-26/2024-08-27", "2024-08-29"),
        ("2024-08-26/..", "2024-08-26"),
        ("", "2024-08-26"),
    ],
)
def test_nothing_is_drawn_that_is_not_known(publish, read, meeting, meeting_date, session_date):
    meeting.date = meeting_date
    meeting.save()
    session(meeting, "1.0", title_en="Talks")
    session(meeting, "1.5", session_date, title_en="Industry")
    publish(meeting)
    assert read(ADDRESS).select(".days") == []
