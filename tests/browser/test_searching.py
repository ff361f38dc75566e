"""Among the records of `data/`, readers find what they look for by whatever it is called, with and without scripts."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.conftest import Site, visit

# The same worker that serves the pages of test_reading: the site with its records is made once.
pytestmark = pytest.mark.xdist_group("reading")

NINTH = "Ninth U.S.-Japan Comprehensive Dialogue on Space"
FIRST = {
    "ninth comprehensive dialogue": NINTH,
    "9th US-Japan comprehensive dialogue on space": NINTH,
    "Ninth Japan-U.S. Comprehensive Dialogue on Space": NINTH,
    "the ninth of the comprehensive dialogues": NINTH,
    "日米宇宙包括対話 第9回": NINTH,
    "第九回 日米包括宇宙対話": NINTH,
    "「宇宙に関する包括的日米対話」第9回会合": NINTH,
    "SSA": "Space situational awareness",
    "space situational awareness": "Space situational awareness",
    "宇宙状況把握": "Space situational awareness",
    "JAXA": "Japan Aerospace Exploration Agency",
    "US": "United States",
    "アメリカ": "United States",
    "米国": "United States",
    "Track 1.5": "Track 1.5",
    "トラック1.5": "Track 1.5",
    "Don Graves": "Don Graves",
    "roadmap": "A bilateral roadmap for future space cooperation is to be drawn up.",
    "ロードマップ": "A bilateral roadmap for future space cooperation is to be drawn up.",
}


@pytest.fixture
def without_scripts(chromium: Browser, register: Site) -> Iterator[BrowserContext]:
    with visit(chromium, register, java_script_enabled=False) as context:
        yield context


def test_what_is_meant_stands_first_by_whatever_it_is_called(without_scripts: BrowserContext) -> None:
    page = without_scripts.new_page()
    found = {}
    for words in FIRST:
        page.goto(f"/search/?q={quote(words)}")
        found[words] = page.locator(".hits h3").first.inner_text()
    assert found == FIRST


@pytest.mark.parametrize(
    ("prefix", "words"), [("", "ninth comprehensive dialogue"), ("/ja", "日米宇宙包括対話 第9回")]
)
def test_the_ninth_dialogue_is_reached_from_any_page_without_scripts(
    without_scripts: BrowserContext, prefix: str, words: str
) -> None:
    page = without_scripts.new_page()
    page.goto(f"{prefix}/people/")
    page.locator(".mast .nav a").last.click()
    page.locator("#q").fill(words)
    page.locator("#q").press("Enter")
    page.locator(".hits h3 a").first.click()
    assert page.url.endswith(f"{prefix}/meetings/us-jp-cds-09/")


def test_where_scripts_run_a_search_is_narrowed_in_place(chromium: Browser, register: Site) -> None:
    with visit(chromium, register) as context:
        page = context.new_page()
        page.goto("/search/?q=SSA")
        page.evaluate("window.still = 'the same page'")
        page.locator(".facet a", has_text="Meetings").click()
        page.wait_for_url("**/search/?q=SSA&record=meeting")
        expect(page.locator(".chips a")).to_have_text("Meetings ×")
        assert page.evaluate("window.still") == "the same page"
