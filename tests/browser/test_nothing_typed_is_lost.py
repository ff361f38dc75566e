"""Nothing typed at the desk is lost, and nothing is written by halves: a server that stops, a browser that crashes, a
session that ends, a database that breaks off in the middle of a save.
"""

import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg
import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page

from tests.browser.desk import Desk
from tests.sites import Site, free_port, served

ONE_TOPIC = (
    "from dialogues.models import Topic; Topic.objects.create(slug='kept-topic', name_en='Kept topic')"
)
KEPT = "Object.keys(localStorage).filter((key) => key.startsWith('desk-draft|')).length"
CHANGED = "window.desk.drafts.changed()"
NO_CONNECTION = "Not saved: there is no connection. What you typed is still here. Try again."


class Server:
    """A second web server of the site, to be stopped and started."""

    def __init__(self, site: Site, folder: Path) -> None:
        self.site = replace(site, address=f"http://127.0.0.1:{free_port()}")
        self.log, self.running = folder / "log", ExitStack()

    def start(self) -> None:
        self.running.enter_context(served(self.site.environment, self.site.address, self.log))

    def stop(self) -> None:
        self.running.close()


@pytest.fixture
def server_of_its_own(site: Site, tmp_path: Path) -> Iterator[Server]:
    server = Server(site, tmp_path)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def browser_at_it(chromium: Browser, server_of_its_own: Server) -> Iterator[BrowserContext]:
    context = chromium.new_context(base_url=server_of_its_own.site.address, locale="en-US")
    context.set_default_timeout(15_000)
    yield context
    context.close()


@pytest.fixture
def database(site: Site) -> Iterator[Any]:
    with psycopg.connect(site.environment["DATABASE_URL"], autocommit=True) as connection:
        yield connection


def not_saved(page: Page, words: str) -> None:
    """Waits for the page to say so."""
    page.locator("#not-saved", has_text=words).wait_for()


def opened(page: Page, where: str) -> None:
    page.goto(where, wait_until="load")
    page.wait_for_function("window.desk.drafts !== undefined")
    page.wait_for_timeout(200)


def waiting_for_a_lock(database: Any) -> int:
    """The process that waits for the lock that the test holds."""
    for _time in range(200):
        found = database.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        ).fetchone()
        if found:
            return found[0]
        time.sleep(0.05)
    raise AssertionError("Nobody waits.")


def test_nothing_typed_is_lost_and_nothing_is_written_by_halves(
    server_of_its_own: Server, browser_at_it: BrowserContext, chromium: Browser, database: Any
) -> None:
    server, site = server_of_its_own, server_of_its_own.site
    site.manage("shell", "--no-imports", "--command", ONE_TOPIC)
    desk = Desk(browser_at_it.new_page(), site, "editor")
    page = desk.page

    # A row that was added and left empty is no work. Words are.
    opened(page, "/admin/dialogues/meeting/add/")
    row = desk.add("places")
    assert page.evaluate(CHANGED) is False
    desk.write("", title_en="Kept meeting", note="Line one\nLine two")
    desk.write(row, city_en="Tokyo")
    desk.write(desk.add("sessions"), track="3", title_en="Kept session")
    item = desk.add("agenda")
    desk.write(item, text_en="Kept item")
    desk.choose_session(f"{item}-session", 1)
    desk.choose("topics", ("kept-topic", "Kept topic"))
    assert page.evaluate(CHANGED) is True

    # No server: the form stands.
    server.stop()
    page.click("[name=_continue]")
    not_saved(page, NO_CONNECTION)
    assert page.input_value("#id_title_en") == "Kept meeting"

    # The browser crashes; opened again, the form offers what was typed.
    page.close()
    server.start()
    desk.page = page = browser_at_it.new_page()
    opened(page, "/admin/dialogues/meeting/add/")
    page.get_by_role("button", name="Restore it").click()
    page.wait_for_timeout(300)
    assert page.input_value("#id_places-0-city_en") == "Tokyo"
    assert (
        page.locator("#id_agenda-0-session option:checked").text_content()
        == "Session 1 (Track 2.0): Kept session"
    )
    assert page.locator(".field-topics .select2-selection__choice").all_text_contents() == ["×Kept topic"]
    desk.press("_continue")
    assert "was added successfully" in desk.messages[0]
    assert page.evaluate(KEPT) == 0
    assert page.input_value("#id_note") == "Line one\nLine two"
    form = page.url
    count = "SELECT count(*) FROM dialogues_meeting WHERE title_en = 'Kept meeting'"
    assert database.execute(count).fetchone() == (1,)

    # The session ends; signed in in another tab, the form is saved where it stands.
    page.fill("#id_title_ja", "残る会合")
    browser_at_it.clear_cookies()
    page.click("[name=_continue]")
    not_saved(page, "Not saved: you were signed out.")
    other = browser_at_it.new_page()
    site.cookies.pop("editor")
    Desk(other, site, "editor")
    other.close()
    desk.press("_continue")
    assert page.input_value("#id_title_ja") == "残る会合"
    assert database.execute(
        "SELECT title_ja FROM dialogues_meeting WHERE title_en = 'Kept meeting'"
    ).fetchone() == ("残る会合",)

    # The database breaks off between the meeting and its rows: neither is written, and both are still typed.
    page.fill("#id_note", "Broken off")
    desk.write(desk.add("places"), city_en="Kyoto")
    told = "SELECT m.note, count(p.id) FROM dialogues_meeting m LEFT JOIN dialogues_place p ON p.meeting_id = m.id"
    told += " WHERE m.title_en = 'Kept meeting' GROUP BY m.note"
    with psycopg.connect(site.environment["DATABASE_URL"]) as holding:
        holding.execute("LOCK TABLE dialogues_place IN SHARE MODE")
        page.click("[name=_continue]", no_wait_after=True)
        for _attempt in ("by the script", "as browsers do"):
            database.execute("SELECT pg_terminate_backend(%s)", [waiting_for_a_lock(database)])
        page.locator(".desk-faults").wait_for()
        assert database.execute(told).fetchone() == ("Line one\r\nLine two", 1)
        assert page.input_value("#id_places-1-city_en") == "Kyoto"
    desk.press("_continue")
    assert database.execute(told).fetchone() == ("Broken off", 2)

    # Somebody else who opens it is told. Whoever leaves what was typed is asked; who signs out leaves nothing.
    office = chromium.new_context(base_url=site.address)
    publisher = Desk(office.new_page(), site, "publisher")
    publisher.page.goto(form)
    assert publisher.page.locator("#also-open").text_content().startswith("Also open: editor since ")
    office.close()
    asked: list[str] = []

    def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", leave)
    page.fill("#id_note", "Typed and left")
    page.wait_for_timeout(800)
    assert page.evaluate(KEPT) == 1
    with page.expect_navigation():
        page.locator("#logout-form button").click()
    assert (asked, page.evaluate(KEPT)) == (["beforeunload"], 0)
