"""The desk's home: the first entries of each list of the day's work. One query, whatever there is."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from dialogues.admin.work.entries import Entry, WorkList, first_of_each
from dialogues.admin.work.lists import lists_for

COUNTED = 10
SHOWN = 5


@dataclass(frozen=True)
class Card:
    """A list as the home page shows it."""

    of: WorkList
    count: Any
    entries: list[tuple[Entry, str]]
    more: bool


def what_waits(request: HttpRequest) -> tuple[list[Card], list[WorkList]]:
    """The lists that hold something, and those that are empty."""
    lists = lists_for(request)
    cards, empty = [], []
    for one, (entries, more) in zip(lists, first_of_each(request, lists, COUNTED), strict=True):
        if not entries and not more:
            empty.append(one)
            continue
        count = _("more than %(count)s") % {"count": COUNTED} if more else len(entries)
        shown = [(entry, one.reason(entry)) for entry in entries[:SHOWN]]
        cards.append(Card(one, count, shown, more or len(entries) > SHOWN))
    return cards, empty
