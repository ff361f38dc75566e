"""Asks all links that records hold: several sites at once, each of them slowly, and keeps what was heard at once."""

import datetime as dt
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from queue import Queue
from urllib.parse import urlsplit

from django.utils import timezone

from dialogues.links import asking
from dialogues.links.held import note_links
from dialogues.models import Link

AT_ONCE = 6


def due(again_after: dt.timedelta) -> list[Link]:
    """The links to be asked now: those never asked, and those that were asked longer ago. So a run goes on."""
    note_links()
    asked = Link.objects.filter(checked_at__gt=timezone.now() - again_after)
    return list(Link.objects.exclude(pk__in=asked.values("pk")).order_by("checked_at", "pk"))


def check(links: list[Link], pause: float, heard: Callable[[Link], None]) -> None:
    """Asks these links, each site with a pause after each question; calls `heard` for each when it is saved."""
    sites: dict[str, list[Link]] = {}
    for link in links:
        sites.setdefault(urlsplit(link.url).netloc, []).append(link)
    answers: Queue[tuple[Link, asking.Answer]] = Queue()
    ended = threading.Event()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        try:
            for site in sites.values():
                pool.submit(_ask_a_site, site, pause, answers, ended)
            for link, answer in _as_they_come(answers, len(links)):
                link.note(timezone.now(), answer.status, answer.error, answer.leads_to)
                link.save()
                heard(link)
        finally:
            ended.set()


def _ask_a_site(
    links: list[Link], pause: float, answers: "Queue[tuple[Link, asking.Answer]]", ended: threading.Event
) -> None:
    """No database here: whoever started it writes."""
    with asking.client() as client:
        for place, link in enumerate(links):
            if ended.is_set():
                return
            if place:
                time.sleep(pause)
            answers.put((link, asking.ask(client, link.url)))


def _as_they_come(
    answers: "Queue[tuple[Link, asking.Answer]]", number: int
) -> Iterator[tuple[Link, asking.Answer]]:
    for _one in range(number):
        yield answers.get()
