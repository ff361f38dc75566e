"""Every time at the desk is written alike: its day, its hour and minute, its zone."""

import datetime as dt
import re
from pathlib import Path

from django.conf import settings
from django.utils.formats import date_format

from dialogues import publishing
from dialogues.models import Bypass, Topic
from tests import cast
from tests.admin.desk import address, page

MOMENT = dt.datetime(2026, 3, 1, 7, 5, 59, tzinfo=dt.UTC)
WRITTEN = re.compile(r"[A-Z][a-z]+ \d{1,2}, \d{4}, \d\d:\d\d UTC")


def test_a_time_is_its_day_hour_minute_and_zone():
    assert {date_format(MOMENT, name) for name in ("DATETIME_FORMAT", "SHORT_DATETIME_FORMAT")} == {
        "March 1, 2026, 07:05 UTC"
    }
    assert date_format(MOMENT, "DATE_FORMAT") == "March 1, 2026"


def test_lists_forms_reviews_and_histories_write_it_so(clearing):
    topic = cast.topic()
    publishing.publish(topic, by=None, bypass="Told.")
    Topic.objects.update(name_en="Another", submitted_at=MOMENT)
    bypass = Bypass.objects.get()
    pages = {
        address(topic): ".where-it-stands",
        address(topic, "changes"): ".where-it-stands",
        address(topic, "changelist"): "td.field-review",
        address(topic, "history"): "article time",
        address(bypass, "changelist"): "td.field-made_at",
        address(bypass): "li[aria-current]",
        "/admin/dialogues/revision/": "td.field-published_at",
        "/admin/audit/": "article time",
    }
    untold = [
        where
        for where, place in pages.items()
        if not WRITTEN.search(page(clearing, where).select_one(place).text)
    ]
    assert untold == []


def test_a_history_writes_the_times_that_it_tells_so(clearing):
    topic = cast.topic()
    Topic.objects.update(submitted_at=MOMENT)
    told = [
        " ".join(line.text.split()) for line in page(clearing, address(topic, "history")).select("article li")
    ]
    assert "Sent for review: nothing →became March 1, 2026, 07:05 UTC" in told


def test_no_page_of_the_desk_has_a_format_of_its_own():
    folders = ("admin", "account", "accounts", "mfa", "usersessions")
    formats = {
        found
        for folder in folders
        for path in Path(settings.BASE_DIR, "templates", folder).rglob("*.html")
        for found in re.findall(r"\|(?:date|time):[\"'](.*?)[\"']", path.read_text())
    }
    assert formats == {"DATETIME_FORMAT", "DATE_FORMAT", "c"}  # the last for machines
