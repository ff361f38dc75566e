"""Which dumps there are, and whether they may be offered.

A dump is offered as long as everything in it is still shown in some wording: once a record was withdrawn after it was
made, it is offered no more, for a withdrawn text is to be read nowhere. The next one is made without it; until then a
copy begins from the change feed, which comes to the same.
"""

import json
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from dialogues.models.publications import Publication

MANIFEST = "manifest.json"
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
        """Whether nothing was withdrawn, or merged into something else, since it was made. One query."""
        gone = Publication.public.filter(withdrawn_at__isnull=False, revision__gt=self.revision)
        return not gone.exists()


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
