"""A member of staff who counts: every key that is pressed, every click, and every page that is loaded."""

from typing import Any

from playwright.sync_api import Page, Response

from tests.browser.desk import Desk
from tests.sites import Site


class Typist(Desk):
    """Works the desk like any other, and keeps count."""

    def __init__(self, page: Page, site: Site, account: str) -> None:
        super().__init__(page, site, account)
        self.keys = self.clicks = self.loads = 0
        self.requests: dict[str, int] = {}
        page.on("response", self._count)

    def _count(self, got: Response) -> None:
        if got.request.is_navigation_request() and got.status < 300:
            self.loads += 1

    def add(self, rows: str) -> str:
        self.clicks += 1
        return super().add(rows)

    def write(self, prefix: str, **values: Any) -> None:
        super().write(prefix, **values)
        for value in values.values():
            if value is True:
                self.keys += 1
            elif value not in (None, "", False):
                # As if every letter were typed, although whoever has the release at hand copies most of them.
                self.keys += len(str(value))

    def choose(self, name: str, *choices: tuple[str, str]) -> None:
        super().choose(name, *choices)
        self.clicks += 2 * len(choices)
        self.keys += sum(len(words) for words, _label in choices)

    def choose_session(self, field: str, number: int | None) -> None:
        super().choose_session(field, number)
        self.clicks += number is not None

    def click(self, place: str) -> None:
        self.clicks += 1
        self.page.click(place)

    def key(self, keys: str) -> None:
        self.keys += 1
        self.page.keyboard.press(keys)

    def create(self, name: str, words: str) -> None:
        """Types words that no record has into a box, and creates the record that is offered last."""
        box = self.page.locator(f"#id_{name} + .select2")
        search = self._open(box, self.page.locator(f"#id_{name}").get_attribute("multiple") is not None)
        with self.page.expect_response(self._answer_to(words)):
            search.fill(words)
        with self.page.expect_response(lambda got: got.url.endswith("/entry/make/")):
            self.page.locator(".select2-container--open [role=option]", has_text=f"Create “{words}”").click()
        self.page.locator(f"#id_{name} option:checked", has_text=words.partition(" (")[0]).wait_for(
            state="attached"
        )
        self.clicks += 2
        self.keys += len(words)

    def paste_names(self, lines: list[str], sources: list[tuple[str, str]], **for_all: Any) -> None:
        """Makes rows of a list of names; where a line is like several, it is somebody new."""
        panel = self.page.locator("#names-panel")
        self.click("[data-opens=names-panel]")
        self.page.fill("#names-text", "\n".join(lines))
        self.keys += 1
        self.page.select_option("#names-role", for_all["role"])
        self.page.select_option("#names-side", label=for_all["side"])
        self.page.set_checked("#names-principal", for_all["principal"])
        option = self.page.locator(
            "#names-session option", has_text=f"Session {for_all['session']} "
        ).text_content()
        self.page.select_option("#names-session", label=option)
        self.clicks += 4
        self._only(sources)
        self.click("#names-panel .entry-match")
        panel.locator(".entry-found").wait_for()
        for line in panel.locator(".entry-found li select").all():
            if line.input_value() == "":
                line.select_option(line.locator("option", has_text="New ").first.get_attribute("value"))
                self.clicks += 1
        self.click("#names-panel .entry-add")
        panel.wait_for(state="hidden")

    def _only(self, sources: list[tuple[str, str]]) -> None:
        """Chooses the sources of all lines, where they are not those of the lists before."""
        box = self.page.locator("#names-sources + .select2")
        chosen = self.page.locator("#names-sources").evaluate(
            "box => [...box.selectedOptions].map(one => one.text)"
        )
        if len(chosen) == len(sources) and all(
            map(str.startswith, chosen, [label for _slug, label in sources])
        ):
            return
        # A click while the list is open may do no more than close it.
        while (taken := box.locator(".select2-selection__choice__remove")).count():
            taken.first.click()
        for slug, label in sources:
            search = self._open(box, several=True)
            with self.page.expect_response(self._answer_to(slug)):
                search.fill(slug)
            self.page.locator(".select2-results__option.loading-results").wait_for(state="detached")
            self.page.locator(".select2-container--open [role=option]", has_text=label).first.click()
        self.clicks += len(chosen) + 2 * len(sources)
