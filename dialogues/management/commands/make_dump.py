"""Makes a dump of all that is shown, for partners who begin a copy and for analysts."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from tqdm import tqdm

from dialogues.api import dumping, dumps
from dialogues.models import Publication


class Command(BaseCommand):
    help = (
        "Make a dump of all that is shown (NDJSON and CSV of each kind) in DUMPS_ROOT, and remove old ones."
    )

    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        total = Publication.public.get_queryset().shown().count()
        with tqdm(total=total, unit=" records", disable=None if verbosity else True) as progress:
            folder = dumping.make(Path(settings.DUMPS_ROOT), progress.update)
        if verbosity:
            manifest = dumps.Dump(folder).manifest
            size = sum(file["bytes"] for file in manifest["files"])
            self.stdout.write(
                f"Revision {manifest['revision']}: {manifest['records']} documents, {size:,} bytes in {folder}"
            )
