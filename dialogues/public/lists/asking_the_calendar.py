"""What an address of the calendar asks: the questions of the list of meetings, but for those that its path answers."""

from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from dialogues.filters import QUESTIONS
from dialogues.public import publications
from dialogues.public.lists.asking import PAGE, SORT, Asked, asked_by, refuse
from dialogues.public.lists.orders import OLDEST

# A month and a year are the path; single meetings stand in no calendar of their own.
ANSWERED = ("id", "year", "date_from", "date_to", "date_match")


def asked_of_the_calendar(request: HttpRequest) -> Asked:
    """What a request asks. Raises Unanswerable."""
    refuse(request, SORT, PAGE, *ANSWERED)
    return asked_by(request, QUESTIONS["meeting"], publications.shown("meeting"), [OLDEST])


def in_the_calendar(asked: Asked) -> str:
    """Where the calendar shows what is asked of the list of meetings; empty where it cannot."""
    years = asked.chosen("year")
    others = any(asked.chosen(name) for name in ANSWERED if name != "year")
    if others or len(years) > 1 or not all(year.isdigit() for year in years):
        return ""
    path = reverse("public:calendar_year", args=years) if years else reverse("public:calendar")
    query = urlencode([(name, value) for name, value in asked.all_chosen() if name not in ANSWERED])
    return f"{path}?{query}" if query else path
