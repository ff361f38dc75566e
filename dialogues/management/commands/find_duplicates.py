"""Finds the organizations, people and sources that may be one, for the list on the desk's home."""

from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from dialogues.models import PAIRS
from dialogues.pairing import find_pairs


class Command(BaseCommand):
    help = (
        "Find organizations, people and sources whose names are alike; they are listed on the desk. What somebody "
        "told apart is not listed again. Run it daily."
    )

    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        for pairs in PAIRS:
            records: Any = pairs._meta.get_field("first").related_model
            called = str(pairs._meta.verbose_name_plural)
            total = records._default_manager.count()
            with tqdm(total=total, desc=called, disable=not verbosity, file=self.stderr) as shown:
                find_pairs(pairs, shown.update)
            if verbosity:
                waiting = pairs._default_manager.filter(told_apart_at=None).count()
                self.stdout.write(f"{called}: {waiting} pairs may be one. See the desk's home.")
