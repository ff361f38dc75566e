"""Compiles the translations of the user interface: locale/*/LC_MESSAGES/django.po into .mo, beside them."""

import os
import tempfile
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management.base import BaseCommand


def compile_catalog(po: Path) -> bool:
    """Compiles one catalog where its compiled form is missing or older. Returns whether it did.

    The compiled file takes its place in one step, so that processes which compile at once do no harm.
    """
    mo = po.with_suffix(".mo")
    if mo.exists() and mo.stat().st_mtime_ns >= po.stat().st_mtime_ns:
        return False
    with po.open("rb") as file:
        catalog = read_po(file)
    handle, temporary = tempfile.mkstemp(dir=po.parent, suffix=".part")
    with os.fdopen(handle, "wb") as file:
        write_mo(file, catalog)
    Path(temporary).chmod(0o644)
    Path(temporary).replace(mo)
    return True


class Command(BaseCommand):
    help = "Compile the translations of the user interface (no gettext tools needed)."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        compiled = [
            po
            for folder in settings.LOCALE_PATHS
            for po in sorted(Path(folder).glob("*/LC_MESSAGES/django.po"))
            if compile_catalog(po)
        ]
        if options["verbosity"]:
            self.stdout.write(f"{len(compiled)} compiled." if compiled else "All were compiled already.")
