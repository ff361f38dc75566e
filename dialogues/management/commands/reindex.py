"""Takes anew from the documents what is asked of publications: tokens, days, titles, search text."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from dialogues.models import Publication
from dialogues.reindexing import outdated, reindex


class Command(BaseCommand):
    help = (
        "Index publications anew by the present rules: tokens, days, titles and search text. Documents stay as they "
        "are, and no revision is made. Without --all, those alone that other rules indexed: often none."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--all", action="store_true", help="all publications, whatever rules indexed them"
        )

    def handle(self, *args: Any, all: bool, verbosity: int, **options: Any) -> None:
        rows = Publication.objects.shown() if all else outdated()
        total = rows.count()
        if not total:
            if verbosity:
                self.stdout.write("All were indexed by these rules already.")
            return
        with tqdm(total=total, unit=" records", disable=None if verbosity else True) as progress:
            for number in reindex(rows):
                progress.update(number)
        if verbosity:
            self.stdout.write(f"{total} indexed anew.")
