"""Shows public records in the shape that documents have by now, after a release that changed it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import IntegrityError

from dialogues import publishing

NOTE = "New shape of documents"


class Command(BaseCommand):
    help = (
        "Render again what is shown in an earlier shape of documents. Records edited since they were published are "
        "left alone and named: to publish them shows them in the new shape. Run again, it changes nothing."
    )

    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--reason",
            default="",
            help="Why what records say may change with the shape. It waits for approval.",
        )

    def handle(self, *args: Any, verbosity: int, reason: str, **options: Any) -> None:
        try:
            revisions, left_alone = publishing.republish(
                by=None, note=NOTE, reason=reason, only=publishing.of_an_earlier_shape()
            )
        except IntegrityError as error:
            raise CommandError(
                f"Not only the shape would change, but what a record says ({error}). Look into it; if it is meant, "
                "say why with --reason: it is kept on the desk until a publisher has approved it."
            ) from error
        for publication in left_alone:
            self.stdout.write(f"Left alone, edited since it was published: {publication}")
        if verbosity and (revisions or left_alone):
            self.stdout.write(f"{len(revisions)} revisions published in the new shape.")
