"""The work beside the web: tells webhooks of changes, makes dumps, and forgets counts that are over. Until Ctrl-C."""

import logging
import signal
import threading
import time
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import close_old_connections

from dialogues.api import dumping
from dialogues.models import Usage
from dialogues.partners import delivering, limits

logger = logging.getLogger(__name__)

# How often each part is looked after, in seconds.
DELIVERING, DUMPING, FORGETTING = 2, 600, 3600


class Command(BaseCommand):
    help = (
        "Do the work beside the web until Ctrl-C: deliver webhooks, make dumps. Several may run; one that is killed "
        "leaves nothing undone."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is to be done now, and end")

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        if once:
            for part in (deliver, dump, forget):
                part()
            return
        ended = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_signal: ended.set())
        due: dict[Callable[[], None], float] = dict.fromkeys((deliver, dump, forget), 0.0)
        every = {deliver: DELIVERING, dump: DUMPING, forget: FORGETTING}
        while not ended.wait(0.5):
            for part in due:
                if time.monotonic() >= due[part]:
                    attempt(part)
                    due[part] = time.monotonic() + every[part]


def attempt(part: Callable[[], None]) -> None:
    """Does one part of the work; what goes wrong with it is logged, and tried again when it is due."""
    close_old_connections()
    try:
        part()
    except Exception:
        logger.exception("%s failed; it is tried again.", part.__name__)


def deliver() -> None:
    """Announces what changed, and sends all that is due."""
    delivering.announce()
    while delivering.deliver_one():
        pass


def dump() -> None:
    """Makes a dump where something changed since the latest."""
    dumping.make(Path(settings.DUMPS_ROOT))


def forget() -> None:
    """Drops the counts of minutes that are over."""
    Usage.objects.filter(minute__lt=int(time.time()) // limits.WINDOW - 1).delete()
