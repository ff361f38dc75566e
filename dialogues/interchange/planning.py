"""What an import would do: what is new, what changes field by field, what is left alone, and what is refused.

    with plan(["data"]) as planned:
        if not planned.faults:
            planned.carry_out(by=user)

Reading and comparing write nothing. Carrying out writes all or nothing, and refuses where somebody has edited
meanwhile what the plan was to change.
"""

import hashlib
import json
import tempfile
from collections import Counter
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any, Self

from dialogues.interchange.checking import Spool, first_pass
from dialogues.interchange.comparing import Changed, LeftAlone, Settled, compare
from dialogues.interchange.faults import Faults, Refused
from dialogues.interchange.kept import Imported
from dialogues.interchange.publishing import Told, publish_imported
from dialogues.interchange.reading import File, Progress, files
from dialogues.interchange.shapes import SHAPES
from dialogues.interchange.writing import write
from dialogues.models import Bypass


@dataclass
class Plan:
    """What an import would do. Close it (or use it as a context): it holds temporary files."""

    new: dict[str, list[str]] = field(default_factory=dict)
    changed: list[Changed] = field(default_factory=list)
    left_alone: list[LeftAlone] = field(default_factory=list)
    same: Counter[str] = field(default_factory=Counter)
    faults: Faults = field(default_factory=Faults)
    kinds: set[str] = field(default_factory=set)
    settled: Settled = field(default_factory=Settled)
    to_write: dict[str, Spool] = field(default_factory=dict)
    unread: list[Imported] = field(default_factory=list)
    files_open: ExitStack = field(default_factory=ExitStack)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        self.files_open.close()

    def spool(self) -> Spool:
        """A place on disk that lasts as long as the plan."""
        return Spool(self.files_open.enter_context(tempfile.TemporaryFile()))

    @property
    def empty(self) -> bool:
        """Whether nothing would be written."""
        return not self.changed and not any(self.new.values())

    def fingerprint(self) -> str:
        """The SHA-256 of all that would be written over what; two plans with the same one do the same."""
        made = hashlib.sha256()
        for kind, spool in self.to_write.items():
            for values in spool:
                made.update(json.dumps([kind, *values]).encode())
        beside = [self.changed, sorted(map(str, self.left_alone)), sorted(self.settled.rows.items())]
        made.update(repr(beside).encode())
        return made.hexdigest()

    def carry_out(
        self,
        *,
        by: Any,
        publish: bool = False,
        note: str = "",
        bypass: str = "",
        how: str = Bypass.How.IMPORT,
        lenient: bool = False,
        progress: Progress = lambda count: None,
    ) -> Told:
        """Writes what is planned, all or nothing; with `publish`, then shows what stands as in the files.

        Raises Refused where the plan has faults, and `writing.Overtaken` where records were edited meanwhile.
        `bypass` says why that is done without a second person, and `how` it came about (`dialogues.clearing`).
        `lenient`: a record that is not ready to be published stays a draft and is named; otherwise NotReady is raised.
        """
        if self.faults.count:
            raise Refused(self.faults)
        touched = write(self.to_write, self.settled, progress)
        if not publish:
            return Told()
        return publish_imported(self, touched, by=by, note=note, bypass=bypass, how=how, lenient=lenient)


def plan(
    paths: Iterable[str | File], *, overwrite: bool = False, progress: Progress = lambda count: None
) -> Plan:
    """Reads files, folders or standard input (`-`) and compares them with what is recorded.

    `overwrite`: the files win over what staff entered, edited, renamed or deleted.

    Every fault of every file is in the plan's `faults`.
    """
    planned = Plan()
    try:
        read, planned.to_write = ({kind: planned.spool() for kind in SHAPES} for _ in range(2))
        found = first_pass(files(paths, planned.faults), read, planned.faults, progress, afresh=overwrite)
        planned.kinds = {kind for kind, _slug in found.declared if kind in SHAPES}
        planned.unread = found.same
        planned.same.update(one.kind for one in found.same)
        compare(planned, read, found, overwrite=overwrite)
    except BaseException:
        planned.close()
        raise
    return planned
