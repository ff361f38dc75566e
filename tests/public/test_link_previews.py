"""A link that is shared shows what its page is, in the page's language, and nothing of what was withdrawn."""

import struct
from pathlib import Path

import pytest
from django.conf import settings
from django.test import RequestFactory

from dialogues.public.records.rendering import render_page
from dialogues.states import preview
from tests import cast


@pytest.fixture
def one(publish):
    series = cast.dialogue(name_ja="日米包括対話")
    one = cast.full_meeting(series=series, title_en='Ninth "great" <meeting>', summary_en="It met & spoke.")
    publish(series, one)
    return one


def told(page):
    """The properties of Open Graph on a page, each of which stands there once."""
    found = [(one["property"].removeprefix("og:"), one["content"]) for one in page.select("meta[property]")]
    assert len(dict(found)) == len(found)
    return dict(found)


def test_a_meeting_shows_its_title_and_its_summary(one, read):
    page = read("/meetings/us-jp-cds-09/")
    shown = told(page)
    image = shown.pop("image")
    assert image.startswith("http://testserver/static/public/link")
    assert shown == {
        "title": 'Ninth "great" <meeting>, August 26–27, 2024',
        "description": "It met & spoke.",
        "type": "article",
        "url": "http://testserver/meetings/us-jp-cds-09/",
        "site_name": "Space Dialogues",
        "locale": "en_US",
        "locale:alternate": "ja_JP",
        "image:type": "image/png",
        "image:width": "1200",
        "image:height": "630",
        "image:alt": "Space Dialogues",
    }
    assert page.title.string == f"{shown['title']} | Space Dialogues"
    assert page.select_one("meta[name=description]")["content"] == shown["description"]


def test_a_page_without_words_of_its_own_in_its_language_is_described_by_its_facts(one, read):
    shown = told(read("/ja/meetings/us-jp-cds-09/"))
    assert shown["description"].startswith("対話の会合(開催済み)。")
    assert (shown["locale"], shown["locale:alternate"]) == ("ja_JP", "en_US")
    assert told(read("/ja/dialogues/us-jp-cds/"))["title"] == "日米包括対話"


@pytest.mark.parametrize("prefix", ["", "/ja"])
def test_every_page_of_the_navigation_has_a_description_of_its_own(one, read, prefix):
    home = read(f"{prefix}/")
    pages = [link["href"] for link in home.select(".nav a, .foot a") if "/api/" not in link["href"]]
    descriptions = {address: told(read(address))["description"] for address in [f"{prefix}/", *pages]}
    listed = {
        address: words for address, words in descriptions.items() if words != descriptions[f"{prefix}/"]
    }
    assert len(set(listed.values())) == len(listed)
    assert {f"{prefix}/meetings/", f"{prefix}/dialogues/", f"{prefix}/outcomes/"} <= set(listed)


def test_a_page_in_place_of_another_shows_nothing_of_it(one, withdraw, read):
    home = told(read("/"))["description"]
    assert told(read("/meetings/none/", status=404))["description"] == home
    assert told(read("/meetings/?colour=red", status=400))["description"] == home
    withdraw(one)
    shown = told(read("/meetings/us-jp-cds-09/", status=410))
    assert (shown["description"], "great" in str(shown)) == (home, False)


def test_a_draft_shows_nothing_where_it_is_shared(db):
    request = RequestFactory().get("/admin/dialogues/meeting/1/preview/")
    html = render_page(request, preview(cast.full_meeting()), preview=True).content.decode()
    assert ("og:" in html, 'name="description"' in html) == (False, False)


def test_a_long_text_is_cut(publish, read):
    publish(cast.meeting("m", summary_en="words " * 200))
    assert len(told(read("/meetings/m/"))["description"]) == 300


def test_the_picture_has_the_size_that_is_told_and_is_light():
    picture = (Path(settings.BASE_DIR) / "static/public/link.png").read_bytes()
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", picture[16:24]) == (1200, 630)
    assert len(picture) < 30_000
