"""A new publisher in the browser: led to a second factor, an app and a passkey set up, signed in with each."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import visit
from tests.browser.test_reading import AXE, COLOURS, STRUCTURE, faults_of
from tests.codes import Codes
from tests.sites import Site

NEWCOMER = """
from django.contrib.auth.models import Group, User
user = User.objects.create_user("newcomer", "newcomer@example.org", "{password}", is_staff=True)
user.groups.add(Group.objects.get(name="Publishers"))
"""


@pytest.fixture
def named(site: Site) -> Site:
    """The site by a name: there are no passkeys for numbers."""
    site.manage("shell", "--no-imports", "--command", NEWCOMER.format(password=site.password))
    return replace(site, address=site.address.replace("127.0.0.1", "localhost"))


@pytest.fixture
def context(chromium: Browser, named: Site) -> Iterator[BrowserContext]:
    with visit(chromium, named, reduced_motion="reduce") as context:
        yield context


def device(page: Page) -> str:
    """A device that holds passkeys and says of its owner that they are there. Returns its id."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    found: str = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]
    return found


class Looked:
    """Looks at every page on the way, as narrow as pages get and in the dark, where our own colors are."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.faults: dict[str, list[str]] = {}
        page.set_viewport_size({"width": 320, "height": 900})
        page.emulate_media(color_scheme="dark")

    def at(self, title: str) -> None:
        self.page.locator("h1", has_text=title).wait_for()
        self.page.evaluate(AXE)
        if found := faults_of(self.page, STRUCTURE) + faults_of(self.page, COLOURS):
            self.faults[title] = found


def send(page: Page, words: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=words, exact=True).click()


def enter(page: Page, site: Site) -> None:
    page.fill("#id_login", "newcomer")
    page.fill("#id_password", site.password)
    send(page, "Sign in")


def test_a_publisher_sets_up_an_app_and_a_passkey_and_signs_in_with_each(
    context: BrowserContext, named: Site
) -> None:
    page = context.new_page()
    device(page)
    looked = Looked(page)

    # By the password alone one comes no farther than to the page on which a second factor is set up.
    page.goto("/admin/dialogues/meeting/")
    looked.at("Sign in")
    enter(page, named)
    looked.at("Your account")
    assert page.locator("ul.messagelist li").all_text_contents()[-1] == (
        "Your role needs a second factor. Set one up, then go on to the desk."
    )
    page.click("text=Set up an app")
    looked.at("Confirm that it is you")
    page.fill("#id_password", named.password)
    send(page, "Confirm")
    looked.at("Set up an app")
    assert page.locator(".qr svg").bounding_box()["width"] > 150
    codes = Codes(page.locator(".secret").inner_text())
    page.fill("#id_code", codes())
    send(page, "Set up")
    looked.at("Recovery codes")
    recovery = page.locator("ul.codes li").all_inner_texts()
    assert len(recovery) == 10

    # With it the desk is open, in this session too.
    page.click("text=On to the desk")
    page.locator("h1", has_text="The desk").wait_for()

    page.goto("/admin/account/security/passkeys/add/")
    looked.at("Add a passkey")
    send(page, "Add a passkey")
    looked.at("Your account")
    assert page.locator("section[aria-labelledby=passkeys] li").all_inner_texts() == ["Passkey 1"]
    page.click("text=Open sessions")
    looked.at("Open sessions")

    def again() -> None:
        send(page, "Sign out")
        page.goto("/admin/")

    # By password and code.
    again()
    enter(page, named)
    looked.at("Second factor")
    page.fill("#id_code", codes())
    send(page, "Sign in")
    page.locator("h1", has_text="The desk").wait_for()

    # By password and passkey.
    again()
    enter(page, named)
    send(page, "Use a passkey")
    page.locator("h1", has_text="The desk").wait_for()

    # By the passkey alone.
    again()
    send(page, "Sign in with a passkey")
    page.locator("h1", has_text="The desk").wait_for()

    # By a recovery code, once.
    again()
    enter(page, named)
    page.fill("#id_code", recovery[0])
    send(page, "Sign in")
    page.locator("h1", has_text="The desk").wait_for()
    again()
    enter(page, named)
    page.fill("#id_code", recovery[0])
    send(page, "Sign in")
    assert page.locator("ul.errorlist li").count() == 1

    # Where passkeys do not work, a sentence says so.
    page.goto("/admin/account/security/sign-in/")
    refuse = "navigator.credentials.get = () => Promise.reject(new DOMException('', 'NotAllowedError'))"
    page.evaluate(f"() => {{ {refuse} }}")
    page.click("text=Use a passkey")
    page.locator("#passkey-refused", has_text="The passkey was not accepted").wait_for()
    assert looked.faults == {}
