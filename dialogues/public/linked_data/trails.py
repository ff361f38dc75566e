"""The way from the front page to a record: its list, what it is part of, itself. The page shows the same way."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from dialogues.public.facts import describing
from dialogues.public.serving import addresses
from dialogues.public.serving.addresses import LISTS
from dialogues.public.serving.elsewhere import address_if_any
from dialogues.public.serving.frame import name_of_part
from dialogues.public.words import vocabulary
from dialogues.public.words.texts import Document, chosen

_WITHIN = {"meeting": "dialogue", "outcome": "meeting"}


@dataclass(frozen=True)
class Step:
    """One step of the way; the last has no address of its own to lead to."""

    name: str
    address: str


def trail(document: Document, language: str) -> list[Step]:
    """The steps that lead to a record."""
    kind = document["type"]
    above = document.get(_WITHIN.get(kind, "parent"))
    # A meeting of a series is reached through the series.
    listed = LISTS["dialogue"] if kind == "meeting" and above else LISTS[kind]
    steps = [Step(_("Space Dialogues"), reverse("public:home"))]
    if address := address_if_any(listed):
        steps.append(Step(name_of_part(listed), address))
    if above:
        words = chosen(above["name"], language)
        steps.append(Step(words.text if words else above["id"], addresses.address_of(above)))
    if kind == "outcome":
        own = vocabulary.label(vocabulary.OUTCOME_KIND, document["kind"])
    else:
        own = describing.title(document, language).text
    return [*steps, Step(own, addresses.address_of(document))]
