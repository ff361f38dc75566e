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

# The name of the field in focus; false where it or the ring around it is not seen. A box in which records are found
# stands after the field.
FOCUSED = """() => {
    const box = document.activeElement.closest(".select2-container");
    const seen = box ? box.querySelector(".select2-selection") : document.activeElement;
    const { top, bottom } = seen.getBoundingClientRect();
    const inSight = seen.checkVisibility() && top >= 0 && bottom <= innerHeight;
    return inSight && getComputedStyle(seen).outlineStyle === "solid" && (box?.previousElementSibling ?? seen).name;
}"""


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
        tasks = (
            "languages/?kind=meeting",
            "languages/?kind=outcome",
            "disputes/",
            "unsourced/?kind=participation",
        )
        focused = [field_reached(page, task) for task in tasks]
    assert {name: faults for name, faults in found.items() if faults} == {}
    assert focused == ["title_ja", "outcomes-0-text_ja", "_prefer:ordinal", "participations-0-sources"]


def field_reached(page, task):
    """The field in which the cursor stands after an entry of the day's work is followed, if it is seen there."""
    page.goto(f"/admin/work/{task}")
    page.locator(".work-entries a").first.click()
    page.wait_for_load_state("load")
    page.locator(".arrived").wait_for()
    return page.evaluate(FOCUSED)
