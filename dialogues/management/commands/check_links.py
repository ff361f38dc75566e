"""Asks every link that records hold whether it still answers; a run that was stopped goes on where it was."""

import datetime as dt
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from dialogues.links.checking import check, due
from dialogues.models import Link


class Command(BaseCommand):
    help = (
        "Ask every link that records hold whether it still answers: slowly, a few sites at once. Links that do not are "
        "listed on the desk: at once where a page is gone, else after failing on three days. Run it daily."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--pause", type=float, default=2.0, help="seconds between two questions to one site (2)"
        )
        parser.add_argument(
            "--again-after", type=float, default=20.0, help="hours after which a link is asked again (20)"
        )

    def handle(self, *args: Any, pause: float, again_after: float, verbosity: int, **options: Any) -> None:
        links = due(dt.timedelta(hours=again_after))
        with tqdm(total=len(links), unit="link", disable=not verbosity, file=self.stderr) as shown:

            def heard(link: Link) -> None:
                shown.update()
                if verbosity and link.leads_to:
                    shown.write(f"{link.url} leads to {link.leads_to}", file=self.stdout)
                if verbosity and link.failing_since:
                    shown.write(f"{link.url}: {link.status or link.error}", file=self.stdout)

            check(links, pause, heard)
        dead = Link.objects.filter(dead=True).count()
        if verbosity:
            self.stdout.write(f"{len(links)} links were asked. {dead} are dead: see the desk's home.")
