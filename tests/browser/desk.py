"""How a member of staff works the desk with a browser: signing in, adding rows, choosing records."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote_plus

from playwright.sync_api import Locator, Page, Response

from tests.sites import Site


class Desk:
    """One person's browser at the desk."""

    def __init__(self, page: Page, site: Site, account: str) -> None:
        self.page = page
        page.context.add_cookies(site.cookies.get(account, []))
        page.goto("/admin/")
        if page.locator("#id_login").count():
            self.sign_in(site, account)
        page.locator("#user-tools").wait_for()
        site.cookies[account] = page.context.cookies()

    def sign_in(self, site: Site, account: str) -> None:
        self.page.fill("#id_login", account)
        self.page.fill("#id_password", site.password)
        with self.page.expect_navigation():
            self.page.click("input[type=submit]")
        if self.page.locator("#id_code").count():
            self.page.fill("#id_code", site.codes())
            self.page.click("input[type=submit]")

    def add(self, rows: str) -> str:
        """Adds a row to a group of the form; returns the prefix of its fields."""
        number = self.page.input_value(f"#id_{rows}-TOTAL_FORMS")
        self.page.click(f"#{rows}-group .add-row a")
        return f"{rows}-{number}"

    def write(self, prefix: str, **values: Any) -> None:
        """Types values into fields, or picks them where the field is a list or a box to tick."""
        for name, value in values.items():
            field = self.page.locator(f"#id_{prefix}-{name}" if prefix else f"#id_{name}")
            if value in (None, "", False):
                continue
            if value is True:
                field.check()
            elif field.evaluate("field => field.tagName") == "SELECT":
                field.select_option(str(value))
            else:
                field.fill(str(value))

    def choose(self, name: str, *choices: tuple[str, str]) -> None:
        """Searches a box for each id and picks the record of that name."""
        field = self.page.locator(f"#id_{name}")
        box = field.locator("xpath=following-sibling::span[contains(@class,'select2')][1]")
        several = field.get_attribute("multiple") is not None
        for slug, label in choices:
            search = self._open(box, several)
            with self.page.expect_response(self._answer_to(slug)):
                search.fill(slug)
            self.page.locator(".select2-results__option.loading-results").wait_for(state="detached")
            self.page.locator(".select2-container--open [role=option]", has_text=label).first.click()

    def _open(self, box: Locator, several: bool) -> Locator:
        if several:
            search = box.locator(".select2-search__field")
            search.click()
            return search
        box.locator(".select2-selection").click()
        return self.page.locator(".select2-container--open .select2-search--dropdown .select2-search__field")

    @staticmethod
    def _answer_to(words: str) -> Callable[[Response], bool]:
        term = f"term={quote_plus(words)}&"
        return lambda sent: term in sent.url.replace("%20", "+")

    def choose_session(self, field: str, number: int | None) -> None:
        """Picks a session of the form by its place on the form, counted from 1."""
        if number is None:
            return
        options = self.page.locator(f"#id_{field} option").all_text_contents()
        wanted = next(option for option in options if option.strip().startswith(f"Session {number} "))
        self.page.select_option(f"#id_{field}", label=wanted)

    def press(self, button: str) -> None:
        # The form of a meeting has more than a thousand boxes, and the machine has other things to do.
        with self.page.expect_navigation(timeout=60_000):
            self.page.click(f"[name={button}]")

    @property
    def messages(self) -> list[str]:
        return [
            re.sub(r"\s+", " ", text).strip()
            for text in self.page.locator("ul.messagelist li").all_text_contents()
        ]

    @property
    def errors(self) -> list[str]:
        return [text.strip() for text in self.page.locator("ul.errorlist li").all_text_contents()]

    @property
    def state(self) -> str:
        return re.sub(r"\s+", " ", self.page.locator(".where-it-stands").text_content() or "").strip()
