"""Long lists in pages, and questions that a list cannot answer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from dialogues.filters.near import near

PER_PAGE = 50
LAST_PAGE = 10_000
# Of an address with a thousand unknown questions each would be told with all the others in its link.
MOST_TOLD = 10


@dataclass(frozen=True)
class Reason:
    """Why an address cannot be answered, in words for the reader, and the addresses that may have been meant."""

    words: str
    meant: tuple[tuple[str, str], ...] = ()  # what is written there, and the address

    def __str__(self) -> str:
        return self.words


class Unanswerable(Exception):
    """The address asks what the page cannot answer; `reasons` say what."""

    def __init__(self, reasons: Sequence[Reason]) -> None:
        self.reasons = reasons
        super().__init__(" ".join(map(str, reasons)))


class Moved(Exception):
    """The same is asked by another address now."""

    def __init__(self, address: str) -> None:
        self.address = address
        super().__init__(address)


class NoSuchPage(Exception):
    """The list is shorter than the page that the address asks for."""


@dataclass(frozen=True)
class Page:
    """Which part of a list is shown."""

    number: int
    per_page: int = PER_PAGE

    @property
    def first(self) -> int:
        return (self.number - 1) * self.per_page

    @property
    def last(self) -> int:
        return self.first + self.per_page


@dataclass(frozen=True)
class Pager:
    """The way to the pages before and after; the number of pages only where it is known."""

    number: int
    has_next: bool
    pages: int | None = None

    @property
    def previous(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.has_next else None

    @property
    def needed(self) -> bool:
        return self.has_next or self.number > 1


def asked_page(request: HttpRequest) -> Page:
    """The page that a request asks for by `?page=`. Raises Unanswerable for any other question."""
    if unknown := unknown_questions(request.GET, ["page"]):
        raise Unanswerable(unknown)
    return page_of(request.GET.getlist("page"))


def unknown_questions(query: QueryDict, known: Iterable[str]) -> list[Reason]:
    """A reason for each question of an address that is none of the known ones, with near names; the first few."""
    known = list(known)
    reasons = []
    for name in sorted(set(query) - set(known))[:MOST_TOLD]:
        meant = []
        for other in near(name, known):
            asked = query.copy()
            asked.setlist(other, [*asked.getlist(other), *asked.pop(name)])
            meant.append((other, f"?{asked.urlencode()}"))
        words = _("This page does not know the question “%(name)s”.") % {"name": name[:100]}
        reasons.append(Reason(words, tuple(meant)))
    return reasons


def page_of(numbers: list[str], per_page: int = PER_PAGE) -> Page:
    """The page that the values of `?page=` ask for. Raises Unanswerable, and NoSuchPage far beyond any list."""
    if not numbers:
        return Page(1, per_page)
    number = numbers[0]
    if (
        len(numbers) > 1
        or not (number.isascii() and number.isdigit() and 1 <= len(number) <= 5)
        or number[0] == "0"
    ):
        raise Unanswerable([Reason(_("A page is asked for by one whole number, as in ?page=2."))])
    if int(number) > LAST_PAGE:
        raise NoSuchPage
    return Page(int(number), per_page)


def pager_of(page: Page, count: int) -> Pager:
    """The pager of a list whose length is known. Raises NoSuchPage beyond its end."""
    pages = max(1, -(-count // page.per_page))
    if page.number > pages:
        raise NoSuchPage
    return Pager(page.number, page.number < pages, pages)
