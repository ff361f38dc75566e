"""Making a dump: every document that is shown at one moment, a file of each kind, and a manifest that vouches for them.

All rows come from one statement, hence from one moment, through a cursor of the server: a dump of any size takes the
same memory. The files are written into a folder that nobody is offered, which then takes its name at once; a dump
that was cut short is never found. A line of NDJSON is an entry of the change feed without what a shown record lacks,
so that a copy begun from a dump goes on from the feed.
"""

import fcntl
import gzip
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import groupby
from pathlib import Path
from typing import Any

from django.db.models import F, Max, Subquery
from django.db.models.functions import Collate
from django.utils import timezone

from dialogues.api import dumps
from dialogues.api.answers import json_bytes
from dialogues.api.resources import BY_KIND
from dialogues.models.publications import Publication, Revision
from dialogues.tables.columns import cell, columns
from dialogues.tables.writing import csv_lines

AT_ONCE = 200
# How many dumps are kept: who is fetching the files of one may go on while the next is made.
KEPT = 2

Tick = Callable[[], object]


class Part:
    """One file of a dump, packed and hashed as it is written."""

    def __init__(self, folder: Path, name: str, stack: ExitStack) -> None:
        self.name, self.rows = name, 0
        self.path = folder / name
        raw = stack.enter_context(self.path.open("wb"))
        # No name and no time inside: the same rows make the same bytes.
        self.packed = stack.enter_context(gzip.GzipFile("", "wb", fileobj=raw, mtime=0))

    def write(self, line: bytes) -> None:
        self.packed.write(line)

    def described(self, kind: str, form: str) -> dict[str, Any]:
        with self.path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            os.fsync(file.fileno())
        size = self.path.stat().st_size
        return {
            "name": self.name, "kind": kind, "format": form, "rows": self.rows, "bytes": size, "sha256": sha256,
        }  # fmt: skip


def make(root: Path, tick: Tick = lambda: None) -> Path:
    """Makes a dump under `root`, removes those that are too old or may not be read, and returns its folder.

    Where nothing has changed since the latest, that one stays. `tick` is called for each record.
    """
    root.mkdir(parents=True, exist_ok=True)
    with (root / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # a command and a job may meet
        for older in dumps.all_of(root):
            if not older.may_be_offered():
                shutil.rmtree(older.folder)
        latest = dumps.latest(root)
        newest = Publication.public.aggregate(newest=Max("revision"))["newest"] or 0
        if latest and latest.revision == newest:
            return latest.folder
        making = root / ".making"
        shutil.rmtree(making, ignore_errors=True)  # of one that was cut short
        making.mkdir()
        folder = root / str(_written(making, tick)["revision"])
        shutil.rmtree(folder, ignore_errors=True)  # one that lost its manifest, or its moment
        making.rename(folder)
        for older in dumps.all_of(root)[KEPT:]:
            shutil.rmtree(older.folder, ignore_errors=True)
    return folder


def _rows() -> Iterator[Publication]:
    shown = Publication.public.get_queryset().shown()
    newest = Publication.public.get_queryset().order_by("-revision").values("revision")[:1]
    return (
        shown.annotate(newest=Subquery(newest))
        .order_by(Collate(F("kind"), "C"), Collate(F("slug"), "C"))
        .defer("search_text", "facets")
        .iterator(chunk_size=AT_ONCE)
    )


def _written(folder: Path, tick: Tick) -> dict[str, Any]:
    """Writes the files and the manifest; returns the manifest. Of an empty register: no files, revision 0."""
    revision, records = 0, 0
    whole = hashlib.sha256()
    files = []
    for kind, rows in groupby(_rows(), key=lambda row: row.kind):
        name = BY_KIND[kind].name
        with ExitStack() as stack:
            documents = Part(folder, f"{name}.ndjson.gz", stack)
            table = Part(folder, f"{name}.csv.gz", stack)
            shown = columns((kind,))
            table.write(csv_lines([[column.name for column in shown]]))
            for row in rows:
                revision = row.newest  # type: ignore[attr-defined]
                documents.write(json_bytes(_entry(row)) + b"\n")
                table.write(csv_lines([[cell(column.value(row)) for column in shown]]))
                whole.update(f"{kind} {row.slug} {row.sha256}\n".encode())
                for part in (documents, table):
                    part.rows += 1
                records += 1
                tick()
        files += [documents.described(kind, "ndjson"), table.described(kind, "csv")]
    manifest = {
        "revision": revision,
        "records": records,
        "sha256": whole.hexdigest(),
        "made_at": timezone.now().isoformat(timespec="seconds"),
        "files": files,
    }
    with (folder / dumps.MANIFEST).open("w") as file:
        json.dump(manifest, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    return manifest


def _entry(row: Publication) -> dict[str, Any]:
    return {
        "revision": row.revision,
        "kind": row.kind,
        "id": row.slug,
        "op": Revision.Op.UPSERT.value,
        "sha256": row.sha256,
        "published_at": row.published_at.isoformat(),
        "document": row.document,
    }
