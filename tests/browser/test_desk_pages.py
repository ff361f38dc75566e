"""Staff can use every page of the desk: no fault that axe finds, no sideways scroll, the field of a task in focus."""

from playwright.sync_api import Browser

from tests.browser.conftest import visit
from tests.browser.desk import Desk
from tests.browser.desk_pages import planted
from tests.browser.test_reading import AXE, COLOURS
from tests.sites import Site

WCAG = (
    "{runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],"
    " resultTypes: ['violations']}"
)


def faults(page, options):
    return [
        f"{one['id']} {node['target']} {node['html'][:160]}"
        for one in page.evaluate(f"axe.run(document, {options})")["violations"]
        for node in one["nodes"][:3]
    ]


def test_no_page_of_the_desk_has_a_fault_that_axe_finds(chromium: Browser, site: Site) -> None:
    pages = planted(site)
    found = {}
    with visit(chromium, site, reduced_motion="reduce") as context:
        page = context.new_page()
        Desk(page, site, "keeper")
        for name, address in pages.items():
            page.set_viewport_size({"width": 1280, "height": 900})
            page.emulate_media(color_scheme="light")
            page.goto(address)
            page.evaluate(
                "document.querySelectorAll('.bypass, .send-back').forEach((one) => (one.open = true))"
            )
            page.evaluate(AXE)
            found[name] = faults(page, WCAG)
            page.set_viewport_size({"width": 320, "height": 900})
            page.emulate_media(color_scheme="dark")
            found[f"{name}, narrow, dark"] = faults(page, COLOURS)
            wide = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            if wide > 0:
                found[f"{name}, narrow, dark"].append(f"scrolls sideways by {wide} px")
        focused = {kind: field_reached(page, kind) for kind in ("meeting", "outcome")}
    assert {name: faults for name, faults in found.items() if faults} == {}
    assert focused == {"meeting": "title_ja", "outcome": "outcomes-0-text_ja"}


def field_reached(page, kind):
    """The field in which the cursor stands after an entry of the day's work is followed, if it is to be seen."""
    page.goto(f"/admin/work/languages/?kind={kind}")
    page.locator(".work-entries a").first.click()
    page.wait_for_load_state("load")
    page.locator(".desk-field.arrived").wait_for()
    return page.evaluate("document.activeElement.checkVisibility() && document.activeElement.name")
