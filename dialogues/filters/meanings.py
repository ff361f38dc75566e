"""What rows of words mean besides themselves, and a search that is widened by it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from dialogues.filters.search import Alternative, OtherName, Part, Search, bare
from dialogues.folding import folded


@dataclass(frozen=True)
class Meaning:
    """What a row of words means besides itself."""

    names: tuple[OtherName, ...] = ()
    tokens: tuple[str, ...] = ()
    pieces: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()

    def __or__(self, other: "Meaning") -> "Meaning":
        names = {folded(name.text): name for name in (*other.names, *self.names)}
        order = dict.fromkeys(folded(name.text) for name in (*self.names, *other.names))
        return Meaning(
            tuple(names[one] for one in order),
            tuple(dict.fromkeys((*self.tokens, *other.tokens))),
            self.pieces or other.pieces,
            self.forms or other.forms,
        )

    def without(self, words: str) -> "Meaning":
        """The same without the name that is these folded words."""
        return replace(self, names=tuple(name for name in self.names if bare(folded(name.text)) != words))


def spans(search: Search, most: int) -> Iterator[Alternative]:
    """Every row of plain words side by side, up to so many: what may be a name."""
    for parts in search.alternatives:
        for start in range(len(parts)):
            for end in range(start + 1, min(start + most, len(parts)) + 1):
                if not plain(parts[end - 1]):
                    break
                yield parts[start:end]


def widened(search: Search, meant: Callable[[Alternative], Meaning | None], most: int) -> Search:
    """The search with what rows of its words, up to so many, mean besides.

    The longest rows of words come first, from the left; a word stands in one row only.
    """
    alternatives = []
    for parts in search.alternatives:
        wider: list[Part] = []
        start = 0
        while start < len(parts):
            for end in range(min(start + most, len(parts)), start, -1):
                row = parts[start:end]
                if all(map(plain, row)) and (found := meant(row)):
                    words = tuple(word for part in row for word in part.words)
                    wider.append(
                        Part(
                            words,
                            names=found.names,
                            tokens=found.tokens,
                            pieces=found.pieces,
                            forms=found.forms,
                        )
                    )
                    break
            else:
                end = start + 1
                wider.append(parts[start])
            start = end
        alternatives.append(tuple(wider))
    return replace(search, alternatives=tuple(alternatives))


def plain(part: Part) -> bool:
    """Whether the words may mean more: a phrase and what must not be there are taken as they are."""
    return part.wanted and not part.quoted
