"""Shows public records in the shape that documents have by now, after a release that changed it."""

from typing import Any

from django.core.management.base import BaseCommand

from dialogues import publishing

NOTE = "New shape of documents"


class Command(BaseCommand):
    help = (
        "Render again what is shown in an earlier shape of documents. Records edited since they were published are "
        "left alone and named: to publish them shows them in the new shape. Run again, it changes nothing."
    )

    requires_system_checks = ()

    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        revisions, left_alone = publishing.republish(
            by=None, note=NOTE, only=publishing.of_an_earlier_shape()
        )
        for publication in left_alone:
            self.stdout.write(f"Left alone, edited since it was published: {publication}")
        if verbosity and (revisions or left_alone):
            self.stdout.write(f"{len(revisions)} revisions published in the new shape.")
