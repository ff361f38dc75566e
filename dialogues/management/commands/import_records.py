"""Reads records from files into the register: all or nothing, every fault in one run."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from tqdm import tqdm

from dialogues.audit.callers import write_as
from dialogues.interchange import Faults, Overtaken, Plan, plan
from dialogues.interchange.faults import MOST_LISTED, shortened
from dialogues.readiness import NotReady


class Command(BaseCommand):
    help = (
        "Import records in the interchange format (docs/interchange.md). New records are entered, changed ones are "
        "changed, equal ones are not touched. If anything is wrong, every fault is listed and nothing is written. "
        "Records that staff entered or edited are left alone and listed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "paths",
            nargs="+",
            metavar="PATH",
            help="a .jsonl, .jsonl.gz or .csv file, a folder, or - for standard input",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would change, field by field, and write nothing"
        )
        parser.add_argument(
            "--overwrite",
            action="store_true",
            help="the files win over what staff entered, edited, renamed or deleted",
        )
        parser.add_argument(
            "--publish",
            action="store_true",
            help="then publish what is as in the files (what was withdrawn stays so), without a second person",
        )
        parser.add_argument(
            "--reason",
            default="",
            help="why --publish does without a second person; it waits at the desk for somebody to approve it",
        )
        parser.add_argument(
            "--by",
            metavar="USERNAME",
            help="who runs this: what it writes and publishes is theirs, so somebody else has to approve it",
        )
        parser.add_argument("--note", default="", help="the note of the revisions that --publish makes")

    def handle(self, *args: Any, paths: list[str], verbosity: int, **options: Any) -> None:
        if options["note"] and not options["publish"]:
            raise CommandError("--note is of use with --publish only.")
        if options["reason"] and not options["publish"]:
            raise CommandError("--reason is of use with --publish only.")
        if options["publish"] and not options["reason"].strip():
            raise CommandError(
                "--publish shows records that no second person has cleared. Say why with --reason; somebody at the "
                "desk approves it afterwards."
            )
        by = self.find(options["by"]) if options["by"] is not None else None
        with bar("Reading", 0, unit="B", unit_scale=True) as progress:
            planned = plan(paths, overwrite=options["overwrite"], progress=progress.update)
        with planned:
            self.refuse_faults(planned.faults)
            self.tell(planned, in_full=options["dry_run"])
            if options["dry_run"]:
                self.stdout.write("Nothing was written: this was a dry run.")
                return
            self.carry_out(planned, by, options["publish"], options["note"], options["reason"])

    def find(self, username: str) -> User:
        user = User.objects.filter(username=username, is_active=True).first()
        if user is None:
            raise CommandError(f"Nobody active has the username “{username}”. Nothing was written.")
        return user

    def refuse_faults(self, faults: Faults) -> None:
        count = len(faults)
        if not count:
            return
        for fault in faults:
            self.stderr.write(str(fault))
        if count > MOST_LISTED:
            self.stderr.write(f"… and more: only the first {MOST_LISTED:,} are listed.")
        raise CommandError(f"{count:,} {'fault' if count == 1 else 'faults'}. Nothing was written.")

    def tell(self, planned: Plan, *, in_full: bool) -> None:
        if in_full:
            for kind, ids in planned.new.items():
                for slug in ids:
                    self.stdout.write(f"New: {kind} {slug}")
            for change in planned.changed:
                self.stdout.write(f"Changed: {change.kind} {change.id}")
                for one in change.differences:
                    self.stdout.write(f"    {one.path}: {shown(one.recorded)} → {shown(one.given)}")
        for left in planned.left_alone:
            self.stdout.write(f"Left alone: {left}")
            if in_full:
                self.stdout.write(f"    The files differ in: {', '.join(left.differences)}")
        new = sum(map(len, planned.new.values()))
        self.stdout.write(
            f"{new} new, {len(planned.changed)} changed, {planned.same.total()} as before, "
            f"{len(planned.left_alone)} left alone."
        )

    def carry_out(self, planned: Plan, by: User | None, publish: bool, note: str, reason: str) -> None:
        count = sum(spool.count for spool in planned.to_write.values())
        try:
            with transaction.atomic(), bar("Writing", count) as progress:
                if by:
                    write_as(by.pk)
                told = planned.carry_out(
                    by=by, publish=publish, note=note, bypass=reason, progress=progress.update
                )
        except Overtaken as error:
            raise CommandError(f"{error} Nothing was written. Run the import again.") from error
        except NotReady as error:
            raise CommandError(f"Not ready to be published, so nothing was written. {error}") from error
        if publish:
            self.stdout.write(f"{len(told.revisions)} revisions published.")


def bar(what: str, total: int, **options: Any) -> tqdm:
    """A progress bar on a terminal; elsewhere nothing is shown."""
    return tqdm(desc=what, total=total or None, disable=not sys.stderr.isatty(), leave=False, **options)


def shown(value: Any) -> str:
    return "nothing" if value is None else shortened(value)
