"""No reader sees an old page: the tag of a page changes with anything shown, with the language and with the day."""

import datetime as dt
import gzip

import pytest

from dialogues.public.words import statuses
from tests import cast


@pytest.fixture
def one(publish):
    one = cast.full_meeting()
    publish(one)
    return one


def tag(client, address="/meetings/us-jp-cds-09/"):
    return client.get(address)["ETag"]


def test_a_page_is_kept_and_asked_for_each_time(one, client):
    assert client.get("/meetings/us-jp-cds-09/")["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert tag(client) == tag(client)


def test_a_change_of_a_record_changes_the_pages_that_show_it(one, publish, client):
    before = tag(client), tag(client, "/meetings/"), tag(client, "/")
    one.note = "Something new."
    one.save()
    publish(one)
    after = tag(client), tag(client, "/meetings/"), tag(client, "/")
    assert all(old != new for old, new in zip(before, after, strict=True))


def test_an_edit_that_is_not_published_changes_nothing(one, client):
    before = client.get("/meetings/us-jp-cds-09/")
    one.note = "Not for readers yet."
    one.save()
    after = client.get("/meetings/us-jp-cds-09/")
    assert (before["ETag"], before.content) == (after["ETag"], after.content)


def test_languages_and_questions_have_tags_of_their_own(one, client):
    tags = [
        tag(client),
        tag(client, "/ja/meetings/us-jp-cds-09/"),
        tag(client, "/meetings/us-jp-cds-09/?x=1"),
    ]
    assert len(set(tags)) == 3


def test_the_tag_changes_at_midnight(one, client, monkeypatch):
    before = tag(client)
    monkeypatch.setattr(statuses, "today", lambda: dt.date(2030, 1, 1))
    assert tag(client) != before


def test_a_withdrawn_record_is_not_answered_from_a_cache(one, withdraw, client):
    etag = tag(client)
    withdraw(one)
    assert client.get("/meetings/us-jp-cds-09/", headers={"If-None-Match": etag}).status_code == 410


def test_a_planned_meeting_that_is_past_is_not_said_to_be_ahead(publish, read, monkeypatch):
    publish(cast.meeting("next", title_en="The next", status="planned", date="2026-03", edition=10))
    monkeypatch.setattr(statuses, "today", lambda: dt.date(2026, 3, 31))
    assert "planned, not yet confirmed" not in read("/meetings/next/").get_text()
    monkeypatch.setattr(statuses, "today", lambda: dt.date(2026, 4, 1))
    assert "planned, not yet confirmed" in read("/meetings/next/").get_text()
    assert "planned, not yet confirmed" in read("/meetings/").get_text()
    assert "Not yet confirmed" in read("/").get_text()


def test_a_planned_meeting_without_a_date_stays_planned(publish, read, monkeypatch):
    publish(cast.meeting("next", title_en="The next", status="planned", date="", edition=10))
    monkeypatch.setattr(statuses, "today", lambda: dt.date(2090, 1, 1))
    assert "not yet confirmed" not in read("/meetings/next/").get_text()


def test_a_page_is_sent_compressed_to_whoever_takes_that(publish, client):
    publish(cast.full_meeting())
    plain = client.get("/meetings/us-jp-cds-09/")
    packed = client.get("/meetings/us-jp-cds-09/", headers={"Accept-Encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert packed["ETag"] == plain["ETag"]
    assert "Accept-Encoding" in plain["Vary"]
    assert "Accept-Encoding" in packed["Vary"]
    assert (
        client.get(
            "/meetings/us-jp-cds-09/", headers={"Accept-Encoding": "gzip", "If-None-Match": packed["ETag"]}
        ).status_code
        == 304
    )
