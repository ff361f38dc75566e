"""What readers come for is found from the front page by what can be seen: links and one field, without scripts."""

import re

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

# One worker serves them all: the site with its records is made once.
pytestmark = pytest.mark.xdist_group("reading")

NINTH = "Ninth U.S.-Japan Comprehensive Dialogue on Space"
NINTH_IN_JAPANESE = "「宇宙に関する包括的日米対話」第9回会合"
THERE = re.compile(r"/meetings/us-jp-cds-09/(#.*)?$")


@pytest.fixture
def page(without_scripts: BrowserContext) -> Page:
    """The front page, in a browser that runs no script."""
    page = without_scripts.new_page()
    page.goto("/")
    return page


def follow(link: Locator) -> None:
    """Clicks what leads to another page, and waits for that: the next click is not for the page that is left."""
    with link.page.expect_navigation():
        link.click()


def part(page: Page, name: str) -> None:
    """Goes to a part of the site by the navigation at the head or at the foot."""
    follow(page.get_by_role("navigation").get_by_role("link", name=name, exact=True))


def matter(page: Page, name: str | re.Pattern[str], under: str = "") -> Locator:
    """The first link of this name in the matter of the page, or in one section of it."""
    within = page.get_by_role("main")
    if under:
        within = within.get_by_role("region", name=under, exact=True)
    return within.get_by_role("link", name=name, exact=isinstance(name, str)).first


def find(page: Page, words: str) -> None:
    """Fills the field of the page and sends it."""
    page.get_by_role("searchbox").fill(words)
    follow(page.get_by_role("main").get_by_role("button"))


def expect_the_ninth_dialogue(page: Page) -> None:
    expect(page).to_have_url(THERE)
    expect(page.get_by_role("heading", level=1)).to_contain_text(NINTH)


def test_no_script_runs_here(page: Page) -> None:
    """Else the journeys would prove nothing."""
    matter(page, re.compile("")).wait_for()
    page.set_content("<title>still</title><script>document.title = 'moved'</script>")
    assert page.title() == "still"


def test_the_ninth_dialogue_is_found_by_search(page: Page) -> None:
    find(page, "ninth comprehensive dialogue")
    follow(matter(page, NINTH))
    expect_the_ninth_dialogue(page)


def test_the_ninth_dialogue_is_found_by_search_in_japanese(page: Page) -> None:
    follow(page.get_by_role("link", name="日本語"))
    find(page, "第9回 包括")
    follow(matter(page, NINTH_IN_JAPANESE))
    expect(page).to_have_url(re.compile("/ja/meetings/us-jp-cds-09/$"))


def test_the_ninth_dialogue_is_found_by_pair(page: Page) -> None:
    part(page, "Pairs")
    follow(matter(page, "Japan and United States"))
    follow(matter(page, NINTH, under="Meetings"))
    expect_the_ninth_dialogue(page)


def test_the_ninth_dialogue_is_found_by_calendar(page: Page) -> None:
    part(page, "Calendar")
    follow(matter(page, "August 2024: 1 meeting"))
    expect(page.get_by_role("heading", level=1)).to_have_text("August 2024")
    follow(matter(page, NINTH))
    expect_the_ninth_dialogue(page)


def test_the_ninth_dialogue_is_found_by_year_on_a_small_screen(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    part(page, "Calendar")
    follow(matter(page, "2024"))
    follow(matter(page, NINTH, under="August"))
    expect_the_ninth_dialogue(page)


def test_the_ninth_dialogue_is_found_by_organization(page: Page) -> None:
    part(page, "Organizations")
    find(page, "office of space commerce")
    follow(matter(page, "Office of Space Commerce"))
    follow(matter(page, NINTH))
    expect_the_ninth_dialogue(page)


def test_a_commitment_leads_to_the_meeting_where_it_was_reported_done(page: Page) -> None:
    part(page, "Outcomes")
    follow(matter(page, re.compile("^Reported on later")))
    follow(matter(page, re.compile("^Done [0-9]+$")))
    follow(matter(page, "Agreed to set up a U.S.-France comprehensive dialogue on space."))
    expect(page).to_have_url(re.compile("/outcomes/us-fr-cds-00-o1/$"))
    stop = page.get_by_role("main").get_by_role("listitem").filter(has_text="Done").first
    follow(stop.get_by_role("link", name="First U.S.-France Comprehensive Dialogue on Space"))
    expect(page).to_have_url(re.compile("/meetings/us-fr-cds-01/#us-fr-cds-00-o1-r1$"))
    report = page.locator(":target")
    expect(report).to_be_in_viewport()
    expect(report).to_contain_text("Done")
    expect(report).to_contain_text("Agreed to set up a U.S.-France comprehensive dialogue on space.")
