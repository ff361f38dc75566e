"""A box in which records are found, from the keyboard: every letter counts, and Enter takes no look-alike."""

from playwright.sync_api import Browser, Page, expect

from tests.browser.desk import Desk
from tests.sites import Site

BUREAU = """
from participants.models import Organization, Party
party, _ = Party.objects.get_or_create(slug="LU", defaults={"name_en": "Luxembourg"})
Organization.objects.create(slug="lu-bureau", name_en="Space Bureau", party=party)
"""
NO_ANSWER = "The desk does not answer. Try again."


def lit(page: Page) -> list[str]:
    return page.locator(".select2-results__option--highlighted").all_text_contents()


def test_a_box_obeys_the_keys_and_takes_no_look_alike(site: Site, chromium: Browser) -> None:
    # Not the fixture: a request that fails, as one does below, is a fault there.
    context = chromium.new_context(base_url=site.address, viewport={"width": 1280, "height": 900})
    site.manage("shell", "--no-imports", "--command", BUREAU)
    page = Desk(context.new_page(), site, "editor").page
    page.goto("/admin/dialogues/meeting/add/")
    page.locator("#participations-group .add-row a").click()
    box = page.locator("#id_participations-0-organization + .select2 .select2-selection")
    # Who adds a row is led into it first.
    expect(page.locator("#id_participations-0-role")).to_be_focused()
    search = page.locator(".select2-container--open .select2-search__field")

    # Letters typed at once on the closed box are all searched for; the look-alike is not what Enter takes.
    box.focus()
    page.keyboard.type("Zeta Space Bureau")
    expect(search).to_have_value("Zeta Space Bureau")
    expect(page.locator(".select2-results__group")).to_have_text("Spelled much alike")
    expect(page.locator(".select2-results__options--nested li")).to_have_text("Space Bureau, LU")
    assert lit(page) == ["Create “Zeta Space Bureau”"]
    page.keyboard.press("ArrowUp")
    assert lit(page) == ["Space Bureau, LU"]
    page.keyboard.press("Escape")

    # What is called so is taken as before, from a list that an arrow opens.
    page.keyboard.press("ArrowDown")
    expect(search).to_be_focused()
    page.keyboard.type("space bu")
    expect(page.locator(".select2-results__option--highlighted")).to_have_text("Space Bureau, LU")
    page.keyboard.press("Enter")
    expect(page.locator("#id_participations-0-organization option:checked")).to_have_text("Space Bureau, LU")

    # A panel is left by Escape.
    button = page.locator("[data-opens=names-panel]")
    button.click()
    page.keyboard.type("Somebody")
    page.keyboard.press("Escape")
    expect(page.locator("#names-panel")).to_be_hidden()
    expect(button).to_be_focused()
    assert button.get_attribute("aria-expanded") == "false"
    assert page.input_value("#names-text") == "Somebody"

    # A server that is away is told of, where something was asked of it.
    context.set_offline(True)
    box.focus()
    page.keyboard.type("xyz")
    expect(page.locator(".select2-results__message")).to_have_text(NO_ANSWER)
    expect(page.locator(".select2-results__option.loading-results")).to_have_count(0)
    page.keyboard.press("Escape")
    page.locator("#id_date").focus()
    page.keyboard.type("May 2017")
    expect(page.locator("#id_date_said")).to_have_text(NO_ANSWER)
    context.close()
