"""A preview shows a draft as its page will be, says that it is one, and is kept by nobody."""

import pytest
from django.test import RequestFactory

from dialogues.public.records.rendering import render_page
from dialogues.states import preview
from tests import cast


@pytest.fixture
def asked():
    return lambda question="": RequestFactory().get(f"/admin/dialogues/meeting/1/preview/{question}")


def test_a_draft_is_shown_under_a_banner_and_not_kept(db, asked):
    answer = render_page(asked(), preview(cast.full_meeting(series=cast.dialogue())), preview=True)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "Preview: not public" in html
    assert "Draw up a roadmap" in html
    assert answer["Cache-Control"] == "no-store, private"
    assert answer["X-Robots-Tag"] == "noindex"
    assert "canonical" not in html
    assert "application/json" not in html


def test_the_preview_of_a_dialogue_leads_to_no_feed_of_it(publish, asked):
    series = cast.dialogue()
    publish(series, cast.full_meeting(series=series))
    html = render_page(asked(), preview(series), preview=True).content.decode()
    assert "Ninth" in html
    assert [name for name in ("feed.atom", "calendar.ics", "To subscribe") if name in html] == []


def test_a_preview_can_be_read_in_both_languages_under_its_own_address(db, asked):
    document = preview(cast.full_meeting())
    html = render_page(asked("?language=ja"), document, preview=True).content.decode()
    assert '<html lang="ja">' in html
    assert "プレビュー: 未公開" in html
    assert 'href="/admin/dialogues/meeting/1/preview/?language=en"' in html


def test_a_preview_ignores_questions_that_it_does_not_know(db, asked):
    assert (
        render_page(asked("?page=7&language=xx"), preview(cast.organization()), preview=True).status_code
        == 200
    )


def test_every_kind_of_record_can_be_previewed(db, asked):
    one = cast.full_meeting(series=cast.dialogue())
    records = [one, one.dialogue, cast.organization(), cast.person(), cast.party("US"), cast.topic(), cast.source(),
               one.sessions.get().track]  # fmt: skip
    for record in records:
        answer = render_page(asked(), preview(record), preview=True)
        assert answer.status_code == 200, record
        assert "Preview: not public" in answer.content.decode()


def test_a_published_page_has_no_banner(publish, client):
    publish(cast.full_meeting())
    assert "Preview" not in client.get("/meetings/us-jp-cds-09/").content.decode()
