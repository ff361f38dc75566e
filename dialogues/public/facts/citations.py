"""Sources, numbered: every value leads by its number to the list at the end of the page."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from dialogues.public.words.texts import Document


@dataclass(frozen=True)
class Citation:
    """A source with its number on this page."""

    number: int
    document: Document

    @property
    def short(self) -> str:
        """A few words by which a reader knows the source again: its publisher, else its title."""
        return self.document.get("publisher") or self.document["title"]

    @property
    def links(self) -> list[tuple[str, str]]:
        """Where the source can be read: the address as it was, then an archived one; each with its host."""
        addresses = (self.document.get(name) for name in ("url", "archived_url"))
        return [(address, host_of(address)) for address in addresses if address and is_web_address(address)]


@dataclass
class Citations:
    """The sources of one page in their order, found by id."""

    sources: list[Document]
    numbered: dict[str, Citation] = field(init=False)

    def __post_init__(self) -> None:
        self.numbered = {
            source["id"]: Citation(number, source) for number, source in enumerate(self.sources, 1)
        }

    def __iter__(self) -> Iterable[Citation]:
        yield from self.numbered.values()

    def __len__(self) -> int:
        return len(self.numbered)

    def of(self, ids: str | Iterable[str] | None) -> list[Citation]:
        """The citations with these ids, in the order of their numbers, each once; ids not cited are left out."""
        wanted = {ids} if isinstance(ids, str) else set(ids or ())
        return sorted(
            (self.numbered[one] for one in wanted if one in self.numbered), key=lambda cited: cited.number
        )


def is_web_address(address: str) -> bool:
    """Whether a link may lead there: no other scheme than http and https ever becomes a link."""
    try:
        return urlsplit(address).scheme in ("http", "https")
    except ValueError:
        return False


def host_of(address: str) -> str:
    """The host of an address, for the words of a link."""
    return urlsplit(address).netloc
