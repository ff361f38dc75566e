"""The meetings of a page of the calendar elsewhere: in the list of meetings, and in all its forms."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from dialogues.public.lists.asking import Asked
from dialogues.public.lists.formats import CALENDAR, Offer, formats_of
from dialogues.public.lists.listings import LISTINGS

MEETINGS = LISTINGS["meetings"]


def in_the_list(asked: Asked, **more: str) -> str:
    """The address of the list of meetings that asks the same and more."""
    return _asking(reverse(f"public:{MEETINGS.name}"), asked, more)


def offers(asked: Asked, **more: str) -> list[Offer]:
    """The same meetings as a feed, a calendar and files."""
    return [
        Offer(
            str(form.words), _asking(reverse(f"public:{MEETINGS.name}_{form.name}"), asked, more), form.type
        )
        for form in formats_of(MEETINGS)
    ]


def planned() -> Offer:
    """The calendar of everything that is planned."""
    return Offer(_("iCalendar of all that is planned"), reverse("public:planned_calendar"), CALENDAR)


def _asking(path: str, asked: Asked, more: dict[str, str]) -> str:
    query = urlencode([*asked.all_chosen(), *more.items()])
    return f"{path}?{query}" if query else path
