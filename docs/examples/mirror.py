"""Keeps a copy of the register, and proves it complete: python docs/examples/mirror.py URL DIR

Needs Python 3.11 or later and httpx. Run it again, by cron for instance, to bring the copy up to date. It may be
killed at any moment: each page of changes goes into DIR/register.sqlite together with the place where to go on.
"""

import gzip
import hashlib
import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import httpx

TABLES = """
CREATE TABLE IF NOT EXISTS record (kind, id, document, PRIMARY KEY (kind, id));
CREATE TABLE IF NOT EXISTS place (since INTEGER);
"""


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def keep(db: sqlite3.Connection, change: dict) -> None:
    """Applies one change: drops the ids that lead to it, and shows its document where there is one."""
    ids = {change["id"], *change.get("former_ids", ())}
    db.executemany("DELETE FROM record WHERE kind = ? AND id = ?", [(change["kind"], one) for one in ids])
    if change["document"] is not None:
        # The canonical form (RFC 8785) of these documents: keys sorted, no spaces, UTF-8.
        text = json.dumps(change["document"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        if sha256(text.encode()) != change["sha256"]:
            sys.exit(f"{change['kind']} {change['id']}: its SHA-256 is not the one it was sent with.")
        db.execute("INSERT INTO record VALUES (?, ?, ?)", (change["kind"], change["id"], text))


def go_on_from(db: sqlite3.Connection, revision: int) -> None:
    db.execute("DELETE FROM place")
    db.execute("INSERT INTO place VALUES (?)", (revision,))


def start_from_dump(db: sqlite3.Connection, api: httpx.Client) -> None:
    """Fills an empty copy from the latest dump; where there is none, the changes from the first on do the same."""
    answer = api.get("dumps/latest/manifest.json")
    if answer.status_code != 200:
        return
    for file in answer.json()["files"]:
        if file["format"] == "ndjson":
            packed = api.get(file["url"]).raise_for_status().content
            if len(packed) != file["bytes"] or sha256(packed) != file["sha256"]:
                sys.exit(f"{file['name']} is not the file that the manifest describes. Run this again.")
            for line in gzip.decompress(packed).splitlines():
                keep(db, json.loads(line))
    go_on_from(db, answer.json()["revision"])


def bring_up_to_date(db: sqlite3.Connection, api: httpx.Client) -> int:
    """Applies all changes, a page at a time. Returns the revision of the copy."""
    (since,) = db.execute("SELECT coalesce(max(since), 0) FROM place").fetchone()
    while (
        changes := api.get("changes/", params={"since": since, "limit": 500})
        .raise_for_status()
        .json()["results"]
    ):
        with db:  # one transaction: the page and its place, or neither
            for change in changes:
                keep(db, change)
            since = changes[-1]["revision"]
            go_on_from(db, since)
    return since


def digest(db: sqlite3.Connection) -> tuple[int, str]:
    """How many documents the copy holds, and the digest over them, from what is on the disk."""
    rows = db.execute("SELECT kind, id, document FROM record ORDER BY kind, id")
    lines = [f"{kind} {id} {sha256(document.encode())}\n" for kind, id, document in rows]
    return len(lines), sha256("".join(lines).encode())


def checkpoint(api: httpx.Client) -> dict:
    return api.get("changes/checkpoint/").raise_for_status().json()


def mirror(api: httpx.Client, folder: Path) -> str:
    """Makes the copy in a folder equal to the register. Returns what it came to; exits where it is not equal."""
    folder.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(folder / "register.sqlite")) as db:
        db.executescript(TABLES)
        with db:
            if not db.execute("SELECT 1 FROM place").fetchone():
                start_from_dump(db, api)
        while (revision := bring_up_to_date(db, api)) < (asked := checkpoint(api))["revision"]:
            pass  # something changed in between
        if revision > asked["revision"]:
            sys.exit(
                "The register is older than this copy: another one, or restored. Begin in another folder."
            )
        records, own = digest(db)
    if (records, own) != (asked["records"], asked["sha256"]):
        sys.exit(f"The copy in {folder} is not what the register shows. Begin in another folder.")
    return f"{records} documents, revision {revision}, digest {own}"


if __name__ == "__main__":
    try:
        with httpx.Client(base_url=sys.argv[1].rstrip("/") + "/api/v1/", timeout=60) as client:
            print(mirror(client, Path(sys.argv[2])))
    except httpx.HTTPError as error:
        sys.exit(f"{error or type(error).__name__}. The copy stands where it stood; run this again.")
