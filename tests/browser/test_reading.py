"""Readers can use every page: with a keyboard, a screen reader, a small screen, in the dark, and without scripts."""

import os
import re
import urllib.request
from itertools import pairwise
from pathlib import Path

import axe_playwright_python
import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Page, expect

from tests.browser.page_types import PAGES, STATUSES
from tests.sites import Site

# One worker serves them all: the site with its records is made once.
pytestmark = pytest.mark.xdist_group("reading")

AXE = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")).read_text()
WIDTHS = (320, 1280)
SCHEMES = ("light", "dark")
# What axe is asked: colours take it far longer than all the rest, and nothing else differs in the dark.
STRUCTURE = (
    "{runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],"
    " rules: {'color-contrast': {enabled: false}}, resultTypes: ['violations']}"
)
COLOURS = "{runOnly: ['color-contrast', 'link-in-text-block'], resultTypes: ['violations']}"
# Of the eight, two are looked at each time: EVERY=1 asks for all.
EVERY = os.environ.get("EVERY") == "1"
COLOURED = {"en": {(320, "light")}, "ja": {(1280, "dark")}}
LANGUAGES = {"en": "", "ja": "/ja"}


def faults_of(page: Page, options: str) -> list[str]:
    """What axe finds on the page, and whether it is wider than the screen."""
    found = [
        f"{one['id']}: {[node['html'][:120] for node in one['nodes'][:3]]}"
        for one in page.evaluate(f"axe.run(document, {options})")["violations"]
    ]
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return found + ([f"scrolls sideways by {wide} px"] if wide > 0 else [])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_fault_that_axe_finds_in_light_and_dark_narrow_and_wide(
    reader: Page, name: str, language: str
) -> None:
    reader.goto(LANGUAGES[language] + PAGES[name])
    reader.evaluate(AXE)
    found: dict[str, list[str]] = {}
    for width in WIDTHS:
        reader.set_viewport_size({"width": width, "height": 900})
        found[f"{width} px"] = faults_of(reader, STRUCTURE)
        for scheme in SCHEMES:
            if EVERY or (width, scheme) in COLOURED[language]:
                reader.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                found[f"{width} px, {scheme}"] = faults_of(reader, COLOURS)
    assert {where: faults for where, faults in found.items() if faults} == {}


FOCUSABLE = """() => [...document.querySelectorAll(
        'a[href], button, input:not([type=hidden]), select, summary, [tabindex="0"]')]
    .filter(one => one.checkVisibility({contentVisibilityAuto: true, visibilityProperty: true})).length"""
FOCUSED = """() => {
    const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
    return {
        body: one === document.body,
        words: (one.getAttribute('aria-label') || one.textContent || one.name || one.tagName).trim().slice(0, 80),
        seen: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
        place: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    };
}"""


@pytest.mark.parametrize("name", PAGES)
def test_everything_is_reached_by_keyboard_with_a_focus_that_is_seen(reader: Page, name: str) -> None:
    reader.goto(PAGES[name])
    stops = []
    for _press in range(reader.evaluate(FOCUSABLE) + 5):
        reader.keyboard.press("Tab")
        stop = reader.evaluate(FOCUSED)
        if stop["body"]:
            break
        stops.append(stop)
    assert len(stops) == reader.evaluate(FOCUSABLE)
    assert stops[0]["words"] == "Skip to content"
    assert [stop["words"] for stop in stops if not (stop["seen"] and stop["place"])] == []


READ = """() => [...document.querySelectorAll('h1, h2, h3, main p, main li, main td, main th, main dt, main dd')]
    .filter(one => one.checkVisibility() && !one.closest('.vh, nav, svg, table'))
    .map(one => [one.getBoundingClientRect().top, one.textContent.trim().slice(0, 60)])"""


@pytest.mark.parametrize("name", PAGES)
def test_on_a_small_screen_everything_stands_in_the_order_in_which_it_is_read(
    reader: Page, name: str
) -> None:
    """In one column, what is read later stands lower: no style moves it."""
    reader.set_viewport_size({"width": 320, "height": 900})
    reader.goto(PAGES[name])
    read = reader.evaluate(READ)
    assert len(read) > 3
    # Parts of one line may differ by less than a line.
    assert [later for (one, _), later in pairwise(read) if later[0] < one - 24] == []


def gzipped(site: Site, address: str) -> int:
    """The bytes of an answer as it is sent to a browser that takes gzip."""
    request = urllib.request.Request(site.address + address, headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request) as answer:
        return len(answer.read())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [name for name in PAGES if name not in STATUSES])
def test_a_page_is_light_on_the_first_visit_and_lighter_on_the_next(
    register: Site, name: str, language: str
) -> None:
    """What it loads besides itself is kept by the browser for good: its names change with what is in them."""
    page = gzipped(register, LANGUAGES[language] + PAGES[name])
    request = urllib.request.Request(register.address + LANGUAGES[language] + PAGES[name])
    with urllib.request.urlopen(request) as answer:
        html = BeautifulSoup(answer.read().decode(), "html.parser")
    loads = html.select("link[rel=stylesheet], link[rel=icon], script[src], img[src]")
    others = [str(one.get("href") or one["src"]) for one in loads]
    assert len(others) >= 3
    for address in others:
        with urllib.request.urlopen(register.address + address) as answer:
            assert "immutable" in answer.headers["Cache-Control"]
    assert page <= 30_000
    assert page + sum(gzipped(register, address) for address in others) <= 100_000


def test_where_scripts_run_a_list_changes_in_place_and_the_whole_state_is_in_the_address(
    reader: Page,
) -> None:
    reader.goto("/meetings/")
    reader.evaluate("window.still = 'the same page'")
    reader.get_by_role("link", name=re.compile(r"^Track 1\.5 [0-9]+$")).press("Enter")
    reader.wait_for_url("**/meetings/?track=1.5")
    chosen = reader.get_by_role("link", name=re.compile("^Track 1.5 .*chosen"))
    assert chosen.evaluate("link => link === document.activeElement")
    assert reader.locator("a.lang").get_attribute("href") == "/ja/meetings/?track=1.5"
    there = reader.get_by_role("status").inner_text()
    assert reader.evaluate("window.still") == "the same page"
    reader.reload()
    assert reader.get_by_role("status").inner_text() == there
    reader.go_back()
    expect(reader.locator("a.lang")).to_have_attribute("href", "/ja/meetings/")
