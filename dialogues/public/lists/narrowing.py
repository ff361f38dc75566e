"""Facets beside a list: the values by which it can be narrowed, each with its count and the address that asks it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from dialogues.filters.counting import Counted, Counts
from dialogues.public.facts import sides
from dialogues.public.lists.asking import Asked
from dialogues.public.words import vocabulary
from dialogues.public.words.texts import Words, language_name, of_one_language
from dialogues.public.words.tracks import Track

# Of one facet: those shown at once, and those behind “more”.
AT_ONCE, AT_MOST = 8, 40


@dataclass(frozen=True)
class Facet:
    """One question by which a list can be narrowed.

    `labels` are the words of a vocabulary. Without them the values are records, called by their titles. `newest`
    puts the greatest value first (years). `whole` shows the words of the vocabulary that find nothing, too.
    """

    question: str
    heading: Any  # lazily translated
    labels: vocabulary.Labels | None = None
    newest: bool = False
    whole: bool = False


@dataclass(frozen=True)
class Choice:
    """One value of a facet. `address` asks for it, or takes it back where it is chosen.

    `stands_for` are the questions with their values that it asks, where they are not its own. `status` is that of an
    outcome, for its mark.
    """

    question: str
    value: str
    label: Words
    count: int
    chosen: bool
    address: str
    stands_for: tuple[tuple[str, str], ...] = ()
    status: str = ""

    @property
    def track(self) -> Track | None:
        return Track(self.value, stated=True) if self.question == "track" else None


@dataclass(frozen=True)
class Group:
    """A facet with its values."""

    question: str
    heading: str
    choices: list[Choice]
    more: list[Choice]

    @property
    def any_chosen(self) -> bool:
        return any(choice.chosen for choice in (*self.choices, *self.more))


def groups(asked: Asked, counts: Counts, facets: Sequence[Facet], language: str) -> list[Group]:
    """The facets of a list in their order, without those that have nothing to choose."""
    found = []
    for facet in facets:
        choices = [
            _choice(asked, facet, counted, counts, language) for counted in _values(asked, facet, counts)
        ]
        first = len(choices) if facet.whole else AT_ONCE
        chosen = [choice for choice in choices[first:] if choice.chosen]
        at_once = [*choices[:first], *chosen]
        more = [choice for choice in choices[first:AT_MOST] if not choice.chosen]
        if len(choices) > 1 or any(choice.chosen for choice in choices):
            found.append(Group(facet.question, str(facet.heading), at_once, more))
    return found


def _values(asked: Asked, facet: Facet, counts: Counts) -> list[Counted]:
    values = list(counts.values.get(facet.question, ()))
    if facet.whole and facet.labels:
        by_value = {counted.value: counted for counted in values}
        return [by_value.get(word, Counted(word, 0, "", "")) for word in facet.labels]
    if facet.newest:
        values.sort(key=lambda counted: counted.value if counted.value.isdigit() else "", reverse=True)
    return values


def _choice(asked: Asked, facet: Facet, counted: Counted, counts: Counts, language: str) -> Choice:
    chosen = counted.value in asked.chosen(facet.question)
    address = (
        asked.without(facet.question, counted.value)
        if chosen
        else asked.with_value(facet.question, counted.value)
    )
    return Choice(
        facet.question,
        counted.value,
        _label(facet, counted, counts, language),
        counted.count,
        chosen,
        address,
        # “Not known” of a dialogue is no status of an outcome.
        status=counted.value if facet.labels is vocabulary.OUTCOME_STATUS else "",
    )


def _label(facet: Facet, counted: Counted, counts: Counts, language: str) -> Words:
    if facet.labels is not None:
        return Words(str(vocabulary.label(facet.labels, counted.value)), language, False)
    if facet.question == "pair":
        parties = {party.value: party for party in counts.values.get("party", ())}
        names = [
            titled(parties[code], language).text if code in parties else code
            for code in counted.value.split("-")
        ]
        return Words(sides.joined(names, language), language, False)
    if facet.question == "year" and counted.value == "unknown":
        return Words(_("Year not known"), language, False)
    if facet.question == "language":
        return Words(language_name(counted.value, language), language, False)
    return titled(counted, language)


def titled(counted: Counted, language: str) -> Words:
    """The title of a record, else its id; one without a Japanese title has its English one (`facets.titles`)."""
    words = (counted.title_ja if language == "ja" else counted.title_en) or counted.title_en or counted.value
    # Where a title exists in one language only, both columns hold it.
    if counted.title_en == counted.title_ja:
        return of_one_language(words, language)
    return Words(words, language, False)
