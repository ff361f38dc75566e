"""Loads the records that lie in `data/` and shows them; run again, it changes nothing.

No second person clears them: the first load is a bypass that comes approved, as whoever installs the project takes
its records as they are. What a later load shows waits for somebody's approval like any other import.
"""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from dialogues.interchange import plan
from dialogues.models import Bypass, FormerSlug, Publication, Revision

NOTE = "First load"
REASON = "The records that come with the project were loaded by a command."


class Command(BaseCommand):
    help = (
        "Load the records in data/ and publish them. Run again, it changes nothing: what staff entered, edited, "
        "renamed or deleted stays as it is, and what was withdrawn stays withdrawn."
    )

    requires_system_checks = ()

    @transaction.atomic
    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        with plan([str(settings.BASE_DIR / "data")]) as planned:
            if planned.faults:
                listed = "\n".join(str(fault) for fault in planned.faults)
                raise CommandError(f"The records in data/ have faults. Nothing was loaded.\n{listed}")
            first = not Revision.objects.exists()
            told = planned.carry_out(
                by=None,
                publish=True,
                note=NOTE,
                bypass=REASON,
                how=Bypass.How.FIRST_LOAD if first else Bypass.How.IMPORT,
                lenient=True,
            )
        if told.revisions:
            # The server looks by itself after a minute; until then the first pages would be planned for empty tables.
            # Named, since the catalogs that all databases share would stay locked until the transaction ends.
            with connection.cursor() as cursor:
                cursor.execute(f"ANALYZE {Publication._meta.db_table}, {FormerSlug._meta.db_table}")
        if verbosity:
            new, same = sum(map(len, planned.new.values())), planned.same.total()
            self.stdout.write(f"{new} new records, {len(planned.changed)} changed, {same} as before.")
            for left in planned.left_alone:
                self.stdout.write(f"Left alone: {left}")
            for error in told.not_ready:
                self.stdout.write(f"Not published: {error}")
            self.stdout.write(f"{len(told.revisions)} revisions published.")
