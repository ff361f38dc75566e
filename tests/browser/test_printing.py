"""On paper a page is its matter alone: black on white in any scheme, its sources kept, addresses spelled out."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import visit
from tests.sites import Site

pytestmark = pytest.mark.xdist_group("reading")

PAGES = {
    "home": "/",
    "meeting": "/meetings/us-jp-cds-09/",
    "dialogue": "/dialogues/us-jp-cds/",
    "outcomes": "/outcomes/",
    "meetings, narrowed": "/meetings/?party=JP&track=1.5",
    "pair": "/pairs/jp-us/",
}


@pytest.fixture
def paper(chromium: Browser, register: Site) -> Iterator[Page]:
    """A page as it is printed by a reader who reads in the dark, on a sheet of A4 between its margins."""
    with visit(chromium, register, color_scheme="dark", viewport={"width": 673, "height": 980}) as context:
        page = context.new_page()
        page.emulate_media(media="print", color_scheme="dark")
        yield page


SEEN = "selector => [...document.querySelectorAll(selector)].filter(one => one.checkVisibility()).length"
# Of everything that holds words: how light it is, and how light the ground is on which it stands.
LIGHT = """() => {
    const light = colour => { const [r, g, b, a] = colour.match(/[0-9.]+/g).map(Number); return a === 0 ? null : r + g + b };
    const grounds = one => { for (; one; one = one.parentElement) {
        const found = light(getComputedStyle(one).backgroundColor); if (found !== null) return found } return 765 };
    return [...document.querySelectorAll('body, main *')]
        .filter(one => one.checkVisibility() && [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
        .filter(one => !(light(getComputedStyle(one).color) < 450 && grounds(one) > 650))
        .map(one => one.outerHTML.slice(0, 120));
}"""  # noqa: E501


@pytest.mark.parametrize("prefix", ["", "/ja"])
@pytest.mark.parametrize("name", PAGES)
def test_a_printed_page_is_dark_on_white_without_what_leads_elsewhere(
    paper: Page, name: str, prefix: str
) -> None:
    paper.goto(prefix + PAGES[name])
    for element in ("html", "body"):
        ground = f"getComputedStyle(document.querySelector('{element}')).backgroundColor"
        assert paper.evaluate(ground) == "rgb(255, 255, 255)"
    assert paper.evaluate(LIGHT) == []
    assert paper.evaluate(SEEN, "nav, form, .narrow, .facet, .acts, .lang") == 0
    assert paper.evaluate(SEEN, "h1") == 1
    assert paper.evaluate("document.documentElement.scrollWidth") <= 673
    printed = paper.locator(".printed")
    assert printed.inner_text() == paper.url
    assert paper.pdf(prefer_css_page_size=True).startswith(b"%PDF-")


def test_on_paper_a_fact_keeps_its_source_and_a_source_its_address(paper: Page) -> None:
    paper.goto("/meetings/us-jp-cds-09/")
    assert paper.evaluate(SEEN, "sup.src, .src a") > 20
    assert paper.evaluate(SEEN, ".biblio > li") == 5
    spelled = paper.evaluate(
        "[...document.querySelectorAll('.biblio a[href^=http]')].map("
        "one => [getComputedStyle(one, '::after').content, ` ${one.getAttribute('href')}`])"
    )
    assert len(spelled) >= 5
    assert [(shown, address) for shown, address in spelled if shown.strip('"') != address] == []


def test_on_paper_rows_and_sessions_are_not_broken(paper: Page) -> None:
    paper.goto("/meetings/us-jp-cds-09/")
    broken = (
        "[...document.querySelectorAll('.ses, main tr, main li')]"
        ".filter(one => getComputedStyle(one).breakInside !== 'avoid').length"
    )
    assert paper.evaluate(broken) == 0
    left = (
        "[...document.querySelectorAll('.sec-h')]"
        ".filter(one => getComputedStyle(one).breakAfter !== 'avoid').length"
    )
    assert paper.evaluate(left) == 0


def test_on_the_screen_no_page_repeats_its_address(chromium: Browser, register: Site) -> None:
    with visit(chromium, register) as context:
        page = context.new_page()
        page.goto("/meetings/us-jp-cds-09/")
        assert page.evaluate(SEEN, ".printed") == 0
