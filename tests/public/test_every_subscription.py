"""Every feed and every calendar of the site is held to its standard, whatever the records hold.

The addresses are those of the site: one that is new is held to this, too.
"""

import pytest

from dialogues.public.urls import urlpatterns
from tests import cast
from tests.public.standards import calendar_of, feed_of

NAMED = {"dialogues": "us-jp-cds", "meetings": "m-1", "pairs": "jp-us"}
# As far as the database keeps it: line ends and control characters of every kind, and letters of two and four bytes.
HOSTILE = "<b>&amp;]]>,;:\\\r\nEND:VCALENDAR\rBEGIN:VALARM\n\x01\x0b\x7f\u2028\ufffe" + "会合é𝄞" * 25


def addresses(ending):
    """Every address with this ending, its open part filled with a record of the cast."""
    for pattern in urlpatterns:
        path = str(pattern.pattern)
        if path.endswith(ending):
            before, open_part, after = path.partition("<id:")
            if open_part:
                path = before + NAMED[before.rstrip("/")] + after.partition(">")[2]
            yield f"/{path}"


@pytest.fixture
def hostile(publish):
    series = cast.dialogue(name_ja=HOSTILE)
    days = ["2024-08-26/2024-08-27", "2023-07", ""]
    meetings = [
        cast.full_meeting(f"m-{number}", series, edition=number, date=date, title_en=f"{number} {HOSTILE}",
                          title_ja=HOSTILE, summary_en=HOSTILE, summary_ja=HOSTILE)
        for number, date in enumerate(days, 1)
    ]  # fmt: skip
    ahead = cast.meeting("m-9", series, edition=9, date="2099-01-01", status="planned", title_en=HOSTILE)
    ahead.places.create(city_en=HOSTILE[:100], venue_ja=HOSTILE, country="JP", order=1)
    publish(series, *meetings, ahead)


def test_every_feed_and_every_calendar_is_asked():
    feeds, calendars = list(addresses(".atom")), list(addresses(".ics"))
    assert {"/meetings/feed.atom", "/dialogues/us-jp-cds/feed.atom", "/pairs/jp-us/feed.atom"} <= set(feeds)
    assert {
        "/meetings/calendar.ics", "/meetings/m-1/calendar.ics", "/dialogues/us-jp-cds/calendar.ics",
        "/pairs/jp-us/calendar.ics", "/calendar/planned.ics",
    } <= set(calendars)  # fmt: skip


@pytest.mark.parametrize("prefix", ["", "/ja"])
@pytest.mark.parametrize("path", list(addresses(".atom")))
def test_every_feed_is_held_to_its_standard(hostile, client, prefix, path):
    answer = client.get(f"{prefix}{path}")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    feed_of(answer.content, f"{prefix}{path}")


@pytest.mark.parametrize("prefix", ["", "/ja"])
@pytest.mark.parametrize("path", list(addresses(".ics")))
def test_every_calendar_is_held_to_its_standard(hostile, client, prefix, path):
    answer = client.get(f"{prefix}{path}")
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    parsed = calendar_of(answer.getvalue())
    assert [component.subcomponents for component in parsed.subcomponents if component.subcomponents] == []


@pytest.mark.parametrize("prefix", ["", "/ja"])
def test_an_empty_register_has_whole_feeds_and_calendars(db, client, prefix):
    for path in addresses(".atom"):
        if NAMED["dialogues"] not in path and NAMED["pairs"] not in path:
            feed_of(client.get(f"{prefix}{path}").content, f"{prefix}{path}")
    for path in ("/meetings/calendar.ics", "/calendar/planned.ics"):
        calendar_of(client.get(f"{prefix}{path}").getvalue())
