"""A deleted record comes back: found, read, compared and restored at the desk, by keyboard and on a small screen."""

from playwright.sync_api import Page, expect

from tests.browser.desk import Desk
from tests.browser.test_reading import AXE, STRUCTURE, faults_of
from tests.sites import Site


def follow(page: Page, words: str) -> None:
    """Goes where a link leads, by keyboard."""
    link = page.get_by_role("link", name=words).first
    link.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def is_well_made(page: Page) -> None:
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate(AXE)
        assert faults_of(page, STRUCTURE) == []


def test_a_deleted_record_is_found_and_restored(page: Page, site: Site) -> None:
    site.manage(
        "shell",
        "--no-imports",
        "--command",
        "from dialogues.models import Topic; Topic.objects.create(slug='debris', name_en='Debris').delete()",
    )
    desk = Desk(page, site, "editor")
    page.goto("/admin/dialogues/topic/")
    follow(desk.page, "Deleted records")
    is_well_made(page)
    follow(page, "Debris")
    expect(page.locator(".audit-entries article").first).to_contain_text("command “shell”")
    expect(page.locator(".audit-entries article").first).to_contain_text("Deleted")
    is_well_made(page)
    follow(page, "Restore as it was before it was deleted")
    expect(page.locator(".audit-lines")).to_contain_text("debris")
    is_well_made(page)
    page.get_by_role("button", name="Restore").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#id_name_en")).to_have_value("Debris")
    page.goto("/admin/audit/")
    expect(page.locator(".audit-entries article").first).to_contain_text("Restored")
    is_well_made(page)
