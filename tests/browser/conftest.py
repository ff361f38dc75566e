"""A browser, and the site at whose desk it works."""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    sync_playwright,
)

from tests.browser.page_types import REFUSALS
from tests.databases import Databases
from tests.sites import Site, running

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="module")
def site(
    databases: Databases, static: Path, worker_id: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """An empty site with an editor and a publisher, served as in production.

    A module has one of its own: what its tests enter is not in the way of others, in whatever order they come.
    """
    folder = tmp_path_factory.mktemp("site")
    with running(databases, databases.readable, f"browser_{worker_id}", folder, static) as made:
        made.manage(
            "shell",
            "--no-imports",
            "--command",
            ACCOUNTS.format(password=made.password, secret=made.codes.secret),
        )
        yield made


ACCOUNTS = """
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import Group, User
for name in ("editor", "publisher"):
    user = User.objects.create_user(name, password="{password}", is_staff=True)
    user.groups.add(Group.objects.get(name=name.title() + "s"))
TOTP.activate(user, "{secret}")
"""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Chromium as Debian packages it. Missing: a failure in CI, a loud skip elsewhere."""
    if CHROMIUM is None:
        words = "There is no Chromium: the browser tests cannot run. Install the package “chromium”."
        if os.environ.get("CI"):
            pytest.fail(words)
        pytest.skip(words)
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=quiet)
        yield browser
        browser.close()


@contextmanager
def visit(
    chromium: Browser, site: Site, *, refusals: Mapping[str, int] | None = None, **settings: Any
) -> Iterator[BrowserContext]:
    """A browser that has never been here. It fails the test on any console error, bad answer or foreign request.

    `refusals` are the addresses that are to be answered with another status than a page that is there, and with which.
    """
    expected = {site.address + address: status for address, status in (refusals or {}).items()}
    settings = {"viewport": {"width": 1280, "height": 900}, "locale": "en-US"} | settings
    context = chromium.new_context(base_url=site.address, **settings)
    context.set_default_timeout(10_000)
    faults: list[str] = []

    def console(said: ConsoleMessage) -> None:
        # Chromium says of each page with such a status that it has it.
        if said.type == "error" and said.location["url"] not in expected:
            faults.append(f"console: {said.text}")

    def response(got: Response) -> None:
        if got.status >= 400 and got.status != expected.get(got.url):
            faults.append(f"{got.status}: {got.url}")

    def request(sent: Request) -> None:
        if not sent.url.startswith((site.address, "data:", "blob:")):
            faults.append(f"left: {sent.url}")

    context.on("console", console)
    context.on("response", response)
    context.on("request", request)
    yield context
    context.close()
    assert faults == []


@pytest.fixture
def context(chromium: Browser, site: Site) -> Iterator[BrowserContext]:
    with visit(chromium, site) as context:
        yield context


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def reader(chromium: Browser, register: Site) -> Iterator[Page]:
    # Without the short changes of colour, so that axe sees no colour on its way to another.
    with visit(chromium, register, refusals=REFUSALS, reduced_motion="reduce") as context:
        yield context.new_page()


@pytest.fixture
def without_scripts(chromium: Browser, register: Site) -> Iterator[BrowserContext]:
    with visit(chromium, register, java_script_enabled=False) as context:
        yield context
