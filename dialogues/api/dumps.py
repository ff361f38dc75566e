"""Which dumps there are, and whether they may be offered.

A dump is offered as long as everything in it may be read: once a record was withdrawn after it was made, it is offered
no more, for a withdrawn text is to be read nowhere; nor is it after the record is shown again, in other words perhaps.
The same goes for a dump that holds a revision that was redacted. The next one is made without it; until then a copy
begins from the change feed, which comes to the same.
"""

import json
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from django.db.models import Exists, OuterRef

from dialogues.models.publications import Revision

MANIFEST = "manifest.json"
_GONE = (Revision.Cause.WITHDRAWN, Revision.Cause.MERGED)
_REVISION = re.compile(r"[0-9]{1,18}")


@dataclass(frozen=True)
class Dump:
    """One dump: its folder, which is named for the newest revision in it."""

    folder: Path

    @property
    def revision(self) -> int:
        return int(self.folder.name)

    @cached_property
    def manifest(self) -> dict[str, Any]:
        manifest: dict[str, Any] = json.loads((self.folder / MANIFEST).read_text())
        return manifest

    def file(self, name: str) -> dict[str, Any] | None:
        """What the manifest says of a file; None where it names none such."""
        return next((file for file in self.manifest["files"] if file["name"] == name), None)

    def may_be_offered(self) -> bool:
        """Whether nothing was withdrawn or merged since it was made, and nothing in it was redacted. Two queries."""
        # Asked of revisions: the publication of what is shown again tells nothing of its withdrawal.
        gone = Revision.public.filter(number__gt=self.revision, cause__in=_GONE)
        then = Revision.public.filter(number__lte=self.revision)
        later = then.filter(publication=OuterRef("publication"), number__gt=OuterRef("number"))
        redacted = then.filter(redacted_at__isnull=False).exclude(Exists(later))
        return not gone.exists() and not redacted.exists()


def all_of(root: Path) -> list[Dump]:
    """The dumps in a folder, the latest first."""
    folders = [path.parent for path in root.glob(f"*/{MANIFEST}") if _REVISION.fullmatch(path.parent.name)]
    return sorted((Dump(folder) for folder in folders), key=lambda dump: -dump.revision)


def latest(root: Path) -> Dump | None:
    """The latest dump in a folder."""
    return next(iter(all_of(root)), None)


def of_revision(root: Path, revision: int) -> Dump | None:
    """The dump of a revision."""
    folder = root / str(revision)
    return Dump(folder) if (folder / MANIFEST).is_file() else None
