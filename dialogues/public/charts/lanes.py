"""The lanes of a timeline: where a meeting took place decides how high its mark stands, so that a broken turn is seen.

Two countries at most have a lane of their own: those in which the dialogue met most, in the order of its parties.
All other places, and those not known, stand between the two. Of more than two parties no turn is expected: one lane.
"""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dialogues.public.facts import sides
from dialogues.public.words.texts import Document, Words, chosen, country_name

TOP, STEP = 56, 44


@dataclass(frozen=True)
class Lane:
    """One height, with the ids of the meetings that stand on it; no label where all stand on one.

    `country` is empty for the lane of all other places.
    """

    y: int
    label: Words | None
    meetings: frozenset[str]
    country: str = ""
    lowest: bool = False

    @property
    def label_y(self) -> int:
        """Above the lane, but for the lowest: there lines come from above."""
        return self.y + (27 if self.lowest else -17)


def lanes(document: Document, meetings: list[Document], language: str) -> list[Lane]:
    """The lanes from top to bottom. Every meeting stands on one of them."""
    countries = {meeting["id"]: _country(meeting) for meeting in meetings}
    everyone = frozenset(countries)
    if len(document["parties"]) > 2:
        return [Lane(TOP, None, everyone)]
    order = [party["id"] for party in sides.in_order(document, language)]
    counted = Counter(country for country in countries.values() if country)
    # A country of one of the parties before any other.
    most = sorted(counted, key=lambda one: (one not in order, -counted[one], one))[:2]
    own = sorted(most, key=lambda one: (order.index(one) if one in order else len(order), one))
    if not own:
        return [Lane(TOP, None, everyone)]
    placed = [
        (
            _label(country, meetings, language),
            frozenset(one for one in everyone if countries[one] == country),
            country,
        )
        for country in own
    ]
    if rest := everyone - frozenset().union(*(those for _label, those, _country in placed)):
        placed.insert(1, (Words(_("elsewhere or not known"), language, False), rest, ""))
    return [
        Lane(TOP + STEP * place, label, those, country, lowest=0 < place == len(placed) - 1)
        for place, (label, those, country) in enumerate(placed)
    ]


def _country(meeting: Document) -> str:
    return next((place["country"] for place in meeting["places"] if place["country"]), "")


def _label(country: str, meetings: list[Document], language: str) -> Words:
    """The city where it was always the same, else the country."""
    there = [place for meeting in meetings for place in meeting["places"] if place["country"] == country]
    cities = {words.text: words for place in there if (words := chosen(place["city"], language))}
    if len(cities) == 1 and all(chosen(place["city"], language) for place in there):
        return next(iter(cities.values()))
    return Words(country_name(country, language), language, False)
