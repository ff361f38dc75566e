"""From a field to the reader, by keyboard: sources are cited in place, they differ, and one value is preferred."""

import json
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.desk import Desk
from tests.sites import Site

AXE = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")).read_text()

RECORDS = """
from dialogues.models import Meeting, Source
meeting = Meeting.objects.create(slug="cited", title_en="Tenth meeting", date="2024-08-26/2024-08-27")
for slug, title in (("src-release", "Release of the office"), ("src-page", "Page of the ministry")):
    meeting.sources.add(Source.objects.create(slug=slug, title=title))
"""

BODY = """
from dialogues.models import Source
from participants.models import Organization
above = Organization.objects.create(slug="cited-above", name_en="Ministry", abbreviation="M")
body = Organization.objects.create(slug="cited-body", name_en="Space Office", exists_from="2003", parent=above)
body.aliases.create(name="Office of Space", order=1)
Source.objects.create(slug="src-statute", title="Statute of 2003")
Source.objects.create(slug="src-gazette", title="Gazette of the ministry")
print(body.pk)
"""


def focused(page: Page) -> str:
    """What a screen reader calls the element that has the focus, as far as an attribute says it."""
    return (
        page.evaluate("document.activeElement.getAttribute('aria-label') || document.activeElement.id") or ""
    )


def tab_to(page: Page, words: str) -> None:
    """Presses Tab until the focus is on the button with these words."""
    for _ in range(10):
        page.keyboard.press("Tab")
        if words in page.evaluate("document.activeElement.textContent"):
            return
    raise AssertionError(f"Tab does not lead to “{words}”.")


def open_claim(page: Page, field: str, label: str) -> Locator:
    """Opens a claim at a field, by the button that stands before it."""
    page.locator(field).focus()
    page.keyboard.press("Shift+Tab")
    assert focused(page) == f"Cite a source for {label}"
    page.keyboard.press("Enter")
    claim = page.locator(".cited-here", has_text=f"A source for {label}").first
    claim.locator("[name$=-value]").wait_for()
    return claim


def choose_source(page: Page, claim: Locator, title: str) -> None:
    """Searches the box of the source, and goes on to where in it."""
    claim.locator(".select2-selection").first.focus()
    page.keyboard.press("Enter")
    page.keyboard.type(title)
    page.locator(".select2-results__option--highlighted", has_text=title).wait_for()
    page.keyboard.press("Enter")
    claim.locator("[name$=-where]").focus()


def cite_the_date(page: Page, source: str, stated: str, value: str = "") -> None:
    """Opens a claim at the date, and leaves the cursor where it was."""
    claim = open_claim(page, "#id_date", "Date")
    expect(claim.locator("[name$=-value]")).to_have_value("2024-08-26/2024-08-27")
    if value:
        claim.locator("[name$=-value]").fill(value)
        page.keyboard.press("Tab")
        expect(claim.get_by_role("status").filter(has_text="Other claims")).to_have_text(
            "Other claims on this form give 2024-08-26/2024-08-27. Prefer one of them, and say why."
        )
    claim.locator(".select2-selection").first.focus()
    tab_to(page, source)
    page.keyboard.press("Enter")
    assert focused(page).endswith("-where")
    page.keyboard.type("headline")
    page.keyboard.press("Tab")
    page.keyboard.type(stated)
    page.keyboard.press("Escape")
    assert focused(page) == "id_date"


def faults(page: Page) -> list[str]:
    found = page.evaluate(
        "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})"
    )
    return [
        f"{one['id']}: {json.dumps([node['html'] for node in one['nodes']])}" for one in found["violations"]
    ]


def look_at(page: Page) -> None:
    """By day and by night, and in a narrow window."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.evaluate(AXE)
        assert faults(page) == []
    page.set_viewport_size({"width": 320, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.set_viewport_size({"width": 1280, "height": 900})


def test_a_dispute_is_made_and_settled_at_its_field_by_keyboard(site: Site, context: BrowserContext) -> None:
    site.manage("shell", "--no-imports", "--command", RECORDS)
    desk = Desk(context.new_page(), site, "editor")
    page = desk.page
    page.goto("/admin/dialogues/meeting/?q=cited")
    page.click("#result_list tbody th a")
    page.locator(".cite").first.wait_for()

    cite_the_date(page, "Release of the office", "August 26-27")
    # What is entered first and then taken out leaves the others as they are.
    page.locator("#id_format").focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".cited-here")).to_have_count(2)
    page.locator(".cited-here", has_text="A source for Format").locator(".inline-deletelink").click()
    expect(page.locator(".cited-here")).to_have_count(1)
    cite_the_date(page, "Page of the ministry", "September 26-27", "2024-09-26/2024-09-27")
    desk.press("_continue")
    assert desk.errors == []

    dispute = page.locator("#dispute-date")
    expect(dispute.locator("summary")).to_have_text("≠ The date: sources differ, not settled")
    look_at(page)

    dispute.locator("[type=radio]:checked").focus()
    page.keyboard.press("ArrowDown")
    expect(dispute.get_by_label("August 26–27, 2024")).to_be_checked()
    expect(page.locator("#id_claims-0-preferred")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.type("The ministry wrote the wrong month.")
    desk.press("_preview")
    shown = page.locator("#fact-date")
    expect(shown).to_contain_text("September 26–27, 2024 not the value shown")
    expect(shown).to_contain_text("Why this value is shown: The ministry wrote the wrong month.")


def test_an_organization_is_cited_and_its_dispute_settled_by_keyboard(
    site: Site, context: BrowserContext
) -> None:
    body = site.manage("shell", "--no-imports", "--command", BODY).splitlines()[-1]
    form = f"/admin/participants/organization/{body}/change/"
    desk = Desk(context.new_page(), site, "editor")
    page = desk.page
    page.goto(f"{form}#id_exists_from")
    page.locator(".unsourced summary", has_text="2 facts without a source").wait_for()
    page.locator(".cite").first.wait_for()

    claim = open_claim(page, "#id_exists_from", "Existed from")
    expect(claim.locator("[name$=-value]")).to_have_value("2003")
    choose_source(page, claim, "Statute of 2003")
    page.keyboard.type("section 1")
    page.keyboard.press("Escape")
    assert focused(page) == "id_exists_from"

    claim = open_claim(page, "#id_exists_from", "Existed from")
    claim.locator("[name$=-value]").fill("April 2004")
    page.keyboard.press("Tab")
    expect(claim.get_by_role("status").filter(has_text="Other claims")).to_contain_text("give 2003")
    choose_source(page, claim, "Gazette of the ministry")
    page.keyboard.press("Escape")

    # A record is cited by its name alone, without what tells it from others in the box; a row as the fact of all.
    claim = open_claim(page, "#id_parent + .select2 .select2-selection", "Part of")
    expect(claim.locator("[name$=-value]")).to_have_value("Ministry")
    page.keyboard.press("Escape")
    page.locator("#aliases-0 summary").press("Enter")
    claim = open_claim(page, "#id_aliases-0-name", "Name")
    expect(claim.locator("[name$=-value]")).to_have_value("Office of Space")
    expect(claim.locator("[name$=-field]")).to_have_value("aliases")
    page.keyboard.press("Escape")
    desk.press("_continue")
    assert desk.errors == []

    expect(page.locator(".unsourced")).to_have_count(0)
    expect(page.locator(".in-dispute li")).to_have_text(["Existed from ≠ needs a decision"])
    look_at(page)

    # What is restored after a crash is what was typed: a claim without a source gets none from the row above.
    page.locator("#id_website").fill("https://example.gov")
    claim = open_claim(page, "#id_website", "Website")
    expect(claim.locator(".known-sources button")).to_have_count(2)
    page.wait_for_timeout(900)  # a draft is kept when the typing pauses
    page.reload()
    page.get_by_role("button", name="Restore it").press("Enter")
    restored = page.locator("#claims-group .inline-related:not(.has_original, .empty-form)")
    expect(restored.locator("[name$=-value]")).to_have_value("https://example.gov")
    expect(restored.locator("[name$=-source]")).to_have_value("")
    restored.locator(".inline-deletelink").press("Enter")

    page.goto("/admin/work/disputes/?kind=organization")
    page.get_by_role("link", name="Space Office").press("Enter")
    dispute = page.locator("#dispute-exists_from")
    expect(dispute.locator(":focus")).to_have_count(1)
    dispute.get_by_label("2003").focus()
    page.keyboard.press("ArrowDown")
    expect(dispute.get_by_label("April 2004")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.type("The statute came into force then.")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    desk.press("_continue")
    expect(page.locator("#id_exists_from")).to_have_value("2004-04")
    expect(page.locator(".in-dispute li")).to_have_text(["Existed from ✓ settled"])
