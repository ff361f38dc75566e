"""Writes all records to files in the interchange format; the same records, the same bytes."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from dialogues.interchange.exporting import export
from dialogues.interchange.schema import schema


class Command(BaseCommand):
    help = (
        "Export all records, public or not, in the interchange format (docs/interchange.md): one file a kind. "
        "Notes of staff are among them; the stored texts of sources are not."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "to", nargs="?", default="-", metavar="FOLDER", help="the folder; - (usual) is standard output"
        )
        parser.add_argument(
            "--schema", action="store_true", help="write the JSON Schema of the format instead"
        )

    def handle(self, *args: Any, to: str, verbosity: int, **options: Any) -> None:
        if options["schema"]:
            self.stdout.write(json.dumps(schema(), ensure_ascii=False, indent=2))
            return
        if to == "-":
            sys.stdout.flush()
            export(sys.stdout.buffer)
            sys.stdout.buffer.flush()
            return
        try:
            with tqdm(desc="Writing", disable=not sys.stderr.isatty(), leave=False) as progress:
                counts = export(Path(to), progress.update)
        except OSError as error:
            raise CommandError(f"{to} cannot be written: {error.strerror}.") from error
        if verbosity:
            self.stdout.write(", ".join(f"{count} of kind {kind}" for kind, count in counts.items()) + ".")
